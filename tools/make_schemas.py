"""Write the JSON Schemas of the files that people write into `catalog/schema/`."""

import sys
from pathlib import Path

from stretchtui.storage.catalog.schemas import schema_text, schemas
from stretchtui.storage.catalog.stretches import load_catalogue

FOLDER = Path(__file__).parents[1] / "catalog" / "schema"


def main() -> int:
    """Write them all; 0."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas(load_catalogue(FOLDER.parent).catalogue).items():
        (FOLDER / f"{name}.json").write_text(schema_text(schema), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
