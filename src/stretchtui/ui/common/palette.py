"""What the palette finds: the commands of a screen, and everything there is to open, by its name."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from stretchtui.core.catalog.browse import words_of
from stretchtui.core.settings.actions import MOTIONS
from stretchtui.core.themes.model import choices
from stretchtui.storage.catalog.pages import first_page, load_pages
from stretchtui.storage.files.places import shipped
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.catalog.detail import RoutineScreen, StretchScreen
from stretchtui.ui.catalog.page import PageScreen
from stretchtui.ui.common.base import ShapedScreen
from stretchtui.ui.common.palette_screen import Entry, PaletteScreen
from stretchtui.ui.settings.bindings import ours, said

NEEDLESS = MOTIONS | {"open", "palette"}
"""Ids of actions that nobody looks for by name."""


def open_palette(app: BaseApp) -> None:
    """Show the palette over the screen that is on top; what is chosen there is done once it has gone."""
    below = app.screen

    def chosen(entry: Entry | None) -> None:
        if entry:
            # a session that waited meanwhile goes on first
            below.call_later(entry.go)

    app.push_screen(PaletteScreen(list(entries(app))), chosen)


def entries(app: BaseApp) -> Iterator[Entry]:
    """All that can be found from the screen on top: on the way through a session, only what it can do itself."""
    yield from _commands(app, app.screen)
    if any(s.BUSY or s.ALONE for s in app.screen_stack if isinstance(s, ShapedScreen)):
        return
    yield from _things(app)


def _commands(app: BaseApp, screen: Screen[Any]) -> Iterator[Entry]:
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
            action = said(screen, binding)
            yield Entry(
                name=keys.fill(action.tooltip),
                kind="command",
                go=_doing(app, binding.action, node),
                about=f"{action.label} {action.words} {name}",
                key=keys.of(name, getattr(screen, "CONTEXT", "")),
            )


def _possible(binding: Binding, node: DOMNode, app: BaseApp) -> bool:
    namespace, action, parameters = parse(binding.action)
    return bool((app if namespace == "app" else node).check_action(action, parameters))


def _doing(app: BaseApp, action: str, node: DOMNode) -> Callable[[], object]:
    return lambda: app.run_action(action, node)


def _things(app: BaseApp) -> Iterator[Entry]:
    """Routines, stretches, pages and themes."""

    def opening(make: Callable[[], Screen[Any]]) -> Callable[[], object]:
        return lambda: app.push_screen(make())

    catalogue = app.user.catalogue
    for routine in catalogue.routines.values():
        about = f"{routine.id} {words_of(routine)}"
        yield Entry(routine.name, "routine", opening(lambda r=routine: RoutineScreen(r)), about)  # type: ignore[misc]
    for stretch in catalogue.stretches.values():
        where = catalogue.region_name(stretch.region).lower()
        about = f"stretch {stretch.id} {words_of(stretch)}"
        yield Entry(stretch.name, where, opening(lambda s=stretch: StretchScreen(s)), about)  # type: ignore[misc]
    for page in (first_page(), *load_pages(shipped("catalog") / "learn")[0]):
        yield Entry(page.front.title, "page", opening(lambda p=page: PageScreen(p)), f"learn {page.id}")  # type: ignore[misc]
    for theme in choices(app.themes, app.services.terminal.colours):
        yield Entry(theme.name, "theme", lambda name=theme.name: app.wear(name), theme.summary)  # type: ignore[misc]
