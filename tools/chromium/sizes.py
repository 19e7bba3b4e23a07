"""A template laid out for another size: frames by Figma's constraints.

`left`/`top` and `right`/`bottom` keep a layer's size and its distance to that side, `center` its
size and the distance between the middles, `stretch` the distances to both sides, `scale` the
shares of the parent that its place and size are.
"""

PRESETS = {
    "og": (1200, 630), "x": (1200, 675), "linkedin": (1200, 627), "instagram": (1080, 1080),
    "story": (1080, 1920), "pinterest": (1000, 1500), "youtube": (1280, 720),
    "github": (1280, 640), "email": (1200, 400),
}


def along(rule, start, length, old, new):
    """A layer's start and length in a parent that was `old` long and is `new`."""
    if rule in ("right", "bottom"):
        return start + new - old, length
    if rule == "center":
        return start + (new - old) / 2, length
    if rule == "stretch":
        return start, max(0, length + new - old)
    if rule == "scale":
        return start * new / old, length * new / old
    return start, length


def constrained(layer, old, new):
    """`layer` in a parent whose width and height were `old` and are `new`."""
    rules = layer.get("constraints", {})
    placed = dict(layer)
    before = layer.get("width", 0), layer.get("height", 0)
    x, width = along(rules.get("horizontal"), layer.get("x", 0), before[0], old[0], new[0])
    y, height = along(rules.get("vertical"), layer.get("y", 0), before[1], old[1], new[1])
    placed.update(x=x, y=y, width=width, height=height)
    if layer["type"] == "group":
        border = 2 * layer.get("borderWidth", 0)
        inside = [length - border for length in before]
        placed["layers"] = [
            constrained(child, inside, (width - border, height - border))
            for child in layer["layers"]]
    return placed


def centred(layer, old, new):
    """A layer of a template without constraints, scaled as a whole: in the middle of the larger
    canvas, or over all of it where it covered the old one, and so with a group's layers."""
    placed = dict(layer)
    x, y = layer.get("x", 0), layer.get("y", 0)
    before = layer.get("width", 0), layer.get("height", 0)
    covers = (not layer.get("rotation") and x <= 0 and y <= 0
              and x + before[0] >= old[0] and y + before[1] >= old[1])
    more = new[0] - old[0], new[1] - old[1]
    if not covers:
        placed.update(x=x + more[0] / 2, y=y + more[1] / 2)
        return placed
    after = before[0] + more[0], before[1] + more[1]
    placed.update(width=after[0], height=after[1])
    if layer["type"] == "group":
        border = 2 * layer.get("borderWidth", 0)
        placed["layers"] = [
            centred(child, [length - border for length in before],
                    [length - border for length in after])
            for child in layer["layers"]]
    return placed


def has_constraints(layers):
    return any("constraints" in layer or has_constraints(layer.get("layers", []))
               for layer in layers)


def laid_out(template, size):
    """Width, height, zoom and layers of `template` at `size`: a preset's id, "WxH" or none."""
    canvas, layers = template["canvas"], template["layers"]
    old = canvas["width"], canvas["height"]
    if not size:
        return *old, 1, layers
    new = PRESETS.get(size) or tuple(int(side) for side in size.split("x"))
    if not has_constraints(layers):
        zoom = min(new[0] / old[0], new[1] / old[1])
        canvas = new[0] / zoom, new[1] / zoom
        return *new, zoom, [centred(layer, old, canvas) for layer in layers]
    return *new, 1, [constrained(layer, old, new) for layer in layers]
