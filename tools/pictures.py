"""The still pictures of the README, taken of the app itself (`make pictures`)."""

import asyncio
from pathlib import Path
from typing import NamedTuple

from textual.strip import Strip

from tools.screen_picture import picture
from tools.stage import staged

DOCS = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SETTINGS = "[session]\nask_tightness = false\n[break]\nminutes = 4\n"


class Scene(NamedTuple):
    """What the app opens with, keys that are pressed, seconds that then pass, and the theme."""

    opening: str
    keys: str = ""
    seconds: float = 5
    """By themselves enough for a figure to come to rest."""
    theme: str = ""


SCENES = {
    "break": Scene("break", seconds=0),
    "live": Scene("single-knee-to-chest", "enter", 44.5),
    "browse": Scene("browse", "j j j j j j l j"),
    "detail": Scene("browse", "ctrl+p l y i n g space r o t a t enter"),
    "history": Scene("history", "3"),
    "light": Scene("single-knee-to-chest", "enter", 44.5, theme="birch"),
}


async def shot(scene: Scene) -> list[Strip]:
    """The screen of a scene."""
    async with staged(scene.opening, theme=scene.theme, settings=SETTINGS) as stage:
        await stage.press(*scene.keys.split())
        await stage.let_pass(scene.seconds)
        return await stage.settle()


async def main() -> None:
    """Take all of them."""
    for name, scene in SCENES.items():
        picture(await shot(scene), DOCS / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
