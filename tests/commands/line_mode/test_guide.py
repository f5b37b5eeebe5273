"""The line mode, led by a clock and keys of the test's own."""

import io
from collections.abc import Callable

import pytest
from msgspec import structs

from stretchtui.commands.line_mode.guide import KEYS, Guide
from stretchtui.commands.line_mode.lines import Lines
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Contract, DoseRange, Pace, Sides, Stretch, Technique
from stretchtui.core.session.machine import Session
from stretchtui.core.session.plan import Timing, plan_for, planned
from stretchtui.core.settings.keys import Keys


def a_stretch(name: str = "Neck turn", *, sides: Sides = "each", technique: Technique = "static") -> Stretch:
    return Stretch(
        id=name.lower().replace(" ", "-"),
        name=name,
        region="neck",
        position="chair",
        technique=technique,
        sides=sides,
        hold=8,
        reps=2,
        range=DoseRange(hold=(1, 60), reps=(1, 10)),
        steps=("Sit tall.", "Turn to the {side}."),
        feel="At the {other side} of the neck.",
        breath="Calmly.",
        easier="Less.",
        harder="More.",
        cautions=("Stop if you get dizzy.",),
        sources=("guide",),
    )


class Hand:
    """Presses keys at given seconds, and is the clock."""

    def __init__(self, *presses: tuple[float, str], alive: bool = True, slow_at: float = -1.0) -> None:
        self.time, self.alive = 0.0, alive
        self._presses = list(presses)
        self._slow_at = slow_at

    def wait(self, seconds: float | None) -> tuple[str, ...]:
        due = self._presses[0][0] if self._presses else None
        if seconds is None or (due is not None and due <= self.time + seconds):
            assert due is not None, "waits for ever"
            self.time = max(self.time, due)
            return (self._presses.pop(0)[1],)
        self.time += seconds
        if 0 <= self._slow_at <= self.time:
            self.time, self._slow_at = self.time + 30, -1.0
        return ()


def led(
    *stretches: Stretch,
    hand: Hand | None = None,
    rewrite: bool = False,
    dose: Dose | None = None,
    timing: Timing = Timing(2, 2, 3),  # noqa: B008
    ascii_only: bool = False,
    save: Callable[[], None] = lambda: None,
    bell: bool = False,
) -> tuple[list[str], Session]:
    """What was written in a session, line by line."""
    stretches = stretches or (a_stretch(),)
    hand = hand or Hand(alive=False)
    session = Session(plan_for([planned(s, dose) for s in stretches], timing), hand.time)
    out = io.StringIO()
    guide = Guide(
        session,
        Lines(out, rewrite=rewrite, plain_ascii=ascii_only),
        hand,
        now=lambda: hand.time,
        stretch_of={s.id: s for s in stretches}.get,
        save=save,
        bell=bell,
    )
    guide.lead()
    return out.getvalue().split("\n"), session


def test_without_a_terminal_each_step_is_a_line_and_a_count_every_five_seconds() -> None:
    lines, session = led()
    assert lines == [
        "Push only to tension, never into pain. Move in slowly. Keep breathing.",
        "",
        "Neck turn, 8 s × 2 each side.",
        "1. Sit tall.",
        "2. Turn to the left.",
        "Care: Stop if you get dizzy.",
        "Feel: At the right of the neck.",
        "Breathe: Calmly.",
        "Get ready, 2 s",
        "Hold 1 of 2, left side, 8 s",
        "5 s",
        "Rest, 2 s",
        "Hold 2 of 2, left side, 8 s",
        "5 s",
        "2. Turn to the right.",
        "Feel: At the left of the neck.",
        "Switch to the right side, 3 s",
        "Hold 1 of 2, right side, 8 s",
        "5 s",
        "Rest, 2 s",
        "Hold 2 of 2, right side, 8 s",
        "5 s",
        "",
    ]
    assert session.ending == "completed"
    assert session.held() == pytest.approx(32)


def test_movements_are_counted_by_repetition() -> None:
    lines, _ = led(a_stretch(sides="both", technique="dynamic"))
    assert lines[-3:] == ["Repetition 1 of 2", "Repetition 2 of 2", ""]


def test_contract_relax_is_told_part_by_part_and_its_words_once_a_side() -> None:
    contract = Contract(5, 2, "Press the {side} heel.", "Let go of it.", "Lean on.")
    calf = structs.replace(a_stretch(technique="contract-relax"), hold=20, contract=contract)
    lines, session = led(calf, timing=Timing(2, 2, 0))
    assert [line for line in lines if "left" in line or "Let go" in line or "Lean on" in line][1:] == [
        "Press the left heel.",
        "Press 1 of 2, left side, 5 s",
        "Let go of it.",
        "Let go, 2 s",
        "Lean on.",
        "Go further 1 of 2, left side, 13 s",
        "Press 2 of 2, left side, 5 s",
        "Let go, 2 s",
        "Go further 2 of 2, left side, 13 s",
        "Let go, 2 s",
        "Let go, 2 s",
    ]
    assert session.done(0) == 4
    assert session.held() == pytest.approx(72)


def test_a_breath_is_said_in_and_out() -> None:
    breathing = structs.replace(a_stretch(sides="both", technique="dynamic"), hold=10, pace=Pace(5, 5))
    lines, _ = led(breathing)
    assert lines[-5:] == ["Breath 1 of 2. In, 5 s", "Out, 5 s", "Breath 2 of 2. In, 5 s", "Out, 5 s", ""]
    lines, _ = led(breathing, rewrite=True)
    assert "Breath 1 of 2: out 5" in "\n".join(lines)


def test_on_a_terminal_a_count_stays_on_its_line_without_control_sequences() -> None:
    lines, _ = led(rewrite=True, dose=Dose(3, 1))
    holds = [line for line in lines if "Hold 1 of 1, left" in line]
    assert len(holds) == 1
    shown = [part.rstrip() for part in holds[0].split("\r")]
    assert shown[-4:] == [
        "Hold 1 of 1, left side: 3 s",
        "Hold 1 of 1, left side: 2 s",
        "Hold 1 of 1, left side: 1 s",
        "Hold 1 of 1, left side: done",
    ]
    assert "\x1b" not in "".join(lines)


def test_what_was_longer_is_covered_by_blanks() -> None:
    out = io.StringIO()
    lines = Lines(out, rewrite=True)
    lines.count("Get ready: 10 s")
    lines.count("Rest: 9 s")
    lines.settle("over")
    assert out.getvalue() == "Get ready: 10 s\rRest: 9 s      \rover           \n"


def test_keys_do_what_they_do_in_the_live_screen() -> None:
    hand = Hand((1, "enter"), (3, "n"), (4, "space"), (500, "space"), (501, "e"), (501.5, "space"), (502, "q"))
    lines, session = led(hand=hand, timing=Timing(10, 0, 0))
    assert Keys().fill(KEYS) in lines
    assert lines[lines.index("Get ready, 10 s") :] == [
        "Get ready, 10 s",
        "Hold 1 of 2, left side, 8 s",
        "Hold 2 of 2, left side, 8 s",
        "Paused. Space goes on.",
        "Going on.",
        "Hold 2 of 2, left side, 7 s",
        "Eased off.",
        "Space goes on.",
        "Going on.",
        "Hold 1 of 2, right side, 8 s",
        "",
    ]
    assert session.ending == "stopped"
    assert session.felt == {0: "hard"}
    assert session.held() < 6


def test_without_keys_nothing_waits_for_anybody() -> None:
    """A reader of the pipe who was busy makes the clock jump."""
    lines, session = led(hand=Hand(alive=False, slow_at=5))
    assert session.ending == "completed"
    assert not [line for line in lines if "aused" in line]


def test_with_keys_a_machine_that_slept_waits() -> None:
    hand = Hand((60, "?"), (61, "enter"), slow_at=5)
    lines, session = led(hand=hand)
    assert [line for line in lines if "clock stood still" in line] == [
        "Paused: the clock stood still for 0:31. Space goes on."
    ]
    assert session.ending == "completed"
    assert session.held() == pytest.approx(32, abs=1.5)


def test_it_is_saved_after_each_hold_and_before_the_first() -> None:
    saved: list[float] = []
    led(save=lambda: saved.append(1))
    assert len(saved) >= 1 + 4


def test_characters_that_the_stream_lacks_are_put_in_others() -> None:
    lines, _ = led(a_stretch("Zoë’s turn"), ascii_only=True)
    assert "Zoë's turn, 8 s x 2 each side." in lines
    latin = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Lines(latin).say("Zoë · 3")
    latin.seek(0)
    assert latin.read() == "Zo? ? 3\n"


def test_lines_are_broken_between_words_where_the_terminal_ends() -> None:
    out = io.StringIO()
    Lines(out, columns=lambda: 20).say("Turn your head slowly to the left.", "")
    assert out.getvalue() == "Turn your head\nslowly to the left.\n\n"


def test_names_from_files_can_not_command_the_terminal() -> None:
    lines, _ = led(a_stretch("Turn\x1b[2J\r\x07"))
    assert "\x1b" not in "".join(lines)
    assert "\r" not in "".join(lines)


def test_bells_ring_on_a_terminal_only() -> None:
    rung, _ = led(bell=True, rewrite=True)
    quiet, _ = led(bell=True)
    assert "".join(rung).count("\a") >= 4
    assert "\a" not in "".join(quiet)


def test_a_terminal_that_is_gone_does_not_end_the_session() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    lines = Lines(Gone())
    lines.say("one")
    lines.say("two")
    Lines(None).say("three")


def test_a_reader_that_has_gone_is_told() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Lines(Gone()).say("one")


def test_after_pain_the_key_that_is_named_goes_on() -> None:
    lines, session = led(a_stretch(), a_stretch("Arm circle"), hand=Hand((5.0, "x"), (6.0, "enter"), (7.0, "q")))
    assert "y: yes, one of these. Enter: no, go on." in lines
    assert "Neck turn: pain, not suggested for 7 days." in lines
    assert session.felt[0] == "pain"
    assert any("Arm circle" in line for line in lines), "and the next stretch comes"
