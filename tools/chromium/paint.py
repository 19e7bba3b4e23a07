"""Lengths, paints, and figures as SVG and CSS write them."""
import html
import math
import re
import subprocess


def four_values(value):
    """One number or four, clockwise."""
    return list(value) if isinstance(value, list) else [value] * 4


def four(value):
    return " ".join(f"{v}px" for v in four_values(value))


def is_gradient(paint):
    return "gradient(" in paint


def rounded_path(w, h, radii):
    """A rounded rectangle as path data, its radii scaled down where they overlap (CSS Backgrounds
    3 §4.5)."""
    a, b, c, d = four_values(radii)
    sides = ((a + b, w), (b + c, h), (c + d, w), (d + a, h))
    factor = min([1] + [side / total for total, side in sides if total > side])
    a, b, c, d = (factor * r for r in (a, b, c, d))
    return (f"M{a} 0H{w - b}A{b} {b} 0 0 1 {w} {b}V{h - c}A{c} {c} 0 0 1 {w - c} {h}"
            f"H{d}A{d} {d} 0 0 1 0 {h - d}V{a}A{a} {a} 0 0 1 {a} 0Z")


def svg(w, h, content, css=""):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" style="position:absolute;overflow:visible;{css}" '
            f'width="{max(w, 1)}" height="{max(h, 1)}">{content}</svg>')


def linear_gradient(paint, w, h, name):
    """A `linear-gradient()` over a box of `w` by `h` as an SVG paint server: what lies outside of the
    box is of the first or last colour, where a CSS background would begin anew."""
    inner = re.fullmatch(r"linear-gradient\((.*)\)", paint)[1]
    parts = [part.strip() for part in re.split(r",(?![^(]*\))", inner)]
    words = {"to right": 90, "to left": 270, "to top": 0, "to bottom": 180}
    angle = 180
    if parts[0] in words or parts[0].endswith("deg"):
        angle = words.get(parts[0]) or float(parts[0].removesuffix("deg"))
        parts = parts[1:]
    x, y = math.sin(math.radians(angle)), -math.cos(math.radians(angle))
    half = (abs(w * x) + abs(h * y)) / 2
    stops = []
    for index, part in enumerate(parts):
        color, _, place = part.rpartition(" ") if part.endswith("%") else (part, "", "")
        offset = place or f"{100 * index / (len(parts) - 1)}%"
        stops.append(f'<stop offset="{offset}" stop-color="{color}"/>')
    return (f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{w / 2 - x * half}" '
            f'y1="{h / 2 - y * half}" x2="{w / 2 + x * half}" y2="{h / 2 + y * half}">'
            f'{"".join(stops)}</linearGradient>')


def shape_html(layer):
    """A shape's figure, from its content box's top left."""
    kind = layer.get("shape", "rect")
    width, color = layer.get("strokeWidth", 0), layer.get("stroke")
    top, right, bottom, left = four_values(layer.get("padding", 0))
    border = layer.get("borderWidth", 0)
    w = layer.get("width", 0) - left - right - 2 * border
    h = layer.get("height", 0) - top - bottom - 2 * border
    fill, radius = layer.get("fill", "#000000"), layer.get("borderRadius", 0)
    if kind == "ellipse":
        figure = f'<ellipse cx="{w / 2}" cy="{h / 2}" rx="{w / 2}" ry="{h / 2}"'
    elif kind == "line":
        figure = f'<line x1="0" y1="0" x2="{w}" y2="{h}"'
    elif kind == "path":
        figure = f'<path d="{html.escape(layer["d"])}"'
    elif any(four_values(radius)):
        figure = f'<path d="{rounded_path(w, h, radius)}"'
    else:
        figure = f'<rect width="{w}" height="{h}"'
    out = ""
    if kind == "path" and is_gradient(fill):
        out = (f'<div style="width:100%;height:100%;background:{html.escape(fill)};'
               f'clip-path:path(\'{html.escape(layer["d"])}\')"></div>')
    elif kind == "path":
        out = svg(w, h, f'{figure} fill="{fill}"/>')
    elif kind != "line":
        corners = "50%" if kind == "ellipse" else four(radius)
        out = (f'<div style="width:100%;height:100%;background:{html.escape(fill)};'
               f'border-radius:{corners}"></div>')
    if not (color and width):
        return out
    dashes = layer.get("strokeDasharray", "none")
    if isinstance(dashes, list):
        dashes = " ".join(str(dash) for dash in dashes)
    ends = f'fill="none" stroke-width="{width}" stroke-dasharray="{dashes}"/>'
    place = f"left:{left}px;top:{top}px"
    server = ""
    if is_gradient(color):
        server = linear_gradient(color, w, h, layer["name"])
        color = f"url(#{layer['name']})"
    return out + svg(w, h, f'{server}{figure} stroke="{color}" {ends}', place)


def qr_matrix(data, level):
    """Rows of booleans, dark ones true, by qrencode(1), without a margin."""
    text = subprocess.run(
        ["qrencode", "-t", "ASCII", "-m", "0", "-l", level], input=data, capture_output=True,
        check=True, text=True, encoding="utf-8").stdout
    return [[row[2 * x] == "#" for x in range(len(row) // 2)] for row in text.splitlines()]


def qr_html(layer, scale):
    """A code in the middle of its content box, its modules a whole number of device pixels wide."""
    rows = qr_matrix(layer["data"], layer.get("errorCorrection", "M"))
    margin = layer.get("margin", 4)
    top, right, bottom, left = four_values(layer.get("padding", 0))
    border = layer.get("borderWidth", 0)
    w = layer["width"] - left - right - 2 * border
    h = layer["height"] - top - bottom - 2 * border
    count = len(rows) + 2 * margin
    module = int(min(w, h) * scale) // count / scale
    x0 = int((w - module * count) * scale / 2) / scale + margin * module
    y0 = int((h - module * count) * scale / 2) / scale + margin * module
    path = "".join(
        f"M{x0 + x * module} {y0 + y * module}h{module}v{module}h-{module}z"
        for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return (f'<div style="width:100%;height:100%;background:{html.escape(layer.get("color", "#000000"))};'
            f'clip-path:path(\'{path}\')"></div>')
