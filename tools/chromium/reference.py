#!/usr/bin/env python3
"""Draws fixtures with headless Chromium, the reference renderer.

    tools/chromium/reference.py [--html] [FIXTURE.json …]

A fixture is a template file with two more members: `fonts`, family → font files, and `scale`. Its picture is
written beside it. Without arguments every fixture of Tests/Fixtures/pictures is drawn. `--html`
prints a fixture's page instead.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from page import page

FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "Fixtures" / "pictures"


def screenshot(markup, width, height, scale, picture):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(markup, encoding="utf-8")
        done = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--font-render-hinting=none",
             "--disable-lcd-text", "--force-color-profile=srgb",
             f"--force-device-scale-factor={scale}", "--hide-scrollbars",
             "--allow-file-access-from-files", f"--user-data-dir={folder}/profile",
             f"--window-size={width},{height}", f"--screenshot={picture}", source.as_uri()],
            capture_output=True, text=True, timeout=120)
        if done.returncode != 0 or not picture.exists():
            sys.exit(f"Chromium did not draw {picture.name}:\n{done.stderr}")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("fixtures", nargs="*", type=Path)
    options.add_argument("--html", action="store_true", help="print the page, draw nothing")
    chosen = options.parse_args()
    for path in chosen.fixtures or sorted(FIXTURES.glob("*.json")):
        fixture = json.loads(path.read_text(encoding="utf-8"))
        template = fixture["jsonData"]
        markup = page(template, fixture.get("fonts", {}), path.resolve().parent)
        if chosen.html:
            print(markup)
            continue
        canvas = template["canvas"]
        picture = path.resolve().with_suffix(".png")
        screenshot(markup, canvas["width"], canvas["height"], fixture.get("scale", 1), picture)
        print(picture.name, picture.stat().st_size)


if __name__ == "__main__":
    main()
