"""Every screen at every size: nothing raises, and nothing that matters is cut."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from stretchtui.core.care.red_flags import ASK, QUESTIONS
from stretchtui.terminal.capabilities import LEAST
from stretchtui.ui.app import StretchApp
from stretchtui.ui.care.deliberate import RedFlagsScreen
from stretchtui.ui.common.base import ALL_STYLES
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.session.live import LiveScreen
from stretchtui.ui.session.resume import ResumeScreen
from tests.ui.conftest import HandClock, pass_time, shown, to_shelf, work_done

MakeApp = Callable[..., StretchApp]

SIZES = [
    LEAST,
    (40, 12),
    (44, 13),
    (50, 16),
    (56, 18),
    (64, 20),
    (72, 22),
    (80, 24),
    (100, 30),
    (120, 40),
    (200, 60),
    (40, 60),
    (200, 11),
]
"""Columns and rows; the least are what tmux leaves of 40x12, beside its own line."""


async def sizes_of(pilot: Pilot[None], *wanted: str, last: str = "? keys") -> None:
    """Go through all sizes; each must show all of some texts, and the last of the hints."""
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        text = shown(pilot)
        for part in (*wanted, last):
            assert part in text, f"{part!r} is missing at {size}:\n{text}"
        assert max(map(len, text.splitlines())) <= size[0]


@pytest.mark.long
async def test_browser(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await sizes_of(pilot, "Neck", "Lower back", "34")


async def test_list_of_a_region(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "lower-back")
        await pilot.press("l")
        await sizes_of(pilot, "▸ Single knee to chest", "Lower back · 34 stretches")


async def test_detail(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "lower-back")
        await pilot.press("l", "enter")
        await sizes_of(pilot, "Single knee to chest", "15 s × 4 each side", "enter begin")


async def test_routine(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "routines")
        await pilot.press("l", "enter")
        await sizes_of(pilot, "Daily back", "in all", "enter begin")


@pytest.mark.long
async def test_before(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "routines")
        await pilot.press("l", "enter", "enter")
        await sizes_of(pilot, "Daily back", "Tightness", "Push only to tension", "enter begin")


@pytest.mark.long
async def test_live(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app()
    app.opening = app.user.plan("single-knee-to-chest") or "browse"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await sizes_of(pilot, "Single knee to chest", "Get ready · 1", "Lie on your back", "left")
        await pilot.press("enter")
        await pass_time(pilot, hand, 3)
        await sizes_of(pilot, "Single knee to chest", "Hold 1 of 4", "2:26 to go", "▶")
        for rows in (11, 12):
            await pilot.resize_terminal(40, rows)
            await pilot.pause()
            assert "lower back lengthen and its tension go." in " ".join(shown(pilot).split()), "no half sentence"
        await pilot.press("space")
        await sizes_of(pilot, "Paused · Hold 1 of 4", "space go on")
        await pilot.press("space")
        await pass_time(pilot, hand, 13)
        await sizes_of(pilot, "Rest after 1 of 4", "Let go, and breathe.", "Next: hold 2 of 4", "░")
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.session.held() == 15, "no second was lost or won by it"


async def test_end(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app()
    app.opening = app.user.plan("chin-tuck") or "browse"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 5)
        await pilot.press("q", "enter")
        await sizes_of(pilot, "Stopped", "Chin tuck", "1 of 10", "if you like", last="esc save")


async def test_the_longest_interrupted_session_is_asked_for_whole(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    catalogue = app.user.catalogue
    session = max((one.name for one in [*catalogue.routines.values(), *catalogue.programmes.values()]), key=len)
    stretch = max((one.name for one in catalogue.stretches.values()), key=len)
    words = (f"{session}, Sat 09:30", f"at {stretch}, 12 of 16, right side; 10:16 held, 10:35 left.")
    monkeypatch.setattr("stretchtui.ui.session.resume.interrupted_words", lambda *_: words)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ResumeScreen(None, catalogue))  # type: ignore[arg-type]  # its words are given
        await pilot.pause()
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = " ".join(shown(pilot).split())
            for part in ("A session was interrupted.", *words, "enter resume", "n discard", "esc later"):
                assert part in text, (size, shown(pilot))


@pytest.mark.parametrize("size", [LEAST, (50, 16), (60, 19)])
async def test_no_message_covers_the_answers_of_a_question_of_care(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        app.push_screen(RedFlagsScreen(ASK, QUESTIONS))
        app.notify("Another session is running in another terminal.")
        await pilot.pause()
        text = shown(pilot)
        assert "Another" not in text
        assert "yes, one of these" in text
        assert "no, none of these" in text
        await pilot.press("escape")
        await pilot.pause()
        assert "Another session is running" in shown(pilot), "it waits until the question is answered"


@pytest.mark.long
async def test_themes_and_help_and_too_little_room(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert "What is due stands first" in shown(pilot)
        await pilot.press("escape", "t")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert "hearth" in shown(pilot)
        await pilot.press("escape")
        await pilot.resize_terminal(39, 10)
        await pilot.pause()
        assert "stretchtui needs 40x11" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Neck" in shown(pilot)


def test_a_distance_to_one_side_is_never_set_alone() -> None:
    """Textual takes the others for none then, whatever an earlier rule says: a label stood two columns off by it."""
    alone = re.compile(r"(?:padding|margin)-(?:top|right|bottom|left)\s*:")
    assert [path for path in map(Path, ALL_STYLES) if alone.search(path.read_text())] == []


async def test_a_title_stands_over_its_text_at_any_size(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "lower-back")
        await pilot.press("l", "enter")
        for size in [*SIZES, (80, 16), (60, 40)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = shown(pilot).splitlines()
            title = next(line for line in lines if "Single knee to chest" in line)
            dose = next(line for line in lines if "15 s × 4" in line)
            left = 1 if size[1] < 20 else 2
            edges = [len(line) - len(line.lstrip()) for line in (title, dose, lines[-1])]
            assert edges == [left] * 3, (size, title, dose, lines[-1])


async def test_pages_of_the_history_leave_a_column_before_the_scroll_bar_and_cut_no_sentence(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 11)) as pilot:
        await pilot.press("v", "5")
        await work_done(pilot.app)
        await pilot.pause()
        assert "by more than the measurement error." in " ".join(shown(pilot).split())
        await pilot.press("4")
        await pilot.pause()
        bars = pilot.app.screen.query_one("#bars")
        assert bars.max_scroll_y > 0
        rows = shown(pilot).splitlines()[bars.region.y : bars.region.bottom]
        assert {row.ljust(40)[bars.scrollable_content_region.right - 1] for row in rows} == {" "}


@pytest.mark.parametrize("key", ["i", "comma", "P", "y", "c", "ctrl+p"])
async def test_a_list_on_a_very_wide_screen_is_no_wider_than_one_reads_across(make_app: MakeApp, key: str) -> None:
    async with make_app().run_test(size=(200, 60)) as pilot:
        await work_done(pilot.app)
        await pilot.press(key)
        await work_done(pilot.app)
        await pilot.pause()
        rows = pilot.app.screen.query_one(Rows)
        assert rows.rows
        assert 100 <= rows.outer_size.width <= 120
