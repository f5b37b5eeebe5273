"""Images as a small GIF: one palette for all, and of each image only what is new."""

from pathlib import Path

from PIL import Image, ImageChops
from PIL.GifImagePlugin import getdata, getheader

COLOURS = 127
"""With one more, which stands for "as before", they fill a table of 128."""
KEEP = 1
"""How an image goes over to the next: it stays, and the next is laid over it."""


def save_gif(images: list[Image.Image], milliseconds: list[int], path: Path) -> None:
    """Write a GIF that runs for ever."""
    sheet = _one_below_the_other(images).quantize(COLOURS)
    found = sheet.getpalette() or []
    as_before = len(found) // 3
    sheet.putpalette([*found, 0, 0, 0])
    flat = [image.quantize(palette=sheet, dither=Image.Dither.NONE) for image in images]
    parts, _ = getheader(flat[0].copy(), info={"loop": 0})
    for number, (image, lasting) in enumerate(zip(flat, milliseconds, strict=True)):
        ways, corner = _new(flat[number - 1], image, as_before) if number else ([image], (0, 0))
        said = [getdata(way, corner, duration=lasting, disposal=KEEP, transparency=as_before) for way in ways]
        parts += min(said, key=lambda blocks: sum(map(len, blocks)))
    path.write_bytes(b"".join([*parts, b";"]))


def _new(before: Image.Image, image: Image.Image, as_before: int) -> tuple[list[Image.Image], tuple[int, int]]:
    """The part of an image in which it differs from the one before, as it is and without what is as before; and where.

    Which of the two is shorter depends on how much changed.
    """
    same = ImageChops.difference(_indices(before), _indices(image)).point(lambda other: 0 if other else 255)
    box = ImageChops.invert(same).getbbox() or (0, 0, 1, 1)
    sparse = image.copy()
    sparse.paste(as_before, mask=same)
    return [image.crop(box), sparse.crop(box)], box[:2]


def _indices(image: Image.Image) -> Image.Image:
    return Image.frombytes("L", image.size, image.tobytes())


def _one_below_the_other(images: list[Image.Image]) -> Image.Image:
    width, height = images[0].size
    sheet = Image.new("RGB", (width, height * len(images)))
    for number, image in enumerate(images):
        sheet.paste(image, (0, number * height))
    return sheet
