"""What one's body should leave out: how it is just now, and the conditions to tick."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.application.body import change_body
from stretchtui.core.care.conditions import ACUTE, ask_again_on, avoided, overall
from stretchtui.core.catalog.model import Condition
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.settings.bindings import bound

INJURED, FLARED_UP, SHOWN = "injured", "flared-up", "shown"

ABOUT_INJURY = (
    "Stop what you normally do, and don't stretch your lower back in the first days: that can do more damage. "
    "It is turned off for three days; then you are asked. See a doctor if the pain is severe."
)
ABOUT_FLARE_UP = (
    "The old pain is back, without an injury. Only the gentle routine is left, with shorter holds. "
    "Turn it off when the pain has settled."
)

ABOUT_SHOWN = (
    "Press, let go, go further: risky without guidance, so it is opened only once a therapist has shown you how. "
    "It is never suggested, and never in a break."
)


class BodyScreen(BaseScreen[None]):
    """Rows to tick; each change is kept at once."""

    HELP = (
        "Tick what is so with your body. What it should avoid is marked in all lists, asks before it begins, is "
        "replaced in routines, and is never suggested. Enter or space ticks a row, and takes the tick away."
    )
    HINTS = ("tick", "back", "learn", "help")
    CONTEXT = "body"
    BINDINGS = bound("body")

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Your body", id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Rows(id="body-rows")
        yield Static("", id="about", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        self.set_focus(self.query_one(Rows))

    def _show(self) -> None:
        body, until = self.user.body, self.user.settings.body.acute_until
        asked = f"asks on {until:%a %d %b}" if until and until > self.services.clock.now().date() else ""
        forbid = [c for c in self._conditions() if c.effect != "chooses"]
        choose = [c for c in self._conditions() if c.effect == "chooses"]
        rows = [
            Row(None, ("Just now",)),
            Row(INJURED, (_box(body.injured, "I hurt my back in the last days"), asked)),
            Row(FLARED_UP, (_box(body.flare_up, "A flare-up: gentle moves only"), "")),
            Row(None, ("",)),
            Row(None, ("Leave out what is not for",)),
            *(Row(c.id, (_box(c.id in body.conditions, c.name), "")) for c in forbid),
            Row(None, ("",)),
            Row(None, ("Mark what is made for",)),
            *(Row(c.id, (_box(c.id in body.conditions, c.name), "")) for c in choose),
            Row(None, ("",)),
            Row(None, ("What you were shown",)),
            Row(SHOWN, (_box(self._shown, "A therapist has shown me contract-relax"), "")),
        ]
        self.query_one(Rows).show(rows)
        left = [s for s in self.user.catalogue.stretches.values() if avoided(s, body, self.user.catalogue)]
        self.query_one("#place", Static).update(f"{len(left)} to avoid" if left else "")

    @property
    def _shown(self) -> bool:
        return self.user.settings.body.contract_relax

    def _conditions(self) -> list[Condition]:
        """Those to tick; a fresh injury has a row of its own."""
        return [c for c in self.user.catalogue.conditions.values() if c.id != ACUTE]

    @on(Rows.Highlighted)
    def _about(self) -> None:
        key = self.query_one(Rows).key or ""
        condition = self.user.catalogue.conditions.get(key)
        abouts = {INJURED: ABOUT_INJURY, FLARED_UP: ABOUT_FLARE_UP, SHOWN: ABOUT_SHOWN}
        about = abouts.get(key, condition.summary if condition else "")
        if key in self.user.body.conditions and (why := overall(self.user.body, self.user.catalogue)):
            about = f"{about} {why}"
        self.query_one("#about", Static).update(about)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        body = self.user.body
        others = tuple(c for c in body.conditions if c != ACUTE)
        if event.key == INJURED:
            self._change(
                conditions=others,
                acute_until=None if body.injured else ask_again_on(self.services.clock.now().date()),
                flare_up=False,
            )
        elif event.key == FLARED_UP and body.injured:
            self.app.notify("Not even gentle moves for the lower back in the first days after an injury.", timeout=5)
        elif event.key == FLARED_UP:
            self._change(flare_up=not body.flare_up)
        elif event.key == SHOWN:
            self._change(contract_relax=not self._shown)
        elif event.key in body.conditions:
            self._change(conditions=tuple(c for c in body.conditions if c != event.key))
        else:
            self._change(conditions=(*body.conditions, event.key))

    def _change(self, **changes: object) -> None:
        try:
            change_body(self.context, **changes)
        except StorageError as error:
            self.app.notify(f"It holds until you leave: {error}", severity="warning", markup=False, timeout=8)
        self._show()

    def action_tick(self) -> None:
        self.query_one(Rows).action_choose()

    def action_back(self) -> None:
        self.dismiss()


def _box(ticked: bool, text: str) -> str:
    return f"[{'x' if ticked else ' '}] {text}"
