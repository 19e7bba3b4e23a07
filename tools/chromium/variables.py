"""A fixture's template with its overrides and its variables' values in place."""
import copy
import re

NAME = re.compile(r"\\\{\{|\{\{([^{}]+)\}\}")


def value_of(text, values):
    """`{{name}}` alone is the variable's value; within a longer string it is its text."""
    whole = NAME.fullmatch(text)
    if whole and whole[1]:
        return values.get(whole[1])
    return NAME.sub(
        lambda match: "{{" if match[1] is None else spelled(values.get(match[1])), text)


def spelled(value):
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def fill(node, values):
    if isinstance(node, str):
        return value_of(node, values)
    if isinstance(node, list):
        return [fill(element, values) for element in node]
    if isinstance(node, dict):
        members = {key: fill(value, values) for key, value in node.items()}
        return {key: value for key, value in members.items() if value is not None}
    return node


def override(layers, changes):
    for layer in layers:
        layer.update(changes.get(layer["name"], {}))
        override(layer.get("layers", []), changes)


def filled(fixture):
    """The template's `canvas` and `layers` with no variable left in them."""
    template = copy.deepcopy(fixture["jsonData"])
    values = {v["name"]: v.get("default") for v in template.get("variables", [])}
    values |= fixture.get("variables", {})
    made = {key: fill(template[key], values) for key in ("canvas", "layers")}
    override(made["layers"], fixture.get("layers", {}))
    return made
