#!/usr/bin/env python3
"""Checks a site and its manifests: check.py SITE MANIFEST…

Every template parses and uses known layer types and properties; every asset and font is there; every card id is
well formed and unique in its manifest; every override and variable names something that exists; every
character of every text has a glyph in one of the site's fonts, and every weight asked of a family has a face of
its own. Prints what is wrong, exits with 1 if anything is. Needs fontTools.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

COMMON = set(
    "name type x y width height rotation opacity visible borderRadius borderWidth borderColor boxShadow "
    "background padding".split()
)
OF_TYPE = {
    "text": set(
        "text fontFamily fontSize fontWeight fontStyle color textAlign verticalAlign lineHeight letterSpacing "
        "textTransform textDecoration textShadow maxLines textOverflow lang direction".split()
    ),
    "image": {"image_url", "objectFit", "objectPosition"},
    "shape": {"shape", "fill", "stroke", "strokeWidth"},
}
INVISIBLE = {0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F, 0x0A, 0x20, 0xA0, 0x202F}
found = []


def wrong(where, what):
    found.append(f"{where}: {what}")


def read_fonts(site):
    """Code points of all fonts, and the faces (weight, italic) of each family."""
    covered, faces = set(INVISIBLE), {}
    for path in map(Path, site["fonts"]):
        if not path.is_file():
            wrong("site.json", f"no font {path}")
            continue
        fonts = TTCollection(path, lazy=True).fonts if path.suffix == ".ttc" else [TTFont(path, lazy=True)]
        for font in fonts:
            names = font["name"]
            family = names.getDebugName(16) or names.getDebugName(1)
            italic = bool(font["OS/2"].fsSelection & 1)
            faces.setdefault(family, set()).add((font["OS/2"].usWeightClass, italic))
            covered.update(font.getBestCmap())
    return covered, faces


def check_layer(where, layer, site_folder):
    kind = layer.get("type")
    if kind not in OF_TYPE:
        return wrong(where, f"type {kind}")
    for name in layer.keys() - COMMON - OF_TYPE[kind]:
        wrong(where, f"unknown property {name}")
    for name in ("x", "y", "width", "height"):
        if not isinstance(layer.get(name), (int, float)):
            wrong(where, f"{name} is {layer.get(name)!r}")
    address = layer.get("image_url", "")
    if kind == "image" and "{{" not in address and not (site_folder / address).is_file():
        wrong(where, f"no asset {address}")


def check_face(where, layer, site, faces):
    families = [f.strip() for f in layer.get("fontFamily", site["defaultFont"]).split(",")]
    wanted = (layer.get("fontWeight", 400), layer.get("fontStyle", "normal") == "italic")
    for family in families:
        if family not in faces:
            wrong(where, f"no family {family}")
    if families[0] in faces and wanted not in faces[families[0]]:
        wrong(where, f"{families[0]} has no face of weight {wanted[0]}{' italic' if wanted[1] else ''}")


def check_text(where, text, covered):
    missing = {c for c in unicodedata.normalize("NFC", text) if ord(c) not in covered}
    if missing:
        wrong(where, "no glyph for " + " ".join(f"U+{ord(c):04X}" for c in sorted(missing)))


def check_template(path, site_folder):
    template = json.loads(path.read_text(encoding="utf-8"))
    if template["id"] != path.stem:
        wrong(path.name, f"its id is {template['id']}")
    data = template["jsonData"]
    variables = {v["name"]: v for v in data["variables"]}
    names = [layer["name"] for layer in data["layers"]]
    for name in {n for n in names if names.count(n) > 1}:
        wrong(path.name, f"two layers named {name}")
    used = set(re.findall(r"\{\{(\w+)\}\}", json.dumps(data["layers"])))
    for name in used ^ set(variables):
        wrong(path.name, f"variable {name} is {'not declared' if name in used else 'not used'}")
    for layer in data["layers"]:
        check_layer(f"{path.name} {layer['name']}", layer, site_folder)
    for variable in variables.values():
        if variable["type"] == "image" and not (site_folder / variable["default"]).is_file():
            wrong(path.name, f"no asset {variable['default']}")
    return data, variables


def check_card(where, card, templates, site, site_folder, covered, faces):
    data, variables = templates[card["templateId"]]
    layers = {layer["name"]: layer for layer in data["layers"]}
    given = card.get("variables", {})
    for name in given.keys() - variables.keys():
        wrong(where, f"no variable {name}")
    for name, overrides in card.get("layers", {}).items():
        if name not in layers:
            wrong(where, f"no layer {name}")
            continue
        for prop in overrides.keys() - COMMON - OF_TYPE[layers[name]["type"]]:
            wrong(where, f"{name} has no property {prop}")
    values = {n: given.get(n, v["default"]) for n, v in variables.items()}
    for name, layer in layers.items():
        layer = {**layer, **card.get("layers", {}).get(name, {})}
        if layer["type"] == "text":
            text = re.sub(r"\{\{(\w+)\}\}", lambda m: str(values[m[1]]), layer["text"])
            check_text(f"{where} {name}", text, covered)
            check_face(f"{where} {name}", layer, site, faces)
        if layer["type"] == "image":
            address = re.sub(r"\{\{(\w+)\}\}", lambda m: str(values[m[1]]), layer["image_url"])
            if not (site_folder / address).is_file():
                wrong(f"{where} {name}", f"no asset {address}")


def main():
    site_folder = Path(sys.argv[1])
    site = json.loads((site_folder / "site.json").read_text(encoding="utf-8"))
    covered, faces = read_fonts(site)
    templates = {
        path.stem: check_template(path, site_folder) for path in sorted((site_folder / "templates").glob("*.json"))
    }
    for asset in (site_folder / "assets").iterdir():
        if asset.stat().st_size > 400_000:
            wrong(asset.name, f"{asset.stat().st_size} bytes")
    cards = 0
    for manifest in map(Path, sys.argv[2:]):
        seen, defaults = set(), {}
        for number, line in enumerate(manifest.read_text(encoding="utf-8").splitlines(), 1):
            card = json.loads(line)
            if "defaults" in card:
                defaults = card["defaults"]
                continue
            where = f"{manifest.name}:{number}"
            cards += 1
            if not re.fullmatch(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", card["id"]) or {".", ".."} & set(
                card["id"].split("/")
            ):
                wrong(where, f"id {card['id']}")
            if card["id"] in seen:
                wrong(where, f"id {card['id']} again")
            seen.add(card["id"])
            card = {**defaults, **card}
            check_card(where, card, templates, site, site_folder, covered, faces)
    print("\n".join(found) or f"{len(templates)} templates and {cards} cards, nothing wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
