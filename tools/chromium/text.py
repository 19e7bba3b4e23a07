"""Text layers: a block, its spans, and what becomes of lines that are too many."""
import html
import json

from fonts import families, tags
from paint import is_gradient

# `fit: shrink` tries sizes from the largest down: the layer's own, then half px steps from
# `minFontSize`. How many lines the box holds is tried as well, as lines may be of several heights;
# a line may stand out of it by half a px. Computed heights are those before any rotation.
SETTLE = """
const settled = new Promise((done) => addEventListener('load', async () => {
  await document.fonts.ready
  settle()
  done()
}))
function settle() {
  const height = (e) => parseFloat(getComputedStyle(e).height)
  for (const block of document.querySelectorAll('[data-lines]')) {
    const { size, least, shrinks, overflow, maxLines } = JSON.parse(block.dataset.lines)
    const room = block.dataset.room ? height(block.parentElement) + 0.5 : Infinity
    const spans = [...block.querySelectorAll('[data-size]')]
    const clamp = (count) => {
      block.style.display = count ? '-webkit-box' : 'block'
      block.style.webkitLineClamp = count || 'none'
      return height(block)
    }
    const set = (to) => {
      block.style.fontSize = to + 'px'
      for (const span of spans) span.style.fontSize = span.dataset.size * to / size + 'px'
    }
    const fits = () => {
      const all = clamp(0)
      block.style.overflowWrap = 'normal'
      const breaks = block.scrollWidth > block.clientWidth
      block.style.overflowWrap = 'anywhere'
      return !breaks && all <= room && !(maxLines && clamp(maxLines) < all)
    }
    if (shrinks && !fits()) {
      let step = Math.ceil((size - least) * 2) - 1
      while (set(least + step / 2), step > 0 && !fits()) step -= 1
    }
    const all = clamp(0)
    let count = maxLines || 0
    if (overflow === 'ellipsis') {
      let fitting = 1
      while (clamp(fitting) < all && clamp(fitting + 1) <= room) fitting += 1
      if (clamp(fitting) < all) count = Math.min(fitting, maxLines || fitting)
    }
    const kept = clamp(count)
    if (overflow === 'clip') clamp(0)
    if (kept < all) {
      block.style.height = kept + 'px'
      // Lines past the last are cut off; what reaches out on the other sides is not.
      block.style.clipPath = 'inset(-1000px -1000px 0 -1000px)'
    } else clamp(0)
  }
}
"""


def color_css(color):
    if is_gradient(color):
        return [f"background:{color}", "-webkit-background-clip:text", "color:transparent"]
    return [f"color:{color}"]


def style_css(style, fallback):
    """What a text style says itself: a paragraph's or a span's."""
    css = []
    for ours, theirs, unit in (
            ("fontSize", "font-size", "px"), ("fontWeight", "font-weight", ""),
            ("fontStyle", "font-style", ""), ("lineHeight", "line-height", ""),
            ("letterSpacing", "letter-spacing", "px"), ("textTransform", "text-transform", ""),
            ("textDecoration", "text-decoration", ""), ("textShadow", "text-shadow", "")):
        if ours in style:
            css.append(f"{theirs}:{style[ours]}{unit}")
    if "fontFamily" in style:
        css.append(f"font-family:{families(style['fontFamily'], fallback)}")
    if "fontFeatures" in style:
        css.append(f"font-feature-settings:{tags(style['fontFeatures'])}")
    if "fontVariations" in style:
        css.append(f"font-variation-settings:{tags(style['fontVariations'])}")
    if "textStrokeWidth" in style:
        css.append(f"-webkit-text-stroke-width:{style['textStrokeWidth']}px")
    if "textStrokeColor" in style:
        css.append(f"-webkit-text-stroke-color:{style['textStrokeColor']}")
    return css


def span_html(span, fallback):
    css = style_css(span, fallback)
    if "color" in span:
        css += color_css(span["color"])
        if not is_gradient(span["color"]):
            css.append("background:none")
    size = f' data-size="{span["fontSize"]}"' if "fontSize" in span else ""
    lang = f' lang="{span["lang"]}"' if "lang" in span else ""
    return f'<span{size}{lang} style="{html.escape(";".join(css))}">{html.escape(span["text"])}</span>'


def text_html(layer, defaults, in_stack):
    """The text's content for its layer's box."""
    fallback = defaults["fallback"]
    size = layer.get("fontSize", 16)
    initial = {"fontFamily": defaults["family"], "fontSize": 16, "fontWeight": 400,
               "lineHeight": 1.2, "letterSpacing": 0}
    inner = style_css(initial | layer, fallback) + [
        "font-synthesis:none", f"text-align:{layer.get('textAlign', 'start')}",
        "white-space:pre-wrap", "overflow-wrap:anywhere"]
    overflow = layer.get("textOverflow", "ellipsis")
    shrinks = layer.get("fit") == "shrink"
    most = layer.get("maxLines", 0)
    lines = {"size": size, "least": min(layer.get("minFontSize", 8), size), "shrinks": shrinks,
             "overflow": overflow, "maxLines": 0 if most == "none" else most}
    attributes = f" data-lines='{json.dumps(lines)}'"
    if not in_stack or "height" in layer:
        attributes += " data-room=box"
    inner.append("-webkit-box-orient:vertical")
    wrapper = color_css(layer.get("color", "#000000"))
    if overflow == "clip":
        wrapper.append("overflow:hidden")
    align = {"middle": "center", "bottom": "flex-end"}.get(layer.get("verticalAlign"))
    if not in_stack or "height" in layer or align:
        wrapper += ["height:100%", "display:flex", "flex-direction:column",
                    f"justify-content:{align or 'flex-start'}"]
    content = "".join(span_html(span, fallback) for span in layer.get("spans") or []) \
        or html.escape(layer.get("text", ""))
    return (f'<div style="{html.escape(";".join(wrapper))}">'
            f'<div dir="{layer.get("direction", "auto")}" lang="{layer.get("lang", defaults["lang"])}"'
            f'{attributes} style="{html.escape(";".join(inner))}">{content}</div></div>')
