"""All steps of a stretch while it is held, the present one marked; and what to feel and watch for."""

from collections.abc import Iterator

from stretchtui.core.session.narration import Scene
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.rows import POINTER

DONE = "✓"
INDENT = 4
"""Cells before the text of a step, and before all but the first line of what is said below."""


class Course(Paragraphs):
    """Shows as much of it as there is room for, each paragraph whole; cautions before all else that is said."""

    narrow = 0
    told: tuple[Paragraph, ...] = ()
    """All that there is to show."""

    def show_scene(self, scene: Scene) -> None:
        """Show the steps of a moment."""
        self.told = tuple(paragraphs(scene))
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        if self.size.height:
            self.show(self.beginning(self.told, self.size.width, self.size.height))


def paragraphs(scene: Scene) -> Iterator[Paragraph]:
    """The steps, and what is said of them."""
    now = scene.present
    for number, step in enumerate(scene.course):
        mark = " " if now is None or number > now else POINTER if number == now else DONE
        styles = ("$accent", "") if now is None else ("$accent bold", "bold") if number == now else ("$muted", "$muted")
        yield Paragraph(step, f"{mark} {number + 1}", *styles, indent=INDENT)
    yield BLANK
    for caution in scene.care:
        yield Paragraph(caution, "Care", "$caution", indent=INDENT)
    for label, text in scene.details:
        yield Paragraph(text, label, indent=INDENT)
