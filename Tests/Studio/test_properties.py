"""The property panel: an input for every property, and what the larger ones write."""

import json
import re

import pytest
from playwright.sync_api import expect

from axe import check
from conftest import png
from editing import Editor

LAYERS = {
    "text": {"text": "Words", "fontSize": 40},
    "image": {"image_url": "assets/dot.png"},
    "shape": {"fill": "#6366f1"},
    "group": {"layers": []},
    "stack": {"layers": []},
    "qr": {"data": "https://example.org"},
}
TEMPLATE = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        {"name": kind, "type": kind, "x": 40 + index * 180, "y": 60, "width": 160, "height": 160,
         **members} for index, (kind, members) in enumerate(LAYERS.items())] + [
        {"name": "row", "type": "stack", "x": 40, "y": 400, "width": 600, "height": 100,
         "layers": [{"name": "child", "type": "text", "text": "In a stack"}]}],
    "variables": [
        {"name": "accent", "type": "color", "default": "#22c55e"},
        {"name": "headline", "type": "text", "default": "News"}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Properties", TEMPLATE))


@pytest.fixture
def panel(editor):
    return editor.page.get_by_role("region", name="Properties")


@pytest.fixture(scope="module")
def tables(server):
    """The server's own tables, as its page tells them."""
    page = server.get("/studio")[2].decode()
    return json.loads(re.search(r'type="application/json">(.*?)</script>', page, re.S).group(1))


def row(panel, name):
    return panel.locator(f'.prop[data-property="{name}"]')


def open_all(panel):
    """Opens the sections of the layer that is selected."""
    row(panel, "opacity").wait_for()
    for section in panel.locator("details:not([open]) > summary").all()[::-1]:
        section.click()


@pytest.mark.parametrize("kind", [*LAYERS, "child"])
def test_every_property_has_an_input(editor, panel, tables, kind):
    editor.select(kind)
    rows = tables["layerTypes"]["text" if kind == "child" else kind]
    scopes = {"anywhere", "inStacks" if kind == "child" else "outsideStacks"}
    wanted = {each["name"] for each in rows if each["scope"] in scopes}
    expect(row(panel, "opacity")).to_have_count(1)
    have = {each.get_attribute("data-property") for each in panel.locator(".prop").all()}
    assert wanted - have == set()
    for name in wanted:
        inputs = row(panel, name).locator("input, select, textarea, button, [role=slider]")
        assert inputs.count() > 0, name


def test_a_colour_takes_alpha_from_its_slider(editor, panel):
    editor.select("shape")
    page = editor.page
    row(panel, "fill").get_by_role("button", name=re.compile("^Fill: ")).click()
    alpha = page.get_by_role("slider", name=re.compile("[Oo]pacity|[Aa]lpha"))
    alpha.first.focus()
    for _ in range(5):
        page.keyboard.press("PageDown")
    fill = editor.layer("shape")["fill"]
    assert re.fullmatch(r"#6366f1[0-9a-f]{2}", fill), fill
    page.keyboard.press("Escape")


def test_a_gradient_is_made_and_its_stops_move(editor, panel):
    editor.select("shape")
    page = editor.page
    row(panel, "fill").get_by_role("button", name=re.compile("^Fill: ")).click()
    page.get_by_role("radio", name="Linear").click()
    assert editor.layer("shape")["fill"].startswith("linear-gradient(")
    page.get_by_role("button", name="Add a stop").click()
    fill = editor.layer("shape")["fill"]
    assert fill.count("#") + fill.count("rgb") >= 3
    page.get_by_role("radio", name="Conic").click()
    assert editor.layer("shape")["fill"].startswith("conic-gradient(")
    check(page, "editor-gradient")
    page.keyboard.press("Escape")
    # The server draws what was written.
    expect(page.locator(".notes")).not_to_have_class(re.compile("is-bad"))


def test_a_shadow_is_added_and_edited(editor, panel):
    editor.select("shape")
    page = editor.page
    open_all(panel)
    row(panel, "boxShadow").get_by_role("button", name="Shadow", exact=True).click()
    first = editor.layer("shape")["boxShadow"]
    assert first == "0 8px 24px 0 #00000040"
    row(panel, "boxShadow").get_by_role("button", name=re.compile("shadows, 1: ")).click()
    blur = page.get_by_role("spinbutton", name=re.compile("Blur$"))
    blur.fill("40")
    blur.press("Enter")
    assert editor.layer("shape")["boxShadow"] == "0 8px 40px 0 #00000040"
    check(page, "editor-shadow")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    assert editor.layer("shape")["boxShadow"] == first


def test_fonts_are_listed_with_samples_of_the_server(editor, panel):
    editor.select("text")
    page = editor.page
    row(panel, "fontFamily").get_by_role("button", name="Choose a font").click()
    page.get_by_role("button", name=re.compile("^DejaVu Serif,")).click()
    assert "DejaVu Serif" in editor.layer("text")["fontFamily"]


def test_the_axes_of_a_variable_font_have_sliders_with_their_limits(signed_in, server):
    page = signed_in
    editor = Editor.open(page, server.make_template("Axes", {
        "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
        "layers": [{"name": "text", "type": "text", "x": 100, "y": 100, "width": 900, "height": 200,
                    "text": "Hamburgefonts", "fontSize": 96, "fontFamily": "Inter",
                    "fontVariations": {"wght": 650}}]}))
    editor.select("text")
    panel = page.get_by_role("region", name="Properties")
    open_all(panel)
    axes = row(panel, "fontVariations")
    weight = axes.get_by_role("slider", name="Weight")
    expect(weight).to_have_value("650")
    assert (weight.get_attribute("min"), weight.get_attribute("max")) == ("100", "900")
    drawn = ink(page)
    weight.focus()
    for _ in range(3):
        weight.press("PageDown")
    assert editor.layer("text")["fontVariations"]["wght"] < 650
    editor.settle()
    assert ink(page) < drawn
    # The other axis that the font has is offered.
    axes.get_by_role("button", name="Axis", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("Slant")).click()
    slant = axes.get_by_role("slider", name="Slant")
    assert (slant.get_attribute("min"), slant.get_attribute("max")) == ("-10", "0")
    assert editor.layer("text")["fontVariations"]["slnt"] == 0


def ink(page):
    """How many pixels of the server's drawing are dark."""
    return page.evaluate(
        """() => {
            const image = document.querySelector(".stage-picture");
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let index = 0; index < data.length; index += 4) count += data[index] < 128;
            return count;
        }""")


def test_a_number_steps_by_keys_and_takes_sums(editor, panel):
    editor.select("text")
    size = row(panel, "fontSize").get_by_role("spinbutton").first
    size.focus()
    editor.press("ArrowUp", "Shift+ArrowUp")
    assert editor.layer("text")["fontSize"] == 51
    size.fill("1200 / 20")
    size.press("Enter")
    assert editor.layer("text")["fontSize"] == 60
    size.fill("many")
    size.press("Enter")
    assert editor.layer("text")["fontSize"] == 60


def test_a_property_is_bound_to_a_variable_and_reset(editor, panel):
    editor.select("shape")
    page = editor.page
    row(panel, "fill").hover()
    row(panel, "fill").get_by_role("button", name="Bind Fill to a variable").click()
    page.get_by_role("menuitem", name="{{accent}}").click()
    assert editor.layer("shape")["fill"] == "{{accent}}"
    row(panel, "fill").get_by_role("button", name="Unbind Fill").click()
    assert editor.layer("shape")["fill"] != "{{accent}}"
    row(panel, "fill").hover()
    row(panel, "fill").get_by_role("button", name="Reset Fill").click()
    assert "fill" not in editor.layer("shape")


def test_a_new_variable_and_its_binding_are_one_step_of_undo(editor, panel):
    editor.select("shape")
    before = editor.data()
    row(panel, "fill").hover()
    row(panel, "fill").get_by_role("button", name="Bind Fill to a variable").click()
    editor.page.get_by_role("menuitem", name="New variable from this").click()
    assert editor.layer("shape")["fill"] == "{{shape-fill}}"
    editor.focus()
    editor.press("Control+z")
    assert editor.data() == before
    editor.press("Control+y")
    assert editor.data()["variables"][-1]["name"] == "shape-fill"
    assert editor.layer("shape")["fill"] == "{{shape-fill}}"


def test_several_layers_show_what_they_share(editor, panel):
    editor.select("shape")
    editor.row("text").click(modifiers=["Control"])
    expect(row(panel, "x").get_by_role("spinbutton").first).to_have_attribute("placeholder", "Mixed")
    opacity = row(panel, "opacity").get_by_role("spinbutton").first
    opacity.fill("50")
    opacity.press("Enter")
    assert editor.layer("shape")["opacity"] == editor.layer("text")["opacity"] == 0.5
    expect(row(panel, "fontSize")).to_have_count(0)


def test_a_picture_is_uploaded_and_an_address_typed(editor, panel, tmp_path):
    editor.select("image")
    page = editor.page
    file = tmp_path / "photo.png"
    file.write_bytes(png(64, 48, (20, 120, 220)))
    with page.expect_response("**/api/assets") as answer:
        row(panel, "image_url").locator("input[type=file]").set_input_files(file)
    assert answer.value.status in (200, 201)
    field = row(panel, "image_url").get_by_role("textbox")
    expect(field).to_have_value(re.compile("^assets/uploads/"))
    assert editor.layer("image")["image_url"].startswith("assets/uploads/")
    field.fill("assets/dot.png")
    field.press("Enter")
    assert editor.layer("image")["image_url"] == "assets/dot.png"


def test_an_inserted_picture_keeps_its_proportions(editor, tmp_path):
    file = tmp_path / "wide.png"
    file.write_bytes(png(2000, 500, (10, 120, 200)))
    page = editor.page
    page.get_by_role("button", name="Insert image").click()
    dialog = page.get_by_role("dialog", name="Insert an image")
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_role("button", name="Insert").click()
    expect(page.get_by_role("treeitem", name="image-2")).to_be_visible()
    layer = editor.layer("image-2")
    assert (layer["width"], layer["height"]) == (960, 240)  # At most four fifths of the canvas.


def test_what_the_server_refuses_stands_under_its_property(editor, panel):
    editor.select("text")
    open_all(panel)
    page = editor.page
    page.refusals.add(400)
    field = row(panel, "fontSize").get_by_role("spinbutton").first
    field.fill("60")
    field.press("Enter")
    tab = editor.tab("JSON").get_by_role("textbox")
    expect(tab).to_have_value(re.compile('"fontSize": 60'))
    tab.fill(tab.input_value().replace('"fontSize": 60', '"fontSize": 9000'))
    page.locator(".notes.is-bad").wait_for()
    editor.tab("Design")
    expect(row(panel, "fontSize").get_by_role("alert")).to_contain_text("1 to 2000")
    editor.focus()
    editor.press("Control+z")
    page.locator(".notes:not(.is-bad)").wait_for()


def test_constraints_are_set_on_their_map(editor, panel):
    editor.select("shape")
    open_all(panel)
    row(panel, "constraints").get_by_role("combobox", name="Horizontal").select_option(label="Right")
    assert editor.layer("shape")["constraints"]["horizontal"] == "right"


def test_the_canvas_takes_a_usual_size(editor, panel):
    editor.focus()
    editor.press("Escape")
    panel.get_by_label("Usual sizes").select_option(
        label="Instagram square · 1080 × 1080")
    canvas = editor.canvas()
    assert (canvas["width"], canvas["height"]) == (1080, 1080)
