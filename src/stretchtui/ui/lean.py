"""Textual and asyncio without what nothing here uses: a tenth of the time to the first frame, and some memory."""

import sys
from types import ModuleType
from typing import Final

LEFT_OUT: Final = ("textual.command", "platformdirs", "rich.table")
"""Textual's command palette and all the widgets it needs, where it puts screenshots, and a table of its colours."""


class StandIn(ModuleType):
    """A module in which every name is an empty class: enough to inherit from, and to be named in annotations."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)
        return made


def load_textual() -> None:
    """Import it. What is left out can be imported as ever afterwards."""
    _load_asyncio()
    absent = [name for name in LEFT_OUT if name not in sys.modules]
    sys.modules.update({name: StandIn(name) for name in absent})
    try:
        import textual.app  # noqa: F401, PLC0415
    finally:
        for name in absent:
            del sys.modules[name]


def _load_asyncio() -> None:
    """As where Python was built without TLS, which takes 5 ms and 3 MB."""
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # the import system's word for "there is none"
        try:
            import asyncio  # noqa: F401, PLC0415
        finally:
            del sys.modules["ssl"]
