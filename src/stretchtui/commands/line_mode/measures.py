"""Self-tests in lines: choose one, read it, warm up, three tries on each side, what the numbers say (see `measure`)."""

import sys

from msgspec import structs

from stretchtui.application import measures
from stretchtui.application.care import unread_notice
from stretchtui.application.session import Result
from stretchtui.commands.line_mode import care
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.questions import agrees, answer, note, one_of
from stretchtui.commands.line_mode.run import in_lines
from stretchtui.core.care.red_flags import ASK, QUESTIONS, URGENT
from stretchtui.core.catalog.model import Side, other_side, sided
from stretchtui.core.measures.course import TRIES, Course, CourseView, Stage, Try
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.words import WARM_UP, about_reading
from stretchtui.core.session.narration import seconds_shown
from stretchtui.core.text import clean
from stretchtui.core.words import clock, listed
from stretchtui.storage.catalog.pages import learn_page
from stretchtui.storage.history.serialize import block_text
from stretchtui.terminal.cues import BELL

KEYS = "Keys: {key:go-on} go on, {key:again} the try before again, {key:hurts} it hurts, {key:stop} leave."
NEEDS_TERMINAL = "a self-test needs a keyboard to type its numbers; to see them all: stretchtui list tests"
COUNTED = {"warm-up": "Warming up", "ready": "Get in place", "hold": "Stay"}
"""What is counted down in each timed stage."""

STEPS: dict[Stage, int] = {"warm-up": 60, "ready": 60, "hold": 60}
"""Seconds between two lines of a count that is not rewritten."""


def plain_measure(name: str) -> int:
    """A self-test in lines; the exit status."""

    def run(line: LineContext) -> Result:
        if not line.keys.alive:
            print(f"stretchtui: {NEEDS_TERMINAL}", file=sys.stderr)
            return Result("refused")
        tests = measures.tests_of(line.context)
        try:
            test = measures.find_test(name, tests) if name else None
        except ValueError as error:
            print(f"stretchtui: {clean(str(error))}", file=sys.stderr)
            return Result("refused")
        if unread_notice(line.context) and not care.read_first(line):
            return Result("declined")
        test = test or _chosen(line, tests)
        return take(line, test) if test else Result("declined")

    return in_lines(run)


def take(line: LineContext, test: SelfTest) -> Result:
    """Lead through a test: consent, how it goes, the tries, what they say; keep it."""
    consent = measures.consent_for(test, line.context)
    if consent and not care.agreed(line, consent):
        return Result("refused")
    first = measures.first_side(test, line.context)
    _introduce(line, test, first)
    course = measures.begin(test, first, line.context)
    ended = _Tries(line, course).lead()
    if ended == "hurts":
        _after_pain(line, test)
        return Result("declined")
    measure = measures.measure_of(course, line.context)
    if ended == "left" or measure is None:
        line.lines.say("", "Nothing was kept.")
        return Result("nothing-done")
    earlier = measures.measures_of(line.context)
    said = measures.said_after(measure, earlier, test, line.context)
    line.lines.say("", *(f"{label}: {text}" if label else text for label, text in said))
    if text := note(line, "the test"):
        measure = structs.replace(measure, note=text)
    if trouble := measures.save(measure, line.context):
        print(f"stretchtui: this measure could not be saved ({clean(trouble)}); here it is:", file=sys.stderr)
        print(block_text(measure), file=sys.stderr)
        return Result("unsaved")
    line.lines.say("Kept in your history; to take it back: stretchtui log undo")
    return Result("saved")


def _chosen(line: LineContext, tests: dict[str, SelfTest]) -> SelfTest | None:
    """Say which tests there are, and ask for one, until one is named or nothing is."""
    found = measures.choices(tests, measures.measures_of(line.context), line.context)
    unit = measures.unit_of(line.context)
    lines = ["Self-tests. How far you go, and whether that changes over months.", ""]
    for choice in found:
        last = choice.last_words(unit)
        due = ", due again" if choice.due else ""
        lines.append(f"{choice.test.id}: {choice.test.name}. {choice.test.summary}")
        lines += [f"  last: {last}{due}"] if last else []
        lines += [f"  {choice.reason}"] if choice.mark == measures.AVOID else []
    asked = "Which one? Type its id, or nothing to leave; then enter."
    while typed := answer(line, *lines, "", asked):
        try:
            return measures.find_test(typed, tests)
        except ValueError as error:
            lines = [f"{error}"]
    return None


def _introduce(line: LineContext, test: SelfTest, first: Side) -> None:
    """How the test goes, how it is read, and what to mind."""
    context = line.context
    lines = [f"{test.name}. {test.summary}", f"You need {listed(test.tools)}.", ""]
    lines += [f"{n}. {sided(step, first)}" for n, step in enumerate(test.steps, start=1)]
    lines += [f"Then the same on the {other_side(first)}."] if test.sides == "each" else []
    lines += ["", *(f"Care: {text}" for text in (*test.cautions, *measures.cautions_for(test, context)))]
    told = about_reading(test, measures.unit_of(context), measures.norms_for(test, context))
    lines += [f"{label}: {text}" for label, text in told]
    line.lines.say("", *lines, "", WARM_UP, "", context.keys.fill(KEYS))


def _after_pain(line: LineContext, test: SelfTest) -> None:
    """Two questions first, in case it can't wait; then what pain in a test means."""
    questions = (f"- {question}" for question in QUESTIONS)
    if agrees(line, ASK, *questions, "Type yes and enter if one of these is so, or enter alone."):
        line.lines.say(URGENT)
    warning = measures.pain_in(test)
    line.lines.say("", warning.title, *warning.advice)
    if one_of(line, ("read",), "Type read and enter to read when not to stretch, or enter alone."):
        line.lines.say("", *care.page_lines(learn_page(warning.page), line.context))


class _Tries:
    """The tries of a course in lines: counts, and asks for each number."""

    def __init__(self, line: LineContext, course: Course) -> None:
        self._line, self._course = line, course
        self._told: tuple[Stage, Try, int] | None = None

    def lead(self) -> str:
        """Go on until all tries are done; `done`, `left` or `hurts`."""
        while True:
            now = self._line.context.services.clock.elapsed()
            for begun in self._course.advance(now):
                self._turned(begun)
            view = self._course.view(now)
            if view.stage == "done":
                return "done"
            if view.stage == "reading":
                if not self._read():
                    return "left"
                continue
            self._tell(view)
            for key in self._line.keys.wait(self._until_next(view)):
                if ended := self._press(key):
                    return ended
            if not self._line.keys.alive:  # nobody can type a number any more
                return "left"

    def _press(self, pressed: str) -> str:
        """Do what a key means; how the course ends by it, if it does."""
        key = self._line.context.keys.usual(pressed, "trying")
        now = self._line.context.services.clock.elapsed()
        if key == "enter":
            self._course.go_on(now)
        elif key == "r" and self._course.again():
            self._told = None
        elif key == "x":
            return "hurts"
        elif key in ("q", "escape"):
            return "left"
        return ""

    def _until_next(self, view: CourseView) -> float | None:
        if view.stage == "waiting":
            return None
        return max(0.01, (view.left - int(view.left)) or min(1.0, view.left))

    def _tell(self, view: CourseView) -> None:
        """Say a stage when it begins, and count it down where it is timed."""
        lines, seconds = self._line.lines, seconds_shown(view.left)
        fresh = self._told is None or self._told[:2] != (view.stage, view.current)
        if view.stage == "waiting":
            if fresh:
                lines.say("", f"{_try_words(view.current)}.", *self._steps(view), self._how_to_begin())
        elif fresh and not lines.rewrite:
            lines.say(f"{COUNTED[view.stage]}, {_length(seconds)}")
        elif lines.rewrite and self._told != (view.stage, view.current, seconds):
            lines.count(f"{COUNTED[view.stage]}: {_length(seconds)}")
        elif seconds % STEPS[view.stage] == 0 and self._told != (view.stage, view.current, seconds):
            lines.say(_length(seconds))
        self._told = (view.stage, view.current, seconds)

    def _steps(self, view: CourseView) -> list[str]:
        """The steps of the other side, where that begins."""
        side = view.current.side
        if side is None or view.current.number > 1 or view.done == 0:
            return []
        return [sided(step, side) for step in self._course.test.steps]

    def _how_to_begin(self) -> str:
        return self._line.context.keys.fill("{key:go-on} begins: get in place, stay, then read.")

    def _turned(self, begun: Stage) -> None:
        if self._line.context.user.settings.bell and begun in ("hold", "reading", "waiting"):
            self._line.lines.ring(BELL)

    def _read(self) -> bool:
        """Ask for the number until it is one, or nothing; false where nobody can type any more."""
        unit = measures.unit_of(self._line.context)
        reads = " Or ".join(scale.reads for scale in self._course.test.scales)
        asked = f"Read it: {reads}. A number in {unit}, or with its unit; nothing leaves this try out; then enter."
        with self._line.keys.typing():
            self._line.lines.say(asked)
            while (typed := self._line.keys.line()) is not None:
                try:
                    self._course.enter(measures.typed(typed, self._course, self._line.context))
                except ValueError as error:
                    self._line.lines.say(clean(str(error)))
                else:
                    return True
        return False


def _try_words(one: Try) -> str:
    side = f", {one.side}" if one.side else ""
    return f"Try {one.number} of {TRIES}{side}"


def _length(seconds: int) -> str:
    return clock(seconds) if seconds >= 60 else f"{seconds} s"
