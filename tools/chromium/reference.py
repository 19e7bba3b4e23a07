#!/usr/bin/env python3
"""Draws fixtures with headless Chromium, the reference renderer.

    tools/chromium/reference.py [--html] [FIXTURE.json …]

A fixture is a template file that shows one feature, and more members beside the template's:

    feature    the paths of what it shows, as "layers[0].blendMode", from `jsonData`: without them
               the picture must no longer be Chromium's
    without    path → value, for a feature that is a value among others or cannot be left out
    fonts      family → font files, or {"file", "weight", "style"} where a file's name says neither
    fallback   the families of `fonts` that every text falls back to, in order
    defaultFont, lang    the site's; the first of `fonts`, en
    scale, size, layers, variables    the card's request; size is a preset's id or "WxH"

Its picture is written beside it. Without arguments every fixture of Tests/Fixtures/pictures is drawn;
--new leaves out those that have one. `--html` prints a fixture's page instead.
"""
import argparse
import json
import shutil
import subprocess
from pathlib import Path

from devtools import Chromium
from page import page

FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "Fixtures" / "pictures"


def small(picture):
    """The same pixels in fewer bytes, where there is optipng: as a palette or as RGB or RGBA."""
    if not shutil.which("optipng"):
        return
    whole = picture.read_bytes()
    for reductions in ([], ["-nx"]):
        picture.write_bytes(whole)
        subprocess.run(["optipng", "-quiet", "-strip", "all", *reductions, str(picture)], check=True)
        kind, data = picture.read_bytes()[25], picture.read_bytes()
        if kind in (2, 6) or (kind == 3 and b"tRNS" not in data):
            return


def draw(browser, path, fixture):
    markup, width, height = page(fixture, path.parent)
    picture = path.with_suffix(".png")
    picture.write_bytes(browser.screenshot(markup, width, height))
    small(picture)
    print(picture.name, picture.stat().st_size, flush=True)


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("fixtures", nargs="*", type=Path)
    options.add_argument("--new", action="store_true", help="only those without a picture")
    options.add_argument("--html", action="store_true", help="print the page, draw nothing")
    chosen = options.parse_args()
    paths = [path.resolve() for path in chosen.fixtures or sorted(FIXTURES.glob("*.json"))]
    if chosen.new:
        paths = [path for path in paths if not path.with_suffix(".png").exists()]
    fixtures = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    if chosen.html:
        for path, fixture in fixtures:
            print(page(fixture, path.parent)[0])
        return
    for scale in sorted({fixture.get("scale", 1) for _, fixture in fixtures}):
        with Chromium(scale) as browser:
            for path, fixture in fixtures:
                if fixture.get("scale", 1) == scale:
                    draw(browser, path, fixture)



if __name__ == "__main__":
    main()
