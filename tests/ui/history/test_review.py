"""The review screen, walked through by keys over real files."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs
from textual.pilot import Pilot
from textual.widgets import Input

from stretchtui.application.context import Context
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.files.lock import locked
from stretchtui.storage.history.log import HistoryLog, HistoryPage
from stretchtui.storage.history.selections import Keep
from stretchtui.storage.history.serialize import block_text
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.history.edit_record import EditScreen
from stretchtui.ui.history.heatmap import Heatmap
from stretchtui.ui.history.log_session import LogScreen
from stretchtui.ui.history.pages.regions import BalancePage
from stretchtui.ui.history.pages.tightness import EffectPage
from stretchtui.ui.history.pages.year import YearPage
from stretchtui.ui.history.plot import EffectPlot
from stretchtui.ui.history.record import RecordScreen
from stretchtui.ui.history.screen import HistoryScreen
from stretchtui.ui.history.session_rows import NAMED, SessionRows, row_of, widths_for
from stretchtui.ui.session.before import BeforeScreen
from stretchtui.ui.session.felt import FeltChoice
from tests.ui.conftest import START, make_terminal, shown, work_done
from tests.ui.test_sizes import sizes_of

MakeApp = Callable[..., StretchApp]

NOTE = "late [bold]flight[/] [@click=app.quit]x[/] \x1b[31mred\x07"


def session(
    number: int, ago: timedelta, *, note: str | None = None, routine: str | None = None, felt: bool = False
) -> SessionRecord:
    """Neck turns and a leg stretch, some time before now; one number less tight after it."""
    return SessionRecord(
        id=f"s-{number}",
        started=START - ago,
        seconds=360,
        outcome="completed" if number % 3 else "stopped",
        stretches=(
            StretchRecord("chin-tuck", "Chin tuck", "neck", 10, 10, 50, "pain" if felt else None),
            StretchRecord("cat-cow", "Cat and cow", "lower-back", 4, 6, 310),
        ),
        routine=routine,
        tightness=Tightness(6, 4),
        note=note,
    )


def write(home: Path, records: Sequence[SessionRecord]) -> Path:
    """The history with these sessions, the oldest first."""
    path = home / "history.toml"
    path.write_text("\n".join(block_text(r) for r in sorted(records, key=lambda one: one.started)))
    return path


def some(count: int, step: timedelta = timedelta(days=1)) -> list[SessionRecord]:
    return [session(n, step * n, note=f"note {n}", routine="desk-break" if n % 2 else None) for n in range(count)]


async def settle(pilot: Pilot[None]) -> str:
    """Wait until all threads are done and what they brought is shown."""
    for _ in range(4):
        await work_done(pilot.app)
        await pilot.pause()
    return shown(pilot)


async def opened(pilot: Pilot[None]) -> HistoryScreen:
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


def ids(home: Path) -> list[str]:
    page = HistoryLog(home / "history.toml", home / "undo").all()
    assert page.problems == ()
    return [record.id for record in page.records]


# -- what is shown


@pytest.mark.long
async def test_an_empty_history_shows_what_it_will_look_like(make_app: MakeApp, home: Path) -> None:
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await sizes_of(pilot, "Nothing", "b begins a desk break", "an example", "n", "log one")
        for page, part in (("1", "Desk break"), ("2", "Mo "), ("3", "looser"), ("4", "min in all")):
            await pilot.press(page)
            text = await settle(pilot)
            assert part in text
            assert "an example" in text
            await pilot.press("enter", "e", "d", "r", "y", "slash")
            await settle(pilot)
            assert pilot.app.screen is screen
            assert screen.record is None
        assert not pilot.app.clipboard
    assert not (home / "history.toml").exists()


async def test_the_page_on_tightness_shows_an_example_until_there_are_numbers(make_app: MakeApp, home: Path) -> None:
    write(home, [structs.replace(record, tightness=None) for record in some(3)])
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        text = " ".join((await settle(pilot)).split())
        assert "Made up, in grey: no session has a tightness before and after yet." in text
        assert screen.query_one(EffectPage).has_class("made-up")
        write(home, some(4))
        screen.changed()
        assert "4 sessions: too few to tell." in await settle(pilot)
        assert not screen.query_one(EffectPage).has_class("made-up")


@pytest.mark.parametrize("size", [(40, 11), (40, 12), (50, 16)])
async def test_what_is_made_up_is_told_whole_on_a_low_screen(
    make_app: MakeApp, home: Path, size: tuple[int, int]
) -> None:
    write(home, [structs.replace(record, tightness=None) for record in some(3)])
    async with make_app("history").run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        assert "before and after yet. b begins one." in " ".join((await settle(pilot)).split())
        assert screen.query_one(EffectPlot).size.height >= 4


LONGEST = StretchRecord("side-lying-quad-cr", "Thigh lying on the side, contract-relax", "legs", 3, 3, 90)


def test_the_first_column_has_room_for_every_name_of_the_catalogue(load: Callable[[], Context]) -> None:
    catalogue = load().user.catalogue
    entries = (*catalogue.stretches.values(), *catalogue.routines.values(), *catalogue.programmes.values())
    records = [
        structs.replace(some(1)[0], routine=None, stretches=(structs.replace(LONGEST, name=entry.name),))
        for entry in entries
    ]
    assert max(len(row_of(record, catalogue, widths_for([record])).cells[0]) for record in records) == NAMED


@pytest.mark.parametrize("columns", [80, 100, 110, 119, 120, 140, 150, 160, 200])
async def test_the_longest_name_is_whole_where_there_is_room(make_app: MakeApp, home: Path, columns: int) -> None:
    """Also with a list that scrolls; what became of a session stands in its row or beside the list."""
    records = [structs.replace(r, routine=None, stretches=(LONGEST,), outcome="interrupted") for r in some(60)]
    write(home, records)
    async with make_app("history").run_test(size=(columns, 30)) as pilot:
        screen = await opened(pilot)
        rows = screen.query_one(SessionRows)
        assert rows.max_scroll_y > 0
        assert "Thigh lying on the side, contract-relax " in rows.render_line(1).text
        assert "6:00" in rows.render_line(1).text
        assert ("interrupted" in rows.render_line(1).text) == (columns != 100)
        assert "interrupted" in shown(pilot)


async def test_a_long_name_hangs_behind_its_numbers_beside_the_list(make_app: MakeApp, home: Path) -> None:
    write(home, [structs.replace(record, routine=None, stretches=(LONGEST,)) for record in some(3)])
    async with make_app("history").run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        beside = pilot.app.screen.query_one("#beside").content_region
        lines = [line[beside.x : beside.right].rstrip() for line in shown(pilot).splitlines()]
        at = next(n for n, line in enumerate(lines) if "3 of 3" in line)
        assert lines[at : at + 3] == ["  3 of 3  1:30 Thigh lying", "   on the side,", "   contract-relax"]


async def test_the_browser_is_made_once_the_history_is_left(make_app: MakeApp) -> None:
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert not any(isinstance(screen, BrowseScreen) for screen in pilot.app.screen_stack)
        for keys in (("escape",), ("v", "escape")):
            await pilot.press(*keys)
            await settle(pilot)
            assert isinstance(pilot.app.screen, BrowseScreen)


async def test_one_session_makes_sense_on_every_page(make_app: MakeApp, home: Path) -> None:
    write(home, some(1))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        text = await settle(pilot)
        for part in ("1 session", "1 of 4 days this week", "6 min this week", "Chin tuck and Cat and cow"):
            assert part in text
        assert "weeks before" not in text
        await pilot.press("2")
        assert "Sat 21 Nov 2026 · 1 session, 6 min" in await settle(pilot)
        await pilot.press("3")
        assert "1 session: too few to tell." in await settle(pilot)
        await pilot.press("4")
        text = await settle(pilot)
        assert "6 min in all" in text
        assert "Left out" not in text


@pytest.mark.long
async def test_all_pages_at_all_sizes(make_app: MakeApp, home: Path) -> None:
    write(home, some(60, timedelta(days=3)))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await sizes_of(pilot, "60 sessions", "November 2026", "▸ Sat 21 09:30", "of 4 days", "enter open")
        await pilot.press("2")
        await sizes_of(pilot, "Mo ", "Su ", "◆", "Sat 21 Nov 2026 · 1 session, 6 min", "Nov 2026", "enter open")
        await pilot.press("3")
        await sizes_of(pilot, "All sessions", "2.0 looser", "60 sessions: 2.0 looser on", "●")
        await pilot.press("4")
        await sizes_of(pilot, "[4]", "weeks", "Neck", "Lower back", "▄", "▁", last="→ more weeks")


async def test_a_terminal_of_ascii_alone(make_app: MakeApp, home: Path) -> None:
    write(home, some(60, timedelta(days=3)))
    async with make_app("history", make_terminal(LC_ALL="C")).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("2")
        text = await settle(pilot)
        assert not set(text) & set("·░▒▓█◆●○") - set("·"), "the middle dot is in the line of the day alone"
        assert "++ 5+" in text
        await pilot.press("m", "m")
        assert "tightness, of 10" in await settle(pilot)
        await pilot.press("3")
        assert not set(await settle(pilot)) & set("○●◉│")


async def test_notes_reach_the_screen_as_text(make_app: MakeApp, home: Path) -> None:
    write(home, [session(1, timedelta(), note=NOTE)])
    async with make_app("history").run_test(size=(120, 40)) as pilot:
        text = await settle(pilot)
        assert "late [bold]flight[/] [@click=app.quit]x[/] [31mred" in " ".join(text.replace("▏", " ").split())
        await pilot.press("slash", *"[@CLICK")
        assert "1 session with “[@CLICK”" in await settle(pilot)


async def test_a_broken_block_is_told_and_the_rest_is_there(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(3))
    path.write_text(path.read_text().replace("seconds = 360", "seconds = [oops", 1))
    before = path.read_bytes()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        text = await settle(pilot)
        assert "2 sessions" in text
        assert any("history.toml:" in str(n.message) for n in pilot.app._notifications)
    assert path.read_bytes() == before


# -- long histories


async def test_the_newest_are_shown_while_the_rest_is_read(make_app: MakeApp, home: Path) -> None:
    """The list stands, and typing works, before the whole file was read."""
    write(home, some(150, timedelta(hours=6)))
    app = make_app("history")
    read = app.services.history.all
    during: list[str] = []

    def slow(keep: Keep) -> HistoryPage:
        app.call_from_thread(_look)  # type: ignore[arg-type]
        return read(keep)

    async def _look() -> None:
        pilot = Pilot(app)
        await pilot.pause()
        await pilot.press("j")
        during.append(shown(pilot))

    app.services.history.all = slow  # type: ignore[method-assign, assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        text = await settle(pilot)
        assert "150 sessions" in text
        assert len(during) == 1
        assert "▸ Sat 21 03:30" in during[0]
        assert "…" in during[0].splitlines()[1]
        assert "▸ Sat 21 03:30" in text, "the cursor stays where it was"


async def test_a_row_is_made_when_it_is_seen(make_app: MakeApp, home: Path) -> None:
    write(home, some(150, timedelta(hours=6)))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("end")
        text = await settle(pilot)
        assert "▸ Thu 15 03:30" in text
        assert screen.record
        assert screen.record.id == "s-149"


# -- filter


async def test_filter_by_words_of_all_kinds(make_app: MakeApp, home: Path) -> None:
    write(home, [*some(6), session(6, timedelta(days=6), note="FLIGHT", felt=True)])
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for words, count in (("flight", 1), ("stopped", 3), ("desk", 3), ("neck", 7), ("pain", 1), ("note 4", 1)):
            await pilot.press("slash")
            screen.query_one("#sought", Input).value = words
            text = await settle(pilot)
            assert f"{count} session{'s' if count > 1 else ''} with “{words}”" in text
            await pilot.press("enter")
            assert screen.query_one(SessionRows).has_focus
        await pilot.press("escape")
        assert "with “" not in await settle(pilot)
        assert pilot.app.screen is screen


async def test_digits_and_letters_are_text_while_one_types(make_app: MakeApp, home: Path) -> None:
    write(home, some(3))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"2d3uq")
        assert "0 sessions with “2d3uq”" in await settle(pilot)
    assert len(ids(home)) == 3


# -- the year


async def test_the_day_in_focus_lists_its_sessions(make_app: MakeApp, home: Path) -> None:
    write(home, [*some(3), session(9, timedelta(days=1, hours=3))])
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("2", "up")
        text = await settle(pilot)
        assert "Fri 20 Nov 2026 · 2 sessions, 12 min" in text
        await pilot.press("enter", "down")
        await settle(pilot)
        assert screen.record
        assert screen.record.id == "s-9"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RecordScreen)
        await pilot.press("escape", "escape")
        assert screen.query_one(Heatmap).has_focus
        assert screen.record is None


async def test_a_page_is_empty_while_nothing_was_read(make_app: MakeApp) -> None:
    """On a busy machine a page is painted, and has keys, before it has figures."""
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for page in (YearPage(), EffectPage(), BalancePage()):
            await pilot.app.screen.mount(page)
            await pilot.pause()
            for widget in (found for found in page.query("*") if found.can_focus):
                widget.focus()
                await pilot.press("left", "up", "down", "right", "minus", "plus", "home", "end", "enter")
            await settle(pilot)
            await page.remove()


async def test_the_calendar_ends_today_and_begins_with_the_first_session(make_app: MakeApp, home: Path) -> None:
    write(home, [*some(2), session(5, timedelta(days=1000))])
    async with make_app("history").run_test(size=(40, 11)) as pilot:
        screen = await opened(pilot)
        await pilot.press("2", "right", "down")
        assert screen.query_one(Heatmap).day == date(2026, 11, 21)
        await pilot.press("minus", "minus", "minus", "minus")
        first = START.date() - timedelta(days=1000)
        assert screen.query_one(Heatmap).day == first
        text = await settle(pilot)
        assert "◆" in text
        assert f"{first:%a %d %b %Y}" in text
        await pilot.press("end")
        assert "◆" in await settle(pilot)


async def test_the_night_belongs_to_the_evening_for_those_who_want_it(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text("day_ends_at = 4\n")
    write(home, [session(1, timedelta(hours=8))])  # at 01:30
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("2", "up")
        assert "Fri 20 Nov 2026 · 1 session" in await settle(pilot)


async def test_the_year_is_a_dashboard(make_app: MakeApp, home: Path) -> None:
    write(home, some(60, timedelta(days=3)))
    async with make_app("history").run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("2")
        text = await settle(pilot)
        for part in (
            "60     6.0 h   60         0",
            "days   held    sessions   weeks in a row   at best",
            "in the morning",
        ):
            assert part in text
        for part in ("Nov 2025 – Nov 2026", "minutes a week", "sessions by hour", "under 5", "18h", "12 min this week"):
            assert part in text


async def test_brackets_turn_the_year_and_its_totals(make_app: MakeApp, home: Path) -> None:
    write(home, [*some(2), session(5, timedelta(days=400)), session(6, timedelta(days=500))])
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("2")
        assert "Nov 2025 – Nov 2026" in await settle(pilot)
        await pilot.press("left_square_bracket")
        text = await settle(pilot)
        assert "Nov 2024 – Nov 2025" in text
        assert screen.query_one(YearPage).year is not None
        assert screen.query_one(YearPage).year.sessions == 2  # type: ignore[union-attr]
        await pilot.press("right_square_bracket")
        assert "Nov 2025 – Nov 2026" in await settle(pilot)


async def test_a_year_in_minutes_sessions_and_tightness(make_app: MakeApp, home: Path) -> None:
    write(home, some(60, timedelta(days=3)))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("2")
        for words in ("minutes a day", "sessions a day", "tightness, of 10", "minutes a day"):
            assert words in await settle(pilot)
            await pilot.press("m")


async def test_tab_and_arrows_lead_through_the_pages(make_app: MakeApp, home: Path) -> None:
    write(home, some(3))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        seen = []
        for key in ("right", "tab", "tab", "right", "right", "right", "tab", "shift+tab", "left", "shift+tab"):
            await pilot.press(key)
            await settle(pilot)
            seen.append(screen.current)
        assert seen == [1, 2, 3, 3, 3, 4, 0, 4, 3, 2], "on the page of balance, arrows turn the weeks first"


async def test_a_card_goes_to_the_clipboard(make_app: MakeApp, home: Path) -> None:
    write(home, some(3))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("My week of stretching, 16 – 22 Nov 2026\n")
        await pilot.press("2", "y")
        await settle(pilot)
        assert pilot.app.clipboard.startswith("My year of stretching, Nov 2025 – Nov 2026\n")
        assert any("log --card year prints it" in str(n.message) for n in pilot.app._notifications)


async def test_a_console_without_a_clipboard_is_told_what_prints_the_card(make_app: MakeApp, home: Path) -> None:
    write(home, some(3))
    async with make_app("history", make_terminal(TERM="linux")).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert not pilot.app.clipboard
        assert any("no clipboard" in str(n.message) for n in pilot.app._notifications)


# -- effect and balance


async def test_the_effect_of_a_region(make_app: MakeApp, home: Path) -> None:
    write(home, some(15))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("3", "down")
        text = await settle(pilot)
        assert "▸ Neck" in text
        assert "15 ended looser, 0 the same, 0 tighter." in " ".join(text.split())


async def test_left_out_regions_are_named(make_app: MakeApp, home: Path) -> None:
    write(home, some(20, timedelta(days=5)))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("4", "right")
        assert "[12]" in await settle(pilot)
        await pilot.press(*"jjjjjj")
        text = await settle(pilot)
        assert "Left out for long:" in text
        assert "(never)" in text


# -- changes


async def test_edit_changes_that_session_alone(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(3))
    old = path.read_text()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("j", "e")
        assert isinstance(pilot.app.screen, EditScreen)
        await pilot.press("enter", "1", "enter", "end", *" and more", "enter")
        text = await settle(pilot)
        assert "6→1" in text
        assert isinstance(pilot.app.screen, HistoryScreen)
    expected = old.replace('note = "note 1"', 'note = "note 1 and more"')
    head, tail = expected.split('id = "s-1"')
    assert path.read_text() == head + 'id = "s-1"' + tail.replace("after = 4", "after = 1", 1)


async def test_edit_left_by_esc_or_without_a_change_writes_nothing(make_app: MakeApp, home: Path) -> None:
    path = write(home, [session(1, timedelta(), note="two\nlines")])
    before = path.stat()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e", "3", "escape")
        await settle(pilot)
        await pilot.press("e", "enter", "enter", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HistoryScreen)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


async def test_edit_that_cannot_be_saved_keeps_what_was_typed(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(1))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e", "enter", "enter", *" kept")
        path.write_text("")  # another program was quicker
        await pilot.press("enter")
        text = await settle(pilot)
        assert isinstance(pilot.app.screen, EditScreen)
        assert "note 0 kept" in text


async def test_delete_and_undo_bring_back_the_same_bytes(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(4))
    old = path.read_bytes()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("j", "d")
        assert "3 sessions" in await settle(pilot)
        assert ids(home) == ["s-0", "s-2", "s-3"]
        assert any("u takes it back" in str(n.message) for n in pilot.app._notifications)
        await pilot.press("u")
        assert "4 sessions" in await settle(pilot)
    assert path.read_bytes() == old


async def test_a_key_pressed_twice_deletes_one(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(4))
    app = make_app("history")
    app.context.services = structs.replace(
        app.services, history=HistoryLog(path, home / "undo", patience=600)
    )  # as long as the keys below take
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        with locked(path):
            await pilot.press("d", "d", "d")
        assert "3 sessions" in await settle(pilot)
        assert [str(n.message) for n in pilot.app._notifications] == [
            "Deleted: Sat 21 Nov, Chin tuck and Cat and cow. u takes it back."
        ]
        await pilot.press("u")
        await settle(pilot)
        await pilot.press("d")
        assert "3 sessions" in await settle(pilot)


async def test_undo_of_a_change_from_before_asks_first(make_app: MakeApp, home: Path) -> None:
    write(home, some(2))
    HistoryLog(home / "history.toml", home / "undo").delete("s-1")
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("u")
        assert "Take back the last change?" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert ids(home) == ["s-0"]
        await pilot.press("u", "enter")
        assert "2 sessions" in await settle(pilot)


async def test_delete_from_within_a_session_leads_back(make_app: MakeApp, home: Path) -> None:
    write(home, some(2))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("d")
        assert "1 session" in await settle(pilot)
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_keys_work_while_another_program_holds_the_lock(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(3))
    app = make_app("history")
    app.context.services = structs.replace(
        app.services, history=HistoryLog(path, home / "undo", patience=600)
    )  # as long as the keys below take
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        with locked(path):
            await pilot.press("d", "j", "j")
            assert "▸ Thu 19 09:30" in shown(pilot)
            assert len(ids(home)) == 3
        assert "2 sessions" in await settle(pilot)


async def test_log_one_done_elsewhere(make_app: MakeApp, home: Path) -> None:
    write(home, some(2))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n", *"desk break", "enter")
        assert isinstance(pilot.app.screen, LogScreen)
        await pilot.press(*"2026-11-01 18:30", "enter", *"12", "enter", "7", "enter", "3", "enter", *"at work", "enter")
        assert "3 sessions" in await settle(pilot)
    record = HistoryLog(home / "history.toml", home / "undo").all().records[-1]
    assert f"{record.started:%Y-%m-%d %H:%M}" == "2026-11-01 18:30"
    assert (record.routine, record.seconds, record.note) == ("desk-break", 720, "at work")
    assert record.tightness == Tightness(7, 3)
    assert sum(s.seconds for s in record.stretches) == 720


@pytest.mark.parametrize(("when", "minutes"), [("soon", "5"), ("", "0"), ("", "5 min"), ("2027-01-01", "5")])
async def test_what_cannot_be_logged_is_told(make_app: MakeApp, home: Path, when: str, minutes: str) -> None:
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n", *"chin", "enter")
        pilot.app.screen.query_one("#when", Input).value = when
        pilot.app.screen.query_one("#minutes", Input).value = minutes
        pilot.app.screen.query_one("#note").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, LogScreen)
        assert not pilot.app._notifications, "it is told at its field"
        wrong = "when" if when else "minutes"
        assert pilot.app.focused
        assert pilot.app.focused.id == wrong
        assert pilot.app.screen.query_one(f"#{wrong}-field .wrong").display
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HistoryScreen)
    assert not (home / "history.toml").exists()


@pytest.mark.long
async def test_forms_at_all_sizes(make_app: MakeApp, home: Path) -> None:
    write(home, some(2))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e")
        await sizes_of(pilot, "Tightness before", "Tightness after", "Note", "note 0", "enter next")
        await pilot.press("escape", "n")
        await sizes_of(pilot, "What did you do elsewhere?", "▸ Daily back", last="enter choose")
        await pilot.press("enter")
        await sizes_of(pilot, "Daily back", "When", "Minutes of stretching", last="enter next")
        await pilot.press("escape", "escape", "enter")
        await sizes_of(pilot, "Sat 21 Nov 2026, 09:30", "6:00 held", "10 of 10", "Chin tuck", "e edit")


async def test_the_same_session_again(make_app: MakeApp, home: Path) -> None:
    write(home, some(2))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("r")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, BeforeScreen)
        assert [(e.id, e.repetitions) for e in screen.plan.entries] == [("chin-tuck", 10), ("cat-cow", 6)]


async def test_again_of_what_is_no_longer_there(make_app: MakeApp, home: Path) -> None:
    gone = StretchRecord("gone", "Gone", "neck", 1, 1, 5)
    write(home, [SessionRecord("g", datetime(2026, 11, 20, tzinfo=UTC), 5, "completed", (gone,))])
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("r")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert pilot.app._notifications


async def test_everything_of_a_session_is_edited_and_taken_back(make_app: MakeApp, home: Path) -> None:
    path = write(home, some(3))
    old = path.read_bytes()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e")
        form = pilot.app.screen
        assert isinstance(form, EditScreen)
        form.query_one("#when", Input).value = "2026-10-02 07:15"
        form.query_one("#minutes", Input).value = "9"
        form.query_one("#done-0", Input).value = "3"
        form.query_one("#felt-0", FeltChoice).value = "hard"
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HistoryScreen)
    record = next(r for r in HistoryLog(path, home / "undo").all().records if r.id == "s-0")
    assert f"{record.started:%Y-%m-%d %H:%M}" == "2026-10-02 07:15"
    assert record.seconds == 540
    assert (record.stretches[0].done, record.stretches[0].felt) == (3, "hard")
    started = [r.started for r in HistoryLog(path, home / "undo").all().records]
    assert started == sorted(started, reverse=True) or started == sorted(started)
    HistoryLog(path, home / "undo").undo()
    assert path.read_bytes() == old


async def test_a_day_without_a_time_gets_one_proposed_and_the_cursor_comes_to_the_new_row(
    make_app: MakeApp, home: Path
) -> None:
    write(home, some(5))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n", *"chin tuck", "enter", *"yesterday", "enter")
        when = pilot.app.screen.query_one("#when", Input)
        assert when.value == "yesterday 18:00"
        assert "At what time was it?" in shown(pilot)
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        assert screen.record
        assert screen.record.started.hour == 18
        assert screen.record.stretches[0].id == "chin-tuck"


async def test_letters_do_nothing_else_while_a_score_has_the_focus(make_app: MakeApp, home: Path) -> None:
    write(home, some(1))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e", "b", "q", "v", "l")
        form = pilot.app.screen
        assert isinstance(form, EditScreen)
        assert pilot.app.focused
        assert pilot.app.focused.id == "before"
