"""What is easily got wrong on the canvas: lines, tried values, texts with a ground, keys alone."""

import re

import pytest
from playwright.sync_api import expect

from editing import Editor

LAYERS = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "variables": [{"name": "left", "type": "number", "default": 900}],
    "layers": [
        {"name": "rule", "type": "shape", "shape": "line", "x": 100, "y": 60, "width": 300,
         "stroke": "#000000", "strokeWidth": 4},
        {"name": "word", "type": "text", "x": 100, "y": 100, "width": 300, "height": 100,
         "text": "Word", "fontSize": 48, "background": "#ffcc00", "color": "#000000",
         "fit": "shrink", "textDecoration": "underline", "fontFeatures": {"tnum": True}},
        {"name": "box", "type": "group", "x": 600, "y": 100, "width": 300, "height": 300,
         "rotation": 20, "layers": []},
        {"name": "window", "type": "group", "x": 950, "y": 100, "width": 100, "height": 100,
         "overflow": "hidden", "layers": [
             {"name": "wide", "type": "shape", "x": 0, "y": 0, "width": 200, "height": 100,
              "fill": "#3b82f6"}]},
        {"name": "dot", "type": "shape", "x": 500, "y": 500, "width": 60, "height": 60,
         "fill": "#ef4444"},
        {"name": "row", "type": "stack", "x": 100, "y": 480, "width": 200, "height": 80,
         "layers": [{"name": "two", "type": "shape", "width": 60, "height": 60}]},
        {"name": "bound", "type": "shape", "x": "{{left}}", "y": 500, "width": 60, "height": 60},
        {"name": "pieces", "type": "text", "x": 100, "y": 250, "width": 300, "height": 60,
         "spans": [{"text": "One"}, {"text": "two", "color": "#ff0000"}]}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Corners", LAYERS))


def color(editor, x, y):
    """The server's drawing at a place of the canvas."""
    return editor.page.evaluate(
        """([x, y]) => {
            const image = document.querySelector(".stage-picture");
            const scale = image.naturalWidth / 1200;
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            return [...context.getImageData(x * scale, y * scale, 1, 1).data.slice(0, 3)];
        }""", [x, y])


def test_a_line_without_a_height_is_moved_and_lengthened(editor):
    editor.select("rule")
    editor.drag((250, 60), (250, 80), "Control")
    rule = editor.layer("rule")
    assert (rule["x"], rule["y"], rule["width"], rule.get("height", 0)) == (100, 80, 300, 0)
    editor.drag_handle("se", 50, 0, "Control")
    rule = editor.layer("rule")
    assert (rule["y"], rule["width"], rule.get("height", 0)) == (80, 350, 0)


def test_a_text_keeps_its_ground_while_it_is_edited(editor):
    editor.select("word")
    editor.focus()
    editor.press("Enter")
    editor.page.get_by_role("textbox", name="Text of word").wait_for()
    editor.settle()
    assert color(editor, 390, 190) == [255, 204, 0]
    drawn = [color(editor, x, y) for x in range(104, 240, 4) for y in range(104, 150, 4)]
    assert all(each == [255, 204, 0] for each in drawn)


def test_a_text_that_shrinks_to_fit_does_so_while_it_is_edited(editor):
    editor.select("word")
    editor.focus()
    editor.press("Enter")
    field = editor.page.get_by_role("textbox", name="Text of word")
    field.wait_for()
    looks = """element => {
        const { fontSize, fontFeatureSettings, textDecorationLine } = getComputedStyle(element);
        return [parseFloat(fontSize), fontFeatureSettings, textDecorationLine];
    }"""
    assert field.evaluate(looks) == [48, '"tnum"', "underline"]
    editor.page.keyboard.type("A good many words, more than go into the box at that size")
    editor.frames(2)
    size = field.evaluate(looks)[0]
    assert 8 < size < 36
    assert field.evaluate("element => element.offsetHeight") <= 101


def test_what_is_being_typed_is_saved_by_its_key(editor, server):
    editor.select("word")
    editor.focus()
    editor.press("Enter")
    editor.page.get_by_role("textbox", name="Text of word").wait_for()
    editor.page.keyboard.type("Typed")
    editor.press("Control+s")
    editor.wait_saved()
    saved = server.call("GET", f"/api/templates/{editor.id}")["jsonData"]["layers"][1]
    assert saved["text"] == "Typed"


def test_a_layer_that_is_tried_may_be_renamed_and_deleted(editor):
    tab = editor.tab("Try it")
    tab.get_by_role("button", name="Long", exact=True).click()
    editor.settle()
    row = editor.row("word")
    row.dblclick()
    row.get_by_role("textbox").fill("phrase")
    row.get_by_role("textbox").press("Enter")
    editor.settle()
    assert "Not drawn" not in editor.page.locator(".notes-summary").inner_text()
    editor.row("phrase").click()
    editor.focus()
    editor.press("Delete")
    editor.settle()
    assert "Not drawn" not in editor.page.locator(".notes-summary").inner_text()


def test_keys_alone_put_a_layer_into_a_group_and_out(editor):
    editor.row("dot").click()
    editor.row("dot").press("Alt+ArrowLeft")
    assert editor.layer("dot")["x"] == 500
    editor.press("Control+z")
    # Below the box, which is then the one above it in the list.
    editor.row("dot").press("Alt+ArrowDown")
    editor.row("dot").press("Alt+ArrowDown")
    editor.row("dot").press("Alt+ArrowRight")
    group = editor.layer("box")
    assert [layer["name"] for layer in group["layers"]] == ["dot"]
    # Upright on the canvas still.
    assert group["layers"][0]["rotation"] == -20
    editor.row("dot").press("Alt+ArrowLeft")
    dot = editor.layer("dot")
    assert (dot["x"], dot["y"], dot["rotation"]) == (500, 500, 0)


def test_what_cannot_be_moved_says_why(editor):
    page = editor.page
    editor.select("two")
    editor.focus()
    editor.press("ArrowDown")
    page.get_by_text("The stack places two").wait_for()
    editor.select("bound")
    editor.focus()
    editor.press("ArrowRight")
    page.get_by_text("A variable places bound").wait_for()
    editor.select("pieces")
    editor.focus()
    editor.press("Enter")
    page.get_by_text("This text is in pieces").wait_for()


def test_escape_takes_a_copy_back_that_a_drag_has_made(editor):
    page = editor.page
    page.mouse.move(*editor.at(530, 530))
    page.keyboard.down("Alt")
    page.mouse.down()
    page.mouse.move(*editor.at(700, 530), steps=3)
    page.keyboard.up("Alt")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert editor.layer("dot-2") is None
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_all_means_what_is_not_locked(editor):
    row = editor.row("word")
    row.hover()
    row.get_by_role("button", name="Lock word").click()
    editor.focus()
    editor.press("Control+a")
    assert editor.selected() == [
        "bound", "box", "dot", "pieces", "row", "rule", "window"]


def test_what_a_group_cuts_off_is_not_caught(editor):
    editor.click(1000, 150)
    assert editor.selected() == ["window"]
    editor.click(1100, 150)
    assert editor.selected() == []


def test_alt_leaves_no_copy_of_what_cannot_be_dragged(editor):
    page = editor.page
    page.get_by_role("button", name=re.compile("^Size 1200 × 630")).click()
    page.get_by_role("dialog", name="Try a size").get_by_role(
        "button", name=re.compile("YouTube")).click()
    editor.settle()
    editor.select("dot")
    box = page.locator(".overlay-box").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.keyboard.down("Alt")
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=3)
    page.mouse.up()
    page.keyboard.up("Alt")
    page.get_by_text("Layers cannot be moved at a tried size").wait_for()
    assert editor.layer("dot-2") is None
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
