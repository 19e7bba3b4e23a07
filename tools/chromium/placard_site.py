"""Fixtures drawn by the program itself, each as a site of its own."""
import json
import re
import subprocess
import tempfile
from pathlib import Path

TYPES = ["text", "image", "shape", "group", "stack", "qr"]


class Drawing(Exception):
    """What placard said when it did not draw."""


def site_json(fixture, folder):
    fonts, fallback = fixture.get("fonts", {}), fixture.get("fallback", [])
    families = fallback + sorted(name for name in fonts if name not in fallback)
    files = [entry["file"] if isinstance(entry, dict) else entry
             for family in families for entry in fonts[family]]
    site = {"name": fixture["id"], "lang": fixture.get("lang", "en"),
            "fonts": [str((folder / file).resolve()) for file in files]}
    default = fixture.get("defaultFont") or next(iter(sorted(fonts)), None)
    return site | ({"defaultFont": f"'{default}'"} if default else {})


def draw(placard, fixture, folder):
    """The bytes of the PNG that `placard render` writes for a fixture."""
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary)
        (site / "site.json").write_text(json.dumps(site_json(fixture, folder)), encoding="utf-8")
        (site / "assets").symlink_to((folder / "assets").resolve())
        (site / "templates").mkdir()
        template = {key: fixture[key] for key in ("id", "name", "jsonData")}
        (site / "templates" / f"{fixture['id']}.json").write_text(
            json.dumps(template), encoding="utf-8")
        command = [placard, "render", fixture["id"], "--site", str(site), "-o", str(site / "out.png")]
        for member, option in (("layers", "--layers"), ("variables", "--variables")):
            if member in fixture:
                command += [option, json.dumps(fixture[member])]
        for member, option in (("scale", "--scale"), ("size", "--size")):
            if member in fixture:
                command += [option, str(fixture[member])]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise Drawing(done.stderr.strip().removeprefix("placard: "))
        return (site / "out.png").read_bytes()


def complaint(placard, layer):
    """What placard says of a template with that layer alone."""
    fixture = {"id": "asked", "name": "asked", "jsonData": {
        "canvas": {"width": 9, "height": 9}, "layers": [{"name": "asked", **layer}]}}
    try:
        draw(placard, fixture, Path("."))
    except Drawing as error:
        return str(error)
    return ""


def properties(placard):
    """Type → property → its keywords (an empty list for one that is no keyword), asked of placard
    itself, whose messages name them."""
    found = {}
    for kind in TYPES:
        listed = re.search(rf"{kind} layers have ([^)]*)", complaint(placard, {"type": kind, "?": 1}))
        found[kind] = {}
        for name in listed[1].split(", ") if listed else []:
            said = complaint(placard, {"type": kind, name: "?"})
            words = re.search(r"expected one of (.*), found", said)
            found[kind][name] = words[1].split(", ") if words else []
    return found
