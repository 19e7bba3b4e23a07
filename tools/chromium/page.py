"""A template as an absolutely positioned HTML page, line by line.

Every property of a template means what the CSS property of the same name means, so this file is
mostly spelling. Where the template has a word of its own (FORMAT: `visible`, `rotation`,
`verticalAlign`, `maxLines`, `textOverflow`), the CSS that it stands for is written out here.
"""
import html
import math
from pathlib import Path

WEIGHTS = {
    "Thin": 100, "ExtraLight": 200, "Light": 300, "Regular": 400, "Medium": 500,
    "SemiBold": 600, "Bold": 700, "ExtraBold": 800, "Black": 900,
}


def font_face(family, path):
    """An @font-face rule; weight and slant come from the end of Debian's file names."""
    style = Path(path).stem.rsplit("-", 1)[-1]
    slant = "italic" if style.endswith("Italic") else "normal"
    weight = WEIGHTS.get(style.removesuffix("Italic") or "Regular", 400)
    return (f"@font-face{{font-family:'{family}';src:url('file://{path}');"
            f"font-weight:{weight};font-style:{slant}}}")


def four(value):
    values = value if isinstance(value, list) else [value]
    return " ".join(f"{v}px" for v in values)


def families(value):
    names = [name.strip().strip("'\"") for name in value.split(",")]
    return ",".join(f"'{name}'" for name in names)


def box_css(layer):
    """Position and the box itself."""
    css = ["position:absolute", "box-sizing:border-box"]
    for ours, theirs in (("x", "left"), ("y", "top"), ("width", "width"), ("height", "height")):
        css.append(f"{theirs}:{layer.get(ours, 0)}px")
    if layer.get("rotation"):
        css.append(f"transform:rotate({layer['rotation']}deg)")
    for ours, theirs in (("opacity", "opacity"), ("blendMode", "mix-blend-mode"),
                         ("filter", "filter"), ("boxShadow", "box-shadow"),
                         ("background", "background")):
        if ours in layer:
            css.append(f"{theirs}:{layer[ours]}")
    if "borderRadius" in layer:
        css.append("border-radius:" + four(layer["borderRadius"]))
    if layer.get("borderWidth"):
        css.append(f"border:{layer['borderWidth']}px solid {layer.get('borderColor', '#000')}")
    if "padding" in layer:
        css.append("padding:" + four(layer["padding"]))
    return css


def is_gradient(paint):
    return "gradient(" in paint


def text_css(layer):
    size = layer.get("fontSize", 16)
    css = [
        f"font-family:{families(layer.get('fontFamily', 'Inter'))}",
        f"font-size:{size}px",
        f"font-weight:{layer.get('fontWeight', 400)}",
        f"font-style:{layer.get('fontStyle', 'normal')}",
        "font-synthesis:none",
        f"line-height:{layer.get('lineHeight', 1.2)}",
        f"letter-spacing:{layer.get('letterSpacing', 0)}px",
        f"text-align:{layer.get('textAlign', 'start')}",
        "white-space:pre-wrap", "overflow-wrap:anywhere",
    ]
    for ours, theirs in (("textTransform", "text-transform"), ("textShadow", "text-shadow"),
                         ("textDecoration", "text-decoration")):
        if ours in layer:
            css.append(f"{theirs}:{layer[ours]}")
    return css


def line_count(layer):
    """`textOverflow` and `maxLines`: as many whole lines as the content box holds."""
    padding = layer.get("padding", 0)
    values = padding if isinstance(padding, list) else [padding]
    top, bottom = values[0], values[2 if len(values) == 4 else 0]
    room = layer["height"] - top - bottom - 2 * layer.get("borderWidth", 0)
    fitting = max(1, math.floor(room / (layer.get("fontSize", 16) * layer.get("lineHeight", 1.2))))
    return min(fitting, layer.get("maxLines", fitting))


def text_html(layer):
    color = layer.get("color", "#000000")
    middle = ["height:100%", "display:flex", "flex-direction:column"]
    middle.append("justify-content:" + {"middle": "center", "bottom": "flex-end"}.get(
        layer.get("verticalAlign"), "flex-start"))
    if is_gradient(color):
        middle += [f"background:{color}", "-webkit-background-clip:text", "color:transparent"]
    else:
        middle.append(f"color:{color}")
    inner = text_css(layer)
    if layer.get("textOverflow", "ellipsis") == "ellipsis":
        inner += ["display:-webkit-box", "-webkit-box-orient:vertical",
                  f"-webkit-line-clamp:{line_count(layer)}"]
        # Lines past the last are cut off; what reaches out on the other sides is not.
        inner.append("clip-path:inset(-1000px -1000px 0 -1000px)")
    direction = layer.get("direction", "auto")
    return (f'<div style="{";".join(middle)}"><div dir="{direction}" lang="{layer.get("lang", "en")}" '
            f'style="{html.escape(";".join(inner))}">{html.escape(layer.get("text", ""))}</div></div>')


def shape_html(layer):
    kind = layer.get("shape", "rect")
    width, color = layer.get("strokeWidth", 0), layer.get("stroke")
    padding, border = layer.get("padding", 0), layer.get("borderWidth", 0)
    w = layer["width"] - 2 * (padding + border)
    h = layer["height"] - 2 * (padding + border)
    out = ""
    if kind != "line":
        radius = "50%" if kind == "ellipse" else four(layer.get("borderRadius", 0))
        out += (f'<div style="width:100%;height:100%;background:{layer.get("fill", "#000000")};'
                f'border-radius:{radius}"></div>')
    if not (color and width):
        return out
    if kind == "ellipse":
        figure = f'<ellipse cx="{w / 2}" cy="{h / 2}" rx="{w / 2}" ry="{h / 2}"'
    elif kind == "line":
        figure = f'<line x1="0" y1="0" x2="{w}" y2="{h}"'
    else:
        radius = layer.get("borderRadius", 0)
        figure = f'<rect width="{w}" height="{h}" rx="{radius}"'
    return out + (
        f'<svg style="position:absolute;left:{padding}px;top:{padding}px;overflow:visible" '
        f'width="{max(w, 1)}" height="{max(h, 1)}">{figure} fill="none" stroke="{color}" '
        f'stroke-width="{width}"/></svg>')


def layer_html(layer, base):
    if not layer.get("visible", True):
        return ""
    css = box_css(layer)
    kind = layer["type"]
    if kind == "image":
        css += [f"object-fit:{layer.get('objectFit', 'cover')}",
                f"object-position:{layer.get('objectPosition', '50% 50%')}"]
        source = (base / (layer.get("image_url") or layer["imageUrl"])).resolve().as_uri()
        return f'<img src="{source}" style="{html.escape(";".join(css))}">'
    if kind == "group":
        css.append(f"overflow:{layer.get('overflow', 'visible')}")
        content = "".join(layer_html(child, base) for child in layer["layers"])
    elif kind == "text":
        content = text_html(layer)
    elif kind == "shape":
        content = shape_html(layer)
    else:
        raise SystemExit(f"no page for a layer of type {kind!r}")
    return f'<div style="{html.escape(";".join(css))}">{content}</div>'


def page(template, fonts, base):
    """The whole page; `fonts` maps a family to its files, `base` is where pictures' paths start."""
    canvas = template["canvas"]
    faces = "".join(font_face(family, path) for family, paths in fonts.items() for path in paths)
    layers = "\n".join(layer_html(layer, base) for layer in template["layers"])
    return (
        f'<!doctype html><meta charset="utf-8"><style>{faces}html,body{{margin:0}}</style>'
        f'<div style="position:relative;isolation:isolate;overflow:hidden;width:{canvas["width"]}px;'
        f'height:{canvas["height"]}px;background:{canvas.get("background", "#ffffff")}">\n'
        f"{layers}\n</div>\n")
