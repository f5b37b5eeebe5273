"""The one list of what no stretch may ask for: rolling the head, quick moves of the neck, bouncing, force, pain.

`stretchtui check` and the tests of the shipped catalogue both go by it. Looked for in the words of a stretch. It is a
warning, not a rule: a person's therapist may know better. A sentence that itself warns ("never bounce", "no quick
turns") is what should be there, and is not told; so are the cautions.
"""

import re
from collections.abc import Iterator

from stretchtui.core.catalog.model import Stretch
from stretchtui.core.catalog.validation import Broken

ADVICE = (
    "is what no stretch should ask for (sources: guide, nid, hbp); leave it out, unless a therapist told you otherwise"
)

_HEAD = r"(?:head|neck|chin)"
_QUICK = r"(?:quick(?:ly)?|fast|rapid(?:ly)?|sharp(?:ly)?|sudden(?:ly)?|snap\w*|whip\w*|fling\w*|flick\w*|thr[eo]w\w*)"
_NEVER: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(pattern, re.IGNORECASE))
    for what, pattern in (
        ("rolling the head in circles", rf"\b(?:roll|circl)\w*\s+(?:\w+\s+){{0,2}}{_HEAD}\b"),
        ("rolling the head in circles", rf"\b{_HEAD}\s+(?:roll|circle|circling)\w*\b"),
        ("rolling the head in circles", rf"\b{_HEAD}\b[^.;]*\b(?:in|into|make|draw)\s+(?:\w+\s+){{0,2}}circles?\b"),
        ("rolling the head in circles", rf"\bcircles?\s+with\s+(?:\w+\s+)?(?:{_HEAD}|nose)\b"),
        ("rolling the head in circles", rf"\b{_HEAD}\b[^.;]*\b(?:round and round|around and around|full circle)\b"),
        ("moving the neck quickly", rf"\b{_QUICK}\b[^.;]*\b{_HEAD}\b"),
        ("moving the neck quickly", rf"\b{_HEAD}\b[^.;]*\b{_QUICK}\b"),
        ("rolling the head in circles", rf"\b{_HEAD}\s+(?:\w+\s+)?rolls?\b"),
        ("bouncing", r"\b(?:bounc\w*|bob(?:bing|s)?|jerk\w*|fling\w*)\b"),
        ("holding the breath", r"\bhold(?:ing)? (?:your|the) breath\b"),
        ("stretching into pain", r"\b(?:into|through|past) (?:the )?pain\b"),
        ("forcing", r"\bforce (?:it|your|the)\b|\bas far as (?:you can|possible)\b|\bwith (?:all your )?force\b"),
    )
)
_WARNS = re.compile(r"\b(?:never|not|no|nor|without|don['’]t|avoid|instead of|rather than)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")


def unsafe_in(text: str) -> tuple[str, ...]:
    """What a text asks for that no stretch should, each once; a sentence that warns of it asks for nothing."""
    return tuple(dict.fromkeys(_asked(text)))


def never_in(stretch: Stretch) -> Iterator[Broken]:
    """What the words of a stretch ask for that should never be done, each once a line of text."""
    texts = {
        "name": (stretch.name,),
        "steps": stretch.steps,
        "release": (stretch.release or "",),
        "feel": (stretch.feel,),
        "breath": (stretch.breath,),
        "easier": (stretch.easier,),
        "harder": (stretch.harder,),
    }
    if contract := stretch.contract:
        for part in ("pressing", "letting_go", "going_further"):
            texts[f"contract.{part}"] = (getattr(contract, part),)
    for key, lines in texts.items():
        for number, line in enumerate(lines):
            where = f"{key}.{number}" if key == "steps" else key
            for what in unsafe_in(line):
                yield Broken(where, f"{what} {ADVICE}")


def _asked(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        if not _WARNS.search(sentence):
            yield from (what for what, pattern in _NEVER if pattern.search(sentence))
