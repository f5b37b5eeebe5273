"""The scales that tightness is said on: one, or one for each region where it is asked so."""

from collections.abc import Iterator, Sequence
from typing import Any

from textual.screen import Screen

from stretchtui.core.session.record import Feeling
from stretchtui.ui.common.score import ScoreScale

Regions = Sequence[tuple[str, str]]
"""Regions by id and name; empty where tightness is asked once."""


def scales(label: str, id: str, regions: Regions = (), *, label_width: int = 0) -> Iterator[ScoreScale]:  # noqa: A002
    """The scale of that id; of regions one each, with the name of the region for a label.

    Of several, and with a `label_width`, only the one with the focus shows its numbers.
    """
    if not regions:
        yield ScoreScale(label, folds=label_width > 0, label_width=label_width, id=id)
    width = label_width or max((len(name) for _, name in regions), default=0)
    for number, (_, name) in enumerate(regions):
        yield ScoreScale(name, folds=True, label_width=width, id=f"{id}-{number}", classes=id)


def feeling_on(screen: Screen[Any], id: str, regions: Regions = ()) -> Feeling:  # noqa: A002
    """What was answered on the scales; nothing where there are none."""
    if not regions:
        return Feeling(_value(screen, f"#{id}"))
    said = {name: _value(screen, f"#{id}-{number}") for number, (name, _) in enumerate(regions)}
    return Feeling(None, {name: value for name, value in said.items() if value is not None})


def _value(screen: Screen[Any], query: str) -> int | None:
    return next((found.value for found in screen.query(query).results(ScoreScale)), None)
