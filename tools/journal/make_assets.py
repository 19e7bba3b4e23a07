#!/usr/bin/env python3
"""Makes the pictures of sites/journal: make_assets.py SITE

Everything is drawn here, from numbers: the logo and the monograms from quarter circles on a two by two
grid, the photograph by landscape.py. Same numbers, same pictures. Needs Pillow and numpy.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

from landscape import photograph

INK, CREAM, VERMILION, OCHRE, TEAL, NAVY = "#1b1713", "#f5f0e6", "#d8432b", "#e3a32f", "#1f6f66", "#22315c"
BLUSH, INDIGO, MOSS, SAND = "#eeb7a4", "#3a2f7d", "#56733a", "#d9c9ad"


def tile(draw, box, kind, color):
    """One tile: `full`, `dot`, or a quarter disc whose centre is the corner `tl tr bl br`."""
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    if kind == "full":
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=color)
    elif kind == "dot":
        draw.ellipse((x0, y0, x1 - 1, y1 - 1), fill=color)
    elif kind in ("tl", "tr", "bl", "br"):
        cx = x0 if "l" in kind else x1
        cy = y0 if "t" in kind else y1
        layer = Image.new("L", (w, h), 0)
        ImageDraw.Draw(layer).ellipse(
            (cx - w - x0, cy - h - y0, cx + w - x0 - 1, cy + h - y0 - 1), fill=255
        )
        draw._image.paste(color, (x0, y0), layer)


def monogram(tiles, size=256, inset=0.0, ground=None, disc=False):
    """Four tiles (kind, colour), row by row, drawn at four times the size."""
    big = size * 4
    picture = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    if ground and disc:
        draw.ellipse((0, 0, big - 1, big - 1), fill=ground)
    elif ground:
        draw.rectangle((0, 0, big, big), fill=ground)
    margin = round(big * inset)
    half = (big - 2 * margin) // 2
    for number, (kind, color) in enumerate(tiles):
        x, y = margin + number % 2 * half, margin + number // 2 * half
        tile(draw, (x, y, x + half, y + half), kind, color)
    return picture.resize((size, size), Image.LANCZOS)


def logo(color, dot):
    """A J: a dot, a stem, and a hook of two quarters."""
    return monogram([("dot", dot), ("full", color), ("tr", color), ("tl", color)])


def save_marks(assets):
    save_png(logo(INK, VERMILION), assets / "logo.png")
    save_png(logo(CREAM, "#ff7a54"), assets / "logo-light.png")
    save_png(logo(INK, INK), assets / "logo-ink.png")
    # The two sources: abstract monograms in a disc, no likeness of anybody's logo.
    marks = {
        "mark-rust": ([("full", CREAM), ("bl", OCHRE), ("full", CREAM), ("tl", CREAM)], "#a93a22"),
        "mark-swift": ([("br", CREAM), ("dot", "#8fd3c2"), ("dot", CREAM), ("tl", CREAM)], NAVY),
        "mark-journal": ([("dot", "#ff7a54"), ("full", CREAM), ("tr", CREAM), ("tl", CREAM)], INK),
    }
    for name, (tiles, ground) in marks.items():
        save_png(monogram(tiles, 192, 0.25, ground, disc=True), assets / f"{name}.png")
    # Contributors: squares, so that a template's own borderRadius cuts them.
    avatars = [
        ([("br", CREAM), ("bl", BLUSH), ("tr", OCHRE), ("full", VERMILION)], TEAL),
        ([("dot", OCHRE), ("tr", CREAM), ("full", NAVY), ("tl", BLUSH)], VERMILION),
        ([("tl", CREAM), ("full", TEAL), ("br", SAND), ("dot", VERMILION)], OCHRE),
        ([("full", BLUSH), ("bl", CREAM), ("dot", OCHRE), ("tr", VERMILION)], INDIGO),
        ([("bl", NAVY), ("dot", VERMILION), ("tl", TEAL), ("br", INK)], SAND),
        ([("tr", OCHRE), ("br", CREAM), ("bl", MOSS), ("tl", BLUSH)], NAVY),
    ]
    for number, (tiles, ground) in enumerate(avatars, 1):
        save_png(monogram(tiles, 192, 0.0, ground), assets / f"avatar-{number}.png")


def save_png(picture, path):
    picture.save(path, optimize=True)


def main():
    assets = Path(sys.argv[1]) / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    save_marks(assets)
    photograph().save(assets / "ridges.jpg", quality=86, optimize=True, subsampling="4:2:0")
    for path in sorted(assets.iterdir()):
        print(f"{path.stat().st_size:8d}  {path.name}")


if __name__ == "__main__":
    main()
