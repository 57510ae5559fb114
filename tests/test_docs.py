"""Hold README, CONTRIBUTING and docs to the code: everything is documented, and everything documented exists."""

import argparse
import re

import pytest

from brandmap import __version__
from brandmap.__main__ import COMMANDS, parser
from brandmap.exports.registry import FORMATS
from brandmap.records import LANGS
from brandmap.schema import TABLES
from brandmap.text import catalogue
from brandmap.ui.pages import PAGES
from tests import ROOT
from tests.test_architecture import FLOORS

#: What is written by hand; the data dictionary is built from the schema and held to it by tests/tables.
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md") if path.name != "data-dictionary.md"),
)
#: Set by tests and maintainers only.
NOT_OF_THE_APP = {"BRANDMAP_ARTICLE", "BRANDMAP_TEST_BUNDLE", "BRANDMAP_STORM_SECONDS", "BRANDMAP_COOKIE_SECRET"}
#: Options in documents that are of other programs: ours for the shell, Streamlit's, nginx's, pip's and docker's.
OF_OTHERS = {
    "--build", "--dry-run", "--force", "--help", "--home-dir", "--keep", "--no-deps", "--no-recreate", "--now",
    "--quick", "--shell", "--system", "--wait",
}  # fmt: skip
#: Named in documents and made by whoever follows them.
MADE_LATER = {"pages/NAME.py", ".streamlit/secrets.toml"}


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(*folders, endings=("py",)):
    files = [path for folder in folders for ending in endings for path in (ROOT / folder).rglob(f"*.{ending}")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def options_of(command):
    """Names of the options of a command, without --help and what its help hides."""
    whole = parser()._subparsers._group_actions[0].choices[command]
    actions = [one for one in whole._actions if one.help != argparse.SUPPRESS and one.dest != "help"]
    return [one.option_strings[0] if one.option_strings else one.metavar or one.dest.upper() for one in actions]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command):
    options = " ".join(f"`{name}`" for name in options_of(command))
    assert f"| `{command}` | {COMMANDS[command]} | {options} |\n" in text_of("README.md")


def test_every_option_of_the_server_is_in_the_manual():
    manual = text_of("docs/operations.md")
    assert [name for name in options_of("serve") if f"| `{name}` | `BRANDMAP_" not in manual] == []


def test_every_option_named_in_a_document_exists():
    ours = {name for command in COMMANDS for name in options_of(command)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+(?![\w.-])", "".join(map(text_of, DOCUMENTS))))
    assert named - ours == OF_OTHERS


def test_the_tables_of_commands_and_formats_name_nothing_else():
    readme = text_of("README.md")
    rows = {
        title: re.findall(r"^\| `(\w+)` \|", readme.split(title)[1].split("\n\n")[0], re.MULTILINE)
        for title in ("| command |", "| format of `export` |")
    }
    assert list(rows.values()) == [list(COMMANDS), list(FORMATS)]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_readme(name):
    one = FORMATS[name]
    assert f"| `{name}` | {one.label.en} | {one.help.en} |\n" in text_of("README.md")


def test_every_page_is_in_the_readme():
    addresses = [spec.address for spec in PAGES]
    (listed,) = re.findall(r"^Pages: (.*)\.$", text_of("README.md"), re.MULTILINE)
    assert [address.lstrip("/") for address in re.findall(r"`(/\w*)`", listed)] == addresses


@pytest.mark.parametrize("lang", LANGS)
def test_a_guide_tells_of_every_page_by_its_name(lang):
    guide = text_of(f"docs/guide.{lang}.md")
    assert [spec.name for spec in PAGES if f"**{catalogue()[f'nav.{spec.name}'][lang]}**" not in guide] == []


def test_every_key_of_the_deck_is_in_the_readme():
    tables = re.findall(r"^const [A-Z]+ = \{(.*?)\};", text_of("brandmap/front/static/keys.js"), re.S | re.M)
    acts = dict(re.findall(r'\b(\w+): "(\w+)"', "".join(tables)))
    assert len(tables) == 3
    (line,) = re.findall(r"^Keys on `/present`: (.*?)\n\n", text_of("README.md"), re.S | re.M)
    written = {"Escape": "Esc", **{key: "arrows" for key in acts if key.startswith("Arrow")}}
    missing = [
        key for key in acts if not re.search(rf"\b{written.get(key, key.upper() if len(key) == 1 else key)}\b", line)
    ]
    assert (missing, "Space" in line) == ([], True)


def test_every_column_named_in_a_document_exists():
    columns = {column.name for table in TABLES.values() for column in table.columns}
    named = re.findall(r"`(\w+_(?:zh|en))`", "".join(map(text_of, DOCUMENTS)))
    assert [name for name in named if name not in columns] == []


def test_every_document_can_be_reached_from_the_readme():
    linked, waiting = set(), ["README.md"]
    while waiting:
        document = waiting.pop()
        if document not in linked and document.endswith(".md"):
            linked.add(document)
            folder = (ROOT / document).parent
            links = re.findall(r"\]\((?!https?:)([^)#]+)", text_of(document))
            waiting += [str((folder / link).resolve().relative_to(ROOT)) for link in links]
    assert {*DOCUMENTS, "docs/data-dictionary.md"} - linked == set()


def test_every_environment_variable_is_documented_and_every_documented_one_is_read():
    variables = r"BRANDMAP_[A-Z_]+[A-Z]"
    read = set(re.findall(variables, code_of("brandmap")))
    documented = set(re.findall(variables, "".join(map(text_of, DOCUMENTS))))
    assert documented - NOT_OF_THE_APP == read


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_exists(document):
    tops = "|".join(sorted({path.name for path in ROOT.iterdir() if path.is_dir() and path.name.isidentifier()}))
    paths = set(re.findall(rf"`((?:{tops}|\.ci|\.streamlit)/[\w./-]*)(?::\w+)?`", text_of(document)))
    assert {path for path in paths - MADE_LATER if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document):
    folder = (ROOT / document).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text_of(document))
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_guide_calls_what_is_on_the_screen_by_its_words(lang):
    bold = re.findall(r"(?<!\*)\*\*(.+?)\*\*", text_of(f"docs/guide.{lang}.md"))
    words = {text[lang] for text in catalogue().values()} | {one.label[lang] for one in FORMATS.values()}
    assert len(bold) >= 12
    assert [word for word in bold if word not in words] == []


def test_the_floors_are_those_of_the_architecture():
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", text_of("docs/architecture.md"), re.MULTILINE)
    floors = tuple(tuple(re.findall(r"`(\w+)(?:/|\.py)`", rooms)) for _, rooms in rows)
    assert (floors, [int(number) for number, _ in rows]) == (FLOORS, list(range(len(FLOORS), 0, -1)))


def test_every_stop_of_a_trip_exists():
    stops = re.findall(r"`([\w./]+\.(?:py|js)):(\w+(?:\.\w+)?)`", text_of("docs/architecture.md"))
    assert len(stops) >= 30
    missing = []
    for file, name in stops:
        source = (ROOT / "brandmap" / file).read_text(encoding="utf-8") if (ROOT / "brandmap" / file).exists() else ""
        defined = r"\b(?:def|class|function|const|let)\s+{0}\b|^\s*{0}(?:\(|: )"
        if not all(re.search(defined.format(part), source, re.MULTILINE) for part in name.split(".")):
            missing.append(f"{file}:{name}")
    assert missing == []


def test_the_changelog_begins_with_this_version():
    assert re.search(r"^## (\S+)", text_of("CHANGELOG.md"), re.MULTILINE)[1] == __version__


def test_contributing_is_short():
    assert len(text_of("CONTRIBUTING.md").splitlines()) <= 60
