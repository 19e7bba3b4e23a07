#!/usr/bin/env python3
"""Makes Tests/Fixtures/pictures/assets/Bars.ttf, .woff and .woff2: a variable font of a few letters made of bars;
and OnlySVG.ttf, whose one letter has no outline.

    tools/chromium/variable_font.py          # PyPI: fonttools, brotli

Debian has no package of variable fonts. Axes: `wght` 100 to 900 (how thick the bars are) and `HGHT` 0 to 100 (how
high the cross bar stands).
"""
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables.S_V_G_ import SVGDocument

FOLDER = Path(__file__).resolve().parents[2] / "Tests" / "Fixtures" / "pictures" / "assets"
WIDTH, HEIGHT = 640, 700


def bars(letter, weight, height):
    """Rectangles (left, bottom, right, top) of a letter."""
    left, right = (60, 60 + weight), (WIDTH - 60 - weight, WIDTH - 60)
    middle = 300 + 3 * height
    every = {
        "left": (left[0], 0, left[1], HEIGHT), "right": (right[0], 0, right[1], HEIGHT),
        "middle": (60, middle - weight // 2, WIDTH - 60, middle + weight // 2),
        "top": (60, HEIGHT - weight, WIDTH - 60, HEIGHT), "bottom": (60, 0, WIDTH - 60, weight),
        "centre": (WIDTH // 2 - weight // 2, 0, WIDTH // 2 + weight // 2, HEIGHT),
    }
    parts = {"A": "left right middle top", "E": "left top middle bottom", "H": "left right middle",
             "I": "centre", "L": "left bottom", "O": "left right top bottom", "T": "centre top"}
    return [every[part] for part in parts[letter].split()]


def glyph(letter, weight, height):
    pen = TTGlyphPen(None)
    for x0, y0, x1, y1 in bars(letter, weight, height) if letter else []:
        pen.moveTo((x0, y0))
        for point in ((x0, y1), (x1, y1), (x1, y0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def deltas(letter, weight, height):
    """How the points move to that end of an axis; the four phantom points stay."""
    moves = []
    for base, other in zip(bars(letter, 90, 0), bars(letter, weight, height)):
        corners = ((0, 1), (0, 3), (2, 3), (2, 1))
        moves += [(other[x] - base[x], other[y] - base[y]) for x, y in corners]
    return moves + [(0, 0)] * 4


def only_svg():
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({0x41: "A"})
    builder.setupGlyf({name: glyph("", 0, 0) for name in (".notdef", "A")})
    builder.setupHorizontalMetrics({name: (600, 0) for name in (".notdef", "A")})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Only SVG", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><g id="glyph1"><path d="M0 0h500v-700z"/></g></svg>'
    builder.font["SVG "] = table = newTable("SVG ")
    table.docList = [SVGDocument(drawing, 1, 1, False)]
    builder.font["head"].created = builder.font["head"].modified = 3_800_000_000
    builder.font.recalcTimestamp = False
    builder.save(FOLDER / "OnlySVG.ttf")


def main():
    letters = "AEHILOT"
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "space", *letters]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", **{ord(letter): letter for letter in letters}})
    builder.setupGlyf({
        ".notdef": glyph("", 0, 0), "space": glyph("", 0, 0),
        **{letter: glyph(letter, 90, 0) for letter in letters}})
    builder.setupHorizontalMetrics({name: (300 if name == "space" else WIDTH, 60) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sTypoLineGap=0, usWinAscent=800,
                     usWinDescent=200, usWeightClass=400, fsSelection=0x40)
    builder.setupPost()
    builder.setupFvar(
        [("wght", 100, 400, 900, "Weight"), ("HGHT", 0, 0, 100, "Height")], [])
    from fontTools.ttLib.tables.TupleVariation import TupleVariation
    builder.setupGvar({
        letter: [
            TupleVariation({"wght": (-1, -1, 0)}, deltas(letter, 20, 0)),
            TupleVariation({"wght": (0, 1, 1)}, deltas(letter, 200, 0)),
            TupleVariation({"HGHT": (0, 1, 1)}, deltas(letter, 90, 100)),
        ] for letter in letters})
    # The same bytes every time.
    builder.font["head"].created = builder.font["head"].modified = 3_800_000_000
    builder.font.recalcTimestamp = False
    builder.save(FOLDER / "Bars.ttf")
    for flavor in ("woff", "woff2"):
        builder.font.flavor = flavor
        builder.save(FOLDER / f"Bars.{flavor}")
    only_svg()
    for name in ("Bars.ttf", "Bars.woff", "Bars.woff2", "OnlySVG.ttf"):
        print(name, (FOLDER / name).stat().st_size)


if __name__ == "__main__":
    main()
