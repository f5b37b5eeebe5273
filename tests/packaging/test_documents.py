"""What README and docs say is so: commands are known, links lead somewhere, files they show are right."""

import re
import shlex
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli

from stretchtui.commands.check import check_file
from stretchtui.commands.parser import build_parser, with_moments
from stretchtui.core.settings.keys import usual_keys
from stretchtui.core.settings.model import Settings
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import Places, shipped
from tests.packaging.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FILES = (ROOT / "docs" / "files.md").read_text()
COMMAND = re.compile(r"(?:^|\s)(stretchtui(?: [^#|>&;`\n]*)?)")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^ *```.*?^ *```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", prose):
        path, _, heading = link.partition("#")
        target = page.parent / path
        assert target.is_file(), f"{page.name}: {link}"
        if heading:
            headings = re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE)
            assert heading in {text.lower().replace(" ", "-") for text in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_are_understood(page: Path) -> None:
    text = page.read_text()
    inline = [quoted for quoted in re.findall(r"`([^`\n]+)`", text) if quoted.startswith("stretchtui ")]
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    found = [match[1] for line in lines if (match := COMMAND.match(line))]
    for command in (*inline, *found):
        words = [re.sub(r"^(ID|MINUTES|N)$", "5", word) for word in shlex.split(command)[1:] if word != "--help"]
        args = build_parser(words).parse_args(with_moments(words))
        assert callable(args.action), command


def test_ids_in_examples_are_in_the_catalogue() -> None:
    catalogue = load_catalogue(shipped("catalog")).catalogue
    text = "\n".join(page.read_text() for page in PAGES)
    for name in re.findall(r"stretchtui (?:start|show|log add) (?!my-|ID)([a-z-]+)\b", text):
        assert name in {**catalogue.stretches, **catalogue.routines}, name


def test_what_readme_counts_is_there() -> None:
    catalogue = load_catalogue(shipped("catalog")).catalogue
    for page in ("README.md", "CHANGELOG.md"):
        said = re.search(r"(\d+) stretches(?:,| and) (\d+) routines", (ROOT / page).read_text())
        assert said, page
        assert [int(number) for number in said.groups()] == [len(catalogue.stretches), len(catalogue.routines)]
    assert len(list(shipped("themes").glob("*.toml"))) == 10
    assert "Ten, dark and light" in (ROOT / "README.md").read_text()


def test_the_files_shown_are_right(tmp_path: Path) -> None:
    places = Places(tmp_path, tmp_path, tmp_path)
    for folder in ("themes", "measures"):
        (tmp_path / folder).mkdir()
    names = ["settings.toml", "doses.toml", "history.toml", "history-measures.toml", "measures/mine.toml"]
    names += ["programme.toml", "share.toml", "themes/mine.toml"]
    for name, text in zip(names, blocks(FILES, "toml"), strict=True):
        (tmp_path / name).write_text(text)
        assert not list(check_file(tmp_path / name, places)), name


def test_every_setting_is_shown_with_its_default() -> None:
    shown = tomli.loads(blocks(FILES, "toml")[0])
    assert shown.pop("keys") == {}
    unset = {"break": {"quiet"}, "body": {"acute_until"}, "programme": {"since"}}
    defaults: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(Settings()))
    del defaults["keys"]
    for table, names in unset.items():
        for name in names:
            assert defaults[table].pop(name) is None
            assert f"# {name} = " in FILES
    assert shown == defaults


def test_bindings_named_are_there() -> None:
    said = re.search(r"In `\[keys\]`, (.*?)\. So `", FILES, re.DOTALL)
    assert said
    named = set(re.findall(r"`([a-z-]+)`", said[1]))
    assert len(named) > 20
    assert named <= usual_keys().keys()


def test_contributing_names_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    paths = re.findall(r"`(src/[^`]+)`", text)
    assert len(paths) > 10
    assert not [path for path in paths if not (ROOT / path).exists()]
