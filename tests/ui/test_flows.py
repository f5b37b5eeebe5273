"""Flows from screen to screen: keys typed ahead, an app that ends in the middle, an error on the way."""

from collections.abc import Callable
from concurrent.futures import Future

import pytest

from stretchtui.ui import flows
from stretchtui.ui.app import StretchApp
from stretchtui.ui.common.confirm import ConfirmScreen
from stretchtui.ui.session import flow as session_flow
from stretchtui.ui.session.before import BeforeScreen
from stretchtui.ui.session.live import LiveScreen

MakeApp = Callable[..., StretchApp]


async def asking(app: StretchApp, told: list[bool | None]) -> None:
    """A flow of two questions."""
    for question in ("First?", "Second?"):
        answer = await app.ask(ConfirmScreen(question))
        told.append(answer)


async def test_a_flow_goes_by_the_answers(make_app: MakeApp) -> None:
    app, told = make_app(), list[bool | None]()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.flows.start(asking(app, told))
        assert app.flows.are_busy
        await app.flows.at_rest()
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("y", "n")  # the second is for a screen that is not there yet when it is typed
        await pilot.pause()
    assert told == [True, False]


async def test_a_flow_that_waits_ends_with_the_app(make_app: MakeApp) -> None:
    app, told = make_app(), list[bool | None]()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.flows.start(asking(app, told))
        await pilot.pause()
        app.exit()
    assert told == []
    assert not app.flows.are_busy


async def test_two_flows_wait_each_for_its_own_screen(make_app: MakeApp) -> None:
    app, one, other = make_app(), list[bool | None](), list[bool | None]()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.flows.start(asking(app, one))
        await pilot.pause()
        app.flows.start(asking(app, other))
        await pilot.pause()
        await pilot.press("n", "n")
        await pilot.pause()
        assert (one, other) == ([], [False, False])
        await pilot.press("y", "y")
        await pilot.pause()
    assert one == [True, True]


async def begin(app: StretchApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BeforeScreen)
        await pilot.press("enter")
        await pilot.pause()


async def test_an_error_on_the_way_is_a_crash_told_as_what_it_is(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("broken")

    monkeypatch.setattr(session_flow, "begin", broken)
    app = make_app()
    plan = app.user.plan("chin-tuck")
    assert plan
    app.opening = plan
    with pytest.raises(KeyError, match="broken"):
        await begin(app)
    assert app.crash is not None
    assert "KeyError" in app.services.places.log.read_text()


async def test_keys_typed_ahead_wait_for_what_is_read_before_the_first_screen(make_app: MakeApp) -> None:
    app = make_app()
    plan = app.user.plan("chin-tuck")
    assert plan
    app.opening = plan
    async with app.run_test() as pilot:
        await pilot.press("enter")  # at once: for the screen before the session, which waits for the disk
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)


async def test_a_slow_disk_holds_back_no_key_for_long(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "PATIENCE", 0.0)
    app, slow, told = make_app(), Future[str](), list[str]()

    async def waiting() -> None:
        told.append(await app.until_done(slow))

    async with app.run_test() as pilot:
        await pilot.pause()
        app.flows.start(waiting())
        await app.flows.at_rest()
        assert told == []
        slow.set_result("done")
        await pilot.pause()
        assert told == ["done"]
