"""A template as an absolutely positioned HTML page, line by line.

Every property of a template means what the CSS property of the same name means, so this is mostly
spelling. Where the template has a word of its own (FORMAT: `visible`, `rotation`, `verticalAlign`,
`maxLines`, `textOverflow`, `fit`, a stack's `direction` and `wrap`, `constraints`, `qr`), the CSS
that it stands for is written out here and in the files beside this one.
"""
import html

from fonts import font_face
from paint import four, is_gradient, qr_html, shape_html
from sizes import laid_out
from text import SETTLE, text_html
from variables import filled


def box_css(layer, in_stack):
    """Position and the box itself."""
    css = ["box-sizing:border-box"]
    if in_stack:
        css.append("position:relative")
        for ours, theirs in (("flexGrow", "flex-grow"), ("flexShrink", "flex-shrink"),
                             ("alignSelf", "align-self")):
            if ours in layer:
                css.append(f"{theirs}:{layer[ours]}")
    else:
        css += ["position:absolute", f"left:{layer.get('x', 0)}px", f"top:{layer.get('y', 0)}px"]
    for side in ("width", "height"):
        if side in layer or not in_stack:
            css.append(f"{side}:{layer.get(side, 0)}px")
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
        css.append(f"border:{layer['borderWidth']}px solid {layer.get('borderColor', 'currentcolor')}")
    if "padding" in layer:
        css.append("padding:" + four(layer["padding"]))
    return css


def image_html(layer, css, base):
    css += [f"object-fit:{layer.get('objectFit', 'cover')}",
            f"object-position:{layer.get('objectPosition', '50% 50%')}"]
    source = layer.get("image_url") or layer["imageUrl"]
    if not source.startswith("data:"):
        source = (base / source).resolve().as_uri()
    return f'<img src="{html.escape(source)}" style="{html.escape(";".join(css))}">'


def stack_css(layer):
    return ["display:flex", f"flex-direction:{layer.get('direction', 'row')}",
            f"gap:{layer.get('gap', 0)}px", f"align-items:{layer.get('alignItems', 'start')}",
            f"justify-content:{layer.get('justifyContent', 'start')}",
            f"flex-wrap:{'wrap' if layer.get('wrap') else 'nowrap'}"]


class Page:
    """What the layers of one page have in common."""

    def __init__(self, fixture, base):
        self.base = base
        self.scale = fixture.get("scale", 1)
        self.fonts = fixture.get("fonts", {})
        self.defaults = {
            "family": fixture.get("defaultFont") or next(iter(self.fonts), "Inter"),
            "fallback": fixture.get("fallback", []), "lang": fixture.get("lang", "en")}

    def layer_html(self, layer, in_stack=False):
        if not layer.get("visible", True):
            return ""
        kind = layer["type"]
        if kind == "qr":
            layer = {"background": "#ffffff"} | layer
        css = box_css(layer, in_stack)
        if kind == "image":
            return image_html(layer, css, self.base)
        if kind in ("group", "stack"):
            css += ["isolation:isolate", f"overflow:{layer.get('overflow', 'visible')}"]
            if kind == "stack":
                css += stack_css(layer)
            content = "".join(self.layer_html(c, kind == "stack") for c in layer["layers"])
        elif kind == "text":
            # For what is `currentcolor` by itself: the border's and the shadows' colours.
            if not is_gradient(layer.get("color", "")):
                css.append(f"color:{layer.get('color', '#000000')}")
            content = text_html(layer, self.defaults, in_stack)
        elif kind == "shape":
            content = shape_html(layer)
        elif kind == "qr":
            content = qr_html(layer, self.scale)
        else:
            raise SystemExit(f"no page for a layer of type {kind!r}")
        return f'<div style="{html.escape(";".join(css))}">{content}</div>'


def page(fixture, base):
    """The page of a fixture, and its width and height; `base` is where paths start."""
    made = Page(fixture, base)
    template = filled(fixture)
    width, height, zoom, layers = laid_out(template, fixture.get("size"))
    faces = "".join(font_face(family, entry, base)
                    for family, entries in made.fonts.items() for entry in entries)
    content = "\n".join(made.layer_html(layer) for layer in layers)
    if zoom != 1:
        content = f'<div style="position:absolute;transform-origin:0 0;zoom:{zoom}">{content}</div>'
    canvas = html.escape(template["canvas"].get("background", "#ffffff"))
    markup = (
        f'<!doctype html><meta charset="utf-8"><style>{faces}html,body{{margin:0}}</style>'
        f'<div style="position:relative;isolation:isolate;overflow:hidden;width:{width}px;'
        f'height:{height}px;background:{canvas}">\n{content}\n</div>\n'
        f"<script>{SETTLE}</script>\n")
    return markup, width, height
