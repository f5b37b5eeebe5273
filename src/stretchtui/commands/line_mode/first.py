"""What is to be known before the first stretch, in lines of text."""

from msgspec import structs

from stretchtui.application.context import Context
from stretchtui.commands.line_mode.guide import Lines
from stretchtui.core.catalog.pages import Page, emphasised
from stretchtui.storage.care import load_notices, save_notices
from stretchtui.storage.catalog.pages import FIRST, load_page
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import shipped
from stretchtui.terminal.keyboard import Keyboard


def read_first(context: Context, lines: Lines, keys: Keyboard) -> bool:
    """Say it once, and wait for enter; false where the answer is to leave. Without a keyboard nobody is asked."""
    notices = load_notices(context.services.places.notices)
    page = load_page(shipped("catalog") / f"{FIRST}.md")
    if notices.accepted >= page.front.version or not keys.alive:
        return True
    lines.say(*_lines(page), "Enter: I have read it. q: leave.")
    while keys.alive:
        for key in keys.wait(None):
            if key in ("q", "escape"):
                return False
            if key == "enter":
                today = context.services.clock.now().date()
                kept = structs.replace(notices, accepted=page.front.version, accepted_on=today)
                try:
                    save_notices(context.services.places.notices, kept)
                except StorageError as error:
                    lines.say(str(error))
                return True
    return False


def _lines(page: Page) -> list[str]:
    said = [page.front.title]
    for block in page.blocks:
        text = "".join(part for part, _ in emphasised(block.text))
        said += ["", text] if block.kind == "heading" else [f"- {text}" if block.kind == "item" else text]
    return [*said, ""]
