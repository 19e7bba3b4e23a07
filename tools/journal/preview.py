#!/usr/bin/env python3
"""Draws the cards of a manifest with headless Chromium, the reference renderer of the template format.

    preview.py SITE MANIFEST OUT [--ids REGEX] [--limit N] [--every N] [--sheet 4x6] [--cards] [--report]

Each card becomes absolutely positioned HTML in which a property is the CSS property of the same name.
Fonts are those that site.json lists and no others: Chromium gets a font configuration of its own, and every
font-family ends with the site's families in their order. OUT receives sheet-001.png … (contact sheets) and,
with --cards, one picture a card at its full size. With --report it lists every text that its box cuts.

Needs Pillow, fontconfig and chromium.
"""

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

FLAGS = (
    "--headless --no-sandbox --disable-gpu --font-render-hinting=none --disable-lcd-text "
    "--force-color-profile=srgb --force-device-scale-factor=1 --hide-scrollbars "
    "--allow-file-access-from-files"
).split()


def font_files(site):
    for entry in site["fonts"]:
        path = Path(entry)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".otf", ".ttf", ".ttc"))
        elif path.is_file():
            yield path
        else:
            sys.exit(f"site.json lists a font that is not there: {entry}")


def families(files):
    """Family names in the site's order; of a collection the first face, as the fallback takes it."""
    seen = []
    for path in files:
        out = subprocess.run(
            ["fc-query", "-f", "%{index}\t%{family[0]}\n", str(path)], capture_output=True, text=True
        ).stdout
        for line in out.splitlines():
            index, family = line.split("\t")
            if int(index) & 0xFFFF == 0 and family not in seen:
                seen.append(family)
    return seen


def font_configuration(files, folder):
    fonts = folder / "fonts"
    fonts.mkdir()
    for number, path in enumerate(files):
        (fonts / f"{number:03d}-{path.name}").symlink_to(path)
    conf = folder / "fonts.conf"
    conf.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    return conf


def fill(value, variables):
    """Replaces {{name}} once, in a string of the template."""
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\{\{(\w+)\}\}", value)
    if whole:
        return variables[whole[1]]
    return re.sub(r"\{\{(\w+)\}\}", lambda m: str(variables[m[1]]), value)


def px(value):
    if isinstance(value, list):
        return " ".join(f"{v}px" for v in value)
    return f"{value}px"


def quote_families(value, fallback):
    names = [n.strip().strip("'\"") for n in value.split(",")] + fallback
    return ",".join(f"'{n}'" for n in dict.fromkeys(names))


def is_gradient(paint):
    return isinstance(paint, str) and "gradient(" in paint


def layer_html(layer, site, root, fallback):
    if layer.get("visible", True) in (False, "false"):
        return ""
    w, h = layer.get("width", 0), layer.get("height", 0)
    style = [
        "position:absolute;box-sizing:border-box",
        f"left:{layer.get('x', 0)}px;top:{layer.get('y', 0)}px;width:{w}px;height:{h}px",
        f"opacity:{layer.get('opacity', 1)}",
    ]
    if layer.get("rotation"):
        style.append(f"transform:rotate({layer['rotation']}deg)")
    if "borderRadius" in layer:
        style.append(f"border-radius:{px(layer['borderRadius'])}")
    if layer.get("borderWidth"):
        style.append(f"border:{layer['borderWidth']}px solid {layer.get('borderColor', '#000')}")
    for name, css in (("boxShadow", "box-shadow"), ("background", "background")):
        if name in layer:
            style.append(f"{css}:{layer[name]}")
    if "padding" in layer:
        style.append(f"padding:{px(layer['padding'])}")
    kind, inner = layer["type"], ""
    if kind == "shape":
        inner = shape_html(layer, w, h, style)
    elif kind == "image":
        address = layer.get("image_url") or layer.get("imageUrl")
        if not re.match(r"(https?|data):", address):
            address = (root / address).as_uri()
            if not Path(root / layer.get("image_url", "")).is_file():
                sys.exit(f"layer {layer['name']}: no file {layer['image_url']}")
        inner = (
            f'<img src="{html.escape(address)}" style="display:block;width:100%;height:100%;'
            f"object-fit:{layer.get('objectFit', 'cover')};border-radius:inherit;"
            f"object-position:{layer.get('objectPosition', '50% 50%')}\">"
        )
        style.append("overflow:hidden" if layer.get("borderRadius") else "")
    elif kind == "text":
        inner = text_html(layer, site, fallback, style)
    return f'<div data-layer="{html.escape(layer["name"])}" style="{html.escape(";".join(style))}">{inner}</div>'


def shape_html(layer, w, h, style):
    fill_paint, stroke = layer.get("fill", "#000"), layer.get("stroke")
    width = layer.get("strokeWidth", 0)
    outline = layer.get("shape", "rect")
    if outline == "line" or (stroke and width):
        attributes = f'fill="{"none" if is_gradient(fill_paint) else fill_paint}"'
        if stroke:
            attributes += f' stroke="{stroke}" stroke-width="{width}"'
        radius = layer.get("borderRadius", 0)
        body = {
            "line": f'<line x1="0" y1="0" x2="{w}" y2="{h}" {attributes}/>',
            "ellipse": f'<ellipse cx="{w/2}" cy="{h/2}" rx="{w/2}" ry="{h/2}" {attributes}/>',
            "rect": f'<rect width="{w}" height="{h}" rx="{radius}" {attributes}/>',
        }[outline]
        return f'<svg width="{w}" height="{h}" style="display:block;overflow:visible">{body}</svg>'
    if outline == "ellipse":
        style.append("border-radius:50%")
    style.append(f"background:{fill_paint}")
    return ""


def text_html(layer, site, fallback, style):
    align = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}
    style.append(
        f"display:flex;flex-direction:column;justify-content:{align[layer.get('verticalAlign', 'top')]}"
    )
    color = layer.get("color", "#000000")
    inner = [
        f"font-family:{quote_families(layer.get('fontFamily', site['defaultFont']), fallback)}",
        f"font-size:{layer.get('fontSize', 16)}px",
        f"font-weight:{layer.get('fontWeight', 400)}",
        f"font-style:{layer.get('fontStyle', 'normal')}",
        f"line-height:{layer.get('lineHeight', 1.2)}",
        f"letter-spacing:{layer.get('letterSpacing', 0)}px",
        f"text-align:{layer.get('textAlign', 'start')}",
        f"text-transform:{layer.get('textTransform', 'none')}",
        f"text-decoration:{layer.get('textDecoration', 'none')}",
        f"text-shadow:{layer.get('textShadow', 'none')}",
        "white-space:pre-wrap;overflow-wrap:anywhere;text-spacing-trim:space-all;font-synthesis:none;flex:none",
    ]
    if is_gradient(color):
        inner.append(f"background:{color};-webkit-background-clip:text;color:transparent")
    else:
        inner.append(f"color:{color}")
    direction = layer.get("direction", "auto")
    lang = layer.get("lang", site.get("lang", "en"))
    text = html.escape(str(layer.get("text", "")))
    lines = f'data-lines="{layer["maxLines"]}" ' if "maxLines" in layer else ""
    return (
        f'<div {lines}dir="{direction}" lang="{lang}" class="t" style="{html.escape(";".join(inner))}">{text}</div>'
    )


def card_html(card, templates, site, root, fallback):
    template = templates[card["templateId"]]["jsonData"]
    variables = {v["name"]: v.get("default", "") for v in template.get("variables", [])}
    for name, value in card.get("variables", {}).items():
        if name not in variables:
            sys.exit(f"{card['id']}: no variable {name}")
        variables[name] = value
    overrides = dict(card.get("layers", {}))
    body = []
    for layer in template["layers"]:
        resolved = {k: fill(v, variables) for k, v in layer.items()}
        resolved.update(overrides.pop(layer["name"], {}))
        body.append(layer_html(resolved, site, root, fallback))
    if overrides:
        sys.exit(f"{card['id']}: no layer {sorted(overrides)}")
    canvas = template["canvas"]
    return (
        f'<div class="card" id="{card["id"]}" style="position:relative;overflow:hidden;'
        f"width:{canvas['width']}px;height:{canvas['height']}px;"
        f"background:{html.escape(str(fill(canvas.get('background', '#fff'), variables)))}\">{''.join(body)}</div>"
    )


# Line clamping by hand: -webkit-line-clamp needs overflow:hidden, which also cuts what reaches past a line box
# (swashes, Arabic and Thai marks). The text keeps as many clusters as leave room for the ellipsis.
SCRIPT = """<script>
const report = [];
const clusters = new Intl.Segmenter('en', {granularity: 'grapheme'});
document.querySelectorAll('.t').forEach(t => {
  const box = t.parentElement, style = getComputedStyle(t);
  const line = parseFloat(style.lineHeight), most = line * (t.dataset.lines || 1e6) + 1;
  const name = t.closest('.card').id + '\\t' + box.dataset.layer + '\\t';
  if (t.offsetHeight > most) {
    const parts = [...clusters.segment(t.textContent)].map(s => s.segment);
    let low = 0, high = parts.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      t.textContent = parts.slice(0, middle).join('').trimEnd() + '…';
      if (t.offsetHeight > most) high = middle - 1; else low = middle;
    }
    t.textContent = parts.slice(0, low).join('').trimEnd() + '…';
    report.push(name + 'ellipsis after ' + low + ' of ' + parts.length);
  }
  const over = t.offsetHeight - box.clientHeight;
  if (over > 1) report.push(name + 'higher than its box by ' + over.toFixed(0) + ' px');
});
const pre = document.createElement('pre');
pre.id = 'report'; pre.style.display = 'none'; pre.textContent = report.join('\\n');
document.body.appendChild(pre);
</script>"""


def chromium(page, env, *extra):
    return subprocess.run(
        ["chromium", *FLAGS, *extra, page.as_uri()], env=env, capture_output=True, text=True, timeout=300
    )


def cards_of(manifest):
    defaults, cards = {}, []
    for line in manifest.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        item = json.loads(line)
        if "defaults" in item:
            defaults = item["defaults"]
            continue
        item.setdefault("templateId", defaults.get("templateId"))
        cards.append(item)
    return cards


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ids", help="only cards whose id matches this regular expression")
    parser.add_argument("--template", help="only cards of this template")
    parser.add_argument("--every", type=int, default=1, help="every Nth card")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sheet", default="4x6", help="columns x rows of a contact sheet")
    parser.add_argument("--width", type=int, default=480, help="width of a card on the contact sheet")
    parser.add_argument("--cards", action="store_true", help="write each card at full size, too")
    parser.add_argument("--report", action="store_true", help="list the texts their boxes cut")
    parser.add_argument("--no-pictures", action="store_true")
    arguments = parser.parse_args()

    root = arguments.site.resolve()
    site = json.loads((root / "site.json").read_text())
    templates = {t.stem: json.loads(t.read_text()) for t in sorted((root / "templates").glob("*.json"))}
    cards = cards_of(arguments.manifest)
    if arguments.ids:
        cards = [c for c in cards if re.search(arguments.ids, c["id"])]
    if arguments.template:
        cards = [c for c in cards if c["templateId"] == arguments.template]
    cards = cards[:: arguments.every][: arguments.limit]
    arguments.out.mkdir(parents=True, exist_ok=True)
    columns, rows = map(int, arguments.sheet.split("x"))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = list(font_files(site))
        fallback = families(files)
        conf = font_configuration(files, folder)
        env = dict(os.environ, FONTCONFIG_FILE=str(conf), HOME=str(folder))
        per_page = columns * rows
        for first in range(0, len(cards), per_page):
            batch = cards[first : first + per_page]
            sizes = [templates[c["templateId"]]["jsonData"]["canvas"] for c in batch]
            page = folder / f"page-{first}.html"
            body = "".join(card_html(c, templates, site, root, fallback) for c in batch)
            page.write_text(
                f'<!doctype html><meta charset="utf-8"><style>body{{margin:0}}</style><body>{body}'
                + SCRIPT,
                encoding="utf-8",
            )
            if arguments.report:
                dom = chromium(page, env, "--dump-dom", "--virtual-time-budget=5000").stdout
                found = re.search(r'<pre id="report"[^>]*>(.*?)</pre>', dom, re.S)
                if found and found[1].strip():
                    print(html.unescape(found[1]), flush=True)
            if arguments.no_pictures:
                continue
            height = sum(s["height"] for s in sizes)
            shot = folder / "shot.png"
            shot.unlink(missing_ok=True)
            result = chromium(
                page, env, f"--screenshot={shot}", f"--window-size={max(s['width'] for s in sizes)},{height}"
            )
            if not shot.exists():
                sys.exit(result.stderr)
            strip = Image.open(shot).convert("RGB")
            gap, cell = 12, arguments.width
            cell_height = round(cell * 630 / 1200)
            sheet = Image.new(
                "RGB",
                (columns * (cell + gap) + gap, -(-len(batch) // columns) * (cell_height + gap) + gap),
                "#808080",
            )
            y = 0
            for number, (card, size) in enumerate(zip(batch, sizes)):
                picture = strip.crop((0, y, size["width"], y + size["height"]))
                y += size["height"]
                if arguments.cards:
                    picture.save(arguments.out / (card["id"].replace("/", "__") + ".png"))
                picture.thumbnail((cell, cell_height), Image.LANCZOS)
                sheet.paste(
                    picture,
                    (gap + number % columns * (cell + gap), gap + number // columns * (cell_height + gap)),
                )
            sheet.save(arguments.out / f"sheet-{first // per_page + 1:03d}.png")
            print(f"{first + len(batch)} of {len(cards)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
