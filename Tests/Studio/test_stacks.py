"""Stacks on the canvas: their order by the pointer and by keys, in and out; groups that grow."""

import pytest
from playwright.sync_api import expect

from editing import Editor


def box(name, color, **more):
    return {"name": name, "type": "shape", "width": 100, "height": 100, "fill": color, **more}


LAYERS = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        {"name": "row", "type": "stack", "x": 100, "y": 100, "width": 500, "height": 100, "gap": 20,
         "layers": [box("red", "#ff0000"), box("green", "#00ff00"), box("blue", "#0000ff")]},
        {"name": "lines", "type": "stack", "x": 100, "y": 300, "width": 230, "height": 220,
         "gap": 20, "wrap": True, "layers": [
             box("one", "#111111"), box("two", "#444444"), box("three", "#777777"),
             box("four", "#aaaaaa")]},
        {"name": "turned", "type": "stack", "direction": "column", "x": 700, "y": 250, "width": 100,
         "height": 340, "gap": 20, "rotation": 90, "layers": [
             box("first", "#110000"), box("second", "#440000"), box("third", "#770000")]},
        {"name": "frame", "type": "group", "x": 950, "y": 40, "width": 200, "height": 100,
         "layers": [
             {"name": "bar", "type": "shape", "x": 0, "y": 0, "width": 200, "height": 20,
              "fill": "#000000", "constraints": {"horizontal": "stretch"}},
             {"name": "end", "type": "shape", "x": 150, "y": 40, "width": 50, "height": 20,
              "fill": "#000000", "constraints": {"horizontal": "right"}}]}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Stacks", LAYERS))


def order(editor, name):
    return [layer["name"] for layer in editor.layer(name)["layers"]]


def test_a_layer_dragged_along_its_stack_takes_another_place(editor):
    editor.select("red")
    editor.drag((150, 150), (320, 150))
    assert order(editor, "row") == ["green", "red", "blue"]
    assert editor.selected() == ["red"]
    editor.focus()
    editor.press("Control+z")
    assert order(editor, "row") == ["red", "green", "blue"]


def test_a_line_shows_the_place_and_escape_leaves_all_as_it_was(editor):
    page = editor.page
    editor.select("red")
    page.mouse.move(*editor.at(150, 150))
    page.mouse.down()
    page.mouse.move(*editor.at(320, 150), steps=4)
    line = page.locator(".overlay-slot")
    line.wait_for()
    shown = line.bounding_box()
    x, y = editor.at(330, 100)
    assert abs(shown["x"] + shown["width"] / 2 - x) < 3
    assert abs(shown["y"] - y) < 3
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(line).to_be_hidden()
    assert order(editor, "row") == ["red", "green", "blue"]
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_drag_back_to_its_own_place_is_no_step(editor):
    editor.select("green")
    editor.drag((270, 150), (290, 150))
    assert order(editor, "row") == ["red", "green", "blue"]
    expect(editor.page.get_by_role("button", name="Undo")).to_be_disabled()


def test_lines_of_a_stack_that_wraps_are_told_apart(editor):
    editor.select("one")
    # The second line's end.
    editor.drag((150, 350), (310, 470))
    assert order(editor, "lines") == ["two", "three", "four", "one"]


def test_a_turned_column_is_reordered_along_its_own_axis(editor):
    # Turned by a right angle about (750, 420): its first child is at the right.
    editor.select("first")
    editor.drag((870, 420), (590, 420))
    assert order(editor, "turned") == ["second", "third", "first"]


def test_alt_leaves_the_layer_and_puts_a_copy(editor):
    editor.select("red")
    editor.drag((150, 150), (440, 150), "Alt")
    assert order(editor, "row") == ["red", "green", "blue", "red-2"]
    assert editor.selected() == ["red-2"]


def test_a_layer_dragged_out_of_its_stack_stands_where_it_was_dropped(editor):
    editor.select("blue")
    editor.drag((390, 150), (440, 380))
    assert order(editor, "row") == ["red", "green"]
    data = editor.data()
    assert [layer["name"] for layer in data["layers"]][:2] == ["row", "blue"]
    blue = editor.layer("blue")
    assert (blue["x"], blue["y"], blue["width"], blue["height"]) == (390, 330, 100, 100)


def test_several_move_together(editor):
    editor.select("red")
    editor.row("green").click(modifiers=["Control"])
    editor.drag((150, 150), (440, 150))
    assert order(editor, "row") == ["blue", "red", "green"]


def test_arrow_keys_change_the_order_along_the_stack(editor):
    editor.select("red")
    editor.focus()
    editor.press("ArrowRight", "ArrowRight", "ArrowRight")
    assert order(editor, "row") == ["green", "blue", "red"]
    editor.press("ArrowLeft")
    assert order(editor, "row") == ["green", "red", "blue"]
    # The third had no place to go to, and was no step.
    editor.press("Control+z", "Control+z", "Control+z")
    expect(editor.page.get_by_role("button", name="Undo")).to_be_disabled()
    editor.select("first")
    editor.focus()
    editor.press("ArrowDown")
    assert order(editor, "turned") == ["second", "first", "third"]


def test_a_locked_layer_keeps_its_place_in_the_order(editor):
    editor.row("red").hover()
    editor.row("red").get_by_role("button", name="Lock red").click()
    editor.select("red")
    editor.focus()
    editor.press("ArrowRight")
    editor.page.get_by_text("red is locked").wait_for()
    editor.drag((150, 150), (320, 150))
    assert order(editor, "row") == ["red", "green", "blue"]


def test_a_group_whose_width_is_typed_takes_what_is_in_it_along(editor):
    editor.select("frame")
    width = editor.page.get_by_role("spinbutton", name="Width", exact=True)
    width.click()
    editor.page.keyboard.type("240")
    width.press("Enter")
    bar, end = editor.layer("bar"), editor.layer("end")
    assert editor.layer("frame")["width"] == 240
    assert (bar["x"], bar["width"]) == (0, 240)
    assert (end["x"], end["width"]) == (190, 50)
    editor.focus()
    editor.press("Control+z")
    assert (editor.layer("bar")["width"], editor.layer("end")["x"]) == (200, 150)
