"""One page to read, and the list of all of them."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from stretchtui.core.catalog.pages import Page, emphasised
from stretchtui.storage.care import FIRST
from stretchtui.storage.catalog.pages import load_page, load_pages
from stretchtui.storage.files.places import shipped
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.rows import Row, Rows

WIDEST = 76
"""Columns of text at the most: longer lines are hard to read."""


class PageScreen(BaseScreen[bool]):
    """A page, with a `lead` above it that says why it is shown. Ends with whether it was accepted."""

    HELP = "A page to read. Its sources stand below it."
    HINTS = ("down", "page-down", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", id="down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "up", id="up", show=False, tooltip="Scroll up"),
        Binding("space,pagedown", "page(1)", "next page", id="page-down", tooltip="One screen down"),
        Binding("pageup", "page(-1)", "page up", id="page-up", show=False, tooltip="One screen up"),
        Binding("escape", "leave", "back", id="back", tooltip="Back"),
    ]

    def __init__(self, page: Page, lead: str = "") -> None:
        super().__init__()
        self.page, self.lead = page, lead

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self.page.front.title, id="title", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield Paragraphs(self._paragraphs(), indent=2, id="text")
        yield Hints()

    def _paragraphs(self) -> Iterator[Paragraph]:
        if self.lead:
            yield Paragraph(self.lead, style="$caution", indent=0)
            yield BLANK
        yield from page_paragraphs(self.page)
        catalogue = self.user.catalogue
        titles = [catalogue.sources[s].title for s in self.page.front.sources if s in catalogue.sources]
        if titles:
            yield BLANK
            yield Paragraph("Sources", style="$accent", indent=0)
            yield from (Paragraph(title, "·", "$muted", style="$muted") for title in titles)

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction * 2, animate=False)

    def action_page(self, direction: int) -> None:
        body = self.query_one("#body")
        body.scroll_relative(y=direction * max(1, body.size.height - 1), animate=False)

    def action_leave(self) -> None:
        self.dismiss(False)


class FirstStartScreen(PageScreen):
    """What to know before the first stretch: it is accepted, or the program is left."""

    HELP = "What to know before you stretch, and when to see a doctor first. Enter goes on; esc leaves the program."
    ALONE = True
    """Nothing else can be opened over it."""
    HINTS = ("accept", "down", "leave", "help")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "I have read it", id="accept", tooltip="I have read it: go on"),
        Binding("escape,q", "leave", "leave", id="leave", tooltip="Leave stretchtui"),
    ]

    def action_accept(self) -> None:
        self.dismiss(True)


class LearnScreen(BaseScreen[None]):
    """All pages, to choose one."""

    HELP = "Pages to read: the back, how stretching works, how much, and when not to. Enter opens one."
    HINTS = ("open", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "open", "open", id="right", show=False, tooltip="Open the page"),
        Binding("escape,left,h", "back", "back", id="back", tooltip="Back"),
    ]

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Learn", id="title", markup=False)
        yield Rows(id="pages", empty="There are no pages.")
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        pages = (first_page(), *load_pages(shipped("catalog") / "learn")[0])
        self.pages = {page.id: page for page in pages}
        rows = self.query_one(Rows)
        rows.show([Row(page.id, (page.front.title,)) for page in pages])
        self.set_focus(rows)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.app.push_screen(PageScreen(self.pages[event.key]))

    def action_open(self) -> None:
        self.query_one(Rows).action_choose()

    def action_back(self) -> None:
        self.dismiss()


def first_page() -> Page:
    """What to know before the first stretch."""
    return load_page(shipped("catalog") / f"{FIRST}.md")


def learn_page(name: str) -> Page:
    """One of the shipped pages."""
    return load_page(shipped("catalog") / "learn" / f"{name}.md")


def page_paragraphs(page: Page) -> Iterator[Paragraph]:
    """The text of a page, with a blank line between its parts but none between the items of a list."""
    before = ""
    for block in page.blocks:
        if before and not (before == "item" == block.kind) and before != "heading":
            yield BLANK
        before = block.kind
        if block.kind == "heading":
            yield Paragraph(Content.styled(block.text, "$accent bold"), indent=0)
            continue
        text = Content.assemble(*((part, "bold") if bold else part for part, bold in emphasised(block.text)))
        yield Paragraph(text, "·", "$accent") if block.kind == "item" else Paragraph(text, indent=0)
