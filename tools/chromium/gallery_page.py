"""The gallery's page: every picture under the property that it shows."""
import html
import json
import re

TITLES = {"canvas": "Canvas", "common": "Every layer", "text": "Text", "image": "Image",
          "shape": "Shape", "group": "Group", "stack": "Stack", "qr": "QR code",
          "request": "Sizes, scales and overrides", "variables": "Variables"}

STYLE = """
:root { color-scheme: light; --line: #e2e8f0; --soft: #64748b; --ink: #0f172a }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: #f8fafc }
nav { position: fixed; inset: 0 auto 0 0; width: 236px; overflow: auto; padding: 20px 16px 40px;
  background: #fff; border-right: 1px solid var(--line); font-size: 13px }
nav h2 { margin: 18px 0 4px; font-size: 13px }
nav a { display: flex; justify-content: space-between; color: #334155; text-decoration: none;
  padding: 1px 6px; border-radius: 4px }
nav a:hover { background: #f1f5f9 }
nav a span { color: var(--soft) }
main { margin-left: 236px; padding: 28px 36px 80px; max-width: 1240px }
h1 { margin: 0 0 4px; font-size: 26px }
main > p { margin: 0 0 8px; color: var(--soft); max-width: 72ch }
h2.section { margin: 44px 0 0; font-size: 22px }
h3 { margin: 28px 0 8px; font: 600 16px ui-monospace, monospace }
article { margin: 0 0 16px; padding: 14px 16px; background: #fff; border: 1px solid var(--line);
  border-radius: 10px }
article > header { display: flex; gap: 12px; align-items: baseline; margin-bottom: 8px }
article b { font-weight: 600 }
.share { margin-left: auto; padding: 0 8px; border-radius: 99px; font-size: 13px; background: #dcfce7;
  color: #166534; font-variant-numeric: tabular-nums }
.far { background: #fee2e2; color: #991b1b }
.row { display: flex; flex-wrap: wrap; gap: 12px }
figure { margin: 0; flex: 0 1 340px }
figcaption { font-size: 12px; color: var(--soft) }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line);
  background: repeating-conic-gradient(#fff 0 25%, #eef2f7 0 50%) 0 0 / 16px 16px }
pre { margin: 10px 0 0; padding: 8px 10px; overflow: auto; background: #f8fafc; border-radius: 6px;
  font: 12.5px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
details { margin-top: 6px; font-size: 13px; color: var(--soft) }
.missing { padding: 10px 14px; background: #fee2e2; color: #991b1b; border-radius: 8px }
@media (max-width: 800px) { nav { display: none } main { margin: 0; padding: 20px 16px } }
"""


def steps(path):
    return [int(word) if word.isdigit() else word for word in re.findall(r"[^.\[\]]+", path)]


def features(fixture):
    """What a fixture shows: (layer type, property, value, path), one of each path."""
    for path in [*fixture.get("feature", []), *fixture.get("without", {})]:
        if path.startswith("request."):
            name = steps(path)[1]
            yield "request", name, fixture.get(name), path
            continue
        node, kind, name = fixture["jsonData"], steps(path)[0], steps(path)[-1]
        for step in steps(path):
            if isinstance(node, dict) and "type" in node and "name" in node and kind != "variables":
                kind, name = node["type"], step
                value = node.get(step)
            node = node[step]
            if kind in ("canvas", "variables"):
                value = node
        if isinstance(node, dict) and "type" in node and "name" in node and kind == "layers":
            kind, name, value = node["type"], "type", node["type"]
        yield kind, name, value, path


def excerpt(fixture):
    """The JSON of the feature, a path a line."""
    lines = []
    for path in [*fixture.get("feature", []), *fixture.get("without", {})]:
        node = fixture if path.startswith("request.") else fixture["jsonData"]
        for step in steps(path.removeprefix("request.")):
            node = node[step]
        value = json.dumps(node, ensure_ascii=False)
        lines.append(f"{path}: {value if len(value) < 400 else value[:400] + '…'}")
    return "\n".join(lines)


def article(item):
    fixture, share = item["fixture"], item["share"]
    scale = fixture.get("scale", 1)
    width = f' width="{item["width"] / scale:g}"' if "width" in item else ""
    figures = [("Chromium", item["expected"]), ("difference", item.get("difference")),
               ("Placard", item.get("actual"))]
    row = "".join(
        f'<figure><img loading="lazy" alt="{name}"{width} src="{source}">'
        f"<figcaption>{name}</figcaption></figure>" for name, source in figures if source)
    if "error" in item:
        row += f'<p class="missing">{html.escape(item["error"])}</p>'
    mark = "share far" if share > 0.02 else "share"
    template = html.escape(json.dumps(fixture, indent=1, ensure_ascii=False)[:6000])
    return (f'<article id="{fixture["id"]}"><header><b>{html.escape(fixture["name"])}</b>'
            f'<span class="{mark}">{100 * share:.2f} % out of place</span></header>'
            f'<div class="row">{row}</div><pre>{html.escape(excerpt(fixture))}</pre>'
            f"<details><summary>the whole template</summary><pre>{template}</pre></details></article>")


def owner_of(kind, name, common):
    return "common" if name in common and kind not in ("canvas", "request", "variables") else kind


def lacking(items, properties, common):
    """Properties and keywords that no picture shows."""
    seen, words = set(), set()
    for item in items:
        for kind, name, value, _ in features(item["fixture"]):
            owner = owner_of(kind, name, common)
            name = {"imageUrl": "image_url"}.get(name, name)
            seen.add((owner, name))
            if isinstance(value, str):
                words.add((owner, name, value))
    missing = []
    for kind, table in properties.items():
        for name, keywords in table.items():
            owner = "common" if name in common else kind
            if (owner, name) not in seen:
                missing.append(f"{owner}.{name}")
            missing += [f"{owner}.{name} {word}" for word in keywords
                        if (owner, name, word) not in words]
    return list(dict.fromkeys(missing))


def gallery_html(items, properties):
    """The page, and the names of what has no picture."""
    tables = [table for table in properties.values() if table]
    common = set.intersection(*(set(table) for table in tables)) if tables else set()
    shelf = {title: {} for title in TITLES}
    for item in items:
        places = [(owner_of(kind, name, common), name)
                  for kind, name, _, _ in features(item["fixture"])]
        for place, (owner, name) in enumerate(dict.fromkeys(places)):
            shelf.setdefault(owner, {}).setdefault(name, []).append((item, place == 0))
    missing = lacking(items, properties, common)
    index, body = [], []
    for owner, names in shelf.items():
        if not names:
            continue
        title = TITLES.get(owner, owner)
        index.append(f'<h2><a href="#{owner}">{title}</a></h2>')
        body.append(f'<h2 class="section" id="{owner}">{title}</h2>')
        for name in sorted(names):
            index.append(f'<a href="#{owner}.{name}">{name}<span>{len(names[name])}</span></a>')
            body.append(f'<h3 id="{owner}.{name}">{name}</h3>')
            body += [article(item) for item, is_home in names[name] if is_home]
            also = ", ".join(f'<a href="#{item["fixture"]["id"]}">{item["fixture"]["name"]}</a>'
                             for item, is_home in names[name] if not is_home)
            body.append(f"<p>Also in {also}</p>" if also else "")
    far = sum(item["share"] > 0.02 for item in items)
    notes = (f'<p class="missing">Without a picture: {html.escape(", ".join(missing))}</p>'
             if missing else "<p>Every property and every keyword has a picture.</p>")
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Placard’s format in pictures'
        f"</title><style>{STYLE}</style><nav><b>Placard’s format</b>{''.join(index)}</nav><main>"
        "<h1>Every property, as a browser draws it</h1>"
        "<p>Left headless Chromium’s drawing of the same CSS, right Placard’s, between them the "
        "difference: grey where levels differ, red where a pixel is out of place: no pixel within "
        "1 px in the other picture is within 40 of 255 of it. The figure is their share of the "
        "picture’s ink; at most 2 % may be.</p>"
        f"<p>{len(items)} pictures, {far} of them further apart.</p>"
        f"{notes}{''.join(body)}</main></html>\n")
    return page, missing
