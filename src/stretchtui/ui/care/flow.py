"""Care on the way through the app: what is to be known first, what needs a yes, what a session teaches."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from msgspec import structs
from textual.screen import Screen

from stretchtui.application.body import SHOWN_QUESTION, SHOWN_REASONS, change_body, needs_showing
from stretchtui.application.context import Context
from stretchtui.core.care.conditions import LOOSE, ask_again_on, verdict
from stretchtui.core.care.feedback import Offer, ask_words, goes_on_too_long, hurt, offer_for
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.care import first_version, load_notices, save_notices
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.base_app import BaseApp

RECENT = 300
"""Sessions that offers and warnings are derived from."""

WEEK = timedelta(days=7)
TOO_LONG = (
    "You told of pain, or of great stiffness, over more than three weeks. Talk to a doctor about it. "
    "This page is shown once a week at the most."
)
Go = Callable[[], None]


def first(app: BaseApp, then: Go) -> None:
    """Show what is to be known before the first stretch, unless it was accepted; then go on, or leave the program."""
    context = app.context
    notices = load_notices(context.services.places.notices)
    if notices.accepted >= first_version():
        then()
        return
    from stretchtui.ui.catalog.page import FirstStartScreen, first_page  # noqa: PLC0415

    page = first_page()

    def answered(accepted: bool | None) -> None:
        if not accepted:
            app.exit()
            return
        today = context.services.clock.now().date()
        kept = structs.replace(notices, accepted=page.front.version, accepted_on=today)
        _keep(app, lambda: save_notices(context.services.places.notices, kept))
        then()

    app.push_screen(FirstStartScreen(page), answered)


def begin(app: BaseApp, plan: Plan, go: Go, refused: Go) -> None:
    """Go on with a plan, after a deliberate yes where something in it is to be avoided.

    Contract-relax is opened only for whoever was shown it by a therapist.
    """
    if not plan.entries:
        app.notify("Nothing of it is left with what you said of your body (y).", severity="warning", markup=False)
        refused()
        return
    if needs_showing(plan, app.context):
        _ask_shown(app, lambda: begin(app, plan, go, refused), refused)
        return
    reasons = to_avoid(plan, app.context)
    if not reasons:
        go()
        return
    from stretchtui.ui.care.deliberate import DeliberateScreen  # noqa: PLC0415

    one = len(plan.entries) == 1
    question = f"{plan.entries[0].name}: better not now." if one else "Better not all of this now."
    lines = [reason for _, reason in reasons] if one else [f"{name}: {reason}" for name, reason in reasons]
    app.push_screen(DeliberateScreen(question, lines), lambda yes: go() if yes else refused())


def _ask_shown(app: BaseApp, shown: Go, refused: Go) -> None:
    from stretchtui.ui.care.deliberate import ShownScreen  # noqa: PLC0415

    def answered(yes: bool | None) -> None:
        if not yes:
            refused()
            return
        _keep(app, lambda: change_body(app.context, contract_relax=True))
        shown()

    app.push_screen(ShownScreen(SHOWN_QUESTION, SHOWN_REASONS), answered)


def to_avoid(plan: Plan, context: Context) -> list[tuple[str, str]]:
    """The stretches of a plan that are to be avoided, by name, and why."""
    found = []
    for entry in plan.entries:
        stretch = context.user.catalogue.stretches.get(entry.id)
        if stretch and (said := verdict(stretch, context.user.body, context.user.catalogue)).avoid:
            found.append((entry.name, " ".join(said.avoid)))
    return list(dict.fromkeys(found))


def after(app: BaseApp, record: SessionRecord, then: Go) -> None:
    """What a session that is now in the history teaches: warnings and offers, one after the other, then the doctor."""
    records = _recent(app.context)
    questions = [q for part in {p.id: p for p in record.stretches}.values() for q in _questions(app, part, records)]

    def ask(at: int) -> None:
        if at == len(questions):
            doctor(app, records, then)
            return
        screen, heed = questions[at]
        app.push_screen(screen, lambda yes: heed(bool(yes), lambda: ask(at + 1)))

    ask(0)


def _questions(
    app: BaseApp, part: StretchRecord, records: tuple[SessionRecord, ...]
) -> Iterator[tuple[Screen[bool], Callable[[bool, Go], None]]]:
    """What is to be said of one stretch of a session: a screen, and what its answer does before it goes on."""
    from stretchtui.ui.care.deliberate import OfferScreen, WarningScreen  # noqa: PLC0415

    context = app.context
    found = hurt(part.id, records, context.services.clock.now()) if part.felt == "pain" else None
    if found and found.ask:
        yield WarningScreen(f"{part.name} hurts again.", [ask_words(found)]), lambda more, go: _read(app, go, more=more)
    stretch = context.user.catalogue.stretches.get(part.id)
    offer = offer_for(stretch, context.user.dose(stretch), records) if stretch else None
    if offer and may_be_offered(offer, context):
        yield OfferScreen(offer.reason, [offer.question]), lambda yes, go: _take(app, offer, go, yes=yes)


def may_be_offered(offer: Offer, context: Context) -> bool:
    """No other doses in a flare-up, and no higher ones for loose joints."""
    more = offer.dose.reps > context.user.dose(offer.stretch).reps
    return not context.user.body.flare_up and not (more and LOOSE in context.user.body.conditions)


def _take(app: BaseApp, offer: Offer, go: Go, *, yes: bool) -> None:
    if yes and (trouble := app.context.remember_dose(offer.stretch, offer.dose)):
        app.notify(trouble, severity="warning", markup=False)
    go()


def doctor(app: BaseApp, records: tuple[SessionRecord, ...], then: Go) -> None:
    """Show the page that says to see a doctor where pain or stiffness goes on, once a week at the most."""
    context = app.context
    now = context.services.clock.now()
    notices = load_notices(context.services.places.notices)
    if (notices.doctor_on and now.date() - notices.doctor_on < WEEK) or not goes_on_too_long(records, now):
        then()
        return
    from stretchtui.ui.catalog.page import PageScreen, learn_page  # noqa: PLC0415

    _keep(app, lambda: save_notices(context.services.places.notices, structs.replace(notices, doctor_on=now.date())))
    app.push_screen(PageScreen(learn_page("when-not-to-stretch"), TOO_LONG), lambda _: then())


def at_start(app: BaseApp) -> None:
    """What the region browser opens with: whether an injured back has settled, and the page to see a doctor."""
    settled(app, lambda: doctor(app, _recent(app.context), lambda: None))


def settled(app: BaseApp, then: Go) -> None:
    """Ask, once the first days after an injury are over, whether the lower back may be stretched again."""
    context = app.context
    until, today = context.user.settings.body.acute_until, context.services.clock.now().date()
    if until is None or today < until:
        then()
        return

    from stretchtui.ui.care.deliberate import SettledScreen  # noqa: PLC0415

    def answered(yes: bool | None) -> None:
        if yes is not None:
            _keep(app, lambda: change_body(context, acute_until=None if yes else ask_again_on(today)))
        then()

    question = "The first days after your back injury are over."
    reasons = ["Has it settled enough to stretch your lower back again, gently? If it hasn't, see a doctor about it."]
    app.push_screen(SettledScreen(question, reasons), answered)


def _read(app: BaseApp, go: Go, *, more: bool) -> None:
    from stretchtui.ui.catalog.page import PageScreen, learn_page  # noqa: PLC0415

    if more:
        app.push_screen(PageScreen(learn_page("when-not-to-stretch")), lambda _: go())
    else:
        go()


def _recent(context: Context) -> tuple[SessionRecord, ...]:
    try:
        return context.services.history.newest(RECENT).records
    except StorageError:
        return ()


def _keep(app: BaseApp, write: Go) -> None:
    """Write something small; where that fails it is told, and nothing is held up."""
    try:
        write()
    except StorageError as error:
        app.notify(str(error), severity="warning", markup=False)
