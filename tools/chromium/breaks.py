#!/usr/bin/env python3
"""Makes Tests/Fixtures/breaks.json: the journal's titles in boxes made by chance, with the places at which
headless Chromium begins their lines.

    tools/chromium/breaks.py [--count 1000] [--seed 2] [--out FILE]

One text a line: `text`, `width`, `size`, `weight`, `spacing` (CSS px) and `starts`, the code points that
begin a line, the first left out.
"""
import argparse
import html
import json
import random
from pathlib import Path

from devtools import Chromium
from fonts import font_face

ROOT = Path(__file__).resolve().parents[2]
TITLES = ROOT / "manifests" / "journal.jsonl"
FOLDER = Path("/usr/share/fonts/opentype/inter")
FACES = ["Thin", "ExtraLight", "Light", "Regular", "Medium", "SemiBold", "Bold", "ExtraBold", "Black"]

# A character stands on another line where its box's top is another one's.
STARTS = """
[...document.querySelectorAll('p')].map(block => {
  const node = block.firstChild, starts = []
  const range = document.createRange()
  let last = null, place = 0, codePoint = 0
  for (const character of node.data) {
    range.setStart(node, place)
    range.setEnd(node, place += character.length)
    const boxes = range.getClientRects()
    if (boxes.length) {
      const top = boxes[boxes.length - 1].top
      if (last !== null && top > last + 1) starts.push(codePoint)
      last = top
    }
    codePoint += 1
  }
  return starts
})
"""


def titles():
    found = []
    for line in TITLES.read_text(encoding="utf-8").splitlines():
        text = json.loads(line).get("layers", {}).get("title", {}).get("text")
        if text and text not in found:
            found.append(text)
    return found


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=2)
    options.add_argument("--out", type=Path, default=ROOT / "Tests" / "Fixtures" / "breaks.json")
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)
    texts = [
        {"text": text, "width": rng.randint(100, 700), "size": rng.randint(24, 160) / 2,
         "weight": rng.randrange(100, 1000, 100),
         "spacing": rng.choice([0, 0, 0, rng.randint(-40, 80) / 20])}
        for text in rng.sample(titles(), chosen.count)]
    faces = "".join(
        font_face("Inter", str(FOLDER / f"Inter-{face}.otf"), FOLDER) for face in FACES)
    blocks = "".join(
        f'<p lang="en" style="width:{t["width"]}px;font-size:{t["size"]}px;font-weight:{t["weight"]};'
        f'letter-spacing:{t["spacing"]}px">{html.escape(t["text"])}</p>' for t in texts)
    markup = (
        f'<!doctype html><meta charset="utf-8"><style>{faces}p{{margin:0;font-family:Inter;'
        f'line-height:1.2;white-space:pre-wrap;overflow-wrap:anywhere;font-synthesis:none}}</style>'
        f"{blocks}<script>const settled = new Promise(done =>"
        " addEventListener('load', () => done(document.fonts.ready)))</script>")
    with Chromium() as browser:
        browser.open(markup, 1200, 800)
        for text, starts in zip(texts, browser.evaluate(STARTS)):
            text["starts"] = starts
    lines = ",\n".join(json.dumps(text, ensure_ascii=False) for text in texts)
    chosen.out.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(len(texts), "texts,", sum(bool(t["starts"]) for t in texts), "of several lines")


if __name__ == "__main__":
    main()
