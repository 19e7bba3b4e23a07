"""The reference card of the benchmarks: its design, titles, avatar, template and site."""
import json
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from common import ROOT

HERE = Path(__file__).resolve().parent
TAKUMI = "takumi-py==0.3.0"
PILLOW = "pillow==13.0.0"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
FONTS = [(str(DEJAVU / "DejaVuSans.ttf"), 400), (str(DEJAVU / "DejaVuSans-Bold.ttf"), 700)]

# Texts: content where it is fixed, then left, top, width, size, line height, weight, colour.
DESIGN = {
    "width": 1200, "height": 630, "fonts": FONTS,
    # The angle whose gradient line runs from corner to corner.
    "background": "linear-gradient(117.6996deg, #0f172a, #4338ca)",
    "avatar": [80, 72, 120],
    "label": ["site.com", 224, 116, 400, 24, 32, 400, "#cbd5e1"],
    "title": [80, 224, 1040, 64, 80, 700, "#ffffff"],
    "subtitle": ["Measured the same way everywhere", 80, 496, 1040, 28, 36, 400, "#cbd5e1"],
    "bar": [0, 622, 1200, 8], "barColor": "#22d3ee",
}

WORDS = """
archive branch bridge buffer cache canvas ceiling channel chapter circle cluster column copper
corner cursor deploy desk draft editor engine errors field figure filter folder forest garden
glyph grammar harbour header history index ink island journal kernel kerning ladder layer ledger
letter library lines margin market meadow memory mirror module motion notebook number ocean
orchard packet page palette paper parser pattern pixel planet platform print process query queue
quiet raster reader record river rounding scale schema screen shadow signal sketch socket source
spacing storage stream studio summer surface table thread tower vector version volume weather
window winter writing about after again before between from into over under with without
""".split()


def titles(count):
    """Titles of 54 to 66 characters, the same in every run."""
    chooser = random.Random(20)
    found = []
    while len(found) < count:
        words = []
        while len(" ".join(words)) < 54:
            words.append(chooser.choice(WORDS))
        title = " ".join(words).capitalize()
        if len(title) <= 66:
            found.append(title)
    return found


def avatar():
    """A PNG of 120x120 px with the slopes and the noise of a photograph."""
    chooser = random.Random(7)
    rows = b""
    for y in range(120):
        row = bytearray([0])
        for x in range(120):
            is_face = (x - 60) ** 2 / 28**2 + (y - 48) ** 2 / 34**2 < 1
            is_coat = (x - 60) ** 2 / 50**2 + (y - 126) ** 2 / 42**2 < 1
            red, green, blue = 150 + y // 3, 165 + x // 4, 190 - y // 4
            if is_coat:
                red, green, blue = 52, 66, 92
            if is_face:
                red, green, blue = 226 - y // 2, 184 - y // 2, 158 - y // 3
            noise = chooser.gauss(0, 4)
            row += bytes(min(255, max(0, round(value + noise))) for value in (red, green, blue))
        rows += bytes(row)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(
            ">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 120, 120, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def text_layer(name, content, left, top, width, size, line, weight, color, lines=1):
    return {
        "name": name, "type": "text", "text": content, "x": left, "y": top, "width": width,
        "height": line * lines, "fontSize": size, "lineHeight": line / size, "fontWeight": weight,
        "color": color}


def template():
    d = DESIGN
    x, y, side = d["avatar"]
    left, top, width, height = d["bar"]
    layers = [
        {"name": "avatar", "type": "image", "image_url": "assets/avatar.png", "x": x, "y": y,
         "width": side, "height": side, "borderRadius": side // 2},
        text_layer("label", *d["label"]),
        text_layer("title", "Untitled", *d["title"], lines=3),
        text_layer("subtitle", *d["subtitle"]),
        {"name": "bar", "type": "shape", "x": left, "y": top, "width": width, "height": height,
         "fill": d["barColor"]},
    ]
    canvas = {"width": d["width"], "height": d["height"], "background": d["background"]}
    return {"id": "card", "name": "Reference card", "jsonData": {"canvas": canvas, "layers": layers}}


def make_site(site, texts):
    (site / "templates").mkdir(parents=True)
    (site / "assets").mkdir()
    (site / "assets/avatar.png").write_bytes(avatar())
    configuration = {
        "name": "Reference card", "fonts": [path for path, _ in FONTS],
        "encode": {"quality": {"jpeg": 85, "webp": 80, "avif": 60}}}
    (site / "site.json").write_text(json.dumps(configuration))
    (site / "templates/card.json").write_text(json.dumps(template()))
    (site / "titles.json").write_text(json.dumps({"design": DESIGN, "titles": texts}))
    lines = [json.dumps({"defaults": {"templateId": "card"}})]
    (site / "none.jsonl").write_text(lines[0] + "\n")
    lines += [
        json.dumps({"id": f"card-{number}", "layers": {"title": {"text": text}}})
        for number, text in enumerate(texts)]
    (site / "cards.jsonl").write_text("\n".join(lines) + "\n")


def takumi_python():
    """The interpreter of a virtual environment that has takumi-py and Pillow."""
    folder = ROOT / ".build/bench/takumi"
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TAKUMI, PILLOW],
        check=True)
    return python
