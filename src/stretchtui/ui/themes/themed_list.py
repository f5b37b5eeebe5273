"""An option list that shows its cursor under every theme."""

from textual.geometry import Offset
from textual.style import Style
from textual.widgets import OptionList

from stretchtui.ui.settings.bindings import bound


class ThemedList(OptionList, inherit_bindings=False):
    """An option list whose rows can have the style `reverse`, which Textual 8.2 drops.

    With the stock one, the cursor of a theme without colours can't be seen.
    """

    BINDINGS = bound("theme-list", down="cursor_down", up="cursor_up", open="select")

    @property
    def cursor_cell(self) -> Offset:
        """Where the text of the marked row begins; each row is one line."""
        return Offset(2, (self.highlighted or 0) - round(self.scroll_offset.y))

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Add to the parts' style the one attribute that Textual forgets."""
        style = super().get_visual_style(*component_classes, partial=partial)
        if any(self.get_component_styles(name).text_style.reverse for name in component_classes):
            style += Style(reverse=True)
        return style
