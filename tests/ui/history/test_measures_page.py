"""The review's page of self-tests: plotted over months, careful words, what was practised meanwhile."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from stretchtui.application import measures as application
from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from stretchtui.ui.app import StretchApp
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.history.edit_measure import EditMeasureScreen
from stretchtui.ui.history.pages.measures import MeasuresPage
from stretchtui.ui.history.plot_key import PlotKey
from stretchtui.ui.history.screen import HistoryScreen
from stretchtui.ui.history.taken import TakenScreen
from stretchtui.ui.measures.reading import SelfTestScreen
from tests.ui.conftest import START, shown
from tests.ui.measures.test_measure_screens import found
from tests.ui.test_sizes import sizes_of

MakeApp = Callable[..., StretchApp]
LEFT = ("8", "8.5", "8", "9", "10.5")
RIGHT = ("11", "11.5", "11", "11.5", "11")


def filled(home: Path, *, sessions: bool = True) -> None:
    """Five measures, four weeks apart, and sessions for calves and neck between."""
    records: list[Measure | SessionRecord] = [
        Measure(f"m{n}", START - timedelta(weeks=4 * (4 - n), hours=1), "knee-wall", Best("cm", Decimal(a), Decimal(b)))
        for n, (a, b) in enumerate(zip(LEFT, RIGHT, strict=True))
    ]
    parts = (
        StretchRecord("calf-wall", "Calf", "calves-feet", 2, 2, 120),
        StretchRecord("chin-tuck", "Chin tuck", "neck", 5, 5, 60),
    )
    if sessions:
        records += [
            SessionRecord(f"s{n}", START - timedelta(days=4 * n, hours=2), 180, "completed", parts) for n in range(30)
        ]
    records.sort(key=lambda record: record.started)
    (home / "history.toml").write_text("\n".join(map(block_text, records)))


async def opened(pilot: Pilot[None]) -> MeasuresPage:
    await found(pilot)
    await pilot.press("5")
    await found(pilot)
    return pilot.app.screen.query_one(MeasuresPage)


async def test_a_series_with_its_band_and_what_was_practised(make_app: MakeApp, home: Path) -> None:
    filled(home)
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = shown(pilot)
        words = " ".join(text.split())
        assert "5 self-tests" in text
        assert "▸ Knee to the wall, left" in text
        assert "Knee to the wall, left: 10.5 cm on 21 Nov 2026" in text
        assert text.count("●") >= 5
        assert "░" in text
        assert "Since 1 Aug 2026: 28 sessions for calves and feet, legs, 56 min held." in words
        assert "2.5 cm further than on 1 Aug 2026: beyond the measurement error of 1.9 cm, so probably better." in words
        await pilot.press("j")
        await found(pilot)
        words = " ".join(shown(pilot).split())
        assert "The same as on 1 Aug 2026." in words
        assert "better" not in words


async def test_less_is_further_up_where_less_is_further(make_app: MakeApp, home: Path) -> None:
    records = [
        Measure(f"f{n}", START - timedelta(weeks=4 * (1 - n), hours=1), "finger-floor", Best("cm", value=Decimal(v)))
        for n, v in enumerate(("14", "6"))
    ]
    (home / "history.toml").write_text("\n".join(map(block_text, records)))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        rows = [at for at, line in enumerate(shown(pilot).splitlines()) if "●" in line][1:]
        columns = [line.rindex("●") for line in shown(pilot).splitlines() if "●" in line][1:]
        assert len(rows) == 2
        assert columns[0] > columns[1], "the upper one is the later one"
        assert "probably better" in shown(pilot)


async def test_without_sessions_the_measures_are_no_example(make_app: MakeApp, home: Path) -> None:
    filled(home, sessions=False)
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        page = await opened(pilot)
        assert not page.has_class("made-up")
        assert "5 self-tests" in shown(pilot)
        assert "an example" not in shown(pilot)
        assert "no session for calves and feet, legs" in " ".join(shown(pilot).split())


async def test_without_measures_it_says_how_to_begin(make_app: MakeApp, home: Path) -> None:
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "No self-test yet. c opens them" in " ".join(shown(pilot).split())
        await sizes_of(pilot, "No self-test yet.")
        assert "enter open" not in shown(pilot), "there is nothing to open"


async def test_an_unknown_test_of_an_old_history_is_shown_without_a_verdict(make_app: MakeApp, home: Path) -> None:
    gone = [Measure(f"g{n}", START - timedelta(weeks=4 * n), "gone", Best("deg", Decimal(60 + 9 * n))) for n in (1, 2)]
    (home / "history.toml").write_text("\n".join(map(block_text, reversed(gone))))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "gone, left" in shown(pilot)
        assert "69°" in shown(pilot)
        assert "has this test no more" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_inches_and_an_age_change_what_is_shown_and_no_byte(make_app: MakeApp, home: Path) -> None:
    filled(home)
    before = (home / "history.toml").read_bytes()
    (home / "settings.toml").write_text('[measure]\nunit = "in"\n')
    async with make_app("history").run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        words = " ".join(shown(pilot).split())
        assert "4.1 in" in words
        assert "1 in further than on 1 Aug 2026: beyond the measurement error of 0.7 in" in words
        assert "Where others were found; no target." in words
    assert (home / "history.toml").read_bytes() == before


async def test_enter_takes_the_test_again_and_undo_is_read_again(make_app: MakeApp, home: Path) -> None:
    filled(home)
    log = HistoryLog(home / "history.toml", home / "undo")
    log.append(Measure("new", START - timedelta(minutes=5), "knee-wall", Best("cm", Decimal(12), Decimal(12))))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "6 self-tests" in shown(pilot)
        await pilot.press("u", "enter")
        await found(pilot)
        await found(pilot)
        assert "5 self-tests" in shown(pilot)
        await pilot.press("enter")
        await found(pilot)
        assert isinstance(pilot.app.screen, SelfTestScreen)
        await pilot.press("escape")
        await found(pilot)
        assert pilot.app.screen.query_one(MeasuresPage).query_one(Rows).has_focus


async def listed(pilot: Pilot[None]) -> TakenScreen:
    """The numbers of the test, day by day."""
    await opened(pilot)
    await pilot.press("e")
    await found(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, TakenScreen)
    return screen


async def typed(pilot: Pilot[None], text: str) -> None:
    """Put a text in the place of what the field has."""
    field = pilot.app.focused
    assert isinstance(field, Input)
    field.value = ""
    await pilot.press(*text)


async def test_a_mistyped_number_is_corrected_and_taken_back(make_app: MakeApp, home: Path) -> None:
    filled(home)
    before = (home / "history.toml").read_text()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        assert "5 times" in shown(pilot)
        assert "▸ 21 Nov 2026" in shown(pilot)
        await pilot.press("j", "enter")
        await found(pilot)
        assert isinstance(pilot.app.screen, EditMeasureScreen)
        await typed(pilot, "199")
        await pilot.press("enter")
        assert "right would be" in shown(pilot)
        await typed(pilot, "70 deg")
        await pilot.press("ctrl+o")
        await found(pilot)
        assert "read in cm or in" in shown(pilot)
        await typed(pilot, "9,25")
        await pilot.press("enter", "enter", *"shoes", "enter")
        await found(pilot)
        assert "left 9.25 cm, right 11.5 cm" in shown(pilot)
        assert "shoes" in shown(pilot)
        after = (home / "history.toml").read_text()
        was, now = before.splitlines(), after.replace('note = "shoes"\n', "").splitlines()
        assert [pair for pair in zip(was, now, strict=True) if pair[0] != pair[1]] == [
            ('best = { left = 9, right = 11.5, unit = "cm" }', 'best = { left = 9.25, right = 11.5, unit = "cm" }')
        ]
        await pilot.press("u")
        await found(pilot)
        assert (home / "history.toml").read_text() == before
        assert "left 9 cm, right 11.5 cm" in shown(pilot)


async def test_the_plot_follows_what_is_deleted_and_undone(make_app: MakeApp, home: Path) -> None:
    filled(home)
    before = (home / "history.toml").read_bytes()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("d")
        await found(pilot)
        assert "4 times" in shown(pilot)
        await pilot.press("escape")
        await found(pilot)
        await found(pilot)
        assert "4 self-tests" in shown(pilot)
        assert "Knee to the wall, left: 9 cm on 24 Oct 2026" in shown(pilot)
        await pilot.press("u")
        await found(pilot)
        await found(pilot)
        assert "5 self-tests" in shown(pilot)
    assert (home / "history.toml").read_bytes() == before


async def test_a_number_that_is_emptied_was_not_measured_but_one_has_to_be(make_app: MakeApp, home: Path) -> None:
    filled(home, sessions=False)
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("enter")
        await found(pilot)
        await typed(pilot, "")
        await pilot.press("tab")
        await typed(pilot, "")
        await pilot.press("ctrl+o")
        await found(pilot)
        assert "has one number at least" in " ".join(shown(pilot).split())
        await pilot.press("tab")
        await typed(pilot, "4 1/2 in")
        await pilot.press("ctrl+o")
        await found(pilot)
    newest = HistoryLog(home / "history.toml", home / "undo").measures()[-1]
    assert newest.best == Best("in", right=Decimal("4.5"))


async def test_left_as_it_was_no_byte_changes(make_app: MakeApp, home: Path) -> None:
    filled(home, sessions=False)
    before = (home / "history.toml").read_bytes()
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        for keys in (("escape",), ("ctrl+o",)):
            await pilot.press("e")
            await found(pilot)
            await pilot.press(*keys)
            await found(pilot)
            assert isinstance(pilot.app.screen, TakenScreen)
    assert (home / "history.toml").read_bytes() == before


async def test_a_measure_of_a_test_that_is_gone_can_be_moved_and_deleted(make_app: MakeApp, home: Path) -> None:
    gone = [Measure(f"g{n}", START - timedelta(weeks=4 * n), "gone", Best("deg", value=Decimal(60))) for n in (2, 1)]
    (home / "history.toml").write_text("\n".join(map(block_text, gone)))
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await pilot.press("e")
        await found(pilot)
        await pilot.press("shift+tab")
        await typed(pilot, "2026-09-01 08:00")
        await pilot.press("tab")
        await typed(pilot, "66")
        await pilot.press("ctrl+o")
        await found(pilot)
        log = HistoryLog(home / "history.toml", home / "undo")
        assert [(one.id, str(one.best.value)) for one in log.measures()] == [("g1", "66"), ("g2", "60")]
        await pilot.press("d")
        await found(pilot)
        await pilot.press("d")
        await found(pilot)
        assert "None is left." in shown(pilot)
        assert log.measures() == ()
        await pilot.press("e", "d", "u")
        await found(pilot)
        assert len(log.measures()) == 1


async def test_list_and_form_at_every_size(make_app: MakeApp, home: Path) -> None:
    filled(home, sessions=False)
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await sizes_of(pilot, "Knee to the wall", "5 times", "▸ 21 Nov 2", "left 10.5", "right 11 cm", "e edit")
        await pilot.press("e")
        await found(pilot)
        await sizes_of(pilot, "Knee to the wall, 21 Nov 2026", "10.5 cm", last="enter next")


async def test_a_long_history_is_read_once_and_no_key_goes_through_it(
    make_app: MakeApp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted is work, not time: readings of the file, and goes through all sessions."""
    filled(home)
    counts: Counter[str] = Counter()

    def counted(owner: object, name: str) -> None:
        plain = getattr(owner, name)

        def wrapped(*args: object, **more: object) -> object:
            counts[name] += 1
            return plain(*args, **more)

        monkeypatch.setattr(owner, name, wrapped)

    for name in ("newest", "all", "measures"):
        counted(HistoryLog, name)
    counted(application, "practised_for")
    async with make_app("history").run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert counts == {"newest": 1, "measures": 1, "practised_for": 1}, "one test was taken; 30 sessions are few"
        counts.clear()
        await pilot.press("j", "k", "j", "k")
        await found(pilot)
        await pilot.resize_terminal(100, 30)
        await found(pilot)
        assert not counts


async def test_every_size(make_app: MakeApp, home: Path) -> None:
    filled(home)
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await sizes_of(pilot, "▸ Knee to the wall, left", "probably", "[5 ")


async def test_the_key_of_the_plot_fits_after_any_change_of_size(make_app: MakeApp, home: Path) -> None:
    filled(home)
    async with make_app("history").run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        key = pilot.app.screen.query_one(PlotKey)
        for size in ((200, 60), (80, 24), (120, 40), (64, 24), (80, 24), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert key.render().cell_length <= key.size.width, size
        assert "of the first: no change" in str(key.render())
