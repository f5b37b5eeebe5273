"""The shipped catalogue, decoded as it stands on disk."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli

from stretchtui.core.catalog.model import Catalogue, Condition, Programme, Region, Routine, Source, Stretch, by_id

ROOT = Path(__file__).parents[2] / "catalog"


def read(pattern: str, table: str) -> list[dict[str, Any]]:
    """All entries of one kind, file after file."""
    paths = sorted(ROOT.glob(pattern))
    return [entry for path in paths for entry in tomli.loads(path.read_text("utf-8"))[table]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Every shipped entry, by id."""
    return Catalogue(
        regions=by_id(msgspec.convert(read("regions.toml", "region"), list[Region])),
        conditions=by_id(msgspec.convert(read("conditions.toml", "condition"), list[Condition])),
        sources=by_id(msgspec.convert(read("sources.toml", "source"), list[Source])),
        stretches=by_id(msgspec.convert(read("stretches/*.toml", "stretch"), list[Stretch])),
        routines=by_id(msgspec.convert(read("routines/*.toml", "routine"), list[Routine])),
        programmes=by_id(msgspec.convert(read("programmes/*.toml", "programme"), list[Programme])),
    )
