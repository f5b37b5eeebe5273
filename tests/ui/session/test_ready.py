"""Getting ready: what to mind stands whole below the steps, whatever the screen; what has no room there is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.application.context import Context
from stretchtui.core.catalog.model import sided
from stretchtui.ui.app import StretchApp
from stretchtui.ui.common.paragraphs import LABELS, Paragraph, Paragraphs, numbered
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.session.live import LiveScreen
from stretchtui.ui.session.ready_text import ready_text
from tests.ui.conftest import shown, work_done

MakeApp = Callable[..., StretchApp]


WORDY = 8
"""So many stretches, those with most to mind, are looked at on the screen itself."""


@pytest.mark.parametrize(("rows", "width", "least"), [(6, 34, 2), (11, 42, 3), (11, 74, 3)])
def test_what_is_to_be_minded_stands_whole_of_every_stretch(
    load: Callable[[], Context], rows: int, width: int, least: int
) -> None:
    """In the rooms of 40x12 and 80x24, with the figure and without."""
    text, more = Paragraphs(indent=LABELS), Paragraph("More to mind", indent=0)
    for stretch in load().user.catalogue.stretches.values():
        steps = list(numbered(stretch.all_steps))
        care = [Paragraph(caution, "Care") for caution in stretch.cautions]
        others = [Paragraph(stretch.feel, "Feel"), Paragraph(stretch.breath, "Breathe")]
        found = ready_text(
            steps, care, others, height=lambda some: text.height_of(some, width), rows=rows, least=least, more=more
        )
        shown = [*found.scrolling, *found.standing]
        assert all(paragraph in shown for paragraph in (*steps, *care, *others)), "nothing is lost"
        assert text.height_of(found.standing, width) <= rows - least
        in_sight = all(paragraph in found.standing for paragraph in care) or text.height_of(shown, width) <= rows
        assert found.all_in_sight is in_sight
        assert in_sight or found.standing[-1] is more


@pytest.mark.parametrize("size", [(40, 11), (80, 24)])
@pytest.mark.long
async def test_no_line_of_care_is_ever_cut(make_app: MakeApp, home: Path, size: tuple[int, int]) -> None:
    """Of those with most to mind."""
    (home / "settings.toml").write_text('motion = "none"\n[session]\nask_tightness = false\n')
    app = make_app()
    by_words = sorted(app.user.catalogue.stretches.values(), key=lambda one: len(" ".join(one.cautions)))
    stretches = by_words[-WORDY:]
    app.opening = app.user.plan_of([app.user.planned(stretch) for stretch in stretches])
    async with app.run_test(size=size) as pilot:
        await pilot.press("y")  # contract-relax was shown
        for stretch in stretches:
            await work_done(app)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, LiveScreen)
            view = screen.session.view(screen._now())
            assert (view.entry.id, view.phase.kind) == (stretch.id, "ready")
            body, standing = screen.query_one("#body"), screen.query_one("#standing", Paragraphs)
            assert body.size.height >= 2, "steps keep some room"
            assert standing.region.bottom <= screen.query_one("#stage").region.bottom, stretch.id
            scrolling = lines_of(screen.query_one("#text", Paragraphs))
            still = lines_of(standing) if standing.display else []
            assert len(still) == standing.size.height or not standing.display
            in_sight = " ".join(" ".join([*scrolling[: body.size.height], *still]).split())
            anywhere = " ".join(" ".join([*scrolling, *still]).split())
            cautions = [sided(caution, view.phase.side) for caution in stretch.cautions]
            assert all(caution in anywhere for caution in cautions)
            out_of_sight = [caution for caution in cautions if caution not in in_sight]
            assert bool(out_of_sight) == ("More to mind: ↓" in in_sight), (stretch.id, shown(pilot))
            await pilot.press("N")


async def test_the_figure_gives_its_room_to_what_is_to_be_minded(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('motion = "none"\n[session]\nask_tightness = false\n')
    for name, stays in (("single-knee-to-chest", True), ("dog-to-cobra", False)):
        app = make_app()
        app.opening = app.user.plan(name) or "browse"
        async with app.run_test(size=(80, 24)) as pilot:
            await work_done(app)
            await pilot.pause()
            assert bool(app.screen.query_one(FigureView).size.width) is stays
            await pilot.press("enter")
            await pilot.pause()
            assert app.screen.query_one(FigureView).size.width, "in the hold it is there"


def lines_of(text: Paragraphs) -> list[str]:
    """The lines of a text, at the width it has."""
    return str(text.render()).splitlines()


async def test_the_scroll_bar_touches_no_letter_of_the_steps(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('motion = "none"\n[session]\nask_tightness = false\n')
    app = make_app()
    app.opening = app.user.plan("neck-turn") or "browse"
    async with app.run_test(size=(50, 16)) as pilot:
        await work_done(app)
        await pilot.pause()
        body = app.screen.query_one("#body")
        assert body.max_scroll_y > 0
        rows = shown(pilot).splitlines()[body.region.y : body.region.bottom]
        assert {row.ljust(50)[body.scrollable_content_region.right - 1] for row in rows} == {" "}
