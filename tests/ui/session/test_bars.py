"""The bar of a session: whatever the plan and the width, all of it used, every repetition to be counted."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from stretchtui.core.catalog.model import Side
from stretchtui.core.session.machine import PartState, Session
from stretchtui.core.session.plan import Timing, plan_for
from stretchtui.ui.common.solid import solid
from stretchtui.ui.session.session_bar import Group, Turn, grouped, lay_out, names
from tests.core.strategies import an_entry

SIDES: tuple[Side, ...] = ("left", "right")


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Group, ...]:
    """Stretches on one side or two, the parts of one of them on the way."""
    shapes = draw(st.lists(st.tuples(st.booleans(), st.integers(1, 12)), min_size=1, max_size=8))
    present = draw(st.integers(0, len(shapes) - 1))
    groups = []
    for number, (both, reps) in enumerate(shapes):
        state: PartState = "done" if number < present else "to-come"
        turns = [Turn(side, (state,) * reps) for side in (SIDES if both else (None,))]
        if number == present:
            turns[0] = Turn(turns[0].side, ("running", *turns[0].parts[1:]))
        groups.append(Group(f"Stretch {number}", tuple(turns), number == present))
    return tuple(groups)


@given(groups=sessions(), fraction=st.floats(0, 1), width=st.integers(38, 196))
def test_the_whole_width_is_used_and_no_part_is_lost(groups: tuple[Group, ...], fraction: float, width: int) -> None:
    line = lay_out(groups, fraction, width)
    assert len(line.cells) == width or (len(groups) == 1 and sum(g.parts for g in groups) * 4 > width)
    assert len(line.starts) == len(groups)
    assert [look for _, look in line.cells].count("head") == 1, "one sees where one is"


@given(groups=sessions(), fraction=st.floats(0, 1))
def test_with_room_every_repetition_can_be_counted(groups: tuple[Group, ...], fraction: float) -> None:
    line = lay_out(groups, fraction, 196)
    parts = sum(group.parts for group in groups)
    if 2 * parts + 4 * len(groups) + 6 * sum(len(group.turns) for group in groups) <= 196:
        blocks = [whole for whole, _ in groupby(look != "side" for _, look in line.cells) if whole]
        assert len(blocks) == parts
        letters = "".join(char for char, look in line.cells if look == "side").split()
        assert letters == [turn.side[0].upper() for group in groups for turn in group.turns if turn.side]


@given(groups=sessions(), width=st.integers(38, 196))
def test_names_are_whole_and_do_not_touch(groups: tuple[Group, ...], width: int) -> None:
    row = names(groups, lay_out(groups, 0.5, width).starts, width)
    text = "".join(part for part, _ in row)
    present = next(group for group in groups if group.present)
    assert len(text) <= width
    shown = [group.name for group in groups if group.name in text]
    assert shown == [group.name for group in groups] or shown == [present.name]
    assert text.count("Stretch") == len(shown)


def test_the_session_tells_the_states() -> None:
    plan = plan_for([an_entry("a", sides="each", reps=2, hold=10), an_entry("b", reps=1)], Timing(ready=0, rest=0))
    session = Session(plan, 0.0)
    for second in range(15):
        session.advance(float(second))
    one, other = grouped(plan, session.parts(), 0)
    assert [turn.parts for turn in one.turns] == [("done", "running"), ("to-come", "to-come")]
    assert (one.present, other.present) == (True, False)


def test_what_is_solid_is_a_painted_ground_and_reversed_without_colours() -> None:
    gold = Style(color=Color.parse("#ddaa55"), bold=True)
    assert solid(gold, reverse=False).bgcolor == gold.color
    assert solid(gold, reverse=True).reverse
    assert solid(Style(color=Color.default()), reverse=False).reverse, "the terminal's own ink"
