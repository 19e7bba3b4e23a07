"""What is typed into the panel's fields: other spellings, what is wrong, what need not be said."""

import re

import pytest
from playwright.sync_api import expect

from editing import Editor
from test_properties import open_all, row

TEMPLATE = {
    "canvas": {"width": 1200, "height": 630, "background": "#eeeeee"},
    "layers": [
        {"name": "words", "type": "text", "x": 40, "y": 60, "width": 400, "height": 160,
         "text": "Words", "fontSize": 40, "lang": "de"},
        {"name": "box", "type": "shape", "x": 500, "y": 60, "width": 160, "height": 160,
         "fill": "#6366f1"}],
    "variables": [{"name": "side", "type": "text", "default": "right"}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Fields", TEMPLATE))


@pytest.fixture
def panel(editor):
    return editor.page.get_by_role("region", name="Properties")


def number(panel, name):
    return row(panel, name).get_by_role("spinbutton").first


def test_what_has_its_initial_value_again_is_left_out(editor, panel):
    page = editor.page
    before = editor.data()
    editor.select("words")
    open_all(panel)
    choose(row(panel, "textTransform").get_by_role("combobox"), "uppercase", "none")
    choose(row(panel, "blendMode").get_by_role("combobox"), "multiply", "normal")
    for name, other, initial in [
            ("rotation", "10", "0"), ("opacity", "50", "100"), ("fontWeight", "700", "400"),
            ("lineHeight", "2", "1.2"), ("padding", "4", "0"), ("maxLines", "2", "")]:
        write(number(panel, name), other)
        write(number(panel, name), initial)
    for name, other, initial in [
            ("color", "red", "#000"), ("background", "blue", "none"),
            ("borderColor", "red", "currentColor")]:
        write(row(panel, name).get_by_role("textbox"), other)
        write(row(panel, name).get_by_role("textbox"), initial)
    row(panel, "verticalAlign").get_by_role("radio", name="Bottom").click()
    row(panel, "verticalAlign").get_by_role("radio", name="Top").click()
    row(panel, "visible").get_by_role("checkbox").uncheck()
    row(panel, "visible").get_by_role("checkbox").check()
    underline = row(panel, "textDecoration").get_by_role("button", name="Underline")
    underline.click()
    underline.click()
    row(panel, "boxShadow").get_by_role("button", name="Shadow", exact=True).click()
    row(panel, "boxShadow").get_by_role("button", name=re.compile("^Remove")).click()
    sides = row(panel, "constraints").get_by_role("combobox", name="Horizontal")
    sides.select_option("right")
    assert editor.layer("words")["constraints"] == {"horizontal": "right"}
    sides.select_option("left")
    assert editor.data() == before
    # A change and what it leaves out are one step.
    page.get_by_role("button", name=re.compile("^Undo")).click()
    assert editor.layer("words")["constraints"] == {"horizontal": "right"}


def choose(select, *words):
    for word in words:
        select.select_option(word)


def write(field, text):
    field.fill(text)
    field.press("Enter")


def test_an_initial_value_on_the_way_to_another_changes_no_order(editor, panel):
    editor.select("words")
    size = number(panel, "fontSize")
    size.press("Control+a")
    editor.page.keyboard.type("160", delay=40)
    size.press("Enter")
    assert list(editor.layer("words")) == list(TEMPLATE["layers"][0])
    write(size, "16")
    assert "fontSize" not in editor.layer("words")


@pytest.mark.parametrize("text, value", [
    (" 12px ", 12), ("1e2", 100), ("40,5", 40.5), ("100 − 20", 80), ("3×20", 60), ("60 PX", 60),
])
def test_a_number_is_read_in_any_spelling(editor, panel, text, value):
    editor.select("words")
    write(number(panel, "fontSize"), text)
    assert editor.layer("words")["fontSize"] == value


def test_a_number_of_another_unit_or_unclear_is_not_taken(editor, panel):
    editor.select("words")
    size = number(panel, "fontSize")
    for text in ("50%", "1,200", "12pt"):
        size.fill(text)
        panel.get_by_role("alert").get_by_text("Expected a number from 1 to 2000 px").wait_for()
        size.press("Escape")
        expect(size).to_have_value("40")
    write(row(panel, "fontWeight").get_by_role("spinbutton"), "bold")
    layer = editor.layer("words")
    assert (layer["fontSize"], layer["fontWeight"]) == (40, 700)


def test_a_wrong_number_is_put_back_whole_and_said(editor, panel):
    page = editor.page
    editor.select("words")
    size = number(panel, "fontSize")
    size.press("Control+a")
    page.keyboard.type("9000", delay=40)
    # While one is at it, it stays as it was typed.
    size.press("Enter")
    expect(size).to_have_value("9000")
    expect(size).to_have_attribute("aria-invalid", "true")
    editor.row("box").click()
    page.get_by_role("status").get_by_text(re.compile("^Size is still 40: “9000” was ty")).wait_for()
    assert editor.layer("words")["fontSize"] == 40


def test_what_is_half_typed_is_saved_with_the_rest(editor, panel, server):
    page = editor.page
    editor.select("box")
    row(panel, "fill").get_by_role("textbox").fill("rebeccapurple")
    fill = row(panel, "fill").get_by_role("textbox")
    fill.fill("no colour")
    fill.fill("#ff0000")
    editor.select("words")
    lang = row(panel, "lang")
    open_all(panel)
    field = lang.get_by_role("combobox")
    field.fill("")
    editor.press("Control+s")
    editor.wait_saved()
    saved = server.call("GET", f"/api/templates/{editor.id}")["jsonData"]["layers"]
    assert "lang" not in saved[0] and saved[1]["fill"] == "#ff0000"


def test_a_colour_half_typed_is_in_the_draft_after_a_reload(editor, panel):
    page = editor.page
    page.refusals |= {400, 422}
    editor.select("box")
    row(panel, "fill").get_by_role("textbox").fill("linear-gradient(red, blu")
    page.reload()
    page.get_by_role("button", name="Go on with the draft").click()
    assert Editor(page).layer("box")["fill"] == "linear-gradient(red, blu"


def test_a_variable_stands_for_a_word_of_constraints(editor, panel):
    field = editor.tab("JSON").get_by_label("Template as JSON")
    expect(field).to_have_value(re.compile("layers"))
    field.fill(field.input_value().replace(
        '"fill": "#6366f1"', '"fill": "#6366f1", "constraints": { "horizontal": "{{side}}" }'))
    editor.tab("Design")
    editor.select("box")
    open_all(panel)
    words = row(panel, "constraints").get_by_role("combobox", name="Horizontal")
    expect(words).to_have_value("{{side}}")
    row(panel, "constraints").get_by_role("combobox", name="Vertical").select_option("bottom")
    assert editor.layer("box")["constraints"] == {"horizontal": "{{side}}", "vertical": "bottom"}


def test_a_long_error_leaves_the_panels_where_they_are(editor):
    page = editor.page
    page.refusals |= {400, 422}
    field = editor.tab("JSON").get_by_label("Template as JSON")
    expect(field).to_have_value(re.compile("layers"))
    field.fill(field.input_value().replace('"#6366f1"', f'"{"no colour " * 30}"'))
    page.locator(".notes.is-bad").wait_for()
    middle = page.locator(".editor-middle").bounding_box()
    for name in (".editor-tools", ".stage", ".notes"):
        assert page.locator(name).bounding_box()["width"] <= middle["width"], name


def test_the_word_that_a_field_shows_when_it_is_empty_may_be_typed(editor, panel):
    editor.select("words")
    lines = number(panel, "maxLines")
    write(lines, "3")
    assert editor.layer("words")["maxLines"] == 3
    write(lines, "None")
    expect(lines).to_have_value("")
    assert "maxLines" not in editor.layer("words")


def test_a_tag_is_added_when_its_field_is_left_and_half_of_one_is_told(editor, panel):
    editor.select("words")
    open_all(panel)
    features = row(panel, "fontFeatures")
    tag = features.get_by_label("Another tag, of four letters")
    write(tag, "ss")
    features.get_by_text("Expected four letters or digits").wait_for()
    tag.press("9")
    tag.press("9")
    tag.press("Tab")
    assert editor.layer("words")["fontFeatures"] == {"ss99": 1}


def test_without_its_last_piece_a_text_is_plain(editor, panel):
    editor.select("words")
    pieces = row(panel, "spans")
    pieces.get_by_role("button", name="Style pieces of the text").click()
    pieces.get_by_role("button", name="Remove piece 1").click()
    row(panel, "text").get_by_role("textbox").fill("Plain")
    layer = editor.layer("words")
    assert layer["text"] == "Plain" and "spans" not in layer


def test_what_was_typed_and_taken_back_is_no_step_of_undo(editor, panel):
    editor.select("words")
    undo = editor.page.get_by_role("button", name=re.compile("^Undo"))
    size = number(panel, "fontSize")
    write(size, "60")
    size.press("Control+a")
    editor.page.keyboard.type("9000", delay=20)
    size.press("Tab")
    size.press("Control+a")
    editor.page.keyboard.type("12", delay=20)
    size.press("Escape")
    assert editor.layer("words")["fontSize"] == 60
    undo.click()
    assert editor.layer("words")["fontSize"] == 40
    expect(undo).to_be_disabled()
