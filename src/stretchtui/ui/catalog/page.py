"""One page to read, and the list of all of them."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.catalog.pages import Page, emphasised
from stretchtui.core.settings.keys import Keys
from stretchtui.core.words import listed
from stretchtui.storage.catalog.pages import first_page, load_pages
from stretchtui.storage.files.places import shipped
from stretchtui.ui.catalog.citations import citations
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.settings.bindings import bound

WIDEST = 76
"""Columns of text at the most: longer lines are hard to read."""


class PageScreen(ScrollingScreen[bool]):
    """A page, with a `lead` above it that says why it is shown. Ends with whether it was accepted."""

    HELP = "A page to read. Its sources stand below it."
    HINTS = ("down", "page-down", "back", "help")
    CONTEXT = "page"
    BINDINGS = bound("page", down="scroll(1)", up="scroll(-1)", page_down="page(1)", page_up="page(-1)", back="leave")

    def __init__(self, page: Page, lead: str = "") -> None:
        super().__init__()
        self.page, self.lead = page, lead

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self.page.front.title, id="title", markup=False)
        with Scrolling(id="body"):
            yield Paragraphs(self._paragraphs(), indent=2, id="text")
        yield Hints()

    def _paragraphs(self) -> Iterator[Paragraph]:
        if self.lead:
            yield Paragraph(self.lead, style="$caution", indent=0)
            yield BLANK
        catalogue = self.user.catalogue
        yield from page_paragraphs(self.page, catalogue, self.context.keys)
        if cited := [*citations(self.page.front.sources, catalogue, self.services.terminal)]:
            yield BLANK
            yield Paragraph("Sources", style="$accent", indent=0)
            yield from cited

    def action_leave(self) -> None:
        self.dismiss(False)


class FirstStartScreen(PageScreen):
    """What to know before the first hold: it is accepted, or nothing is held."""

    HELP = (
        "What to know before you stretch, and when to see a doctor first. {key:accept} goes on; {key:leave} goes "
        "back, and asks again before the next stretch."
    )
    ALONE = True
    """Nothing else can be opened over it."""
    HINTS = ("accept", "down", "leave", "help")
    CONTEXT = "first-start"
    BINDINGS = bound("first-start")

    def action_accept(self) -> None:
        self.dismiss(True)


class LearnScreen(BaseScreen[None]):
    """All pages, to choose one."""

    HELP = "Pages to read: the back, how stretching works, how much, and when not to. {key:open} opens one."
    HINTS = ("open", "back", "help")
    CONTEXT = "learn"
    BINDINGS = bound("learn", right="open")

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


def page_paragraphs(page: Page, catalogue: Catalogue, keys: Keys) -> Iterator[Paragraph]:
    """The text of a page, with a blank line between its parts but none between the items of a list.

    Below each part stands in short who says it; the list of all sources is not in it.
    """
    before = ""
    for block in page.blocks:
        if before and not (before == "item" == block.kind) and before != "heading":
            yield BLANK
        before = block.kind
        if block.kind == "sources":
            says = [catalogue.sources[s].short for s in block.source_ids if s in catalogue.sources]
            yield Paragraph(f"Said by: {listed(dict.fromkeys(says))}.", style="$muted", indent=0)
            continue
        if block.kind == "heading":
            yield Paragraph(Content.styled(block.text, "$accent bold"), indent=0)
            continue
        text = Content.assemble(*((part, "bold") if bold else part for part, bold in emphasised(keys.fill(block.text))))
        yield Paragraph(text, "·", "$accent") if block.kind == "item" else Paragraph(text, indent=0)
