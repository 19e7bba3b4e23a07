"""Draws the reference card with takumi: takumi_card.py SITE FORMAT QUALITY [SAMPLE]

SITE is the site that tools/bench/peers has made; its titles stand in titles.json. Prints the seconds
and processor seconds of all cards, one after another, and their bytes, as one JSON line. Needs PyPI's
takumi-py, in the interpreter that runs it.
"""
import json
import sys
import time
from pathlib import Path

import takumi_py


def text(content, left, top, width, size, line, weight, color):
    style = {
        "position": "absolute", "left": left, "top": top, "width": width, "color": color,
        "fontFamily": "DejaVu Sans", "fontSize": size, "fontWeight": weight,
        "lineHeight": f"{line}px"}
    return {"type": "text", "text": content, "style": style}


def card(title, c):
    box = {"position": "absolute", "left": c["avatar"][0], "top": c["avatar"][1]}
    side = c["avatar"][2]
    bar = dict(zip(("left", "top", "width", "height"), c["bar"]))
    return {
        "type": "container",
        "style": {
            "width": c["width"], "height": c["height"], "display": "flex", "position": "relative",
            "backgroundImage": c["background"]},
        "children": [
            {"type": "image", "src": "avatar", "width": side, "height": side,
             "style": {**box, "width": side, "height": side, "borderRadius": side // 2}},
            text(*c["label"]),
            text(title, *c["title"]),
            text(*c["subtitle"]),
            {"type": "container", "style": {
                "position": "absolute", **bar, "backgroundColor": c["barColor"]}},
        ]}


def main():
    site, picture_format, quality = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    given = json.loads((site / "titles.json").read_text(encoding="utf-8"))
    design, titles = given["design"], given["titles"]
    renderer = takumi_py.Renderer(load_default_fonts=False)
    for path, weight in design["fonts"]:
        renderer.register_font(
            takumi_py.FontResource(Path(path).read_bytes(), name="DejaVu Sans", weight=weight))
    avatar = (site / "assets/avatar.png").read_bytes()
    images = [takumi_py.ImageResource("avatar", avatar)]

    def draw(title):
        return renderer.render_node(
            card(title, design), width=design["width"], height=design["height"],
            format=picture_format, quality=int(quality) if quality != "-" else None,
            images=images)

    for title in titles[:5]:  # fonts and caches warm: their start is not counted
        sample = draw(title)
    if len(sys.argv) > 4:
        Path(sys.argv[4]).write_bytes(sample)
    start, cpu = time.perf_counter(), time.process_time()
    total = sum(len(draw(title)) for title in titles)
    print(json.dumps({
        "seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "bytes": total}))


if __name__ == "__main__":
    main()
