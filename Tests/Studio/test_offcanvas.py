"""Where the canvas is seen: turned layers that catch, layers off the canvas, what is invisible."""

import math

import pytest
from playwright.sync_api import expect

from editing import Editor


def shape(name, x, y, width, height, **more):
    return {"name": name, "type": "shape", "x": x, "y": y, "width": width, "height": height,
            "fill": "#64748b", **more}


LAYERS = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        shape("left", -900, 100, 200, 100),
        shape("above", 300, -700, 200, 100),
        shape("wall", 1000, 40, 100, 100),
        shape("quarter", 400, 300, 200, 100, rotation=90),
        shape("askew", 700, 300, 200, 100, rotation=30),
        {"name": "unseen", "type": "stack", "x": 50, "y": 500, "width": 300, "height": 80,
         "gap": 20, "visible": False, "layers": [
             {"name": "first", "type": "shape", "width": 60, "height": 60},
             {"name": "second", "type": "shape", "width": 60, "height": 60}]}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Beyond", LAYERS))


def corner(layer, across, down):
    """A corner of a layer (1 right and bottom, -1 left and top), or 0 for the middle of an edge."""
    angle = math.radians(layer.get("rotation", 0))
    dx, dy = layer["width"] / 2 * across, layer["height"] / 2 * down
    return (layer["x"] + layer["width"] / 2 + dx * math.cos(angle) - dy * math.sin(angle),
            layer["y"] + layer["height"] / 2 + dx * math.sin(angle) + dy * math.cos(angle))


def pull(editor, handle, target):
    """Drags a handle's middle to a place of the canvas; how many guides there were."""
    page = editor.page
    page.mouse.move(*editor.handle(handle))
    page.mouse.down()
    page.mouse.move(*editor.at(*target), steps=6)
    editor.frames(2)
    guides = page.locator(".overlay-guide:not([hidden])").count()
    page.mouse.up()
    return guides


def test_an_edge_of_a_layer_turned_by_a_quarter_is_caught(editor):
    editor.select("quarter")
    before = editor.layer("quarter")
    # Its own top is at the right, near the left edge of "wall".
    assert pull(editor, "n", (997, 352)) > 0
    after = editor.layer("quarter")
    assert math.dist(corner(after, 0, -1), (1000, corner(before, 0, -1)[1])) < 0.02
    assert math.dist(corner(after, 0, 1), corner(before, 0, 1)) < 0.02
    assert after["width"] == before["width"]


def test_a_corner_of_a_layer_at_an_angle_is_caught(editor):
    editor.select("askew")
    before = editor.layer("askew")
    assert pull(editor, "se", (1003, 480)) > 0
    after = editor.layer("askew")
    assert abs(corner(after, 1, 1)[0] - 1000) < 0.02
    assert math.dist(corner(after, -1, -1), corner(before, -1, -1)) < 0.02
    assert after["rotation"] == 30


def test_an_edge_of_a_layer_at_an_angle_is_caught_along_its_own_axis(editor):
    editor.select("askew")
    before = editor.layer("askew")
    middle, right = corner(before, 0, 0), corner(before, 1, 0)
    # As far along its own axis as takes the edge to "wall", but for some px.
    far = (1000 - middle[0]) / (right[0] - middle[0])
    target = (997, middle[1] + far * (right[1] - middle[1]) - 2)
    assert pull(editor, "e", target) > 0
    after = editor.layer("askew")
    assert abs(corner(after, 1, 0)[0] - 1000) < 0.02
    assert math.dist(corner(after, -1, 0), corner(before, -1, 0)) < 0.02
    assert after["height"] == before["height"]


@pytest.mark.parametrize("zoom", ["0", "1", "+"])
def test_what_lies_off_the_canvas_is_scrolled_to(editor, zoom):
    page = editor.page
    editor.focus()
    editor.press(zoom)
    editor.frames(2)
    stage = page.locator(".stage").bounding_box()
    sheet = page.locator(".stage-sheet").bounding_box()
    if zoom == "0":
        # All of the canvas is in the middle as before.
        assert abs(sheet["x"] + sheet["width"] / 2 - stage["x"] - stage["width"] / 2) < 8
        assert abs(sheet["y"] + sheet["height"] / 2 - stage["y"] - stage["height"] / 2) < 8
    page.locator(".stage").evaluate("element => element.scrollTo(0, 0)")
    editor.frames(2)
    for name, x, y in (("left", -800, 150), ("above", 400, -650)):
        page.locator(".stage").evaluate("element => element.scrollTo(0, 0)")
        at = editor.at(x, y)
        page.locator(".stage").evaluate(
            "(element, by) => element.scrollBy(by, 0)", max(0, at[0] - stage["x"] - 300))
        page.locator(".stage").evaluate(
            "(element, by) => element.scrollBy(0, by)", max(0, at[1] - stage["y"] - 300))
        editor.frames(2)
        at = editor.at(x, y)
        assert stage["x"] < at[0] < stage["x"] + stage["width"]
        assert stage["y"] < at[1] < stage["y"] + stage["height"]
        page.mouse.click(*at)
        assert editor.selected() == [name]


def test_a_canvas_without_anything_off_it_does_not_scroll(editor, server):
    inside = {**LAYERS, "layers": [shape("in", 10, 10, 100, 100), shape("bleeds", -40, 60, 90, 90)]}
    other = Editor.open(editor.page, server.make_template("Inside", inside))
    scroll = """element => [element.scrollWidth - element.clientWidth,
        element.scrollHeight - element.clientHeight]"""
    stage = editor.page.locator(".stage")
    other.frames(3)
    assert stage.evaluate(scroll) == [0, 0]
    # Dragged off, nothing moves under the pointer, and nothing jumps when it is lifted.
    page = editor.page
    sheet = page.locator(".stage-sheet").bounding_box()
    page.mouse.move(*other.at(60, 60))
    page.mouse.down()
    page.mouse.move(*other.at(60, 60 - 400), steps=5)
    page.mouse.move(*other.at(-75, 300), steps=5)
    other.frames(2)
    assert page.locator(".stage-sheet").bounding_box() == sheet
    page.mouse.up()
    other.frames(3)
    assert page.locator(".stage-sheet").bounding_box() == sheet
    assert other.layer("in")["x"] < -100
    assert stage.evaluate(scroll)[0] > 0
    other.press("Control+z")
    other.frames(3)
    assert page.locator(".stage-sheet").bounding_box() == sheet
    assert stage.evaluate(scroll) == [0, 0]


def test_what_is_in_an_invisible_stack_is_outlined_where_it_would_stand(editor):
    editor.select("second")
    editor.settle()
    editor.frames(2)
    left, top = editor.at(0, 0)
    zoom = (editor.at(100, 0)[0] - left) / 100
    box = editor.page.locator(".overlay-box").bounding_box()
    assert abs((box["x"] - left) / zoom - 130) < 3 and abs(box["width"] / zoom - 60) < 3
    assert abs((box["y"] - top) / zoom - 500) < 13
    # Taken out of it, it stands there.
    editor.row("second").press("Alt+ArrowLeft")
    second = editor.layer("second")
    assert (second["x"], second["width"], second["height"]) == (130, 60, 60)
    expect(editor.page.locator(".notes-summary")).to_contain_text("Drawn")
