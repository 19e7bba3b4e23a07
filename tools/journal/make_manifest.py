#!/usr/bin/env python3
"""Turns a list of posts into the manifest of sites/journal: make_manifest.py POSTS.jsonl SITE OUT.jsonl

A post is one JSON object a line with `source`, `path`, `title`, `authors` and `date` (year-month-day or null).
Releases with a version number become `release-note`, gatherings become `talk`, all others `blog-post`.
Headlines get the largest size of a fixed scale at which they fit their box; widths are read from the site's
own fonts. Needs fontTools.
"""

import datetime
import json
import re
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

MONTHS = (
    "January February March April May June July August September October November December"
).split()

SOURCES = {
    "rust-lang/blog.rust-lang.org": {"id": "rust", "name": "Rust Blog", "mark": "assets/mark-rust.png"},
    "swiftlang/swift-org-website": {"id": "swift", "name": "Swift Blog", "mark": "assets/mark-swift.png"},
}

GATHERINGS = [
    (r"rust ?conf|conference", "Conference"),
    (r"unconf", "Unconference"),
    (r"event lineup", "Programme"),
    (r"all hands", "All hands"),
    (r"summit", "Summit"),
    (r"fosdem|wwdc|workshop|hackathon|rustcamp", "Event"),
    (r"gsoc|summer of code|outreachy|ospp", "Summer of code"),
    (r"mentorship|reach\b", "Mentorship"),
    (r"spotlight", "Spotlight"),
    (r"celebrating|years? of rust", "Celebration"),
]

RELEASES = [
    r"^(?:Announcing|Introducing) (?P<product>Rust|Rustup|Swift|regex|swiftly|Swift System Metrics) (?P<version>\d+(?:\.\d+)*)\b",
    r"^(?P<product>Rust) (?P<version>\d+\.\d+) stable\b",
    r"^(?P<product>)(?P<version>\d+\.\d+\.\d+) (?:second )?pre-?release testing$",
    r"^(?P<product>Rustup) (?P<version>\d+\.\d+\.\d+) beta\b",
    r"^This Development-cycle in (?P<product>Cargo): (?P<version>\d+\.\d+)$",
    r"^(?P<product>Swift(?: [A-Z]\w+)*) (?P<version>\d+(?:\.\d+)*)(?: Preview \d)?(?: Release Process| [Rr]eleased!?)?$",
]

# Sizes of a headline, largest first: (font size, most lines).
HEADLINES = {
    "blog-post": [(112, 1), (92, 2), (76, 3), (68, 4), (60, 4), (54, 5), (48, 5)],
    "talk": [(92, 1), (80, 2), (68, 3), (60, 4), (52, 4), (46, 5)],
    "release-note": [(32, 1), (28, 1), (24, 1)],
}


class Face:
    """Advance widths of one font file."""

    def __init__(self, path):
        font = TTFont(path, lazy=True)
        self.units = font["head"].unitsPerEm
        self.cmap = font.getBestCmap()
        self.advances = font["hmtx"]

    def width(self, text, size, spacing):
        units = sum(self.advances[self.cmap.get(ord(c), ".notdef")][0] for c in text)
        return units * size / self.units + spacing * len(text)


def line_count(face, text, size, spacing, width):
    """Lines that the text takes, broken at spaces and after hyphens; None if a word is wider than a line."""
    lines, line = 1, ""
    for word in re.findall(r"[^\s-]+-*\s*|-+\s*", text):
        if face.width(word.rstrip(), size, spacing) > width:
            return None, 0
        if line and face.width((line + word).rstrip(), size, spacing) > width:
            lines, line = lines + 1, word
        else:
            line += word
    return lines, face.width(line.rstrip(), size, spacing)


def headline(template, faces, layers, text):
    """Overrides that set the headline as large as its box allows, without a lone short word below it."""
    layer = layers[template]["title"]
    face = faces[template]
    width = layer["width"] * 0.985
    fitting = []
    for size, most in HEADLINES[template]:
        spacing = layer["letterSpacing"] * size / layer["fontSize"]
        lines, last = line_count(face, text, size, spacing, width)
        if lines and lines <= most:
            fitting.append((size, most, lines, last, spacing))
    if not fitting:
        size, most = HEADLINES[template][-1]
        return {"text": text, "fontSize": size, "maxLines": most}
    best = fitting[0]
    if best[2] > 1 and best[3] < 0.24 * width and len(fitting) > 1:
        best = next((f for f in fitting[1:3] if f[2] == 1 or f[3] >= 0.24 * width), best)
    size, most, _, _, spacing = best
    overrides = {"text": text}
    if size != layer["fontSize"]:
        overrides["fontSize"] = size
        overrides["letterSpacing"] = round(spacing, 2)
    if most != layer["maxLines"]:
        overrides["maxLines"] = most
    return overrides


def card_id(post, source):
    path = re.sub(r"^(content|_posts)/", "", post["path"])
    path = re.sub(r"\.md$", "", path)
    path = re.sub(r"/(_?index)$", "", path)
    path = re.sub(r"(^|/)\d{4}-\d{1,2}-\d{1,2}-", r"\1", path)
    path = re.sub(r"[^A-Za-z0-9._/-]+", "-", path)
    path = "/".join(part.lstrip(".-_") or "-" for part in path.split("/") if part)
    year = f"{post['date'][:4]}/" if post["date"] else ""
    return f"{source['id']}/{year}{path}"


def headline_text(post):
    """The title without the marks of its source's markup; a page without one is named by its file."""
    title = post["title"].replace("`", "").strip()
    if not title:
        title = Path(post["path"]).stem.replace("_", " ").replace("-", " ").capitalize()
    return title


def people(post, face, size, width):
    """The authors as one line: all of them if they fit, else the first two and how many more."""
    parts = [re.sub(r"^and ", "", a.strip()) for a in post["authors"]]
    line = join(parts)
    if face.width(line, size, 0) <= width:
        return line
    if len(parts) == 1 and line.count(",") > 1:
        parts = [re.sub(r"^and ", "", p.strip()) for p in line.split(",")]
    if len(parts) > 3:
        return f"{parts[0]}, {parts[1]} and {len(parts) - 2} others"
    return line


def join(parts):
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def section(post, source):
    path = post["path"]
    if path.startswith("content/inside-rust"):
        return "Inside Rust"
    if path.startswith(("content/", "_posts/")):
        return source["name"]
    return "Swift.org"


def release(title):
    """(product, version) of a release, or None."""
    for pattern in RELEASES:
        found = re.match(pattern, title)
        if found:
            return found["product"] or "Rust", found["version"]
    return None


def gathering(title):
    return next((label for words, label in GATHERINGS if re.search(words, title, re.I)), None)


def day_of(post):
    if post["date"]:
        return datetime.date.fromisoformat(post["date"])
    found = re.match(r"_posts/(\d{4})-(\d{1,2})-(\d{1,2})-", post["path"])
    return datetime.date(*map(int, found.groups())) if found else None


def long_date(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def card(post, faces, layers, number):
    source = SOURCES[post["source"]]
    title = headline_text(post)
    day = day_of(post)
    place = section(post, source)
    version, label = release(title), gathering(title)
    if day and version:
        along = 80 + round((day.year - 2014 + (day.timetuple().tm_yday - 1) / 365.25) * 80)
        return "release-note", {
            "title": headline("release-note", faces, layers, title),
            "marker": {"x": along - 2},
            "marker-head": {"x": along - 8},
        }, {"product": version[0], "version": version[1], "date": long_date(day)}
    if day and label:
        return "talk", {"title": headline("talk", faces, layers, title)}, {
            "label": label,
            "speaker": people(post, faces["author"], 24, 620) or place,
            "role": place,
            "portrait": source["mark"],
            "month": MONTHS[day.month - 1],
            "day": f"{day.day:02d}",
            "year": str(day.year),
            "number": f"No. {number:04d}",
        }
    where = "swift.org/" + re.sub(r"(/?index|\.html?)?\.md$", "", post["path"]).strip("/")
    if post["source"].startswith("rust-lang"):
        where = "blog.rust-lang.org"
    return "blog-post", {"title": headline("blog-post", faces, layers, title)}, {
        "section": place,
        "author": people(post, faces["author"], 21, 620) or place,
        "date": long_date(day) if day else where.rstrip("/"),
        "mark": source["mark"],
    }


def main():
    posts_path, site, out = map(Path, sys.argv[1:4])
    layers = {}
    for name in HEADLINES:
        template = json.loads((site / "templates" / f"{name}.json").read_text(encoding="utf-8"))
        layers[name] = {layer["name"]: layer for layer in template["jsonData"]["layers"]}
    fonts = {Path(f).name: f for f in json.loads((site / "site.json").read_text())["fonts"]}
    faces = {
        "blog-post": Face(fonts["NotoSerifDisplay-Bold.ttf"]),
        "talk": Face(fonts["InterDisplay-SemiBold.otf"]),
        "release-note": Face(fonts["InterDisplay-SemiBold.otf"]),
        "author": Face(fonts["InterDisplay-SemiBold.otf"]),
    }
    posts = [json.loads(line) for line in posts_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    seen, counts = set(), {}
    with out.open("w", encoding="utf-8") as file:
        defaults = {"defaults": {"templateId": "blog-post", "formats": ["png", "webp"]}}
        file.write(json.dumps(defaults) + "\n")
        for number, post in enumerate(posts, 1):
            template, overrides, variables = card(post, faces, layers, number)
            name = card_id(post, SOURCES[post["source"]])
            if name in seen or not re.fullmatch(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", name):
                sys.exit(f"{post['path']}: the id {name} is taken or malformed")
            seen.add(name)
            counts[template] = counts.get(template, 0) + 1
            line = {"id": name, "templateId": template, "layers": overrides, "variables": variables}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(len(posts), "cards:", ", ".join(f"{n} {t}" for t, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
