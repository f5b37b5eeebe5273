"""Care in lines: the page before the first stretch, consent, what a session teaches (see application/care.py)."""

import sys

from stretchtui.application import care
from stretchtui.application.context import Context
from stretchtui.application.session import Result
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.questions import agrees, one_of
from stretchtui.core.catalog.pages import Page, emphasised
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.text import clean
from stretchtui.core.words import listed
from stretchtui.storage.catalog.pages import learn_page

NEEDS_TERMINAL = "this needs a yes of yours, and so a terminal"


def read_first(line: LineContext) -> bool:
    """Say what is to be known before the first stretch, once, and wait for enter; false for leaving.

    Without a keyboard nobody is asked.
    """
    page = care.unread_notice(line.context) if line.keys.alive else None
    if page is None:
        return True
    how = line.context.keys.fill("{key:accept}: I have read it. {key:leave}: leave.")
    line.lines.say(*page_lines(page, line.context), how)
    while line.keys.alive:
        for pressed in line.keys.wait(None):
            key = line.context.keys.usual(pressed, "first-start")
            if key in ("q", "escape"):
                return False
            if key == "enter":
                tell(line, care.accept_notice(page, line.context))
                return True
    return False


def at_start(line: LineContext) -> None:
    """Ask whether an injured back has settled, and give the advice to see a doctor, where they are due."""
    if not line.keys.alive:
        return
    if care.settled_due(line.context):
        how = "Type yes and enter to turn it on again, no for not yet, or enter alone to be asked next time."
        said = one_of(line, ("yes", "no"), care.SETTLED, care.SETTLED_ENOUGH, how)
        if said:
            tell(line, care.answer_settled(line.context, settled=said == "yes"))
    if lesson := care.doctor_due(line.context):
        _see_doctor(line, lesson)


def refusal(line: LineContext, plan: Plan) -> Result | None:
    """Say what to mind, and ask for a deliberate yes where one is needed; why a plan does not begin, if it does not."""
    if not plan.entries:
        print(f"stretchtui: {care.NOTHING_LEFT}", file=sys.stderr)
        return Result("nothing-left")
    line.lines.say(*care.cautions_for(plan, line.context))
    for consent in care.consents_for(plan, line.context):
        if not agreed(line, consent):
            return Result("refused")
        tell(line, care.consent_given(consent, line.context))
    return None


def agreed(line: LineContext, consent: care.Consent) -> bool:
    """Ask for a deliberate yes; without a keyboard there is none."""
    if consent.kind == "avoid":
        reasons = [f"Better not now. {reason}" for reason in consent.reasons]
        how = "Type yes and enter to do it all the same, or enter alone."
    else:
        reasons = [consent.question, *map(str, consent.reasons)]
        how = "Type yes and enter if so, or enter alone."
    if line.keys.alive:
        return agrees(line, *reasons, how)
    print("\n".join(map(clean, reasons)), file=sys.stderr)
    print(f"stretchtui: {NEEDS_TERMINAL}", file=sys.stderr)
    return False


def teach(line: LineContext, record: SessionRecord) -> None:
    """Say what a session that is in the history teaches, one after the other; offers only to whom can take them."""
    for lesson in care.lessons_of(record, line.context):
        match lesson:
            case care.PainWarning():
                line.lines.say("", lesson.title, *lesson.advice)
                how = "Type read and enter to read when not to stretch, or enter alone."
                if line.keys.alive and one_of(line, ("read",), how):
                    line.lines.say("", *page_lines(learn_page(lesson.page), line.context))
            case care.DoseOffer(offer):
                how = f"{offer.question} Type yes and enter, or enter alone."
                if agrees(line, offer.reason, how):
                    tell(line, care.take_offer(offer, line.context))
            case care.SeeDoctor():
                _see_doctor(line, lesson)


def _see_doctor(line: LineContext, lesson: care.SeeDoctor) -> None:
    """Give the advice; the page with it, and remembered as given, only where somebody is there to read it."""
    line.lines.say("", lesson.lead)
    if line.keys.alive:
        line.lines.say("", *page_lines(learn_page(lesson.page), line.context))
        tell(line, care.doctor_shown(line.context))


def tell(line: LineContext, trouble: str | None) -> None:
    """Say a line of trouble, if there is one; nothing is held up by it."""
    if trouble:
        line.lines.say(trouble)


def page_lines(page: Page, context: Context) -> list[str]:
    """A page as lines of text, each part with who says it below."""
    known = context.user.catalogue.sources
    said = [page.front.title]
    for block in page.blocks:
        text = "".join(part for part, _ in emphasised(context.keys.fill(block.text)))
        if block.kind == "sources":
            names = (known[s].short for s in block.source_ids if s in known)
            text = f"(Said by: {listed(dict.fromkeys(names))}.)"
        said += ["", text] if block.kind == "heading" else [f"- {text}" if block.kind == "item" else text]
    return [*said, ""]
