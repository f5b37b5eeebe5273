"""The pages to read: their front matter, their length, and what they must say."""

import re
from pathlib import Path

import pytest
import tomli

from stretchtui.core.catalog.model import Catalogue

PAGES = sorted((Path(__file__).parents[2] / "catalog" / "learn").glob("*.md"))
FIRST = Path(__file__).parents[2] / "catalog" / "first-start.md"
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])

FACTS = {
    "why-stretch": ["range of motion", "neighbours", "0.95", "fell during a hold", "tension", "Use it or lose it"],
    "the-spine": [
        "33",
        "7 vertebrae",
        "12 thoracic",
        "5 lumbar",
        "coccyx",
        "letter S",
        "facet joints",
        "cartilage",
        "8 or 9",
    ],
    "the-discs": ["onion", "nucleus", "jelly doughnut", "diffusion", "no blood supply", "dry out", "a model"],
    "the-ligaments": ["front", "spinous processes", "shortens", "creeps", "flavum", "months", "cast"],
    "posture": ["gravity", "kyphosis", "head goes forward", "Sitting all day", "little evidence"],
    "ways-to-stretch": ["Static", "Dynamic", "5 to 10 seconds", "PNF", "risky without guidance", "American College"],
    "how-much": ["15 to 30 seconds", "2 to 5 times", "30 to 60 seconds", "60 seconds for each", "four days", "rabbits"],
    "before-you-begin": ["clothes", "clean, flat surface", "Never bounce", "circles", "hold your breath"],
    "when-not-to-stretch": [
        *("inner thighs", "bladder", "both legs", "chest pain", "accident", "drooping face", "swollen leg"),
        *("high temperature", "foot that drops", "calf", "weight", "at night", "steroids", "before 20", "morning"),
        *("replaced joint", "rheumatoid", "pregnancy", "heart failure", "clot", "dizziness", "inflammatory"),
        *("walk", "stay in bed", "week 16", "contractions"),
        "Scheuermann",
        "unstable",
        "few days",
        "glaucoma",
        "doorway",
        "three to four weeks",
    ],
    "can-stretching-hurt": ["flexion intolerance", "pushed backward", "model"],
    "flare-ups": ["Gentle moves only", "Shorter holds", "No end range", "186 people", "three months", "swelling"],
    "sciatica-and-hamstrings": ["hamstrings", "towel", "0.96", "knee soft"],
    "how-long-until-it-helps": ["weeks to months", "more than three months", "add one"],
    "what-else-helps": [
        *("Swimming", "fast walking", "cycling", "elliptical", "pulled muscle", "what hurts", "ski machine"),
        *("Inversion tables", "Traction", "Heat", "blood thinners", "side plank", "YMCA", "supplement"),
    ],
    "stiff-or-too-mobile": ["hypomobile", "hypermobile", "segment", "from the ribs"],
    "golf-and-sport": ["golf", "ribs", "0.95", "claim neither"],
    "headaches-and-forward-head": ["not shown", "double vision", "Never roll"],
    "growing-older": ["30 to 60 seconds", "chair", "thin", "replaced hip"],
    "hands-feet-eyes-and-breath": ["numb", "half an hour", "6 metres", "six times a day", "light-headed", "swollen"],
    "what-a-therapist-does": ["direction", "doctor", "may go by yourself"],
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
    assert not set(front["sources"]) <= {"guide", "qa"}, "a consumer guide is not the only authority"


@pytest.mark.parametrize("page", [*PAGES, FIRST], ids=[page.stem for page in [*PAGES, FIRST]])
def test_no_claim_without_a_source(page: Path, catalogue: Catalogue) -> None:
    """Whatever stands between two headings ends with what it rests on; the front matter names all of them."""
    front, body = parts(page)
    sections = re.split(r"^## .*$", body, flags=re.MULTILINE)
    named: list[str] = []
    for section in filter(str.strip, sections):
        *text, last = section.strip().splitlines()
        if page == FIRST and not named and not last.startswith("Sources:"):
            continue  # what this program can't do
        assert last.startswith("Sources: "), f"{page.stem}: nothing is cited for {text[:1]}"
        assert not [line for line in text if line.startswith("Sources:")]
        named += [name.strip() for name in last.removeprefix("Sources: ").split(",")]
    assert set(named) <= set(catalogue.sources)
    assert list(dict.fromkeys(named)) == front["sources"]


def test_the_red_flags_are_the_same_on_the_first_page() -> None:
    asked, read = parts(FIRST)[1], parts(FIRST.parent / "learn" / "when-not-to-stretch.md")[1]
    for heading in ("Emergency: call", "See a doctor, today", "Ask a doctor or physiotherapist"):
        items = [re.search(rf"^## {heading}.*\n\n((?:- .*\n)+)", text, re.MULTILINE) for text in (asked, read)]
        assert items[0]
        assert items[1]
        assert items[0][1] == items[1][1]


def test_one_spelling() -> None:
    said = "\n".join(path.read_text("utf-8") for path in sorted(FIRST.parent.rglob("*.*")))
    assert not re.findall(r"physical therapists?|\btoward\b", said)
    assert "founding document" not in said


@each_page
def test_length(page: Path) -> None:
    most = 620 if page.stem == "when-not-to-stretch" else 350
    words = [word for line in parts(page)[1].splitlines() if not line.startswith("Sources:") for word in line.split()]
    assert 120 <= len(words) <= most


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
