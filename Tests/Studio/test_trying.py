"""A template tried with other texts, at other sizes, in the frames of networks."""

import re

import pytest
from playwright.sync_api import expect

from editing import Editor

PLAIN = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        {"name": "title", "type": "text", "x": 100, "y": 100, "width": 600, "height": 100,
         "text": "{{title}}", "fontSize": 48,
         "constraints": {"horizontal": "right", "vertical": "bottom"}},
        {"name": "box", "type": "shape", "x": 100, "y": 300, "width": 200, "height": 100,
         "fill": "#6366f1"}],
    "variables": [{"name": "title", "type": "text", "default": "Hello"}],
}


@pytest.fixture
def editor(signed_in, server):
    return Editor.open(signed_in, server.make_template("Plain", PLAIN))


def test_sample_texts_are_tried_and_what_is_cut_off_is_told(editor):
    page = editor.page
    panel = editor.tab("Try it")
    for label in ("Short", "Long", "Arabic", "Hebrew", "Emoji", "Chinese"):
        with page.expect_response("**/preview") as answer:
            panel.get_by_role("button", name=label, exact=True).click()
        assert answer.value.status == 200
    panel.get_by_role("button", name="Very long", exact=True).click()
    panel.get_by_text("overflow").first.wait_for()
    panel.get_by_role("button", name="Back to the template's own").click()
    editor.settle()
    expect(panel.get_by_text("overflow")).to_have_count(0)


def test_another_size_is_laid_by_the_constraints(editor, server):
    page = editor.page
    editor.select("title")
    page.get_by_role("button", name=re.compile("^Size 1200 × 630")).click()
    with page.expect_request("**/preview") as asked:
        page.get_by_role("dialog", name="Try a size").get_by_role(
            "button", name=re.compile("YouTube")).click()
    assert (asked.value.post_data_json["width"], asked.value.post_data_json["height"]) == (1280, 720)
    editor.settle()
    left = page.locator(".stage-sheet").bounding_box()
    zoom = left["width"] / 1280
    box = page.locator(".overlay-box").bounding_box()
    # Held to the right and the bottom, it has moved by as much as the canvas has grown.
    assert abs((box["x"] - left["x"]) / zoom - 180) < 2
    assert abs((box["y"] - left["y"]) / zoom - 190) < 2
    assert editor.data()["canvas"]["width"] == 1200


GROUPED = {
    "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
    "layers": [
        {"name": "title", "type": "text", "x": 100, "y": 100, "width": 600, "height": 100,
         "text": "Hello", "fontSize": 48,
         "constraints": {"horizontal": "stretch", "vertical": "scale"}},
        {"name": "foot", "type": "group", "x": 100, "y": 500, "width": 1000, "height": 100,
         "borderWidth": 2, "constraints": {"horizontal": "stretch", "vertical": "bottom"}, "layers": [
             {"name": "mark", "type": "shape", "x": 800, "y": 20, "width": 180, "height": 60,
              "fill": "#6366f1", "constraints": {"horizontal": "right", "vertical": "center"}}]}],
}


def drawing(page, wish):
    """The bytes of the server's picture of a draft."""
    return page.evaluate(
        """async (wish) => {
            const answer = await fetch("/api/preview", {
                method: "POST", headers: { "Content-Type": "application/json" },
                body: JSON.stringify(wish),
            });
            return [answer.status, [...new Uint8Array(await answer.arrayBuffer())]];
        }""", wish)


def test_a_tried_size_is_kept_as_it_was_drawn(signed_in, server):
    page = signed_in
    editor = Editor.open(page, server.make_template("Grouped", GROUPED))
    expect(page.get_by_role("button", name="Keep this size")).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Size 1200 × 630")).click()
    page.get_by_role("dialog", name="Try a size").get_by_role(
        "button", name=re.compile("YouTube")).click()
    page.get_by_role("button", name="Keep this size").click()
    data = editor.data()
    assert (data["canvas"]["width"], data["canvas"]["height"]) == (1280, 720)
    mark = editor.layer("mark")
    assert (mark["x"], mark["y"]) == (880, 20)
    tried = drawing(page, {"jsonData": GROUPED, "width": 1280, "height": 720})
    assert tried[0] == 200
    assert drawing(page, {"jsonData": data}) == tried
    # Layers are free again, and one step leads back.
    editor.select("title")
    editor.focus()
    editor.press("ArrowRight")
    assert editor.layer("title")["x"] == 101
    editor.press("Control+z", "Control+z")
    assert editor.data() == GROUPED


def test_the_size_s_button_stays_where_it_is_and_gets_the_focus_back(signed_in, server):
    page = signed_in
    Editor.open(page, server.make_template("Grouped", GROUPED))
    button = page.locator(".sizes-button")

    def right():
        box = button.bounding_box()
        return box["x"] + box["width"]

    before = right()
    button.click()
    page.get_by_role("dialog", name="Try a size").get_by_text("Story").click()
    own = page.get_by_role("button", name="Own size")
    own.wait_for()
    assert right() == before
    own.click()
    expect(own).to_be_hidden()
    expect(button).to_be_focused()
    assert right() == before


def test_networks_show_what_they_cut_off(editor):
    page = editor.page
    panel = editor.tab("Networks")
    for name in ("Facebook", "X", "LinkedIn", "WhatsApp", "Slack", "Discord"):
        panel.get_by_role("heading", name=name, exact=True).wait_for()
    section = panel.get_by_role("heading", name="X", exact=True).locator("xpath=..")
    section.get_by_role("button", name=re.compile("On the canvas")).click()
    editor.frames(2)
    expect(page.locator(".overlay-crop")).to_be_visible()
