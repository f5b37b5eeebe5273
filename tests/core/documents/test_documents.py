"""Documents in HTML and on pages: everything is there, escaped, and within the paper."""

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stretchtui.core.documents.charts import region_chart, tightness_chart, week_chart
from stretchtui.core.documents.html import html
from stretchtui.core.documents.layout import SIZES, Placed, Words, pages, width_of
from stretchtui.core.documents.model import (
    Card,
    Chart,
    Document,
    Field,
    Fields,
    Heading,
    Items,
    Paper,
    ProseBlock,
    Shown,
    Table,
)
from stretchtui.core.documents.report import report
from stretchtui.core.documents.svg_page import svg_pages
from stretchtui.core.graphics import Fill, Label, Picture, rectangle
from stretchtui.core.history.statistics import RegionTotal, ScoredDay, Week, statistics

EVIL = "<script>alert(1)</script> & \"x\" 'y' \x1b[2J\u202e"
PICTURE = Picture(40, 60, (Fill("body", (rectangle(1, 1, 20, 30),)),), "a box")

words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60)


def everything(text: str, paper: Paper = "a4") -> Document:
    card = Card(text, text, (Shown(text, PICTURE),), (text, text), (("Care", text),), boxes=14)
    blocks = (
        Heading(text, 1),
        ProseBlock(text),
        ProseBlock(text, "small"),
        Items((text,), numbered=True),
        Fields((Field("Name", text), Field("Date"))),
        Table(("A", "B"), ((text, text),)),
        Chart(text, PICTURE),
        card,
    )
    return Document(text, blocks, paper)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "path", "circle", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "circle"):
            assert self.open.pop() == tag


class TestHtml:
    @given(words)
    def test_no_text_becomes_markup(self, text: str) -> None:
        page = html(everything(f"{text}{EVIL}"))
        tags = Tags()
        tags.feed(page)
        assert not tags.open
        assert "script" not in tags.seen
        assert "\x1b" not in page
        assert "\u202e" not in page

    def test_it_stands_alone(self) -> None:
        page = html(everything("x"))
        assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
        assert "<link" not in page
        assert page == html(everything("x"))

    def test_pictures_have_words(self) -> None:
        assert 'aria-label="a box"' in html(everything("x"))


class TestPages:
    @example("0:JO'¡¡¡¡¡0K¡¡¡¡¡¡¡¡¡¡", "letter")  # a word of a bold heading, wider than a line
    @given(words, st.sampled_from(("a4", "letter")))
    def test_nothing_leaves_the_paper(self, text: str, paper: Paper) -> None:
        wide, high = SIZES[paper]
        for page in pages(everything(text * 5, paper)):
            assert (page.width, page.height) == (wide, high)
            for item in page.items:
                assert 0 <= item.at[0] <= wide
                assert 0 <= item.at[1] <= high
                if isinstance(item, Words) and not item.right:
                    assert item.at[0] + width_of(item.text, item.size, bold=item.bold) <= wide
                if isinstance(item, Placed):
                    assert item.at[1] + item.picture.height * item.scale <= high

    def test_a_card_is_kept_together(self) -> None:
        card = Card("Card", "10 s", (Shown("start", PICTURE),), ("One.", "Two."), (("Care", "x"),))
        laid = pages(Document("x", (card,) * 12))
        assert len(laid) > 1
        for page in laid:
            texts = [item.text for item in page.items if isinstance(item, Words)]
            assert texts.count("Card") == texts.count("One.") == texts.count("Care")

    def test_a_file_of_svg_is_well_formed_for_any_text(self) -> None:
        import xml.etree.ElementTree as ET

        for page in svg_pages(everything(EVIL)):
            root = ET.fromstring(page)
            assert root.tag.endswith("svg")
            assert not root.findall(".//{http://www.w3.org/2000/svg}script")


class TestReport:
    def test_with_nothing_it_says_so(self) -> None:
        found = statistics([], date(2026, 10, 1), date(2026, 11, 1), 4)
        page = html(report(found, {}, ()))
        assert "No session in this time." in page

    def test_what_is_left_out_stands_there_with_the_reason(self) -> None:
        found = statistics([], date(2026, 10, 1), date(2026, 11, 1), 4)
        assert "Chair fold: raises the pressure" in html(report(found, {}, (("Chair fold", "raises the pressure"),)))


class TestCharts:
    @pytest.mark.parametrize("count", [0, 1, 6, 60])
    def test_any_number_of_weeks(self, count: int) -> None:
        weeks = [Week(date(2026, 1, 5), 1, n % 7, n * 100) for n in range(count)]
        picture = week_chart(weeks, 4)
        assert all(0 <= one.at[0] <= picture.width for one in picture.primitives if isinstance(one, Label))

    def test_of_one_day_and_none(self) -> None:
        assert tightness_chart([]).primitives
        assert tightness_chart([ScoredDay(date(2026, 1, 1), 5, 3)]).primitives

    def test_regions_are_named(self) -> None:
        assert "Neck 5" in region_chart([("Neck", RegionTotal("neck", 2, 300))]).alt
