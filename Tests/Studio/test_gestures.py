"""What must not surprise: gestures that end where they began, undo in their midst, order, copies."""

import pytest
from playwright.sync_api import expect

from editing import Editor


def shape(name, x, y, width, height, **more):
    return {"name": name, "type": "shape", "x": x, "y": y, "width": width, "height": height,
            "fill": "#64748b", **more}


LAYERS = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        shape("red", 100, 100, 200, 100),
        shape("blue", 400, 303, 100, 100),
        shape("low", 800, 300, 120, 90),
        shape("thin", 700, 60, 400, 10),
        {"name": "loud", "type": "text", "x": 100, "y": 450, "width": 400, "height": 100,
         "text": "Quiet words", "fontSize": 40, "textTransform": "uppercase"}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Gestures", LAYERS))


def place(layer):
    return tuple(layer.get(name) for name in ("x", "y", "width", "height"))


def order(editor):
    return [layer["name"] for layer in editor.data()["layers"]]


def undo_is_off(editor):
    return editor.page.get_by_role("button", name="Undo").is_disabled()


def wander(editor, start, *points, keys=()):
    """Drags from one place of the window by px of the window, from point to point."""
    page = editor.page
    page.mouse.move(*start)
    for key in keys:
        page.keyboard.down(key)
    page.mouse.down()
    for x, y in points:
        page.mouse.move(start[0] + x, start[1] + y, steps=3)
        editor.frames(2)
    page.mouse.up()
    for key in keys:
        page.keyboard.up(key)


def test_an_edge_that_is_dragged_back_gives_the_size_that_was(editor):
    editor.click(200, 150)
    wander(editor, editor.handle("e"), (60, 0), (0, 0), keys=["Control"])
    assert place(editor.layer("red")) == (100, 100, 200, 100)
    assert undo_is_off(editor)
    wander(editor, editor.handle("nw"), (-40, 30), (0, 0), keys=["Control"])
    assert place(editor.layer("red")) == (100, 100, 200, 100)


def test_a_turn_that_is_taken_back_leaves_a_layer_upright(editor):
    editor.click(200, 150)
    wander(editor, editor.handle("rotate"), (60, 20), (2, 0), (0, 0))
    assert editor.layer("red").get("rotation", 0) == 0
    assert undo_is_off(editor)


def test_a_drag_back_to_where_it_began_is_no_step(editor):
    editor.drag((200, 150), (250, 150), "Control")
    editor.press("Control+z")
    redo = editor.page.get_by_role("button", name="Redo")
    expect(redo).to_be_enabled()
    wander(editor, editor.at(200, 150), (80, 60), (0, 0), keys=["Control"])
    assert place(editor.layer("red")) == (100, 100, 200, 100)
    assert undo_is_off(editor)
    expect(redo).to_be_enabled()
    # Nor is one that Escape ends.
    page = editor.page
    page.mouse.move(*editor.at(450, 350))
    page.mouse.down()
    page.mouse.move(*editor.at(520, 400), steps=3)
    editor.frames(2)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert place(editor.layer("blue")) == (400, 303, 100, 100)
    assert undo_is_off(editor)
    expect(redo).to_be_enabled()
    editor.press("Control+Shift+z")
    assert place(editor.layer("red")) == (150, 100, 200, 100)


def test_keys_that_edit_wait_until_a_drag_is_over(editor):
    page = editor.page
    editor.drag((450, 350), (480, 350), "Control")
    page.mouse.move(*editor.at(200, 150))
    page.mouse.down()
    page.mouse.move(*editor.at(260, 190), steps=3)
    editor.frames(2)
    editor.press("Control+z", "Escape")
    page.mouse.up()
    assert place(editor.layer("red")) == (100, 100, 200, 100)
    assert place(editor.layer("blue")) == (430, 303, 100, 100)
    page.mouse.down()
    page.mouse.move(*editor.at(300, 220), steps=3)
    editor.frames(2)
    editor.press("Delete", "Control+d", "ArrowLeft")
    page.mouse.up()
    assert len(order(editor)) == 5
    assert place(editor.layer("red"))[0] > 130


def test_shift_does_not_let_the_other_axis_be_caught(editor):
    # Its top is 3 px off that of "low", near enough to be caught.
    editor.drag((450, 350), (560, 352), "Shift")
    blue = editor.layer("blue")
    assert blue["x"] > 480 and blue["y"] == 303


def test_arrow_keys_on_one_layer_and_then_another_are_two_steps(editor):
    editor.click(200, 150)
    editor.press("ArrowRight", "ArrowRight")
    editor.click(450, 350)
    editor.press("ArrowRight")
    editor.press("Control+z")
    assert editor.layer("red")["x"] == 102 and editor.layer("blue")["x"] == 400
    editor.press("Control+z")
    assert editor.layer("red")["x"] == 100


def test_several_keep_their_order_at_the_top_and_at_the_bottom(editor):
    editor.select("red")
    editor.row("blue").click(modifiers=["Control"])
    editor.focus()
    editor.press("}")
    assert order(editor) == ["low", "thin", "loud", "red", "blue"]
    editor.press("{")
    assert order(editor) == ["red", "blue", "low", "thin", "loud"]


def test_capitals_of_a_style_are_not_written_into_the_text(editor):
    editor.select("loud")
    editor.focus()
    editor.press("Enter")
    editor.page.get_by_role("textbox", name="Text of loud").wait_for()
    editor.press("End")
    editor.page.keyboard.type(" here\nand there")
    editor.press("Escape")
    assert editor.layer("loud")["text"] == "Quiet words here\nand there"


def test_layers_that_are_pasted_together_stay_as_they_stood(editor, server):
    pile = [shape("ground", 0, 0, 600, 300), shape("veil", 0, 0, 600, 300),
            shape("mark", 16, 16, 50, 50)]
    other = Editor.open(editor.page, server.make_template(
        "Pile", {"canvas": {"width": 1200, "height": 630}, "layers": pile}))
    other.focus()
    other.press("Control+a", "Control+c", "Control+v")
    pasted = [(layer["x"], layer["y"]) for layer in other.data()["layers"][3:]]
    assert pasted[1] == pasted[0] and pasted[0] != (0, 0)
    assert pasted[2] == (pasted[0][0] + 16, pasted[0][1] + 16)


def test_a_thin_layer_that_is_shrunk_in_proportion_keeps_a_px(editor):
    editor.click(900, 65)
    editor.drag_handle("se", -390, 0, "Shift")
    thin = editor.layer("thin")
    assert thin["width"] < 40 and thin["height"] >= 1


def test_a_caught_edge_of_a_layer_between_pixels_stands_on_the_line(editor, server):
    layers = [shape("still", 700, 50, 200, 100), shape("odd", 100.4, 300, 100, 100)]
    other = Editor.open(editor.page, server.make_template(
        "Odd", {"canvas": {"width": 1200, "height": 630}, "layers": layers}))
    other.select("odd")
    other.drag_handle("e", 498, 0)
    odd = other.layer("odd")
    assert abs(odd["x"] + odd["width"] - 700) < 0.011 or abs(odd["x"] + odd["width"] - 600) < 0.011


def test_a_broken_copy_is_pasted_as_words(editor):
    editor.focus()
    for text in ('{"placard-layers": [{"name": "a", "type": "group", "layers": "none"}]}',
                 '{"placard-layers": [{"name": "b", "type": "shape", "layers": [7]}]}',
                 '{"placard-layers": [{"name": "c", "type": "group", "layers": [null]}]}'):
        editor.page.evaluate(
            """(text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                document.querySelector(".stage").dispatchEvent(new ClipboardEvent(
                    "paste", { clipboardData, bubbles: true, cancelable: true }));
            }""", text)
    editor.settle()
    assert order(editor)[:5] == ["red", "blue", "low", "thin", "loud"]
