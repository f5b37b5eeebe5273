"""The way of a self-test, screen by screen: choose, read, a deliberate yes, warm up and try, what it says, keep it."""

from msgspec import structs

from stretchtui.application import measures
from stretchtui.application.care import WHEN_NOT
from stretchtui.core.care.red_flags import ASK, QUESTIONS, URGENT
from stretchtui.core.measures.course import Course
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.record import Measure
from stretchtui.core.measures.words import best_words
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.care.flow import show_page


async def choose(app: BaseApp) -> None:
    """Offer the self-tests until no other is chosen."""
    from stretchtui.ui.measures.choosing import ChoosingScreen  # noqa: PLC0415

    last = ""
    while test := await app.ask(ChoosingScreen(last)):
        last = test.id
        await take(app, test)


async def take_named(app: BaseApp, name: str) -> None:
    """Lead through a self-test by its id, and leave a line on it for the shell."""
    test = await app.on_disk(lambda: measures.tests_of(app.context)[name])
    if measure := await take(app, test):
        app.summary = measures.kept_words(measure, test, app.context)


async def take(app: BaseApp, test: SelfTest) -> Measure | None:
    """Lead through a self-test; its measure, where one was kept."""
    from stretchtui.ui.measures.reading import SelfTestScreen  # noqa: PLC0415
    from stretchtui.ui.measures.trying import TryingScreen  # noqa: PLC0415

    first = await app.on_disk(lambda: measures.first_side(test, app.context))
    if not await app.ask(SelfTestScreen(test, first)) or not await _agreed(app, test):
        return None
    course = measures.begin(test, first, app.context)
    ended = await app.ask(TryingScreen(course))
    if ended == "hurts":
        await _after_pain(app, test)
        return None
    return await _kept(app, course) if ended == "done" else None


async def _agreed(app: BaseApp, test: SelfTest) -> bool:
    """Whether the body allows it, or the user says yes all the same."""
    consent = measures.consent_for(test, app.context)
    if consent is None:
        return True
    from stretchtui.ui.care.deliberate import DeliberateScreen  # noqa: PLC0415

    agreed = await app.ask(DeliberateScreen(consent.question, consent.lines))
    return agreed is True


async def _kept(app: BaseApp, course: Course) -> Measure | None:
    """Show what the numbers say, and keep them; asked again as long as the disk refuses them."""
    measure = measures.measure_of(course, app.context)
    if measure is None:
        app.notify("No try has a number, so nothing is kept.")
        return None
    from stretchtui.ui.measures.measured import MeasuredScreen  # noqa: PLC0415

    earlier = await app.on_disk(lambda: measures.measures_of(app.context))
    said = measures.said_after(measure, earlier, course.test, app.context)
    trouble: str | None = None
    while True:
        kept = await app.ask(MeasuredScreen(course.test, measure, said, trouble))
        if kept is None:
            return None
        measure = structs.replace(measure, note=kept.note)
        trouble = await app.on_disk(lambda kept=measure: measures.save(kept, app.context))  # type: ignore[misc]
        if trouble is None:
            found = best_words(measure, course.test, measures.unit_of(app.context))
            app.notify(f"Kept: {course.test.name}, {found}.", markup=False)
            return measure


async def _after_pain(app: BaseApp, test: SelfTest) -> None:
    """Two questions first, in case it can't wait; then what pain in a test means."""
    from stretchtui.ui.care.deliberate import RedFlagsScreen, WarningScreen  # noqa: PLC0415

    if await app.ask(RedFlagsScreen(ASK, QUESTIONS)):
        await show_page(app, WHEN_NOT, URGENT)
        return
    warning = measures.pain_in(test)
    if await app.ask(WarningScreen(warning.title, warning.advice)):
        await show_page(app, warning.page)
