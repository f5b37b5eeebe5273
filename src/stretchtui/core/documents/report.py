"""The report for a doctor's or physiotherapist's visit: one page of numbers, as a document."""

from collections.abc import Iterator, Mapping, Sequence

from stretchtui.core.documents.charts import region_chart, tightness_chart, week_chart
from stretchtui.core.documents.model import (
    Block,
    Chart,
    Document,
    Field,
    Fields,
    Heading,
    Items,
    Paper,
    ProseBlock,
    Table,
)
from stretchtui.core.history.statistics import Statistics
from stretchtui.core.history.statistics_words import (
    FELT,
    goal_words,
    planned_words,
    span_words,
    tightness_words,
    total_words,
    trend_words,
)
from stretchtui.core.words import clock, plural

MOST_STRETCHES = 12
"""Rows of the table of stretches; the rest is told as a number."""

WRITTEN_BY = (
    "Written by stretchtui from what one person noted of their own stretching. It diagnoses nothing, and counts only "
    "what was done with the program or logged in it."
)


def report(
    found: Statistics,
    names: Mapping[str, str],
    left_out: Sequence[tuple[str, str]],
    *,
    name: str = "",
    paper: Paper = "a4",
) -> Document:
    """The document; `names` are those of regions by id, `left_out` stretches that the body leaves out, with reasons."""
    title = "Stretching report"
    blocks: list[Block] = [Heading(title, 1), Fields((Field("Name", name), Field("Time", span_words(found))))]
    blocks.append(ProseBlock(total_words(found), "strong"))
    if found.sessions:
        blocks += [ProseBlock(planned_words(found)), ProseBlock(goal_words(found))]
        blocks.append(Chart("Minutes a week; on each bar its days", week_chart(found.weeks, found.goal_days)))
        blocks += _regions(found, names)
        blocks += _tightness(found, names)
        blocks += _pain(found)
        blocks += _stretches(found)
    if left_out:
        blocks += [Heading("Left out, and why"), Items(tuple(f"{what}: {why}" for what, why in left_out))]
    if found.notes:
        blocks += [Heading("Notes"), Table(("Day", "Note"), tuple((f"{n.day}", n.text) for n in found.notes))]
    blocks.append(ProseBlock(WRITTEN_BY, "small"))
    return Document(title, tuple(blocks), paper)


def _regions(found: Statistics, names: Mapping[str, str]) -> Iterator[Block]:
    yield Heading("Minutes by region")
    yield Chart("In holds and movements", region_chart([(names.get(o.region, o.region), o) for o in found.regions]))


def _tightness(found: Statistics, names: Mapping[str, str]) -> Iterator[Block]:
    yield Heading("How tight it felt")
    if not found.tightness:
        yield ProseBlock("No session was scored before and after.")
        return
    yield Chart("Before (rings) and after (dots), 0 loose to 10 as tight as can be", tightness_chart(found.scored))
    overall, *by_region = found.tightness
    yield ProseBlock(f"All: {tightness_words(overall)}.")
    if trend := trend_words(overall):
        yield ProseBlock(trend)
    if len(by_region) > 1:
        yield Items(
            tuple(f"{names.get(one.region or '', one.region or '')}: {tightness_words(one)}" for one in by_region)
        )
    yield ProseBlock(FELT, "small")


def _pain(found: Statistics) -> Iterator[Block]:
    yield Heading("Said to hurt")
    if not found.pain:
        yield ProseBlock("No stretch was marked as painful.")
    else:
        yield Items(tuple(f"{mark.day}: {mark.name}" for mark in found.pain))


def _stretches(found: Statistics) -> Iterator[Block]:
    yield Heading("Stretches")
    rows = tuple(
        (one.name, str(one.sessions), f"{one.done} of {one.planned}", clock(one.seconds), str(one.pain or "–"))
        for one in found.stretches[:MOST_STRETCHES]
    )
    yield Table(("Stretch", "Times", "Repetitions", "Time held", "Hurt"), rows)
    if len(found.stretches) > MOST_STRETCHES:
        more = plural(len(found.stretches) - MOST_STRETCHES, "more stretch", "more stretches")
        yield ProseBlock(f"And {more}.", "small")
