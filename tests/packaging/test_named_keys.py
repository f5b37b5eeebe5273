"""No text that a user sees names a key by itself: all of them are filled in from the table of actions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import stretchtui
from stretchtui.core.settings.keys import PLACE, usual_keys
from stretchtui.storage.files.places import shipped

SOURCE = Path(stretchtui.__file__).parent
PARTS = ("application", "commands", "core", "storage", "ui")
NAMED = re.compile(
    r"(?<![\w+'’{}\[\]<>=/.:-])(?:[b-zB-HJ-Z]|[Ee]sc|[Ee]scape|[Ee]nter|[Bb]ackspace|ctrl\+[pz])(?![\w'’{}\[\]<>=.:/-]|\.\w)"
    r"|\b(?:[Ww]ith|[Pp]ress|[Kk]ey) a\b(?= (?:in|on|you|the)\b)"
)
"""A letter that stands alone, as no word of English does but a and I; the name of a key; "with a you put"."""

PRESSED = re.compile(r"\b[Pp]ress(?:ing)? `?(?:[a-z]|esc|enter|space)`?\b(?!')")

TYPED = re.compile(r"then enter|and enter|or enter alone|enter alone|y for yes", re.IGNORECASE)
"""A line that is typed ends with the key of that name, whatever the keys of actions are."""

UNIT = re.compile(r"^ s\b|\(s\)|\bx [23]\b")
"""Seconds behind a number that is filled in, and the times that something is done."""

FORM = re.compile(r"%[a-zA-Z]")
"""Parts of a date."""

NO_KEY = {
    "commands/log.py": "N sessions",
    "core/catalog/unsafe_wording.py": "regular expressions",
    "core/breaks/waits.py": "regular expressions",
    "storage/care.py": "regular expressions",
    "storage/history": "the form of a file",
    "storage/toml": "messages about TOML",
    "core/figures": "axes",
    "core/themes": "colours",
    "commands/completions": "scripts for shells",
    "commands/show_figure.py": "axes",
    "core/settings/actions.py": "the table itself",
    "core/settings/keys.py": "names of keys, and examples of them in a message",
    "core/settings/options.py": "names of keys, as examples",
    "ui/wire": "codes of terminals",
    "ui/driver": "codes of terminals",
}
"""What is no text with keys in it, and why."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are more than a word, but for its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            text = TYPED.sub("", UNIT.sub("", FORM.sub("", node.value)))
            if " " in text.strip():
                yield node.lineno, text


@pytest.mark.parametrize("part", PARTS)
def test_no_text_of_the_program_names_a_key_by_itself(part: str) -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted((SOURCE / part).rglob("*.py"))
        if not str(path.relative_to(SOURCE)).startswith(tuple(NO_KEY))
        for line, text in texts(path)
        if NAMED.search(text)
    ]
    assert found == []


def test_no_page_names_a_key_by_itself() -> None:
    for path in (*shipped("catalog").rglob("*.md"), *shipped("catalog").rglob("*.toml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [
            line for line in lines if re.search(r"\b[Pp]ress(?:ing)? `?(?:[a-z]|esc|enter|space)`?\b(?!')", line)
        ] == []


def test_every_key_that_is_filled_in_is_an_action() -> None:
    for path in SOURCE.rglob("*.py"):
        for name in PLACE.findall(path.read_text(encoding="utf-8")):
            assert name in usual_keys(), (path, name)
