"""Care decisions, made once for both front ends: what is read first, what needs consent, what a session teaches.

Each decision is plain data. A front end shows it in its own way, takes the answer, and hands that back here.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Literal

from msgspec import Struct, structs

from stretchtui.application.body import SHOWN_QUESTION, SHOWN_REASONS, change_body, needs_showing
from stretchtui.application.context import Context, Write
from stretchtui.core.care.conditions import LOOSE, ask_again_on, verdict
from stretchtui.core.care.feedback import Hurt, Offer, after_pain, goes_on_too_long, hurt, hurt_lately, offer_for
from stretchtui.core.catalog.pages import Page
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.care import first_version, load_notices, save_notices
from stretchtui.storage.catalog.pages import first_page
from stretchtui.storage.files.diagnostics import StorageError

RECENT = 300
"""Sessions that offers and warnings are derived from."""

WEEK = timedelta(days=7)
"""The advice to see a doctor is given once in so long at the most."""

WHEN_NOT = "when-not-to-stretch"
"""The page that warnings lead to."""

NOTHING_LEFT = "Nothing of it is left with what you said of your body."
TOO_LONG = (
    "You told of pain, or of great stiffness, over more than three weeks. Talk to a doctor about it. "
    "This is said once a week at the most."
)


class Reason(Struct, frozen=True):
    """A reason against something: `why`, a sentence or more; the `name` of the stretch that it is about, if of one."""

    why: str
    name: str = ""

    def __str__(self) -> str:
        """The reason with the stretch that it is about."""
        return f"{self.name}: {self.why}" if self.name else self.why


class Consent(Struct, frozen=True):
    """What needs a deliberate yes before it begins: a `question`, and `reasons` to think about.

    `avoid`: something is to be avoided with what the user said of their body; asked each time. `contract-relax`:
    whether a therapist has shown it; a yes is remembered.
    """

    kind: Literal["contract-relax", "avoid"]
    question: str
    reasons: tuple[Reason, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The reasons below the question, which names the stretch itself where it is about one."""
        return (self.reasons[0].why,) if len(self.reasons) == 1 else tuple(map(str, self.reasons))


class PainWarning(Struct, frozen=True):
    """A stretch that hurt: what that leads to, how to take it back, when to see a doctor; the page to read more."""

    title: str
    advice: tuple[str, ...]
    page: str = WHEN_NOT


class DoseOffer(Struct, frozen=True):
    """Another dose, to be taken or refused; taken, it goes to `take_offer`."""

    offer: Offer


class SeeDoctor(Struct, frozen=True):
    """Pain or stiffness goes on for long: the page to show, by name, and what to say above it.

    Once shown, `doctor_shown` remembers it.
    """

    lead: str = TOO_LONG
    page: str = WHEN_NOT


Lesson = PainWarning | DoseOffer | SeeDoctor


# -- before the first stretch


def unread_notice(context: Context) -> Page | None:
    """The page that has to be accepted before the first stretch; None where its newest version was."""
    if load_notices(context.services.places.notices).accepted >= first_version():
        return None
    return first_page()


def accept_notice(page: Page, context: Context) -> str | None:
    """Remember that the page was read and accepted today; one line where that can't be written."""
    path, today = context.services.places.notices, context.services.clock.now().date()
    kept = structs.replace(load_notices(path), accepted=page.front.version, accepted_on=today)
    return _trouble(lambda: save_notices(path, kept))


# -- before a session


def consents_for(plan: Plan, context: Context) -> Iterator[Consent]:
    """What needs a yes before a plan begins, one after the other; a no to any of them means that it does not."""
    if needs_showing(plan, context):
        yield Consent("contract-relax", SHOWN_QUESTION, tuple(Reason(context.keys.fill(why)) for why in SHOWN_REASONS))
    reasons = tuple(Reason(" ".join(why), name) for name, why, _ in _verdicts(plan, context) if why)
    if reasons:
        one = len(plan.entries) == 1
        question = f"{reasons[0].name}: better not now." if one else "Better not all of this now."
        yield Consent("avoid", question, reasons)


def consent_given(consent: Consent, context: Context) -> str | None:
    """Remember a yes, where it is to be remembered; one line where that can't be written."""
    if consent.kind == "contract-relax":
        return _trouble(change_body(context, contract_relax=True))
    return None


def cautions_for(plan: Plan, context: Context) -> tuple[str, ...]:
    """What to mind with stretches of a plan that this body may do with care."""
    return tuple(f"{name}: {reason}" for name, _, care in _verdicts(plan, context) for reason in care)


def _verdicts(plan: Plan, context: Context) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each stretch of the plan once: its name, reasons to avoid it, reasons for care."""
    user = context.user
    for entry in {entry.id: entry for entry in plan.entries}.values():
        if stretch := user.catalogue.stretches.get(entry.id):
            said = verdict(stretch, user.body, user.catalogue)
            yield entry.name, said.avoid, said.care


def allow(condition: str, context: Context, *, allowed: bool) -> Write:
    """The user was told that they may stretch with a condition that asks, or takes that back; what writes it down."""
    others = tuple(name for name in context.user.settings.body.allowed if name != condition)
    return change_body(context, allowed=(*others, condition) if allowed else others)


# -- after a session


def lessons_of(record: SessionRecord, context: Context) -> tuple[Lesson, ...]:
    """What a session that is now in the history teaches, in the order in which it is to be said.

    Reads the history: up to `RECENT` sessions. One that can't be read teaches nothing; that is told elsewhere.
    """
    records = _recent(context)
    parts = {part.id: part for part in record.stretches}.values()
    found = [lesson for part in parts for lesson in _lessons_of_part(part, records, context)]
    return (*found, *_see_doctor(records, context))


def _lessons_of_part(
    part: StretchRecord, records: tuple[SessionRecord, ...], context: Context
) -> Iterator[PainWarning | DoseOffer]:
    user = context.user
    pain = hurt(part.id, records, context.services.clock.now()) if part.felt == "pain" else None
    if pain:
        said = tuple(map(context.keys.fill, after_pain(pain)))
        yield PainWarning(f"{part.name} hurt{' again' if pain.ask else ''}.", said)
    stretch = user.catalogue.stretches.get(part.id)
    offer = offer_for(stretch, user.dose(stretch), records) if stretch else None
    if offer and may_be_offered(offer, context):
        yield DoseOffer(offer)


def may_be_offered(offer: Offer, context: Context) -> bool:
    """No other doses in a flare-up, and no higher ones for loose joints."""
    body = context.user.body
    more = offer.dose.reps > context.user.dose(offer.stretch).reps
    return not body.flare_up and not (more and LOOSE in body.conditions)


def take_offer(offer: Offer, context: Context) -> str | None:
    """Take another dose from now on; one line where it can't be written."""
    return _trouble(context.set_dose(offer.stretch, offer.dose))


def doctor_due(context: Context) -> SeeDoctor | None:
    """The advice to see a doctor, where pain or stiffness goes on. Reads the history as `lessons_of` does."""
    return next(_see_doctor(_recent(context), context), None)


def doctor_shown(context: Context) -> str | None:
    """Remember that the advice was shown today; one line where that can't be written."""
    path, today = context.services.places.notices, context.services.clock.now().date()
    kept = structs.replace(load_notices(path), doctor_on=today)
    return _trouble(lambda: save_notices(path, kept))


def _see_doctor(records: tuple[SessionRecord, ...], context: Context) -> Iterator[SeeDoctor]:
    now = context.services.clock.now()
    shown = load_notices(context.services.places.notices).doctor_on
    if (shown is None or now.date() - shown >= WEEK) and goes_on_too_long(records, now):
        yield SeeDoctor()


# -- after pain


def pain_now(context: Context) -> dict[str, Hurt]:
    """The stretches, by id, that are left out because they hurt lately. Reads the history as `lessons_of` does."""
    return hurt_lately(_recent(context), context.services.clock.now(), context.user.taken_back)


def take_pain_back(stretch: str, context: Context) -> Write:
    """Let a stretch (its id) that hurt be suggested again; what writes that down.

    Pain that is told later counts again. In this run it holds even where the file can't be written.
    """
    path, now = context.services.places.notices, context.services.clock.now()
    context.user.taken_back = taken_back = {**context.user.taken_back, stretch: now}
    return lambda: save_notices(path, structs.replace(load_notices(path), taken_back=taken_back))


# -- after an injury


SETTLED = "The first days after your back injury are over."
SETTLED_ENOUGH = "Has it settled enough to stretch your lower back again, gently? If it hasn't, see a doctor about it."


def settled_due(context: Context) -> bool:
    """True once the day has come to ask whether the lower back may be stretched again."""
    until = context.user.settings.body.acute_until
    return until is not None and context.services.clock.now().date() >= until


def answer_settled(context: Context, *, settled: bool) -> str | None:
    """Turn the lower back on again, or ask once more in some days; one line where that can't be written."""
    today = context.services.clock.now().date()
    return _trouble(change_body(context, acute_until=None if settled else ask_again_on(today)))


def _recent(context: Context) -> tuple[SessionRecord, ...]:
    try:
        return context.services.history.newest(RECENT).records
    except StorageError:
        return ()


def _trouble(write: Callable[[], None]) -> str | None:
    """Write something small; the line that says why it could not be."""
    try:
        write()
    except StorageError as error:
        return str(error)
    return None
