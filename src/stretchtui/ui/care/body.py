"""What one's body should leave out: how it is just now, what hurt lately, and the conditions to tick."""

from collections.abc import Callable, Iterator

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.application import care
from stretchtui.application.body import change_body
from stretchtui.application.context import Write
from stretchtui.core.care.age import ADVICE, OLDER, is_older
from stretchtui.core.care.conditions import ACUTE, GROUPS, Marks, ask_again_on, asking, avoided, marks_of, overall
from stretchtui.core.care.feedback import Hurt, hurt_words
from stretchtui.core.catalog.model import Condition
from stretchtui.ui.care.which import WhichScreen
from stretchtui.ui.common.base import BaseScreen, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.settings.bindings import bound

INJURED, FLARED_UP, SHOWN, OLD = "injured", "flared-up", "shown", "older"
PAIN, MAY = "pain:", "may:"
"""Beginnings of the keys of rows that stand below others: a stretch that hurt, a condition with which one may."""

NARROW = 60
"""Columns of the screen below which the rows have no room for numbers: they stand below them then."""

ABOUT_INJURY = (
    "For a few days do less of what hurts, go on with all else, walk, and don't stay in bed. Your lower back is left "
    "out for three days; then you are asked. See a doctor if the pain is severe."
)
ABOUT_FLARE_UP = (
    "The old pain is back, without an injury. Only the gentle routine is left, with shorter holds. "
    "Turn it off when the pain has settled."
)
ABOUT_SHOWN = (
    "Press, let go, go further: risky without guidance, so it is opened only once a therapist has shown you how. "
    "It is never suggested, and never in a break."
)
ABOUT_MAY = (
    "Tick this once somebody who treats you has said that you may stretch. Until then every stretch is held back. "
    "Take the tick away if that changes."
)
ABOUT_OLDER = f"{ADVICE} Holds begin at 30 seconds. Your age in years can stand in the settings file; nobody asks."


class BodyScreen(BaseScreen[None]):
    """Rows to tick; each change is kept at once."""

    HELP = (
        "Tick what is so with your body. What it should avoid is marked in all lists, asks before it begins, is "
        "replaced in routines, and is never suggested. {key:open} or {key:tick} ticks a row, and takes the tick away. "
        "Behind each stands how many stretches it leaves out or marks; {key:which} shows which, and why. What hurt "
        "lately is listed too, and can be unticked."
    )
    HINTS = ("tick", "which", "back", "learn", "help")
    CONTEXT = "body"
    BINDINGS = bound("body")

    def __init__(self) -> None:
        super().__init__()
        self.pain: dict[str, Hurt] = {}
        self.marks: dict[str, Marks] = {}

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Your body", id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Rows(id="body-rows")
        yield Static("", id="about", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        catalogue = self.user.catalogue
        self.marks = {name: marks_of(condition, catalogue) for name, condition in catalogue.conditions.items()}
        self._show()
        self.set_focus(self.query_one(Rows))
        self._look_up()

    @work(thread=True, exclusive=True)
    def _look_up(self) -> None:
        self.app.call_from_thread(self._found, care.pain_now(self.context))

    def _found(self, pain: dict[str, Hurt]) -> None:
        if is_live(self) and pain:
            self.pain = pain
            self._show()

    def _show(self) -> None:
        body = self.user.body
        self.query_one(Rows).show([*self._rows()])
        left = [s for s in self.user.catalogue.stretches.values() if avoided(s, body, self.user.catalogue)]
        self.query_one("#place", Static).update(f"{len(left)} to avoid" if left else "")

    def _rows(self) -> Iterator[Row]:
        body, until = self.user.body, self.user.settings.body.acute_until
        asked = f"asks on {until:%a %d %b}" if until and until > self.services.clock.now().date() else ""
        for group, name in GROUPS.items():
            yield Row(None, (name,))
            if group == "just-now":
                yield Row(INJURED, (_box(body.injured, "I hurt my back in the last days"), asked))
                yield Row(FLARED_UP, (_box(body.flare_up, "A flare-up: gentle moves only"), ""))
                yield from self._pain_rows()
            for condition in self._conditions(lambda c, group=group: c.group == group and c.effect != "chooses"):  # type: ignore[misc]
                yield from self._condition_rows(condition)
            yield Row(None, ("",))
        if others := self._conditions(lambda c: c.group is None and c.effect != "chooses"):
            yield Row(None, ("Others",))
            for condition in others:
                yield from self._condition_rows(condition)
            yield Row(None, ("",))
        yield Row(None, ("Mark what is made for",))
        for condition in self._conditions(lambda c: c.effect == "chooses"):
            yield Row(condition.id, (_box(condition.id in body.conditions, condition.name), ""))
        age = self.user.settings.body.age
        yield Row(OLD, (_box(is_older(age), f"{OLDER} or older"), f"{age} years" if age else ""))
        yield Row(None, ("",))
        yield Row(None, ("What you were shown",))
        yield Row(SHOWN, (_box(self._shown, "A therapist has shown me contract-relax"), ""))

    def _condition_rows(self, condition: Condition) -> Iterator[Row]:
        body, does = self.user.body, self.marks.get(condition.id, Marks())
        ticked = condition.id in body.conditions
        asks = condition.effect == "asks"
        yield Row(condition.id, (_box(ticked, condition.name), "holds all back" if asks else f"{does} "))
        if asks and ticked:
            may = condition.id in body.allowed
            yield Row(f"{MAY}{condition.id}", (f"    {_box(may, 'I have been told that I may')}", str(does)))

    def _pain_rows(self) -> Iterator[Row]:
        for name, found in self.pain.items():
            stretch = self.user.catalogue.stretches.get(name)
            until = f"until {found.again_from:%a %d %b}"
            yield Row(f"{PAIN}{name}", (_box(True, f"It hurt: {stretch.name if stretch else name}"), until))

    @property
    def _shown(self) -> bool:
        return self.user.settings.body.contract_relax

    def _conditions(self, wanted: Callable[[Condition], bool]) -> list[Condition]:
        """Those to tick of a kind; a fresh injury has a row of its own."""
        return [c for c in self.user.catalogue.conditions.values() if c.id != ACUTE and wanted(c)]

    @on(Rows.Highlighted)
    def _about(self) -> None:
        self.query_one("#about", Static).update(self._words(self.query_one(Rows).key or ""))

    def _words(self, key: str) -> str:
        abouts = {INJURED: ABOUT_INJURY, FLARED_UP: ABOUT_FLARE_UP, SHOWN: ABOUT_SHOWN, OLD: ABOUT_OLDER}
        if key.startswith(MAY):
            return ABOUT_MAY
        if found := self.pain.get(key.removeprefix(PAIN)):
            return f"{hurt_words(found)} Untick it to have it suggested again; pain that is told later counts again."
        condition = self.user.catalogue.conditions.get(key)
        about = abouts.get(key, condition.summary if condition else "")
        if condition and self.size.width < NARROW and (does := str(self.marks[key])):
            about = f"{does}. {about}"
        body, catalogue = self.user.body, self.user.catalogue
        if key in (*asking(body, catalogue), ACUTE) and (why := overall(body, catalogue)):
            return f"{about} {why}"
        return about

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        key, body = event.key, self.user.body
        if key.startswith(MAY):
            name = key.removeprefix(MAY)
            self._keep(care.allow(name, self.context, allowed=name not in body.allowed))
        elif key.startswith(PAIN):
            self.pain.pop(key.removeprefix(PAIN), None)
            self._keep(care.take_pain_back(key.removeprefix(PAIN), self.context))
        elif key == INJURED:
            self._change(
                conditions=tuple(c for c in body.conditions if c != ACUTE),
                acute_until=None if body.injured else ask_again_on(self.services.clock.now().date()),
                flare_up=False,
            )
        elif key == FLARED_UP and body.injured:
            self.app.notify("Not even gentle moves for the lower back in the first days after an injury.", timeout=5)
        elif key == FLARED_UP:
            self._change(flare_up=not body.flare_up)
        elif key == SHOWN:
            self._change(contract_relax=not self._shown)
        elif key == OLD:
            self._change(age=0 if is_older(self.user.settings.body.age) else OLDER)
        else:
            self._tick(key)

    def _tick(self, condition: str) -> None:
        """Tick a condition or take the tick away; being allowed to stretch with it goes with the tick."""
        body = self.user.body
        if condition not in body.conditions:
            self._change(conditions=(*body.conditions, condition))
            return
        changes: dict[str, object] = {"conditions": tuple(c for c in body.conditions if c != condition)}
        if condition in body.allowed:
            changes["allowed"] = tuple(c for c in body.allowed if c != condition)
        self._change(**changes)

    def _change(self, **changes: object) -> None:
        self._keep(change_body(self.context, **changes))

    def _keep(self, write: Write) -> None:
        self.app.keep(write)
        self._show()
        self._about()

    def action_tick(self) -> None:
        self.query_one(Rows).action_choose()

    def action_which(self) -> None:
        """Show which stretches the row with the cursor leaves out or marks."""
        key = (self.query_one(Rows).key or "").removeprefix(MAY)
        if condition := self.user.catalogue.conditions.get(key):
            self.app.push_screen(WhichScreen(condition, self.marks[key]))

    def action_back(self) -> None:
        self.dismiss()


def _box(ticked: bool, text: str) -> str:
    return f"[{'x' if ticked else ' '}] {text}"
