"""JSON Schemas of the files that people write, made from the types that decode them.

Editors complete and check with them: a file names its schema in its first line, `#:schema PATH`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.settings.model import Settings
from stretchtui.core.themes.model import ThemeFile
from stretchtui.storage.catalog.stretches import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

DESCRIPTIONS: dict[str, dict[str, str]] = {
    "Stretch": {
        "id": "what routines and the history call it; a-z 0-9 -",
        "name": "what people call it",
        "region": "where it is felt",
        "also": "other regions that it serves",
        "position": "where you are while you do it",
        "props": "what it needs",
        "technique": "static: held. dynamic: moved slowly and counted. contract-relax: contract, relax, go further",
        "sides": "both: symmetrical. each: left, then right, the full dose a side. alternate: left and right in turn",
        "hold": "seconds in the stretched position; of one repetition, where it is dynamic",
        "reps": "repetitions, a side where sides is each",
        "range": "the least and the most of its dose",
        "contract": "the parts of a contract-relax repetition: press, let go, and go further with what is left of hold",
        "pace": "the parts of one breath in seconds, where the entry is about breathing and dynamic",
        "muscles": "what is stretched",
        "steps": "3 to 6, one action each; {side} and {other side} become left and right where sides is each",
        "feel": "where the pull should be",
        "breath": "how to breathe",
        "easier": "an easier way",
        "harder": "a harder way",
        "release": "how to come out of the position, where that needs saying; said in the rests",
        "avoid_if": "conditions with which it is to be left out",
        "care_if": "conditions with which it wants care: marked, and never suggested",
        "reasons": "for conditions of avoid_if and care_if, by id: why, or how to do it then, in a sentence",
        "suits": "conditions that it is made for",
        "cautions": "what to mind; at least one, or None known.",
        "sources": "where the facts come from",
        "figure": "the id of a drawing",
        "evidence": "what the dose rests on: published; a clinic's page; traditional: custom, no published dose",
        "strength": "true if it strengthens more than it stretches",
        "words": "what else people look for it by: symptoms, muscles, sports",
        "also_called": "other names that people know it by",
    },
    "Contract": {
        "press": "seconds to press for",
        "let_go": "seconds to let go for",
        "pressing": "what to press against what, and how hard",
        "letting_go": "what to let go",
        "going_further": "how to go further",
    },
    "Pace": {
        "in": "breathing in",
        "full": "waiting, lungs full",
        "out": "breathing out",
        "empty": "waiting, lungs empty",
    },
    "Routine": {
        "id": "what the history calls it; a-z 0-9 -",
        "name": "what people call it",
        "summary": "what it is for, in a sentence",
        "suits": "conditions that it is made for",
        "sources": "where the facts come from",
        "stretches": "ids of stretches in their order, or tables with a dose of the routine's own",
        "words": "what else people look for it by",
        "also_called": "other names that people know it by",
    },
    "Programme": {
        "id": "what the history calls it; a-z 0-9 -",
        "name": "what people call it",
        "summary": "what it is for, in a sentence",
        "sessions": "sessions that a step takes, before one goes on",
        "stage": "the steps in order, those with the same stretches together",
        "afterwards": "how to keep what was gained, in a sentence",
        "suits": "conditions that it is made for",
        "sources": "where the facts come from",
    },
    "Stage": {
        "stretches": "stretches in their order, each with a dose of the programme's own where it has one",
        "weeks": "steps of a week each that have these stretches",
        "sessions": "sessions that one of these steps takes, where not the programme's number",
        "summary": "what is new in these steps, in a sentence",
    },
    "StepStretch": {
        "id": "a stretch",
        "hold": "seconds, within the stretch's range",
        "reps": "repetitions, within the stretch's range",
        "instead": "by a condition, the stretch that takes its place for whoever has it",
    },
    "SelfTest": {
        "id": "what the history calls it; a-z 0-9 -",
        "name": "what people call it",
        "summary": "what it tells, in a sentence",
        "region": "what it has to do with",
        "also": "other regions whose stretches have to do with it",
        "position": "where you are while you take it",
        "props": "what it needs beside the tools",
        "tools": "what it is read with",
        "sides": "both: once. each: left and right",
        "ready": "seconds to get in place",
        "hold": "seconds in the position",
        "steps": "3 to 6, one action each; {side} and {other side} become left and right where sides is each",
        "scales": "how it is read; a second one may be of the other kind",
        "norms": "where others were found: shown lightly, never as a target",
        "sides_apart": "what was found of the difference between sides",
        "cautions": "what to mind; at least one",
        "avoid_if": "conditions with which it is to be left out",
        "care_if": "conditions with which it wants care",
        "reasons": "for conditions of avoid_if and care_if, by id: why, or how to do it then, in a sentence",
        "sources": "where the facts come from",
        "figure": "the id of a drawing",
        "words": "what else people look for it by",
    },
    "Scale": {
        "kind": "length: in centimetres. angle: in degrees",
        "reads": "from where to where",
        "better": "which way is further",
        "least": "the least that can be right",
        "most": "the most that can be right",
        "error": "a change of this or less is none; without it no change is ever told",
        "error_note": "what limits the error",
        "sources": "where the error comes from",
    },
    "Norm": {
        "who": "who they were",
        "low": "from, in centimetres",
        "high": "to, in centimetres",
        "source": "where it comes from",
        "ages": "shown only where an age is set that lies within",
    },
    "Settings": {
        "theme": "the name of a theme; empty for the usual one",
        "bell": "ring at each turn of a session",
        "motion": "auto: as the terminal can. none: nothing moves but the countdown",
        "figures": "how figures are drawn; see them side by side: stretchtui show cat-cow --figure --kinds",
        "mouse": "hear the mouse",
        "session": "seconds between holds, and what is asked",
        "goal": "what to reach in a week",
        "break": "desk breaks",
        "body": "what the body should leave out",
        "cues": "signs besides the bell",
        "programme": "the programme of weeks that is on",
        "keys": "other keys: the id of a binding, and its key",
    },
}
"""What each key of a type means."""


def schemas(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """All schemas by the name of their file. Ids that the catalogue knows are offered; others are allowed.

    A sheet may have stretches, routines and programmes side by side, so the schemas of each know all.
    """
    return {
        "stretch": _sheet("Stretches", catalogue),
        "routine": _sheet("Routines", catalogue),
        "programme": _sheet("Programmes", catalogue),
        "test": _tables({"test": SelfTest}, "Self-tests", catalogue),
        "theme": _whole(ThemeFile, "A theme", catalogue),
        "settings": _whole(Settings, "Settings", catalogue),
    }


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as it stands in its file."""
    return msgspec.json.format(msgspec.json.encode(schema, order="deterministic"), indent=2).decode() + "\n"


def _sheet(title: str, catalogue: Catalogue) -> dict[str, Any]:
    """A file of `[[stretch]]`, `[[routine]]` and the like."""
    return _tables(KINDS, title, catalogue)


def _tables(kinds: Mapping[str, type], title: str, catalogue: Catalogue) -> dict[str, Any]:
    """A file of tables of some kinds, by the name of the table."""
    refs, parts = msgspec.json.schema_components(kinds.values(), ref_template="#/$defs/{name}")
    tables = {name: {"type": "array", "items": ref} for name, ref in zip(kinds, refs, strict=True)}
    made = {"type": "object", "properties": tables, "additionalProperties": False, "$defs": parts}
    return _finished(made, title, catalogue)


def _whole(kind: type[msgspec.Struct], title: str, catalogue: Catalogue) -> dict[str, Any]:
    return _finished(msgspec.json.schema(kind), title, catalogue)


def _finished(made: dict[str, Any], title: str, catalogue: Catalogue) -> dict[str, Any]:
    for name, part in made["$defs"].items():
        part.pop("description", None)  # the docstring is for programmers
        for key, described in DESCRIPTIONS.get(name, {}).items():
            part["properties"][key] = {**part["properties"][key], "description": described}
        for described in part.get("properties", {}).values():
            _without_null(described)
            _as_number(described)
        _offer(part.get("properties", {}), catalogue)
    return {"$schema": DIALECT, "title": f"{title} of stretchtui", **made}


def _without_null(described: dict[str, Any]) -> None:
    """TOML has no null: a key that may be none is left out."""
    choices = [choice for choice in described.get("anyOf", []) if choice.get("type") != "null"]
    if "anyOf" in described and len(choices) < len(described["anyOf"]):
        del described["anyOf"], described["default"]
        described |= choices[0] if len(choices) == 1 else {"anyOf": choices}


def _as_number(described: dict[str, Any]) -> None:
    """A decimal is a number in TOML; only JSON would write it as a text."""
    if described.get("format") == "decimal":
        del described["format"]
        described["type"] = "number"
    for part in (described.get("items"), *described.get("anyOf", ())):
        if isinstance(part, dict):
            _as_number(part)


def _offer(properties: dict[str, Any], catalogue: Catalogue) -> None:
    """Name the ids that are known, for an editor to complete."""
    known: dict[str, Iterable[str]] = {
        "region": catalogue.regions,
        "also": catalogue.regions,
        "avoid_if": _forbidding(catalogue),
        "care_if": _forbidding(catalogue),
        "conditions": catalogue.conditions,
        "suits": catalogue.conditions,
        "sources": catalogue.sources,
        "stretches": catalogue.stretches,
    }
    for key, ids in known.items():
        if key in properties:
            place = properties[key]
            while place.get("type") == "array" and "items" in place:
                place = place["items"]
            one = next((choice for choice in place.get("anyOf", []) if choice.get("type") == "string"), place)
            plain = dict(one)
            one.clear()
            one |= {"anyOf": [{"enum": list(ids)}, plain], "description": plain.pop("description", key)}


def _forbidding(catalogue: Catalogue) -> list[str]:
    return [condition.id for condition in catalogue.conditions.values() if condition.effect != "chooses"]
