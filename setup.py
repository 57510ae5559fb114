"""Refuse to build a wheel: the app needs its pages and data folder beside it, which an operator edits in place."""

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class NoWheel(bdist_wheel):
    """Stands in for the command that builds a wheel; an editable installation never runs it."""

    def run(self) -> None:
        raise SystemExit(
            "brandmap is installed in place: pip install -e .  "
            "For another machine use deploy/offline-bundle.sh or deploy/Dockerfile (docs/operations.md)."
        )


setup(cmdclass={"bdist_wheel": NoWheel})
