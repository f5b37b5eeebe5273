"""Questions of care: a deliberate yes before what is to be avoided, an offer, a word of warning."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from stretchtui.ui.common.base import BaseModal
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.settings.bindings import bound


class CareModal(BaseModal[bool]):
    """A question with some lines of reasons, and its answers by their bindings. Ends with true for yes."""

    ANSWERS: ClassVar[tuple[tuple[str, str], ...]] = ()
    BINDINGS = bound("care-question", down="scroll(1)", up="scroll(-1)")

    def __init__(self, question: str, reasons: Iterable[str]) -> None:
        super().__init__()
        self.question, self.reasons = question, tuple(reasons)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(self.question, id="question", markup=False)
            with Scrolling(id="reasons"):
                for reason in self.reasons:
                    yield Static(reason, markup=False)
            yield Static(self.answers(*self.ANSWERS, lines=True), id="answers")

    def action_scroll(self, direction: int) -> None:
        self.query_one("#reasons").scroll_relative(y=direction, animate=False)


class DeliberateScreen(CareModal):
    """Begins only on a y: enter, the key that begins everything else, does not."""

    HELP = (
        "Something here is to be avoided with what you said of your body. {key:yes} begins all the same; {key:no} "
        "goes back."
    )
    ANSWERS = (("yes", "begin all the same"), ("no", "go back"))
    CONTEXT = "deliberate"
    BINDINGS = bound("deliberate", yes="dismiss(True)", no="dismiss(False)")


class ShownScreen(CareModal):
    """Asks, once, whether a therapist has shown what is not learnt from a screen."""

    HELP = "Contract-relax is opened only for whoever was shown it. {key:yes} says that you were; {key:no} goes back."
    ANSWERS = (("yes", "a therapist has shown me this"), ("no", "not yet, go back"))
    CONTEXT = "shown"
    BINDINGS = bound("shown", yes="dismiss(True)", no="dismiss(False)")


class OfferScreen(CareModal):
    """Another dose, to be taken or refused."""

    HELP = "What you said of your sessions suggests another dose. It is changed only if you say yes."
    ANSWERS = (("yes", "yes"), ("no", "no, leave it"))
    CONTEXT = "offer"
    BINDINGS = bound("offer", yes="dismiss(True)", no="dismiss(False)")


class WarningScreen(CareModal):
    """A word of warning, with a page to read more."""

    HELP = "A word of warning after what you said of your sessions, and a page to read more about it."
    ANSWERS = (("yes", "all right"), ("read", "read when not to stretch"))
    CONTEXT = "warning"
    BINDINGS = bound("warning", yes="dismiss(False)", read="dismiss(True)")


class SettledScreen(CareModal):
    """The first days after an injury are over: stretch the lower back again, or wait longer."""

    HELP = (
        "Your lower back was left out after an injury. Turn it on again only if it has settled; {key:later} asks next "
        "time."
    )
    ANSWERS = (("yes", "yes, turn it on again"), ("no", "not yet, ask again in 3 days"), ("later", "later"))
    CONTEXT = "settled"
    BINDINGS = bound("settled", yes="dismiss(True)", no="dismiss(False)", later="dismiss(None)")


class RedFlagsScreen(CareModal):
    """Two questions right after something hurt, in case it can't wait. Any other answer than y is a no."""

    HELP = (
        "Two questions, in case the pain is more than a strain. {key:yes} shows what to do now; {key:no} goes on "
        "without it."
    )
    ANSWERS = (("yes", "yes, one of these"), ("no", "no, none of these"))
    CONTEXT = "red-flags"
    BINDINGS = bound("red-flags", yes="dismiss(True)", no="dismiss(False)")
