#!/usr/bin/env python3
"""Makes Tests/Fixtures/flex.json: stacks made by chance, with the frames that Chromium gives to what is in them.

    tools/chromium/flex.py [--count 120] [--seed 11] [--out FILE] [--html]

A layer is written as a template writes it; `natural` is an image's own size. Its `frame` is x, y, width and
height in CSS px, x and y from the padding box of the stack it is in.
"""
import argparse
import html
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "Tests" / "Fixtures" / "flex.json"
FONTS = {
    "DejaVu Sans": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "DejaVu Serif": "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
}
WORDS = ("a stack of boxes in rows and columns wraps shrinks incomprehensibilities grows to fit "
         "its content box Typography quick brown fox jumps 2024 over-the-top").split()
ALIGNS = {"start": "flex-start", "end": "flex-end"}
JUSTIFIES = ["start", "center", "end", "space-between", "space-around", "space-evenly"]


def chance(rng, share):
    return rng.random() < share


def padding(rng):
    if chance(rng, 0.6):
        return 0
    return rng.choice([4, 7.5, 12, [2, 9, 5, 14]])


def leaf(rng):
    kind = rng.choice(["text"] * 5 + ["image"] * 3 + ["shape"] * 2)
    layer = {"type": kind}
    if kind == "text":
        layer["text"] = " ".join(rng.choice(WORDS) for _ in range(rng.choice([1, 1, 2, 3, 6, 12])))
        if chance(rng, 0.1):
            layer["text"] = layer["text"].replace(" ", "\n", 1)
        if chance(rng, 0.04):
            layer["text"] = ""
        layer["fontSize"] = rng.choice([11, 14, 16, 17.5, 24, 31])
        layer["fontFamily"] = rng.choice(list(FONTS))
        layer["lineHeight"] = rng.choice([1, 1.2, 1.2, 1.37])
        if chance(rng, 0.15):
            layer["maxLines"] = rng.choice([1, 2])
        if chance(rng, 0.15):
            layer["letterSpacing"] = rng.choice([-0.7, 0.4, 2])
        if chance(rng, 0.05):
            layer["text"] += rng.choice([" ", "   ", "\n"])
    elif kind == "image":
        layer["natural"] = [rng.choice([16, 30, 61, 120]), rng.choice([16, 25, 47, 100])]
    if kind == "shape" and chance(rng, 0.9) or chance(rng, 0.25):
        layer["width"] = rng.choice([10, 24, 33.3, 60, 90, 140])
    if kind == "shape" and chance(rng, 0.9) or chance(rng, 0.25):
        layer["height"] = rng.choice([10, 21, 33.7, 48, 70])
    return layer


def item(rng, depth):
    nests = depth > 0 and chance(rng, 0.25)
    layer = stack(rng, depth - 1) if nests else leaf(rng)
    if nests and chance(rng, 0.25):
        layer["width"] = rng.choice([60, 120, 200])
    if nests and chance(rng, 0.25):
        layer["height"] = rng.choice([40, 90, 150])
    layer["padding"] = padding(rng)
    if chance(rng, 0.25):
        layer["borderWidth"] = rng.choice([1, 3, 2.5])
    if chance(rng, 0.35):
        layer["grow"] = rng.choice([0.3, 1, 1, 2, 3])
    if chance(rng, 0.3):
        layer["shrink"] = rng.choice([0, 0, 0.4, 2, 5])
    if chance(rng, 0.2):
        layer["alignSelf"] = rng.choice(["start", "center", "end", "stretch", "baseline"])
    return layer


def stack(rng, depth):
    layer = {
        "type": "stack", "direction": rng.choice(["row", "row", "column"]),
        "gap": rng.choice([0, 0, 5, 12.3]),
        "alignItems": rng.choice(["start", "center", "end", "stretch", "stretch", "baseline"]),
        "justifyContent": rng.choice(JUSTIFIES), "wrap": chance(rng, 0.3),
    }
    if chance(rng, 0.1):
        layer["overflow"] = "hidden"
    layer["layers"] = [item(rng, depth) for _ in range(rng.choice([0, 1, 2, 3, 3, 4, 5]))]
    return layer


def case(rng):
    layer = stack(rng, rng.choice([0, 1, 2]))
    while not layer["layers"]:
        layer = stack(rng, 1)
    layer["width"] = rng.choice([120, 200, 333, 480.5, 700])
    layer["height"] = rng.choice([60, 140, 222.2, 400])
    layer["padding"] = padding(rng)
    layer["borderWidth"] = rng.choice([0, 0, 2])
    return layer


def four(value):
    return " ".join(f"{v}px" for v in (value if isinstance(value, list) else [value]))


def css(layer):
    out = ["box-sizing:border-box", f"padding:{four(layer['padding'])}",
           f"border:{layer.get('borderWidth', 0)}px solid",
           f"flex:{layer.get('grow', 0)} {layer.get('shrink', 1)} auto"]
    for side in ("width", "height"):
        if side in layer:
            out.append(f"{side}:{layer[side]}px")
    if "alignSelf" in layer:
        out.append("align-self:" + ALIGNS.get(layer["alignSelf"], layer["alignSelf"]))
    if layer["type"] == "stack":
        align, justify = layer["alignItems"], layer["justifyContent"]
        out += ["display:flex", f"flex-direction:{layer['direction']}", f"gap:{layer['gap']}px",
                f"align-items:{ALIGNS.get(align, align)}",
                f"justify-content:{ALIGNS.get(justify, justify)}",
                f"flex-wrap:{'wrap' if layer['wrap'] else 'nowrap'}",
                f"overflow:{layer.get('overflow', 'visible')}"]
    return ";".join(out)


def markup(layer, place=""):
    style = html.escape(css(layer) + place)
    if layer["type"] == "image":
        width, height = layer["natural"]
        source = ("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
                  f"width='{width}' height='{height}'/%3E")
        return f'<img class=box src="{source}" style="{style}">'
    inner = ""
    if layer["type"] == "text":
        text = [f"font:{layer['fontSize']}px '{layer['fontFamily']}'",
                f"line-height:{layer['lineHeight']}", "white-space:pre-wrap", "overflow-wrap:anywhere"]
        if "letterSpacing" in layer:
            text.append(f"letter-spacing:{layer['letterSpacing']}px")
        if "maxLines" in layer:
            text += ["display:-webkit-box", "-webkit-box-orient:vertical",
                     f"-webkit-line-clamp:{layer['maxLines']}"]
        inner = f'<div style="{html.escape(";".join(text))}">{html.escape(layer["text"])}</div>'
    inner += "".join(markup(child) for child in layer.get("layers", []))
    return f'<div class=box style="{style}">{inner}</div>'


SCRIPT = """<script>
onload = () => document.fonts.ready.then(() => {
  const frames = [...document.querySelectorAll('.box')].map(box => {
    const own = box.getBoundingClientRect(), parent = box.parentElement
    const outer = parent.getBoundingClientRect()
    return [own.x - outer.x - parent.clientLeft, own.y - outer.y - parent.clientTop, own.width, own.height]
  })
  document.body.innerHTML = '<pre id=frames>' + JSON.stringify(frames) + '</pre>'
})
</script>"""


def page(cases):
    faces = "".join(f"@font-face{{font-family:'{family}';src:url('file://{path}')}}"
                    for family, path in FONTS.items())
    # All at one place: far from it, a float has no 64ths of a px.
    boxes = "\n".join(markup(layer, ";position:absolute;left:0;top:0") for layer in cases)
    return (f'<!doctype html><meta charset=utf-8><style>{faces}body{{margin:0}}</style>{SCRIPT}'
            f'<body>{boxes}')


def frames(source):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(source, encoding="utf-8")
        done = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--font-render-hinting=none",
             "--allow-file-access-from-files", f"--user-data-dir={folder}/profile",
             "--virtual-time-budget=20000", "--dump-dom", path.as_uri()],
            capture_output=True, text=True, timeout=300)
        found = done.stdout.partition("<pre id=\"frames\">")[2].partition("</pre>")[0]
        if not found:
            sys.exit(f"Chromium gave no frames:\n{done.stderr}")
        return json.loads(found)


def place(layer, found):
    frame = next(found)
    layer["frame"] = [round(value * 64) / 64 for value in frame]
    for child in layer.get("layers", []):
        place(child, found)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--count", type=int, default=120)
    options.add_argument("--seed", type=int, default=11)
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--html", action="store_true", help="print the page, ask nothing")
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)
    cases = [case(rng) for _ in range(chosen.count)]
    source = page(cases)
    if chosen.html:
        print(source)
        return
    found = iter(frames(source))
    for layer in cases:
        place(layer, found)
    lines = ",\n".join(json.dumps(layer, separators=(",", ":")) for layer in cases)
    chosen.out.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(chosen.out.name, len(cases))


if __name__ == "__main__":
    main()
