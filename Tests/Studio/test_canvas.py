"""What the pointer and the keys do on the canvas, told by the draft's own numbers."""

import math

import pytest
from playwright.sync_api import expect

from editing import Editor

SHAPES = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        {"name": "red", "type": "shape", "x": 100, "y": 100, "width": 200, "height": 100,
         "fill": "#ef4444"},
        {"name": "blue", "type": "shape", "x": 400, "y": 300, "width": 100, "height": 100,
         "fill": "#3b82f6"},
        {"name": "turned", "type": "group", "x": 700, "y": 200, "width": 300, "height": 200,
         "rotation": 30, "borderWidth": 4, "borderColor": "#000000", "layers": [
             {"name": "inner", "type": "shape", "x": 20, "y": 20, "width": 120, "height": 60,
              "rotation": 10, "fill": "#f59e0b"},
             {"name": "word", "type": "text", "x": 20, "y": 120, "width": 200, "height": 50,
              "text": "Word", "fontSize": 32}]},
        {"name": "row", "type": "stack", "x": 100, "y": 480, "width": 400, "height": 80, "gap": 20,
         "layers": [
             {"name": "one", "type": "text", "text": "One", "fontSize": 40},
             {"name": "two", "type": "shape", "width": 60, "height": 60, "fill": "#22c55e"}]}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Canvas", SHAPES))


def place(layer):
    return tuple(layer.get(name) for name in ("x", "y", "width", "height"))


def test_a_drag_moves_and_is_one_step_of_undo(editor):
    editor.drag((200, 150), (263, 181), "Control")
    assert place(editor.layer("red")) == (163, 131, 200, 100)
    editor.press("Control+z")
    assert place(editor.layer("red")) == (100, 100, 200, 100)
    editor.press("Control+Shift+z")
    assert place(editor.layer("red")) == (163, 131, 200, 100)


def test_escape_ends_a_drag_without_a_trace(editor):
    page = editor.page
    page.mouse.move(*editor.at(200, 150))
    page.mouse.down()
    page.mouse.move(*editor.at(400, 350), steps=4)
    editor.frames(2)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert place(editor.layer("red")) == (100, 100, 200, 100)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_drag_catches_on_edges_and_shows_guides(editor):
    page = editor.page
    page.mouse.move(*editor.at(450, 350))
    page.mouse.down()
    # Its left edge comes within some px of red's right one.
    page.mouse.move(*editor.at(353, 342), steps=5)
    expect(page.locator(".overlay-guide:not([hidden])")).not_to_have_count(0)
    page.mouse.up()
    assert editor.layer("blue")["x"] == 300
    expect(page.locator(".overlay-guide:not([hidden])")).to_have_count(0)


def test_shift_keeps_to_one_axis(editor):
    editor.drag((200, 150), (320, 170), "Control", "Shift")
    assert place(editor.layer("red")) == (220, 100, 200, 100)


def test_alt_drags_a_copy(editor):
    editor.drag((200, 150), (200, 280), "Control", "Alt")
    assert place(editor.layer("red")) == (100, 100, 200, 100)
    assert place(editor.layer("red-2")) == (100, 230, 200, 100)
    assert editor.selected() == ["red-2"]
    editor.press("Control+z")
    assert editor.layer("red-2") is None


def test_a_handle_moves_its_edges_alone(editor):
    editor.click(200, 150)
    editor.drag_handle("se", 40, 30, "Control")
    assert place(editor.layer("red")) == (100, 100, 240, 130)
    editor.drag_handle("w", -20, 50, "Control")
    assert place(editor.layer("red")) == (80, 100, 260, 130)
    editor.drag_handle("ne", 130, 0, "Shift")
    x, y, width, height = place(editor.layer("red"))
    assert (x, y + height) == (80, 230) and abs(width / height - 2) < 0.02


def corner(frame, rotation, across, down):
    """A corner of a frame that is turned about its middle."""
    x, y, width, height = frame
    angle = math.radians(rotation)
    dx, dy = width / 2 * across, height / 2 * down
    return (x + width / 2 + dx * math.cos(angle) - dy * math.sin(angle),
            y + height / 2 + dx * math.sin(angle) + dy * math.cos(angle))


def test_resizing_a_turned_child_of_a_turned_group_keeps_the_opposite_corner(editor):
    editor.select("inner")
    before = corner(place(editor.layer("inner")), 10, -1, -1)
    editor.drag_handle("se", 40, 60, "Control")
    after = editor.layer("inner")
    assert after["width"] > 130 and after["height"] > 70
    still = corner(place(after), 10, -1, -1)
    assert math.dist(before, still) < 0.1


def test_moving_a_child_of_a_turned_group_follows_the_pointer(editor):
    editor.select("inner")
    before = editor.layer("inner")
    # The middle of "inner" on the canvas: its group's turn about the group's middle.
    angle = math.radians(30)
    dx, dy = 704 + 20 + 60 - 850, 204 + 20 + 30 - 300
    middle = (850 + dx * math.cos(angle) - dy * math.sin(angle),
              300 + dx * math.sin(angle) + dy * math.cos(angle))
    editor.drag(middle, (middle[0] + 50, middle[1]), "Control")
    after = editor.layer("inner")
    moved = (after["x"] - before["x"], after["y"] - before["y"])
    # 50 px to the right is 50 px at -30 degrees in the group.
    assert math.dist(moved, (50 * math.cos(angle), -50 * math.sin(angle))) < 1.5


def test_the_round_handle_turns(editor):
    editor.click(200, 150)
    # From above the middle to its right: a quarter.
    page = editor.page
    page.mouse.move(*editor.handle("rotate"))
    page.mouse.down()
    x, y = editor.at(200, 150)
    page.mouse.move(x + 150, y, steps=8)
    editor.frames(2)
    page.mouse.up()
    assert abs(editor.layer("red")["rotation"] - 90) <= 1


def test_clicks_go_from_the_group_in(editor):
    inside = (816, 227)
    editor.click(*inside)
    assert editor.selected() == ["turned"]
    editor.double_click(*inside)
    assert editor.selected() == ["inner"]
    editor.press("Escape")
    assert editor.selected() == ["turned"]
    editor.press("Escape")
    assert editor.selected() == []
    editor.page.keyboard.down("Control")
    editor.click(*inside)
    editor.page.keyboard.up("Control")
    assert editor.selected() == ["inner"]


def test_a_frame_selects_what_it_touches(editor):
    editor.drag((50, 50), (420, 320))
    assert editor.selected() == ["blue", "red"]
    editor.page.keyboard.down("Shift")
    editor.click(450, 350)
    editor.page.keyboard.up("Shift")
    assert editor.selected() == ["red"]


def test_locked_and_hidden_layers_are_passed_over(editor):
    row = editor.row("red")
    row.hover()
    row.get_by_role("button", name="Lock red").click()
    editor.click(200, 150)
    assert editor.selected() == []
    editor.page.reload()
    editor.page.locator(".stage-picture[src]").wait_for()
    editor.click(200, 150)
    assert editor.selected() == []
    row.hover()
    row.get_by_role("button", name="Unlock red").click()
    row.get_by_role("button", name="Hide red").click()
    assert editor.layer("red")["visible"] is False
    editor.click(200, 150)
    assert editor.selected() == []


def test_arrow_keys_move_by_one_and_by_ten(editor):
    editor.click(200, 150)
    editor.press("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowUp")
    assert place(editor.layer("red")) == (102, 91, 200, 100)
    editor.press("Control+z")
    assert place(editor.layer("red")) == (100, 100, 200, 100)


def test_tab_goes_through_the_layers_and_on(editor):
    editor.focus()
    editor.press("Tab", "Tab")
    assert editor.selected() == ["blue"]
    editor.press("Shift+Tab")
    assert editor.selected() == ["red"]
    editor.press("Shift+Tab")
    assert editor.selected() == []


def test_alignment_and_equal_gaps(editor):
    editor.press("Control+a")
    page = editor.page
    page.get_by_role("button", name="Align left").click()
    data = editor.data()["layers"]
    # The turned group is aligned by the frame around it.
    assert data[0]["x"] == data[1]["x"] == data[3]["x"] == 100
    editor.press("Control+z")
    editor.select("red")
    page.get_by_role("button", name="Align centres across").click()
    assert editor.layer("red")["x"] == 500
    editor.press("Control+z")
    for name in ("red", "blue", "row"):
        editor.row(name).click(modifiers=[] if name == "red" else ["Control"])
    page.get_by_role("button", name="Distribute down").click()
    blue = editor.layer("blue")
    assert blue["y"] - 200 == 480 - (blue["y"] + 100)


def test_grouping_keeps_every_place_on_the_canvas(editor):
    editor.select("red")
    editor.row("blue").click(modifiers=["Control"])
    editor.focus()
    editor.press("Control+g")
    group = editor.layer("group")
    assert place(group) == (100, 100, 400, 300)
    assert [place(layer) for layer in group["layers"]] == [(0, 0, 200, 100), (300, 200, 100, 100)]
    editor.press("Control+Shift+g")
    assert editor.layer("group") is None
    assert place(editor.layer("blue")) == (400, 300, 100, 100)
    # Out of a turned group with a border: the corner is where it was.
    editor.select("turned")
    editor.focus()
    editor.press("Control+Shift+g")
    inner = editor.layer("inner")
    assert inner["rotation"] == 40
    angle = math.radians(30)
    dx, dy = 704 + 20 + 60 - 850, 204 + 20 + 30 - 300
    middle = (850 + dx * math.cos(angle) - dy * math.sin(angle),
              300 + dx * math.sin(angle) + dy * math.cos(angle))
    assert math.dist((inner["x"] + 60, inner["y"] + 30), middle) < 0.05


def test_order_and_deletion(editor):
    editor.click(200, 150)
    editor.press("]")
    assert [layer["name"] for layer in editor.data()["layers"]][:2] == ["blue", "red"]
    editor.press("}")
    assert editor.data()["layers"][-1]["name"] == "red"
    editor.press("{", "Delete")
    assert editor.layer("red") is None
    editor.press("Control+z")
    assert editor.layer("red") is not None


def test_copies_go_by_the_clipboard_to_another_template(editor, server):
    editor.click(200, 150)
    editor.press("Control+c", "Control+v")
    assert place(editor.layer("red-2")) == (116, 116, 200, 100)
    editor.press("Control+d")
    assert editor.layer("red-3") is not None
    editor.select("turned")
    editor.focus()
    editor.press("Control+c")
    other = Editor.open(editor.page, server.make_template(
        "Other", {"canvas": {"width": 600, "height": 400}, "layers": []}))
    other.focus()
    other.press("Control+v")
    assert [layer["name"] for layer in other.layer("turned")["layers"]] == ["inner", "word"]


def test_text_is_edited_in_place_with_the_site_s_own_face(editor):
    editor.select("word")
    editor.focus()
    editor.press("Enter")
    field = editor.page.get_by_role("textbox", name="Text of word")
    field.wait_for()
    editor.frames(4)
    family = field.evaluate("element => getComputedStyle(element).fontFamily")
    assert family.startswith('"placard DejaVu Sans"')
    editor.page.keyboard.type("Two\nlines 🎉")
    editor.press("Escape")
    assert editor.layer("word")["text"] == "Two\nlines 🎉"
    editor.press("Control+z")
    assert editor.layer("word")["text"] == "Word"


def test_zoom_by_keys_and_wheel_stays_at_the_pointer(editor):
    page = editor.page
    editor.focus()
    editor.press("1")
    expect(page.get_by_role("button", name="Zoom: 100 %")).to_be_visible()
    at = editor.at(300, 200)
    page.mouse.move(*at)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    editor.frames(2)
    assert math.dist(editor.at(300, 200), at) < 2
    editor.focus()
    editor.press("0")
    box = page.locator(".stage-sheet").bounding_box()
    stage = page.locator(".stage").bounding_box()
    assert box["x"] > stage["x"] and box["width"] < stage["width"]


def test_the_list_reorders_and_puts_into_groups(editor):
    page = editor.page
    editor.row("red").drag_to(editor.row("turned"))
    group = editor.layer("turned")
    assert group["layers"][-1]["name"] == "red"
    # Still where it was, upright, so turned back within its group.
    assert group["layers"][-1]["rotation"] == -30
    page.keyboard.press("Control+z")
    target = editor.row("row")
    editor.row("red").drag_to(target, target_position={"x": 60, "y": 2})
    assert editor.data()["layers"][-1]["name"] == "red"


def test_the_list_renames_and_refuses_a_name_that_is_taken(editor):
    row = editor.row("red")
    row.click()
    row.press("F2")
    row.get_by_role("textbox").fill("blue")
    row.get_by_role("textbox").press("Enter")
    editor.page.get_by_text("There is a layer “blue” already").wait_for()
    row = editor.row("red")
    row.dblclick()
    row.get_by_role("textbox").fill("crimson")
    row.get_by_role("textbox").press("Enter")
    assert editor.layer("crimson") is not None and editor.selected() == ["crimson"]


def test_children_of_a_stack_are_outlined_where_the_server_lays_them(editor):
    editor.select("two")
    editor.frames(2)
    left, top = editor.at(0, 0)
    zoom = (editor.at(100, 0)[0] - left) / 100
    box = editor.page.locator(".overlay-box").bounding_box()
    x, width = (box["x"] - left) / zoom, box["width"] / zoom
    assert abs(width - 60) < 3 and x > 180
    expect(editor.page.locator('.overlay-box [data-handle="se"]')).to_be_hidden()


def test_what_is_in_a_group_follows_its_edges_by_constraints(editor, server):
    group = {
        "name": "panel", "type": "group", "x": 100, "y": 100, "width": 400, "height": 200,
        "layers": [
            {"name": "ground", "type": "shape", "x": 0, "y": 0, "width": 400, "height": 200,
             "fill": "#e2e8f0", "constraints": {"horizontal": "stretch", "vertical": "scale"}},
            {"name": "corner", "type": "shape", "x": 340, "y": 140, "width": 40, "height": 40,
             "fill": "#ef4444", "constraints": {"horizontal": "right", "vertical": "bottom"}},
            {"name": "still", "type": "shape", "x": 20, "y": 20, "width": 40, "height": 40}]}
    other = Editor.open(editor.page, server.make_template(
        "Panel", {"canvas": {"width": 1200, "height": 630}, "layers": [group]}))
    other.select("panel")
    other.drag_handle("se", 100, 100, "Control")
    assert place(other.layer("panel")) == (100, 100, 500, 300)
    assert place(other.layer("ground")) == (0, 0, 500, 300)
    assert place(other.layer("corner")) == (440, 240, 40, 40)
    assert place(other.layer("still")) == (20, 20, 40, 40)
    other.press("Control+z")
    assert other.layer("panel") == group


def test_the_drawing_has_the_pixels_that_it_is_shown_with(editor):
    """As many as the screen has there, or twice, four … times as many: what browsers halve well."""
    page = editor.page
    editor.focus()
    wait = "width => document.querySelector('.stage-picture').naturalWidth === width"
    for key, width in [("1", 1200), ("+", 1500), ("+", 1800), ("+", 2400), ("+", 3600),
                       ("+", 3600), ("1", 1200), ("-", 1800), ("-", 1608), ("-", 1200),
                       ("-", 1584)]:
        editor.press(key)
        page.wait_for_function(wait, arg=width)
    editor.press("0")
    page.wait_for_function(
        """() => {
            const image = document.querySelector(".stage-picture");
            const share = image.naturalWidth / image.getBoundingClientRect().width;
            return share > 1 && Math.abs(Math.log2(share) % 1) < 0.001;
        }""")


def test_alt_measures_to_what_is_pointed_at(editor):
    page = editor.page
    editor.select("red")
    # Below and to the right: a gap each way.
    page.mouse.move(*editor.at(450, 350))
    page.keyboard.down("Alt")
    labels = page.locator(".overlay-guide:visible .overlay-distance")
    expect(labels).to_have_text(["100", "100"])
    # The canvas around it: all four sides.
    page.mouse.move(*editor.at(600, 50))
    expect(labels).to_have_text(["100", "900", "100", "430"])
    page.keyboard.up("Alt")
    expect(labels).to_have_count(0)
