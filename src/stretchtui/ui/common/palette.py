"""What the palette finds: the commands of a screen, and everything there is to open, by its name."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from stretchtui.core.catalog.search import CatalogueSearch, search_text_of
from stretchtui.core.settings.actions import MOTIONS
from stretchtui.core.themes.model import choices
from stretchtui.storage.catalog.pages import first_page, load_pages
from stretchtui.storage.files.places import shipped
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.catalog.detail import RoutineScreen, StretchScreen
from stretchtui.ui.catalog.page import PageScreen
from stretchtui.ui.common.base import ShapedScreen
from stretchtui.ui.common.palette_screen import PaletteEntry, PaletteScreen
from stretchtui.ui.programmes.programme import ProgrammeScreen
from stretchtui.ui.settings.bindings import ours, said

NEEDLESS = MOTIONS | {"open", "palette"}
"""Ids of actions that nobody looks for by name."""


def open_palette(app: BaseApp) -> None:
    """Show the palette over the screen that is on top; what is chosen there is done once it has gone."""
    below = app.screen

    def chosen(entry: PaletteEntry | None) -> None:
        if entry:
            # a session that waited meanwhile goes on first
            below.call_later(entry.go)

    app.push_screen(PaletteScreen(list(entries(app))), chosen)


def entries(app: BaseApp) -> Iterator[PaletteEntry]:
    """All that can be found from the screen on top, what is to be stretched first.

    On the way through a session it is only what that screen can do itself.
    """
    ours_open = [screen for screen in app.screen_stack if isinstance(screen, ShapedScreen)]
    if not any(screen.BUSY or screen.ALONE for screen in ours_open):
        yield from _things(app)
    if ours_open:
        yield from _commands(app, ours_open[-1])


def _commands(app: BaseApp, screen: ShapedScreen[Any]) -> Iterator[PaletteEntry]:
    """What has a key here and can be done now, also where a field of text would take the key as a letter."""
    found: set[str] = set()
    nodes: list[DOMNode] = screen.focused.ancestors_with_self if screen.focused else [screen, app]
    keys = app.context.keys
    for node in nodes:
        for binding in ours(node):
            name = binding.id or ""
            if name in found | NEEDLESS or not _possible(binding, node, app):
                continue
            found.add(name)
            action = said(screen.CONTEXT, binding)
            yield PaletteEntry(
                name=keys.fill(action.tooltip),
                kind="command",
                go=_doing(app, binding.action, node),
                document=search_text_of((action.label, name, keys.fill(action.tooltip), *action.words.split())),
                key=keys.of(name, screen.CONTEXT),
            )


def _possible(binding: Binding, node: DOMNode, app: BaseApp) -> bool:
    namespace, action, parameters = parse(binding.action)
    return bool((app if namespace == "app" else node).check_action(action, parameters))


def _doing(app: BaseApp, action: str, node: DOMNode) -> Callable[[], object]:
    return lambda: app.run_action(action, node)


def _things(app: BaseApp) -> Iterator[PaletteEntry]:
    """Routines, stretches, pages and themes."""

    def opening(make: Callable[[], Screen[Any]]) -> Callable[[], object]:
        return lambda: app.push_screen(make())

    catalogue = app.user.catalogue
    finder = CatalogueSearch(catalogue)
    for routine in catalogue.routines.values():
        go = opening(lambda r=routine: RoutineScreen(r))  # type: ignore[misc]
        yield PaletteEntry(routine.name, "routine", go, finder.document(routine))
    for stretch in catalogue.stretches.values():
        go = opening(lambda s=stretch: StretchScreen(s))  # type: ignore[misc]
        yield PaletteEntry(stretch.name, catalogue.region_name(stretch.region).lower(), go, finder.document(stretch))
    for programme in catalogue.programmes.values():
        go = opening(lambda p=programme: ProgrammeScreen(p))  # type: ignore[misc]
        about = search_text_of((programme.name, programme.id), ("programme", "weeks", *programme.summary.split()))
        yield PaletteEntry(programme.name, "programme", go, about)
    for page in (first_page(), *load_pages(shipped("catalog") / "learn")[0]):
        go = opening(lambda p=page: PageScreen(p))  # type: ignore[misc]
        yield PaletteEntry(page.front.title, "page", go, search_text_of((page.front.title, page.id), ("learn", "page")))
    for theme in choices(app.themes, app.services.terminal.colours):
        about = search_text_of((theme.name,), ("theme", *theme.summary.split()))
        yield PaletteEntry(theme.name, "theme", lambda name=theme.name: app.wear(name), about)  # type: ignore[misc]
