"""A step of the build: the shipped catalogue in one file that opens quickly, for wheels and editable installs."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogue(BuildHookInterface[Any]):
    """Makes `src/stretchtui/catalogue.msgpack` before files are put together; it is no part of the sources."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as the hook is called
        """Compile from the sources that are being built, not from what may be installed."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from stretchtui.storage.catalog.stretches import compile_catalogue  # noqa: PLC0415 - of the sources
        finally:
            sys.path.pop(0)
        compile_catalogue(root / "catalog", root / "src" / "stretchtui" / "catalogue.msgpack")
