"""Where facts come from, on a screen: titles that carry their addresses, or the addresses themselves."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.style import Style

from stretchtui.core.catalog.model import Catalogue, Source
from stretchtui.terminal.capabilities import Terminal
from stretchtui.ui.common.paragraphs import Paragraph


def citations(
    ids: Iterable[str], catalogue: Catalogue, terminal: Terminal, label: str = "·", *, again: str = "·"
) -> Iterator[Paragraph]:
    """A paragraph for each source that the catalogue knows, the first with a `label`, others with another."""
    found = [catalogue.sources[name] for name in ids if name in catalogue.sources]
    for number, source in enumerate(found):
        name = again if number else label
        yield Paragraph(_cited(source, terminal), name, "$muted" if name == "·" else "$accent")


def _cited(source: Source, terminal: Terminal) -> Content:
    text = Content.styled(f"{source.cited}.", "$muted")
    if not source.address:
        return text
    if terminal.hyperlinks:
        return text.stylize(Style(link=source.address))
    return text + Content.styled(f" {source.address}", "$muted")
