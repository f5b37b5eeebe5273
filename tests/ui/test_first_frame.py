"""What the first frame waits for: its own screen's style sheets, and no drawing that is not yet known."""

from collections.abc import Callable
from pathlib import Path, PurePath
from threading import Event

import pytest
from textual.content import Content

from stretchtui.application import today
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.ui.app import Opening, StretchApp
from stretchtui.ui.catalog.pane import Pane
from stretchtui.ui.common.base import (
    ALL_STYLES,
    BREAK_STYLES,
    BROWSE_STYLES,
    HISTORY_STYLES,
    SESSION_STYLES,
    ShapedScreen,
    Sheets,
)
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.figures.figure import FigureView
from tests.ui.conftest import Load, shown, work_done

MakeApp = Callable[..., StretchApp]


def plan(load: Load) -> Opening:
    """A session of one stretch."""
    found = load().user.plan("chin-tuck")
    assert found
    return found


OPENINGS: dict[str, tuple[Callable[[Load], Opening], Sheets]] = {
    "browser": (lambda _: "browse", BROWSE_STYLES),
    "history": (lambda _: "history", HISTORY_STYLES),
    "break": (lambda _: Wish(), BREAK_STYLES),
    "start": (plan, SESSION_STYLES),
}
"""What the app may begin with, and the style sheets of that."""


async def opened_and_done(what: str, make_app: MakeApp, load: Load, home: Path) -> None:
    """Open the app at one of these, until all that begins by itself is done, and close it."""
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app(OPENINGS[what][0](load))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await work_done(app)
        await pilot.pause()


@pytest.mark.parametrize("what", OPENINGS)
async def test_style_sheets_of_other_screens_wait_until_the_first_is_shown(
    what: str, make_app: MakeApp, load: Load, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    opening, needed = OPENINGS[what]
    app = make_app(opening(load))
    before: list[set[str | PurePath]] = []
    go_on = app.first_frame_shown

    def first_frame_shown() -> None:
        screen = app.screen
        assert isinstance(screen, ShapedScreen)
        assert screen.SHOWS, "there is something on it"
        before.append({path for path in ALL_STYLES if app.stylesheet.has_source(str(path), "")})
        go_on()

    monkeypatch.setattr(app, "first_frame_shown", first_frame_shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert before[0] == {*needed}
        assert all(app.stylesheet.has_source(str(path), "") for path in ALL_STYLES), "the others are there now"


async def test_before_the_history_was_read_nothing_is_said_nor_drawn_of_what_is_due(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Event()
    look = today.look

    def slow_look(context: object) -> object:
        read.wait(60)
        return look(context)  # type: ignore[arg-type]

    monkeypatch.setattr("stretchtui.ui.catalog.browser.look", slow_look)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        figure = app.screen.query_one(Pane).query_one(FigureView)
        assert not figure.has_something
        assert not app.screen.query_one("#map", FigureView).has_something, "what draws is read after the first frame"
        assert "Nothing here" not in shown(pilot)
        read.set()
        await work_done(app)
        await pilot.pause()
        await work_done(app)
        await pilot.pause()
        assert figure.has_something
        assert app.screen.query_one("#map", FigureView).has_something


@pytest.mark.parametrize("what", ["browser", "break", "start"])  # those of the history go by what is read of it
async def test_the_first_frame_has_its_keys(
    what: str, make_app: MakeApp, load: Load, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    render = Hints.render

    def note(self: Hints) -> object:
        said.append(" ".join(hint.label for hint in self.hints))
        return render(self)

    monkeypatch.setattr(Hints, "render", note)
    await opened_and_done(what, make_app, load, home)
    assert said[0], "a line of keys that comes later is painted twice, and is missed for a moment"
    assert set(said) == {said[0]}


@pytest.mark.parametrize("what", OPENINGS)
async def test_no_text_is_wrapped_before_there_is_a_width_for_it(
    what: str, make_app: MakeApp, load: Load, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    wrap = Content.wrap

    def note(self: Content, width: int, *more: object, **named: object) -> list[Content]:
        widths.append(width)
        return wrap(self, width, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Content, "wrap", note)
    await opened_and_done(what, make_app, load, home)
    assert all(width > 8 for width in widths), "one letter a line takes longer than all else"
