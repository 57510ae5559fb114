"""What can be checked of deploy/ without the systems it is for."""

import re
import shutil
import subprocess

import pytest
import yaml

from tests import ROOT

DEPLOY = ROOT / "deploy"


def manifests(name):
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


def test_compose():
    (compose,) = manifests("compose.yaml")
    for service in compose["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    app = compose["services"]["app"]
    assert app["deploy"]["replicas"] == "${REPLICAS:-2}"
    assert app["deploy"]["resources"]["limits"]["memory"] == "1G"
    assert "STREAMLIT_SERVER_COOKIE_SECRET" in app["environment"]
    assert (DEPLOY / app["build"]["context"] / app["build"]["dockerfile"]).is_file()


def test_kubernetes():
    (deployment,) = manifests("kubernetes/deployment.yaml")
    (service,) = manifests("kubernetes/service.yaml")
    scaler, budget = manifests("kubernetes/autoscaling.yaml")
    pod = deployment["spec"]["template"]
    container = pod["spec"]["containers"][0]
    assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    # Else the service called brandmap gives each pod BRANDMAP_PORT=tcp://…, which the app takes for its own setting.
    assert pod["spec"]["enableServiceLinks"] is False
    # Else each apply undoes what the autoscaler has done.
    assert "replicas" not in deployment["spec"]
    labels = {"app": "brandmap"}
    assert (
        service["spec"]["selector"] == pod["metadata"]["labels"] == budget["spec"]["selector"]["matchLabels"] == labels
    )
    assert service["spec"]["sessionAffinity"] == "ClientIP"
    assert service["spec"]["ports"][0]["targetPort"] == container["ports"][0]["name"]
    assert scaler["spec"]["scaleTargetRef"]["name"] == deployment["metadata"]["name"]


def test_dockerfile():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    final = text.rpartition("\nFROM ")[2]
    assert "USER 10001" in final
    assert "HEALTHCHECK" in final
    # A checkout made with umask 077 has files that only their owner can read; the app is not their owner.
    assert "chmod -R a+rX /app" in final
    assert final.rstrip().endswith('ENTRYPOINT ["python", "-m", "brandmap", "serve"]')
    # Nothing is copied that the builder is not sent, and nothing secret is.
    sent = re.findall(r"^!(.+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = [word for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE) for word in line.split()]
    assert sorted(set(copied)) == sorted(sent)
    assert all((ROOT / name).exists() for name in copied)


def test_the_packages_for_sign_in_are_pinned():
    lines = (DEPLOY / "requirements-auth.txt").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+==[0-9.]+", line) for line in named)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_unit(tmp_path):
    text = (DEPLOY / "brandmap@.service").read_text(encoding="utf-8")
    assert "\nLimitNOFILE=65536\n" in text
    assert "\nMemoryMax=1G\n" in text
    # The interpreter of an installation is not here; everything else is checked.
    unit = tmp_path / "brandmap@.service"
    unit.write_text(text.replace("/opt/brandmap/venv/bin/python", "/bin/true"), encoding="utf-8")
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=30, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_the_scripts_parse():
    for script in DEPLOY.glob("*.sh"):
        assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
        assert script.stat().st_mode & 0o111
