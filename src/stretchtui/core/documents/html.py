"""A document as one self-contained HTML file: inline SVG, no script, nothing fetched, every text escaped."""

from collections.abc import Iterable
from html import escape
from typing import Final, assert_never

from stretchtui.core.documents.model import (
    Block,
    Card,
    Chart,
    Document,
    Fields,
    Heading,
    Items,
    Paper,
    ProseBlock,
    Table,
)
from stretchtui.core.documents.svg import svg
from stretchtui.core.text import clean

PAGE: Final[dict[Paper, str]] = {"a4": "A4", "letter": "Letter"}
STYLE: Final = """\
@page{size:%s;margin:14mm}
*{box-sizing:border-box}
body{font:16px/1.4 system-ui,sans-serif;color:#222;background:#fff;max-width:52rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;margin:.2em 0}h2{font-size:1.15rem;margin:1.2em 0 .3em}h3{font-size:1rem;margin:.8em 0 .2em}
p{margin:.35em 0}.small{font-size:.8rem;color:#555}.strong{font-weight:600}
ol,ul{margin:.3em 0;padding-left:1.4em}
.fields{display:flex;flex-wrap:wrap;gap:.4em 2em;margin:.5em 0}.fields b{font-weight:600}
.line{display:inline-block;min-width:9em;border-bottom:1px solid #555}
table{border-collapse:collapse;width:100%%;margin:.4em 0}
th,td{text-align:left;padding:.15em .4em;border-bottom:1px solid #ccc}
th:not(:first-child),td:not(:first-child){text-align:right}
figure{margin:.5em 0}figcaption{font-size:.85rem;color:#444}figure svg{width:100%%;height:auto;font-family:inherit}
.card{border-top:2px solid #222;padding:.4em 0 .6em;break-inside:avoid;display:flow-root}
.card header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em}
.card h2{margin:0}.dose{font-weight:600}
.shown{float:left;width:44%%;margin:.3em 1em .3em 0;display:flex;gap:.6em}
.shown figure{flex:1;margin:0;text-align:center}
dl{margin:.3em 0;display:grid;grid-template-columns:max-content 1fr;gap:.1em .6em}dt{font-weight:600}dd{margin:0}
.card dl{clear:none;overflow:hidden}.card ol{overflow:hidden}
.boxes{clear:both;display:flex;flex-wrap:wrap;gap:.25em;margin:.4em 0 0;padding:0;list-style:none}
.boxes li{width:1.75em;height:1.75em;
border:1px solid #555;border-radius:3px;font-size:.75rem;padding:0 .15em;color:#555}
@media(max-width:34rem){.shown{float:none;width:100%%;margin:.3em 0}}
@media print{body{font-size:10.5pt;padding:0;max-width:none}h1{font-size:17pt}}
"""


def html(document: Document) -> str:
    """The file. The same document gives the same text."""
    body = "\n".join(_block(block, mono=document.mono) for block in document.blocks)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(document.title)}</title>\n<style>\n{STYLE % PAGE[document.paper]}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block, *, mono: bool) -> str:  # noqa: PLR0911 - a line for each kind
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case ProseBlock(text, weight):
            return f"<p>{_text(text)}</p>" if weight == "plain" else f'<p class="{weight}">{_text(text)}</p>'
        case Items(texts, numbered):
            name = "ol" if numbered else "ul"
            return f"<{name}>{_items(texts)}</{name}>"
        case Fields(fields):
            parts = (f"<span><b>{_text(f.label)}</b> {_text(f.value) or _LINE}</span>" for f in fields)
            return f'<div class="fields">{"".join(parts)}</div>'
        case Table(head, rows):
            top = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in head)
            lines = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
        case Chart(caption, picture):
            return f"<figure><figcaption>{_text(caption)}</figcaption>{svg(picture, mono=mono)}</figure>"
        case Card():
            return _card(block, mono=mono)
        case _:
            assert_never(block)


def _card(card: Card, *, mono: bool) -> str:
    pictures = "".join(
        f"<figure>{svg(shown.picture, mono=mono)}<figcaption>{_text(shown.caption)}</figcaption></figure>"
        for shown in card.pictures
    )
    notes = "".join(f"<dt>{_text(label)}</dt><dd>{_text(text)}</dd>" for label, text in card.notes)
    boxes = "".join(f"<li>{day}</li>" for day in range(1, card.boxes + 1))
    return (
        f'<section class="card"><header><h2>{_text(card.name)}</h2><p class="dose">{_text(card.dose)}</p></header>'
        + (f'<div class="shown">{pictures}</div>' if pictures else "")
        + f"<ol>{_items(card.steps)}</ol>"
        + (f"<dl>{notes}</dl>" if notes else "")
        + (f'<ul class="boxes" aria-label="One box for each day">{boxes}</ul>' if boxes else "")
        + "</section>"
    )


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{_text(text)}</li>" for text in texts)


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


_LINE: Final = '<span class="line"></span>'
