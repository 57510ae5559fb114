"""What the operator may set, and what is refused before the server starts."""

import pytest

from brandmap.__main__ import COMMANDS, main, parser
from brandmap.serving.options import ServeOptions
from tests import ROOT


def test_the_defaults_listen_to_this_machine_only():
    options = ServeOptions.read({}, {})
    assert options == ServeOptions(
        host="127.0.0.1", port=8501, base_path="", frame_ancestors="'self'", public_hosts=(), grace=20,
        script=ROOT / "app.py",
    )  # fmt: skip


def test_an_option_wins_over_the_environment():
    environment = {"BRANDMAP_PORT": "9000", "BRANDMAP_BASE_PATH": "map/", "BRANDMAP_PUBLIC_HOSTS": "a.gov.cn b.gov.cn"}
    options = ServeOptions.read({"port": "9100", "base_path": None}, environment)
    assert (options.port, options.base_path, options.public_hosts) == (9100, "/map", ("a.gov.cn", "b.gov.cn"))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("self", "'self'"),
        ("'self' https://*.example.gov.cn", "'self' https://*.example.gov.cn"),
        ("none", "'none'"),
        ("http://10.1.2.3:8080", "http://10.1.2.3:8080"),
    ],
)
def test_frame_ancestors(text, sources):
    assert ServeOptions.read({"frame_ancestors": text}, {}).frame_ancestors == sources


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "80a"),
        ("port", "65536"),
        ("port", "-1"),
        ("grace", "1.5"),
        ("base_path", "/a/../b"),
        ("base_path", "/a b"),
        ("base_path", "/a//b"),
        ("frame_ancestors", "self; script-src *"),
        ("frame_ancestors", "none self"),
        ("frame_ancestors", "*"),
        ("frame_ancestors", "https://a\r\nX: y"),
        ("frame_ancestors", ""),
        ("public_hosts", "https://a.gov.cn"),
    ],
)
def test_a_wrong_value_is_named(name, value, capsys):
    with pytest.raises(ValueError, match=name.replace("_", "-")):
        ServeOptions.read({name: value}, {})
    assert main(["serve", f"--{name.replace('_', '-')}={value}"]) == 2
    assert capsys.readouterr().err.startswith(f"brandmap serve: {name.replace('_', '-')}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_module(command):
    assert (ROOT / "brandmap" / "commands" / f"{command}.py").is_file()
    # The help is wrapped to the width of the terminal.
    assert COMMANDS[command] in " ".join(parser().format_help().split())
