"""The table of the pages of the review screen, in their order: a page more is a row here, and an action of its id."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from stretchtui.ui.history.pages.page import ReviewPage


class PageKind(NamedTuple):
    """One page; its class is imported when it is first looked at."""

    action: str
    """The id of the action that leads to it, in the context `history`."""
    name: str
    short: str
    """The same where there is little room."""
    module: str
    """The module of this folder that has it."""
    kind: str
    """Its class."""

    def make(self) -> ReviewPage:
        """The page."""
        kind: Callable[..., ReviewPage] = getattr(
            import_module(f"stretchtui.ui.history.pages.{self.module}"), self.kind
        )
        return kind(classes="page")


PAGES = (
    PageKind("page-sessions", "Sessions", "List", "sessions", "SessionsPage"),
    PageKind("page-year", "Year", "Year", "year", "YearPage"),
    PageKind("page-effect", "Does it help?", "Help?", "tightness", "EffectPage"),
    PageKind("page-balance", "Balance", "Balance", "regions", "BalancePage"),
    PageKind("page-measures", "Self-tests", "Tests", "measures", "MeasuresPage"),
)
