"""Layers that are copied, inserted and dropped: where they come to stand, what they are called."""

import base64

import pytest
from playwright.sync_api import expect

from conftest import png
from editing import Editor

CARD = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "variables": [
        {"name": "who", "type": "text", "default": "Ada"},
        {"name": "unused", "type": "text", "default": "Nobody"}],
    "layers": [
        {"name": "row", "type": "stack", "x": 100, "y": 100, "width": 600, "height": 300,
         "padding": 10, "layers": [
             {"name": "greeting", "type": "text", "text": "Hello {{who}}", "fontSize": 47}]},
        {"name": "box", "type": "group", "x": 700, "y": 300, "width": 300, "height": 200,
         "rotation": 90, "layers": [
             {"name": "dot", "type": "shape", "x": 10, "y": 10, "width": 80, "height": 80}]},
        {"name": "plain", "type": "shape", "x": 20, "y": 500, "width": 80, "height": 80,
         "fill": "#22c55e"}],
}
EMPTY = {"canvas": {"width": 1200, "height": 630, "background": "#ffffff"}, "layers": []}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Source", CARD))


def copy(editor, name):
    editor.select(name)
    editor.focus()
    editor.press("Control+c")


def is_drawn(editor):
    """The server has drawn what is there now."""
    editor.settle()
    expect(editor.page.locator(".notes-summary")).to_contain_text("Drawn")


def place(layer):
    return tuple(round(layer[side]) for side in ("x", "y", "width", "height"))


def drop(page, selector, name, data, kind="image/png"):
    """Drops a file on an element; whether the studio has kept the browser from opening it."""
    return page.evaluate(
        """([selector, name, data, type]) => {
            const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([bytes], name, { type }));
            const element = document.querySelector(selector);
            const box = element.getBoundingClientRect();
            return ["dragover", "drop"].every((each) => !element.dispatchEvent(
                new DragEvent(each, {
                    dataTransfer, bubbles: true, cancelable: true,
                    clientX: box.x + box.width / 2, clientY: box.y + box.height / 2,
                })));
        }""", [selector, name, base64.b64encode(data).decode(), kind])


def test_what_is_copied_out_of_a_stack_has_the_size_it_had_there(editor):
    copy(editor, "greeting")
    editor.press("Escape", "Escape", "Control+v")
    is_drawn(editor)
    pasted = editor.data()["layers"][-1]
    assert pasted["name"] == "greeting-2" and (pasted["x"], pasted["y"]) == (110, 110)
    # Wide enough for its words to stand on one line still.
    assert pasted["height"] < 2 * 47
    copy(editor, "greeting")
    editor.press("Control+v")
    row = editor.layer("row")["layers"]
    assert [layer["name"] for layer in row] == ["greeting", "greeting-3"]
    assert "width" not in row[1]


def test_what_is_copied_out_of_a_turned_group_stays_in_sight_where_it_was(editor):
    copy(editor, "dot")
    editor.press("Escape", "Escape", "Control+v")
    pasted = editor.data()["layers"][-1]
    # The corner at (10, 10) of a box of 300 × 200 about (850, 400), turned by a quarter.
    assert place(pasted) == (850 + 100 - 10 - 80, 400 - 150 + 10, 80, 80)
    assert pasted["rotation"] == 90


def test_variables_go_along_to_another_template(editor, server):
    copy(editor, "row")
    other = Editor.open(editor.page, server.make_template("Target", EMPTY))
    other.focus()
    other.press("Control+v")
    is_drawn(other)
    assert other.data()["variables"] == [{"name": "who", "type": "text", "default": "Ada"}]
    other.press("Control+v")
    assert len(other.data()["variables"]) == 1


def test_what_is_inserted_comes_into_the_group_that_is_selected(editor):
    editor.select("box")
    editor.page.get_by_role("button", name="Insert ellipse").click()
    assert place(editor.layer("box")["layers"][-1]) == (90, 40, 120, 120)
    assert editor.selected() == ["ellipse"]
    editor.select("row")
    editor.page.get_by_role("button", name="Insert rectangle").click()
    assert "x" not in editor.layer("row")["layers"][-1]
    editor.select("plain")
    editor.page.get_by_role("button", name="Insert text").click()
    assert editor.data()["layers"][-1]["name"] == "text"


def test_what_is_inserted_at_a_tried_size_stands_on_the_template_s_own(editor):
    page = editor.page
    page.locator(".sizes-button").click()
    page.get_by_role("dialog", name="Try a size").get_by_text("Story").click()
    page.locator(".sizes-button", has_text="1080 × 1920").wait_for()
    page.get_by_role("button", name="Insert text").click()
    assert place(editor.layer("text")) == (360, 267, 480, 96)
    assert drop(page, ".stage", "middle.png", png(40, 30, (1, 2, 3)))
    editor.row("middle").wait_for()
    dropped = editor.layer("middle")
    assert abs(dropped["y"] + 15 - 315) < 3 and abs(dropped["x"] + 20 - 600) < 3


def test_a_file_s_name_becomes_one_that_a_layer_may_have(editor):
    for name, layer in (("x" * 200 + ".png", "x" * 120), ("photo.final.png", "photo-final"),
                        ("clip.mp4.png", "clip-mp4")):
        assert drop(editor.page, ".stage", name, png(40, 31, (9, 9, 9)))
        editor.row(layer).wait_for()
    is_drawn(editor)


def test_a_file_that_is_dropped_beside_the_canvas_does_not_take_its_place(editor):
    for selector in (".layers", ".is-right", ".editor-bar"):
        assert drop(editor.page, selector, "beside.png", png(40, 30, (1, 2, 3)))
    assert drop(editor.page, ".stage", "note.txt", b"Hello", "text/plain")
    editor.page.get_by_text("note.txt is not a picture").wait_for()
    assert len(editor.data()["layers"]) == 3


def test_pictures_that_come_together_do_not_hide_one_another(editor):
    give = """([selector, kind, first, second]) => {
        const dataTransfer = new DataTransfer();
        for (const [name, data] of [first, second]) {
            const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
            dataTransfer.items.add(new File([bytes], name, { type: "image/png" }));
        }
        const options = { bubbles: true, cancelable: true, clientX: 600, clientY: 400 };
        const element = document.querySelector(selector);
        element.dispatchEvent(kind === "paste"
            ? new ClipboardEvent("paste", { clipboardData: dataTransfer, ...options })
            : new DragEvent("drop", { dataTransfer, ...options }));
    }"""
    red, blue = (base64.b64encode(png(40, 30, color)).decode()
                 for color in ((220, 0, 0), (0, 0, 220)))
    for kind in ("drop", "paste"):
        editor.focus()
        editor.page.evaluate(
            give, [".stage", kind, [f"{kind}-red.png", red], [f"{kind}-blue.png", blue]])
        for color in ("red", "blue"):
            editor.row(f"{kind}-{color}").wait_for()
        one, other = (editor.layer(f"{kind}-{color}") for color in ("red", "blue"))
        assert abs(one["x"] - other["x"]) == abs(one["y"] - other["y"]) == 16


def test_a_new_layer_of_a_deleted_one_s_name_is_neither_locked_nor_tried(editor):
    page = editor.page
    page.get_by_role("button", name="Insert text").click()
    text = editor.tab("Try it").get_by_label("text · layer")
    text.fill("Tried")
    editor.tab("Design")
    editor.row("text").press("l")
    expect(editor.row("text")).to_have_attribute("aria-label", "text, text, locked")
    editor.focus()
    editor.press("Delete")
    page.get_by_role("button", name="Insert text").click()
    expect(editor.row("text")).to_have_attribute("aria-label", "text, text")
    expect(editor.tab("Try it").get_by_label("text · layer")).to_have_value("")


def test_undoing_a_new_name_leaves_the_lock_on(editor):
    editor.row("plain").press("l")
    editor.row("plain").press("F2")
    editor.page.get_by_label("New name of plain").fill("fancy")
    editor.page.keyboard.press("Enter")
    expect(editor.row("fancy")).to_have_attribute("aria-label", "fancy, shape, locked")
    editor.focus()
    editor.press("Control+z")
    expect(editor.row("plain")).to_have_attribute("aria-label", "plain, shape, locked")
    editor.press("Control+y")
    expect(editor.row("fancy")).to_have_attribute("aria-label", "fancy, shape, locked")


def test_what_changes_nothing_is_no_step_of_undo(editor):
    editor.select("plain")
    editor.focus()
    editor.press("ArrowRight", "}", "]", "}")
    editor.press("Control+z")
    assert editor.layer("plain")["x"] == 20


def test_a_name_that_is_too_long_is_refused_in_the_list_and_in_the_panel(editor):
    page = editor.page
    editor.select("plain")
    page.keyboard.press("F2")
    page.get_by_label("New name of plain").fill("x" * 129)
    page.keyboard.press("Enter")
    page.get_by_text("A name has at most 128 characters").wait_for()
    name = editor.tab("Design").get_by_label("Layer's name")
    name.fill("y" * 129)
    page.locator(".prop-title .error", has_text="at most 128 characters").wait_for()
    name.press("Tab")
    expect(name).to_have_value("plain")
    assert editor.layer("plain") is not None


def test_a_name_is_kept_when_another_layer_is_clicked_on_the_canvas(editor):
    editor.select("plain")
    editor.tab("Design").get_by_label("Layer's name").fill("renamed")
    editor.click(850, 400)
    assert editor.selected() == ["box"]
    assert editor.layer("renamed") is not None


def test_the_list_drops_into_an_open_group_and_below_all(editor):
    page = editor.page
    editor.row("plain").drag_to(editor.row("box"), target_position={"x": 60, "y": 26})
    assert [each["name"] for each in editor.layer("box")["layers"]] == ["dot", "plain"]
    # The fixture's bottom rows are those of the stack: below them is out of it.
    last = editor.row("greeting").bounding_box()
    editor.row("plain").hover()
    page.mouse.down()
    page.mouse.move(last["x"] + 60, last["y"] + 20, steps=4)
    page.mouse.move(last["x"] + 60, last["y"] + last["height"] + 20, steps=4)
    page.mouse.up()
    assert [each["name"] for each in editor.data()["layers"]] == ["plain", "row", "box"]


def test_a_link_that_is_dropped_beside_a_field_is_not_followed(editor):
    is_kept = """(selector) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/uri-list", "https://example.org/");
        return !document.querySelector(selector).dispatchEvent(
            new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }"""
    editor.select("plain")
    editor.tab("Design").get_by_label("X", exact=True).wait_for()
    assert editor.page.evaluate(is_kept, ".stage")
    assert editor.page.evaluate(is_kept, ".layer-list")
    assert not editor.page.evaluate(is_kept, ".props input")


def test_after_a_deletion_in_the_list_its_neighbour_has_the_keys(editor):
    editor.select("box")
    editor.press("Delete")
    assert editor.layer("box") is None
    focused = editor.page.evaluate("() => document.activeElement.dataset.name")
    assert focused == "row"


def test_what_the_keys_choose_is_brought_into_sight(editor):
    editor.focus()
    editor.press(*["+"] * 8)
    stage = editor.page.locator(".stage").bounding_box()
    for _ in range(4):
        editor.press("Tab")
        editor.frames(2)
        box = editor.page.locator(".overlay-box").bounding_box()
        assert box["x"] < stage["x"] + stage["width"] and box["x"] + box["width"] > stage["x"]
        assert box["y"] < stage["y"] + stage["height"] and box["y"] + box["height"] > stage["y"]


def test_a_locked_layer_stays_where_it_is_however_it_is_selected(editor):
    page = editor.page
    editor.select("plain")
    page.keyboard.press("l")
    expect(page.locator('.overlay-box [data-handle="se"]')).to_be_hidden()
    editor.focus()
    editor.press("ArrowRight")
    page.get_by_text("plain is locked").wait_for()
    editor.row("box").click(modifiers=["Control"])
    editor.focus()
    editor.press("ArrowRight")
    page.get_by_role("button", name="Align top").click()
    assert place(editor.layer("plain")) == (20, 500, 80, 80)
    assert editor.layer("box")["x"] == 701
    # What is in something locked, as well.
    editor.select("box")
    page.keyboard.press("l")
    editor.select("dot")
    editor.focus()
    editor.press("ArrowRight")
    page.get_by_text("box is locked").wait_for()
    assert place(editor.layer("dot")) == (10, 10, 80, 80)


def test_a_lock_of_a_draft_s_own_layer_is_there_when_the_draft_is(editor):
    page = editor.page
    page.get_by_role("button", name="Insert ellipse").click()
    editor.row("ellipse").press("l")
    page.locator(".save-detail", has_text="Draft from").wait_for()
    page.reload()
    page.get_by_role("button", name="Go on with the draft").click()
    expect(editor.row("ellipse")).to_have_attribute("aria-label", "ellipse, shape, locked")


def test_layers_are_copied_though_a_text_is_marked_elsewhere(editor):
    editor.tab("Details").locator(".snippet").wait_for()
    editor.page.evaluate("() => getSelection().selectAllChildren("
                         "document.querySelector('.snippet'))")
    editor.select("plain")
    editor.press("Control+c", "Control+v")
    assert editor.selected() == ["plain-2"]


def test_groups_and_copies_made_at_a_tried_size_stand_right_at_the_template_s_own(editor):
    page = editor.page
    page.locator(".sizes-button").click()
    page.get_by_role("dialog", name="Try a size").get_by_text("Story").click()
    page.locator(".sizes-button", has_text="1080 × 1920").wait_for()
    editor.settle()
    editor.select("plain")
    editor.focus()
    editor.press("Control+g")
    group = editor.layer("group")
    assert place(group) == (20, 500, 80, 80)
    assert place(group["layers"][0]) == (0, 0, 80, 80)
    editor.press("Control+Shift+g")
    assert place(editor.layer("plain")) == (20, 500, 80, 80)
    editor.press("Control+c", "Control+v")
    assert place(editor.layer("plain-2")) == (36, 516, 80, 80)
    copy(editor, "greeting")
    editor.press("Escape", "Escape", "Control+v")
    pasted = editor.data()["layers"][-1]
    assert (pasted["x"], pasted["y"]) == (110, 110)


def test_a_place_that_a_variable_gives_stays_the_variable_s_in_groups(signed_in, server):
    layers = [
        {"name": "plain", "type": "shape", "x": 20, "y": 500, "width": 80, "height": 80},
        {"name": "bound", "type": "shape", "x": "{{left}}", "y": 300, "width": 90, "height": 80}]
    variables = [{"name": "left", "type": "number", "default": 240}]
    editor = Editor.open(signed_in, server.make_template(
        "Bound", {**EMPTY, "layers": layers, "variables": variables}))
    editor.focus()
    editor.press("Control+a", "Control+g")
    group = editor.layer("group")
    # It takes all of the canvas, so that the variable's number means what it meant.
    assert place(group) == (0, 0, 1200, 630)
    assert group["layers"] == layers
    editor.press("Control+Shift+g")
    assert editor.data()["layers"] == layers


def test_words_that_are_pasted_become_a_text(editor):
    page = editor.page
    page.evaluate("navigator.clipboard.writeText('  Words from elsewhere\\nin two lines ')")
    editor.focus()
    editor.press("Control+v")
    text = editor.layer("text")
    assert (text["type"], text["text"]) == ("text", "Words from elsewhere\nin two lines")
    assert editor.selected() == ["text"]
    editor.settle()
    assert "Not drawn" not in page.locator(".notes-summary").inner_text()
    page.evaluate("navigator.clipboard.writeText('  ')")
    editor.press("Control+v")
    assert editor.layer("text-2") is None
