"""The panels that look at a template as a whole: JSON, variables, samples, networks, sizes."""

import json
import re

import pytest
from playwright.sync_api import expect

from editing import Editor

CARD = {
    "canvas": {"width": 1200, "height": 630},
    "layers": [
        {"name": "ground", "type": "shape", "x": 0, "y": 0, "width": 1200, "height": 630,
         "fill": "#ddeeff", "constraints": {"horizontal": "stretch", "vertical": "stretch"}},
        {"name": "box", "type": "group", "x": 40, "y": 40, "width": 1100, "height": 500,
         "layers": [
             {"name": "title", "type": "text", "x": 0, "y": 0, "width": 500, "height": 60,
              "fontSize": 40, "spans": [
                  {"text": "By {{ who }}, \\{{who}}", "color": "{{tint}}"}]}]}],
    "variables": [
        {"name": "who", "default": "Ada"},
        {"name": "tint", "type": "color", "default": "#112233"}],
}


@pytest.fixture
def editor(signed_in, server):
    # Drafts with errors are what is tried here.
    signed_in.refusals |= {400, 422}
    return Editor.open(signed_in, server.make_template("Panels", CARD))


@pytest.fixture
def field(editor):
    field = editor.tab("JSON").get_by_label("Template as JSON")
    expect(field).to_have_value(re.compile("layers"))
    editor.frames(2)
    return field


def line_of(text, part):
    return text[:text.index(part)].count("\n") + 1


def test_json_that_does_not_parse_leaves_the_template_as_it_was(editor, field):
    text = field.input_value()
    broken = text.replace('"x": 40,', '"x": 40')
    field.fill(broken)
    line = line_of(broken, '"y": 40')
    message = editor.page.get_by_text(re.compile(f"^Line {line}, column 7: expected , or }}"))
    message.wait_for()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert field.get_attribute("aria-describedby") == message.get_attribute("id")
    expect(editor.page.locator(".json-number.is-error")).to_have_text(str(line))
    editor.page.get_by_role("button", name="Go to line").click()
    assert field.evaluate("(field) => field.selectionStart") == broken.index('"y": 40')
    editor.press("Control+s")
    editor.page.get_by_text(f"The JSON text has an error at line {line}").first.wait_for()
    field.fill(text.replace('"x": 40,', '"x": 41,'))
    editor.page.get_by_text("No errors").wait_for()
    assert editor.layer("box")["x"] == 41


def test_what_the_server_refuses_is_shown_at_its_line(editor, field):
    wrong = field.input_value().replace("#ddeeff", "#ddeefg")
    field.fill(wrong)
    line = line_of(wrong, "#ddeefg")
    column = wrong.split("\n")[line - 1].index('"fill"') + 1
    message = re.compile(f'^Line {line}, column {column}: layer "ground": "#ddeefg" is not')
    editor.page.get_by_text(message).wait_for()
    editor.page.get_by_role("button", name="Go to line").click()
    assert field.evaluate("(field) => field.selectionStart") == wrong.index('"fill": "#ddeefg"')


def test_json_is_not_spelled_anew_while_the_selected_layer_is_renamed_in_it(editor, field):
    editor.select("ground")
    text = json.dumps(json.loads(field.input_value()))
    field.fill(text)
    renamed = text.replace("ground", "floor")
    field.fill(renamed)
    editor.row("floor").wait_for()
    editor.page.get_by_text("No errors").wait_for()
    editor.frames(2)
    expect(field).to_have_value(renamed)


def test_json_with_an_error_is_not_lost_unasked(editor, field):
    page = editor.page
    broken = field.input_value() + "x"
    field.fill(broken)
    page.locator(".json-message", has_text="nothing may follow").wait_for()
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    expect(field).to_have_value(broken)
    # Nor by the browser's way back, which stays where it was.
    page.locator("a.brand").click()
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url("**/templates/*")
    expect(field).to_have_value(broken)
    page.locator("a.brand").click()
    page.get_by_role("button", name="Leave").click()
    page.get_by_role("heading", name="Templates").wait_for()
    page.go_back()
    again = Editor(page)
    page.go_forward()
    page.get_by_role("heading", name="Templates").wait_for()
    assert again.id == editor.id


@pytest.mark.parametrize("text, message", [
    ("", "there is no JSON in it"),
    ("[]", "jsonData must be an object"),
    ('{"layers": [5]}', "a layer must be an object"),
    ('{"layers": [{"name": "a", "type": "tex"}]}', "the layer's type must be one of text, image"),
    ('{"layers": [], "layers": []}', '"layers" stands twice in one object'),
    ('{"layers": [],}', "a , may not stand before }"),
])
def test_json_that_is_no_template_is_refused_in_words(editor, field, text, message):
    field.fill(text)
    editor.page.locator(".json-message", has_text=message).wait_for()


def test_a_text_with_an_error_makes_way_for_edits_made_elsewhere(editor, field):
    broken = field.input_value() + "x"
    field.fill(broken)
    editor.page.locator(".json-message", has_text="nothing may follow").wait_for()
    editor.tab("Variables").get_by_role("button", name="Add a variable").click()
    editor.page.get_by_text("No errors").wait_for()
    # The message goes after a while; the text does not.
    editor.page.get_by_role("button", name="Bring it back").wait_for(state="detached")
    editor.tab("JSON").get_by_role("button", name="Text before").click()
    expect(field).to_have_value(broken)


def test_a_variable_is_renamed_wherever_it_is_used(editor):
    card = editor.tab("Variables").get_by_role("group", name="Variable who")
    card.get_by_label("Name").fill("tint")
    card.get_by_text("There is a variable of that name").wait_for()
    card.get_by_label("Name").fill("author")
    card.get_by_label("Name").press("Enter")
    data = editor.data()
    assert data["variables"][0]["name"] == "author"
    assert editor.layer("title")["spans"][0]["text"] == "By {{author}}, \\{{who}}"


def test_a_deleted_variable_leaves_its_default(editor):
    panel = editor.tab("Variables")
    panel.get_by_role("button", name="Delete tint").click()
    assert editor.layer("title")["spans"][0]["color"] == "#112233"
    assert len(editor.data()["variables"]) == 1
    editor.page.get_by_role("status").get_by_role("button", name="Undo").click()
    assert editor.layer("title")["spans"][0]["color"] == "{{tint}}"


def test_a_default_is_of_the_variable_s_type(editor):
    card = editor.tab("Variables").get_by_role("group", name="Variable tint")
    default = card.get_by_label("Default", exact=True)
    default.fill("no colour")
    card.get_by_text(re.compile("^Expected a colour")).wait_for()
    assert editor.data()["variables"][1]["default"] == "#112233"
    # A colour of the browser's that the server does not draw.
    default.fill("var(--accent)")
    card.get_by_text(re.compile("^Expected a colour")).wait_for()
    default.fill("rebeccapurple ")
    assert editor.data()["variables"][1]["default"] == "rebeccapurple"
    card.get_by_label("Type").select_option("number")
    assert editor.data()["variables"][1] == {"name": "tint", "type": "number"}


def test_samples_are_tried_and_never_saved(editor, server):
    panel = editor.tab("Try it")
    panel.get_by_role("button", name="Very long").click()
    expect(panel.get_by_role("button", name="Very long")).to_have_attribute("aria-pressed", "true")
    panel.get_by_role("list", name="Notes").get_by_text("overflow").first.wait_for()
    panel.get_by_role("button", name="Back to the template's own").click()
    panel.get_by_text("Nothing is cut off or missing.").wait_for()
    editor.page.locator(".save-state", has_text=re.compile("^Saved$")).wait_for()
    assert editor.data() == server.call("GET", f"/api/templates/{editor.id}")["jsonData"]


def test_networks_follow_the_size_that_is_tried(editor):
    panel = editor.tab("Networks")
    panel.get_by_role("article", name="WhatsApp").wait_for()
    panel.get_by_text(re.compile("^Drawn now: PNG ")).wait_for()
    editor.page.get_by_role("button", name=re.compile("^Size 1200 × 630")).click()
    editor.page.get_by_role("button", name=re.compile("^Story")).click()
    panel.get_by_role("article", name="Stories").wait_for()
    expect(panel.get_by_role("article")).to_have_count(1)
    editor.settle()
    width, height = editor.page.locator(".stage-picture").evaluate(
        "(picture) => [picture.naturalWidth, picture.naturalHeight]")
    assert width >= 1080 and round(width / height, 2) == 0.56
    editor.page.get_by_role("button", name="Own size").click()
    panel.get_by_role("article", name="X", exact=True).wait_for()
    assert editor.canvas() == {"width": 1200, "height": 630}


def test_a_size_that_cannot_be_drawn_is_refused(editor):
    editor.page.get_by_role("button", name=re.compile("^Size 1200 × 630")).click()
    dialog = editor.page.get_by_role("dialog", name="Try a size")
    dialog.get_by_label("Width in px").fill("0")
    dialog.get_by_role("button", name="Try", exact=True).click()
    dialog.get_by_text(re.compile("^Both must be whole numbers from 1 to ")).wait_for()
