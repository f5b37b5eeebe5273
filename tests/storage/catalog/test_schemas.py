"""The JSON Schemas: up to date, and of one mind with the decoder about files that are right and wrong."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from stretchtui.storage.catalog.schemas import DESCRIPTIONS, schema_text, schemas
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped

FOLDER = shipped("catalog") / "schema"
TYPES: dict[str, Any] = {
    "string": (str, date),
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    return schemas(load_catalogue(shipped("catalog")).catalogue)


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """What a schema says against a value: as much of JSON Schema as these use."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        tried = [faults(value, choice, root) for choice in schema["anyOf"]]
        return [] if [] in tried else tried[-1]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{value!r} is none of {schema['enum']}"]
    found = [] if isinstance(value, TYPES[schema["type"]]) else [f"{value!r} is no {schema['type']}"]
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{value!r} is not like {schema['pattern']}")
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{value!r} is out of bounds")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            found.append(f"{value!r} has too few or too many")
        kinds = schema.get("prefixItems") or [schema["items"]] * len(value)
        found += [fault for one, kind in zip(value, kinds, strict=False) for fault in faults(one, kind, root)]
    if isinstance(value, dict):
        found += [f"{key} is missing" for key in schema.get("required", []) if key not in value]
        for key, one in value.items():
            kind = schema.get("properties", {}).get(key, schema.get("additionalProperties", False))
            found += faults(one, kind, root) if isinstance(kind, dict) else [f"{key} is unknown"]
    return found


def test_they_are_up_to_date(made: dict[str, dict[str, Any]]) -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(made)
    for name, schema in made.items():
        path = FOLDER / f"{name}.json"
        assert path.read_text("utf-8") == schema_text(schema), f"{path.name} is old; run: make schemas"


@pytest.mark.parametrize(
    "pattern",
    [*(f"catalog/{folder}/*.toml" for folder in ("stretches", "routines", "programmes", "measures")), "themes/*.toml"],
)
def test_every_shipped_file_names_its_schema_and_agrees_with_it(pattern: str) -> None:
    paths = sorted(shipped("catalog").parent.glob(pattern))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        named = re.match(r"#:schema (\S+)\n", text)
        assert named, path
        schema = json.loads((path.parent / named[1]).read_text("utf-8"))
        assert faults(tomli.loads(text), schema, schema) == []


def test_settings_and_mistakes(made: dict[str, dict[str, Any]]) -> None:
    schema = made["settings"]
    good = 'bell = true\n[break]\nminutes = 5\n[body]\nconditions = ["knee-pain"]\nacute_until = 2026-11-24\n'
    assert faults(tomli.loads(good), schema, schema) == []
    for bad in ("bel = true", "bell = 1.5", "[break]\nminutes = 99", "[body]\nconditions = 3"):
        assert faults(tomli.loads(bad), schema, schema), bad
    stretch = made["stretch"]
    (path, *_) = sorted(Path(shipped("catalog") / "stretches").glob("*.toml"))
    data = tomli.loads(path.read_text("utf-8"))
    for key, wrong in (("reps", 0), ("position", "flying"), ("id", "No"), ("steps", ["one"]), ("hodl", 3)):
        broken = {"stretch": [{**data["stretch"][0], key: wrong}]}
        assert faults(broken, stretch, stretch), key


def test_mistakes_in_a_self_test(made: dict[str, dict[str, Any]]) -> None:
    schema = made["test"]
    (path, *_) = sorted(Path(shipped("catalog") / "measures").glob("*.toml"))
    data = tomli.loads(path.read_text("utf-8"))
    scale = data["test"][0]["scales"][0]
    mistakes: list[dict[str, Any]] = [{"sides": "left"}, {"scales": []}, {"tools": []}, {"hodl": 3}]
    for wrong in (*mistakes, {"scales": [{**scale, "least": "0"}]}):
        assert faults({"test": [{**data["test"][0], **wrong}]}, schema, schema), wrong


def test_every_key_of_a_stretch_is_described(made: dict[str, dict[str, Any]]) -> None:
    for kind in ("Stretch", "Routine"):
        properties = made["stretch"]["$defs"][kind]["properties"]
        assert set(DESCRIPTIONS[kind]) == set(properties)
        assert all(part.get("description") for part in properties.values())
    for kind in ("SelfTest", "Scale", "Norm"):
        properties = made["test"]["$defs"][kind]["properties"]
        assert set(DESCRIPTIONS[kind]) == set(properties)
        assert all(part.get("description") for part in properties.values())
    known = set(made["settings"]["$defs"]["Settings"]["properties"])
    assert set(DESCRIPTIONS["Settings"]) <= known
