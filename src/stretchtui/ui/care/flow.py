"""The screens of care on the way: the page before the first stretch, consent, and what a session teaches."""

from collections.abc import Callable
from functools import partial

from stretchtui.application import care
from stretchtui.application.session import Result
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.catalog.pages import learn_page
from stretchtui.ui.base_app import BaseApp


async def read_first(app: BaseApp) -> bool:
    """Show what is to be known before the first hold, unless it was accepted; false where it is not accepted."""
    page = care.unread_notice(app.context)
    if page is None:
        return True
    from stretchtui.ui.catalog.page import FirstStartScreen  # noqa: PLC0415

    if not await app.ask(FirstStartScreen(page)):
        return False
    keep(app, lambda: care.accept_notice(page, app.context))
    return True


async def refusal(app: BaseApp, plan: Plan) -> Result | None:
    """Ask for a deliberate yes where something in a plan is to be avoided; why it does not begin, if it does not."""
    if not plan.entries:
        tell(app, f"{care.NOTHING_LEFT[:-1]} ({app.context.keys.of('body')}).")
        return Result("nothing-left")
    consents = tuple(care.consents_for(plan, app.context))
    if not consents:
        return None
    from stretchtui.ui.care.deliberate import DeliberateScreen, ShownScreen  # noqa: PLC0415

    screens = {"contract-relax": ShownScreen, "avoid": DeliberateScreen}
    for consent in consents:
        if not await app.ask(screens[consent.kind](consent.question, consent.lines)):
            return Result("refused")
        keep(app, partial(care.consent_given, consent, app.context))
    return None


async def teach(app: BaseApp, record: SessionRecord) -> None:
    """Say what a session that is in the history teaches, one after the other."""
    from stretchtui.ui.care.deliberate import OfferScreen, WarningScreen  # noqa: PLC0415

    for lesson in await app.on_disk(lambda: care.lessons_of(record, app.context)):
        match lesson:
            case care.PainWarning():
                if await app.ask(WarningScreen(lesson.title, lesson.advice)):
                    await show_page(app, lesson.page)
            case care.DoseOffer(offer):
                if await app.ask(OfferScreen(offer.reason, [offer.question])):
                    tell(app, await app.on_disk(partial(care.take_offer, offer, app.context)))
            case care.SeeDoctor():
                await _see_doctor(app, lesson)


async def at_start(app: BaseApp) -> None:
    """What the browser opens with: whether an injured back has settled, and the advice to see a doctor."""
    if care.settled_due(app.context):
        from stretchtui.ui.care.deliberate import SettledScreen  # noqa: PLC0415

        settled = await app.ask(SettledScreen(care.SETTLED, [care.SETTLED_ENOUGH]))
        if settled is not None:
            tell(app, await app.on_disk(lambda: care.answer_settled(app.context, settled=settled)))
    if lesson := await app.on_disk(lambda: care.doctor_due(app.context)):
        await _see_doctor(app, lesson)


async def _see_doctor(app: BaseApp, lesson: care.SeeDoctor) -> None:
    keep(app, lambda: care.doctor_shown(app.context))
    await show_page(app, lesson.page, lesson.lead)


async def show_page(app: BaseApp, page: str, lead: str = "") -> None:
    from stretchtui.ui.catalog.page import PageScreen  # noqa: PLC0415

    await app.ask(PageScreen(learn_page(page), lead))


def keep(app: BaseApp, write: Callable[[], str | None]) -> None:
    """Write something small that nothing waits for; the line of trouble is shown when it comes."""

    async def writing() -> None:
        tell(app, await app.on_disk(write))

    app.flows.start(writing(), leads=False)


def tell(app: BaseApp, trouble: str | None) -> None:
    """Show a line of trouble, if there is one; nothing is held up by it."""
    if trouble:
        app.notify(trouble, severity="warning", markup=False)
