"""The pages to read: their front matter, their length, and what they must say."""

import re
from pathlib import Path

import pytest
import tomli

from stretchtui.core.catalog.model import Catalogue

PAGES = sorted((Path(__file__).parents[2] / "catalog" / "learn").glob("*.md"))
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])

FACTS = {
    "why-stretch": ["range of motion", "neighbours", "injury", "doubles", "tension", "disability"],
    "the-spine": ["33", "7 vertebrae", "12 thoracic", "5 lumbar", "coccyx", "letter S", "facet joints"],
    "the-discs": ["onion", "nucleus", "jelly doughnut", "diffusion", "no blood supply", "dry out"],
    "the-ligaments": ["front", "spinous processes", "shortens", "creeps"],
    "posture": ["gravity", "kyphosis", "head goes forward", "Sitting all day"],
    "ways-to-stretch": ["Static", "Dynamic", "5 to 10 seconds", "PNF", "risky without guidance"],
    "how-much": ["15 to 30 seconds", "2 to 5 times", "30 to 60 seconds", "60 seconds for each", "four days"],
    "before-you-begin": ["clothes", "clean, flat surface", "Never bounce", "circles", "hold your breath"],
    "when-not-to-stretch": [
        "between your legs",
        "bladder",
        "both legs",
        "fever",
        "fall or an accident",
        "spondyloarthropathy",
        "Scheuermann",
        "unstable",
        "first days",
        "glaucoma",
        "doorway",
        "three to four weeks",
    ],
    "can-stretching-hurt": ["flexion intolerance", "pushed backward"],
    "flare-ups": ["Gentle moves only", "Shorter holds", "No end range", "more damage"],
    "sciatica-and-hamstrings": ["hamstrings", "towel", "risk of injury"],
    "how-long-until-it-helps": ["weeks to months", "more than three months", "add one"],
    "what-else-helps": ["Swimming", "Fast walking", "Cycling", "elliptical", "pulled muscle", "what hurts"],
    "stiff-or-too-mobile": ["hypomobile", "hypermobile", "segment"],
}
PROMISES = re.compile(r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|guarantee\w*|will fix|miracle)\b", re.IGNORECASE)
MARKDOWN = re.compile(r"^(## |- )?[^#\s>|`\[\]<]")
"""A line of a page: a heading, an item of a list, or plain text; no code, table, link or HTML."""


def parts(page: Path) -> tuple[dict[str, object], str]:
    before, front, body = page.read_text("utf-8").split("+++\n", 2)
    assert not before
    return tomli.loads(front), body


def test_every_topic_has_its_page() -> None:
    assert {page.stem for page in PAGES} == set(FACTS)


def test_pages_are_in_one_order() -> None:
    assert sorted(str(parts(page)[0]["order"]).zfill(2) for page in PAGES) == [
        f"{number:02}" for number in range(1, len(PAGES) + 1)
    ]


@each_page
def test_front_matter(page: Path, catalogue: Catalogue) -> None:
    front, _ = parts(page)
    assert set(front) == {"title", "order", "sources"}
    assert isinstance(front["title"], str)
    assert front["title"]
    assert isinstance(front["sources"], list)
    assert front["sources"]
    assert set(front["sources"]) <= set(catalogue.sources)


@each_page
def test_length(page: Path) -> None:
    assert 120 <= len(parts(page)[1].split()) <= 350


@each_page
def test_facts(page: Path) -> None:
    body = parts(page)[1]
    assert [fact for fact in FACTS[page.stem] if fact.lower() not in body.lower()] == []


@each_page
def test_no_promise(page: Path) -> None:
    assert not PROMISES.search(page.read_text("utf-8"))


@each_page
def test_plain_markdown(page: Path) -> None:
    body = parts(page)[1]
    assert all(MARKDOWN.match(line) for line in body.splitlines() if line)
    assert not re.search(r"[\[\]`<>{}]|[^\n\x20-\x7e’‘“”–—×°é]", body)
