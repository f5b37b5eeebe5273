"""What `sheet` and `report` share: a document written to a file, or to stdout."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.documents.model import Document


def write_out(document: "Document", output: str) -> None:
    """Write it to the file, telling on stderr which that is; `-` means stdout, as HTML. Raises `StorageError`."""
    if output == "-":
        from stretchtui.core.documents.html import html  # noqa: PLC0415

        sys.stdout.write(html(document))
        return
    from stretchtui.core.text import clean  # noqa: PLC0415
    from stretchtui.storage.documents.writer import save_document  # noqa: PLC0415

    for path in save_document(document, Path(output)):
        print(clean(f"wrote {path}"), file=sys.stderr)
