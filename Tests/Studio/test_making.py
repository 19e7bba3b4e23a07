"""A card made from blank, as other design tools have taught: colours, fonts, lists, lines."""

import re

import pytest
from playwright.sync_api import expect

from conftest import png
from editing import Editor
from test_canvas_corners import color
from test_properties import open_all, row

TEMPLATE = {
    "canvas": {"width": 1200, "height": 630, "background": "#0f172a"},
    "layers": [
        {"name": "title", "type": "text", "x": 60, "y": 40, "width": 400, "height": 120,
         "text": "Title", "fontSize": 40, "color": "#ffffff40"},
        {"name": "pieces", "type": "text", "x": 60, "y": 200, "width": 400, "height": 100,
         "color": "#ffffff", "fontSize": 40,
         "spans": [{"text": "One "}, {"text": "two", "color": "#ff0000"}]},
        {"name": "badge", "type": "shape", "x": 600, "y": 60, "width": 160, "height": 160,
         "fill": "#6366f1"},
        {"name": "rule", "type": "shape", "shape": "line", "x": 600, "y": 300, "width": 300,
         "stroke": "#64748b", "strokeWidth": 4, "strokeDasharray": "16 8"},
        {"name": "row", "type": "stack", "x": 60, "y": 440, "width": 640, "height": 80,
         "layers": []}],
    "variables": [{"name": "accent", "type": "color", "default": "#22c55e"}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Making", TEMPLATE))


@pytest.fixture
def panel(editor):
    return editor.page.get_by_role("region", name="Properties")


def type_into(field, text):
    field.click()
    field.press("Control+a")
    field.page.keyboard.type(text)
    field.press("Enter")


def test_the_digits_of_a_colour_need_no_mark(editor, panel):
    editor.select("title")
    color = row(panel, "color").get_by_role("textbox")
    type_into(color, "1e3a8a")
    expect(color).to_have_value("#1e3a8a")
    row(panel, "color").get_by_role("button", name=re.compile("^Colour: ")).click()
    type_into(editor.page.get_by_role("textbox", name="Colour, CSS"), "FBBF2480")
    assert editor.layer("title")["color"] == "#fbbf2480"
    editor.select("badge")
    type_into(row(panel, "fill").get_by_role("textbox"), "f43")
    assert editor.layer("badge")["fill"] == "#f43"
    default = editor.tab("Variables").get_by_label("Default", exact=True)
    type_into(default, "db2777")
    assert editor.data()["variables"][0]["default"] == "#db2777"


def test_alpha_is_told_in_whole_percent(editor, panel):
    editor.select("title")
    row(panel, "color").get_by_role("button", name=re.compile("^Colour: ")).click()
    alpha = editor.page.get_by_role("spinbutton", name="Colour, alpha in percent")
    expect(alpha).to_have_value("25")
    alpha.press("ArrowUp")
    expect(alpha).to_have_value("26")
    type_into(alpha, "50")
    assert editor.layer("title")["color"] == "#ffffff80"


def test_a_swatch_shows_an_initial_colour_as_it_is(editor, panel):
    editor.select("title")
    open_all(panel)
    swatch = row(panel, "textStrokeColor").locator(".paint-swatch")
    expect(row(panel, "textStrokeColor")).to_have_class(re.compile("is-initial"))
    expect(swatch).to_have_css("opacity", "1")


def test_sides_may_be_typed_as_css_has_them(editor, panel):
    editor.select("title")
    open_all(panel)
    padding = row(panel, "padding").get_by_role("spinbutton").first
    type_into(padding, "8, 16px")
    assert editor.layer("title")["padding"] == [8, 16, 8, 16]
    expect(padding).to_have_value("8 16")
    padding.press("ArrowUp")
    expect(padding).to_have_value("9 17")
    assert editor.layer("title")["padding"] == [9, 17, 9, 17]
    type_into(padding, "1 2 3 4")
    expect(row(panel, "padding").get_by_label("Padding, left")).to_have_value("4")
    padding.fill("8 -16")
    panel.get_by_role("alert").get_by_text("Expected a number").wait_for()
    padding.press("Escape")
    type_into(padding, "5")
    assert editor.layer("title")["padding"] == 5


def test_enter_takes_the_first_font_that_was_found(editor, panel):
    editor.select("title")
    row(panel, "fontFamily").get_by_role("button", name="Choose a font").click()
    search = editor.page.get_by_role("searchbox", name="Search the fonts")
    editor.page.get_by_role("button", name=re.compile("^DejaVu Serif,")).wait_for()
    search.press("Enter")
    expect(search).to_be_visible()
    editor.page.keyboard.type("serif")
    search.press("Enter")
    expect(search).to_be_hidden()
    assert editor.layer("title")["fontFamily"] == "DejaVu Serif"


def test_a_text_in_pieces_leads_to_its_first_piece(editor, panel):
    page = editor.page
    editor.tab("Try it")
    editor.double_click(80, 220)
    first = panel.get_by_role("textbox", name="Piece 1, text")
    expect(first).to_be_focused()
    page.keyboard.type("Three ")
    assert editor.layer("pieces")["spans"][0]["text"] == "Three "
    editor.focus()
    editor.press("Enter")
    expect(first).to_be_focused()
    expect(first).to_have_value("Three ")
    panel.get_by_role("button", name="Piece", exact=True).click()
    expect(panel.get_by_role("textbox", name="Piece 3, text")).to_be_focused()
    page.keyboard.type(" four")
    assert editor.layer("pieces")["spans"][2] == {"text": " four"}


def test_the_frame_of_a_line_leaves_the_line_to_be_seen(editor):
    editor.select("rule")
    frame = editor.page.locator(".overlay-frame").first
    expect(frame).to_have_css("border-top-width", "0px")
    expect(editor.page.locator(".overlay-box")).to_have_css("border-top-color", "rgba(0, 0, 0, 0)")
    editor.select("badge")
    expect(frame).to_have_css("border-top-width", "1px")


def test_a_range_of_rows_begins_at_what_is_selected(editor):
    editor.select("row")
    editor.click(620, 80)
    assert editor.selected() == ["badge"]
    editor.row("pieces").click(modifiers=["Shift"])
    assert editor.selected() == ["badge", "pieces"]
    editor.row("title").click(modifiers=["Shift"])
    assert editor.selected() == ["badge", "pieces", "title"]


def test_a_text_in_a_stack_is_as_large_as_its_words(editor):
    editor.select("row")
    editor.page.get_by_role("button", name="Insert text").click()
    text = editor.layer("row")["layers"][0]
    assert text["type"] == "text" and not {"width", "height"} & set(text)


def test_an_uploaded_picture_is_inserted_by_enter(editor, tmp_path):
    file = tmp_path / "logo.png"
    file.write_bytes(png(64, 64, (10, 120, 200)))
    page = editor.page
    page.get_by_role("button", name="Insert image").click()
    dialog = page.get_by_role("dialog", name="Insert an image")
    with page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Upload").click()
    chooser.value.set_files(file)
    expect(dialog.get_by_role("button", name="Insert")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("treeitem", name="image")).to_be_visible()


def test_open_notes_leave_the_canvas_where_it_is(editor, panel):
    page = editor.page
    page.locator(".notes-summary").click()
    editor.select("badge")
    sheet = page.locator(".stage-sheet")
    editor.frames(2)
    before = sheet.bounding_box()
    page.locator(".notes-list").get_by_text("contrast").wait_for()
    editor.select("title")
    type_into(row(panel, "color").get_by_role("textbox"), "#ffffff")
    page.get_by_text("Nothing to note.").wait_for()
    editor.frames(2)
    assert sheet.bounding_box() == before


def test_the_first_edit_leaves_the_buttons_of_the_bar_in_their_places(editor):
    zoom = editor.page.get_by_title("Zoom", exact=True)
    before = zoom.bounding_box()
    editor.select("badge")
    editor.focus()
    editor.press("ArrowRight")
    editor.page.get_by_text("Unsaved changes").wait_for()
    assert abs(zoom.bounding_box()["x"] - before["x"]) < 1


def test_a_variable_that_is_typed_is_declared_on_the_spot(editor):
    page = editor.page
    page.refusals |= {400, 422}
    editor.double_click(80, 60)
    page.get_by_role("textbox", name="Text of title").wait_for()
    page.keyboard.type("By {{author}}")
    page.get_by_role("button", name="Declare {{author}}").click()
    editor.settle()
    expect(page.locator(".notes")).not_to_have_class(re.compile("is-bad"))
    expect(page.get_by_role("button", name="Declare {{author}}")).to_be_hidden()
    assert editor.data()["variables"][1:] == [{"name": "author", "type": "text"}]
    assert editor.layer("title")["text"] == "By {{author}}"


def test_what_is_inserted_stands_behind_the_layer_of_a_stack_that_is_selected(editor):
    insert = editor.page.get_by_role("button", name="Insert text")
    editor.select("row")
    insert.click()
    insert.click()
    editor.select("text")
    insert.click()
    assert [each["name"] for each in editor.layer("row")["layers"]] == ["text", "text-3", "text-2"]
    editor.select("badge")
    insert.click()
    assert editor.data()["layers"][-1]["name"] == "text-4"


def test_a_text_as_large_as_its_words_keeps_its_ground_while_it_is_edited(editor, panel):
    editor.select("row")
    editor.page.get_by_role("button", name="Insert text").click()
    open_all(panel)
    type_into(row(panel, "background").get_by_role("textbox"), "#dc2626")
    type_into(row(panel, "padding").get_by_role("spinbutton").first, "12")
    editor.settle()
    editor.focus()
    editor.press("Enter")
    editor.page.get_by_role("textbox", name="Text of text").wait_for()
    editor.settle()
    assert color(editor, 66, 446) == [220, 38, 38]
    words = {tuple(color(editor, x, y)) for x in range(74, 120, 3) for y in range(460, 500, 4)}
    assert words == {(220, 38, 38)}
    expect(editor.page.locator(".notes-list").get_by_text("#00000000")).to_have_count(0)


def test_the_site_s_pictures_are_listed_below_what_asks_for_them(editor):
    page = editor.page
    page.get_by_role("button", name="Insert image").click()
    choose = page.get_by_role("dialog", name="Insert an image").get_by_role("button", name="Choose")
    choose.click()
    chooser = page.locator(".prop-popover")
    chooser.wait_for()
    editor.frames(2)
    box = choose.bounding_box()
    assert chooser.bounding_box()["y"] >= box["y"] + box["height"]


def test_a_site_without_pictures_asks_for_no_drawing_of_them(editor):
    page = editor.page
    page.route("**/api/assets", lambda route: route.fulfill(json={"assets": []}))
    page.get_by_role("button", name="Insert image").click()
    # What the server refuses is a complaint that fails the test.
    page.get_by_role("button", name="Choose", exact=True).click()
    page.get_by_text("This site has no picture yet").wait_for()
    editor.frames(4)


def test_layers_of_two_types_have_each_its_own_initial_value(editor, panel):
    editor.page.get_by_role("button", name="Insert QR code").click()
    editor.row("title").click(modifiers=["Control"])
    ground = row(panel, "background").get_by_role("textbox")
    expect(ground).to_have_attribute("placeholder", "Mixed")
    type_into(ground, "none")
    expect(ground).to_have_value("none")
    assert "background" not in editor.layer("title")
    assert editor.layer("qr")["background"] == "none"
    type_into(ground, "#ffffff")
    assert editor.layer("title")["background"] == "#ffffff"
    assert "background" not in editor.layer("qr")


def test_the_focus_is_seen_around_a_canvas_that_is_larger_than_its_place(editor):
    page = editor.page
    page.get_by_title("Zoom", exact=True).click()
    page.get_by_role("menuitem", name="200 %").click()
    editor.settle()
    stage = page.locator(".stage")
    box = stage.bounding_box()
    edge = {"x": box["x"], "y": box["y"] + box["height"] / 2, "width": 2, "height": 20}
    page.locator(".layer-row").first.focus()
    before = page.screenshot(clip=edge)
    page.keyboard.press("Shift")
    editor.focus()
    expect(stage).to_have_css("outline-style", "solid")
    editor.frames(2)
    assert page.screenshot(clip=edge) != before


def test_letters_insert_on_the_canvas_and_are_letters_in_fields(editor, panel):
    def count():
        return len(editor.data()["layers"])

    before = count()
    editor.focus()
    editor.press("t", "R", "o", "l")
    kinds = [(each["type"], each.get("shape")) for each in editor.data()["layers"][before:]]
    assert kinds == [
        ("text", None), ("shape", None), ("shape", "ellipse"), ("shape", "line")]
    editor.press("Alt+r", "x")
    assert count() == before + 4
    editor.press("i")
    editor.page.get_by_role("dialog", name="Insert an image").wait_for()
    editor.press("Escape")
    editor.tab("Details").get_by_label("Name").press("t")
    editor.row("line").press("t")
    assert count() == before + 4


def test_the_site_s_own_pictures_can_be_chosen(editor, panel):
    page = editor.page
    editor.focus()
    editor.press("i")
    page.get_by_role("dialog").get_by_role("button", name="Choose", exact=True).click()
    page.get_by_role("button", name="dot.png, 1 kB").click()
    page.get_by_role("dialog").get_by_role("button", name="Insert", exact=True).click()
    editor.row("image").wait_for()
    image = editor.layer("image")
    assert image["image_url"] == "assets/dot.png"
    assert image["width"] / image["height"] == 40 / 30
