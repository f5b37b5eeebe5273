"""The pages to read, and what was shown of them: files in, frozen pages out, mistakes with their lines."""

from datetime import date
from pathlib import Path

import pytest

from stretchtui.core.catalog.pages import PageBlock, blocks_of, emphasised
from stretchtui.storage.care import Notices, first_version, load_notices, save_notices
from stretchtui.storage.catalog.pages import FIRST, load_page, load_pages
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import shipped

GOOD = """\
+++
title = "A page"
order = 2
+++
One line
and the next.

## Heading

- an item
  goes on
- **bold** item
"""


def test_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    page = load_page(tmp_path / "a.md")
    assert (page.id, page.front.title, page.front.version) == ("a", "A page", 1)
    assert page.blocks == (
        PageBlock("paragraph", "One line and the next."),
        PageBlock("heading", "Heading"),
        PageBlock("item", "an item goes on"),
        PageBlock("item", "**bold** item"),
    )


def test_bold() -> None:
    assert list(emphasised("a **b** c")) == [("a ", False), ("b", True), (" c", False)]
    assert list(emphasised("2 ** 3")) == [("2 ** 3", False)]


def test_a_paragraph_right_after_a_heading_or_list() -> None:
    kinds = [block.kind for block in blocks_of("## A\ntext\n- item\n\nmore")]
    assert kinds == ["heading", "paragraph", "item", "paragraph"]


def test_pages_come_in_their_order_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    (tmp_path / "b.md").write_text(GOOD.replace("order = 2", "order = 1"))
    (tmp_path / "c.md").write_text(GOOD.replace("title", "titel"))
    (tmp_path / "d.md").write_text("no front matter")
    pages, problems = load_pages(tmp_path)
    assert [page.id for page in pages] == ["b", "a"]
    lines = [str(problem).removeprefix(str(tmp_path)) for problem in problems]
    assert any(line.startswith("/c.md:2: unknown key 'titel'") for line in lines)
    assert "/d.md:1: expected a title and the like between two lines of +++" in lines


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD.replace("One line", "One\x1b[31m line"))
    assert load_page(tmp_path / "a.md").blocks[0].text == "One[31m line and the next."


def test_the_shipped_pages_are_read() -> None:
    pages, problems = load_pages(shipped("catalog") / "learn")
    assert len(pages) == 20
    assert not problems
    first = load_page(shipped("catalog") / f"{FIRST}.md")
    assert first.front.version == first_version()
    text = " ".join(block.text for block in first.blocks)
    for fact in (
        "tension",
        "bouncing",
        "breath",
        "broken bone",
        "both legs",
        "bladder",
        "high temperature",
        "a few weeks",
    ):
        assert fact in text


def test_notices_are_kept_and_may_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "state" / "notices.toml"
    assert load_notices(path) == Notices()
    shown = Notices(1, date(2026, 11, 21), date(2026, 11, 22))
    save_notices(path, shown)
    assert load_notices(path) == shown
    save_notices(path, Notices(1, date(2026, 11, 21)))
    assert load_notices(path).doctor_on is None
    for broken in ("accepted = ", "accepted = 'x'", "\xff"):
        path.write_text(broken, encoding="latin-1")
        assert load_notices(path) == Notices()


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no such file"):
        load_page(tmp_path / "nothing.md")
