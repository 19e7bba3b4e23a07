"""The variables' cards: values in odd spellings, names of any words, hundreds of them."""

import re

import pytest
from playwright.sync_api import expect

from editing import Editor
from test_fields import write


def text_layer(text):
    return {"name": "words", "type": "text", "x": 0, "y": 0, "width": 600, "height": 300,
            "text": text}


def template(variables, text=""):
    return {"canvas": {"width": 600, "height": 315}, "layers": [text_layer(text)],
            "variables": variables}


@pytest.fixture
def open_with(signed_in, server):
    def open_with(*arguments):
        return Editor.open(signed_in, server.make_template("Variables", template(*arguments)))
    return open_with


def card(editor, name):
    return editor.tab("Variables").get_by_role("group", name=f"Variable {name}", exact=True)


def test_a_number_is_read_as_in_the_panel_and_a_wrong_one_put_back(open_with):
    editor = open_with([{"name": "count", "type": "number", "default": 16}])
    count = card(editor, "count")
    default = count.get_by_label("Default", exact=True)
    write(default, "−1,5")
    assert editor.data()["variables"][0]["default"] == -1.5
    default.press("Control+a")
    editor.page.keyboard.type("12px", delay=30)
    count.get_by_text("Expected a number").wait_for()
    default.press("Tab")
    editor.page.get_by_role("status").get_by_text(
        re.compile("^Default is still -1.5: “12px” was typed")).wait_for()
    expect(default).to_have_value("-1.5")
    assert editor.data()["variables"][0]["default"] == -1.5


def test_escape_takes_back_what_was_typed_into_a_default(open_with):
    editor = open_with([{"name": "word", "default": "News"}], "{{word}}")
    default = card(editor, "word").get_by_label("Default", exact=True)
    default.press("Control+a")
    editor.page.keyboard.type("Weather", delay=20)
    default.press("Escape")
    expect(default).to_have_value("News")
    assert editor.data()["variables"][0]["default"] == "News"


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", '"quoted"'])
def test_a_variable_may_have_any_name(open_with, name):
    editor = open_with([{"name": name, "default": "own"}], "{{%s}}" % name)
    sample = card(editor, name).get_by_label("Sample", exact=True)
    expect(sample).to_have_value("")
    panel = editor.tab("Try it")
    expect(panel.get_by_role("textbox")).to_have_value("")
    panel.get_by_role("button", name="Short", exact=True).click()
    expect(panel.get_by_role("textbox")).to_have_value("In brief.")
    expect(sample).to_have_value("In brief.")
    panel.get_by_role("combobox", name="Sample").select_option("own")
    expect(sample).to_have_value("")
    editor.settle()


def test_a_name_that_cannot_be_is_put_back_and_said(open_with):
    editor = open_with([{"name": "word", "default": "News"}])
    name = card(editor, "word").get_by_label("Name", exact=True)
    name.fill("two words")
    name.press("Tab")
    editor.page.get_by_role("status").get_by_text(
        "The variable is still called word: No spaces and no braces").wait_for()
    expect(name).to_have_value("word")


def test_a_key_pressed_makes_one_card_of_hundreds_anew(open_with):
    names = [f"v{number}" for number in range(300)]
    editor = open_with([{"name": name, "default": name} for name in names],
                       " ".join("{{%s}}" % name for name in names))
    default = card(editor, "v7").get_by_label("Default", exact=True)
    default.focus()
    editor.page.evaluate(
        """() => {
            window.changed = new Set();
            new MutationObserver((records) => records.forEach(({ target }) => {
                window.changed.add(target.closest?.(".variable")?.getAttribute("aria-label"));
            })).observe(document.querySelector(".variable-list"), {
                childList: true, subtree: true, attributes: true,
            });
        }""")
    editor.page.keyboard.type("x")
    editor.settle()
    assert editor.data()["variables"][7]["default"] == "v7x"
    changed = editor.page.evaluate("[...window.changed]")
    assert changed in ([], ["Variable v7"])


def test_what_each_card_must_give_is_drawn_without_a_card(open_with):
    editor = open_with([{"name": "word", "default": "News"}], "{{word}}")
    variable = card(editor, "word")

    def drawn_with(change):
        with editor.page.expect_request("**/preview") as asked:
            change()
        editor.settle()
        expect(editor.page.locator(".notes-summary")).to_contain_text("Drawn")
        return asked.value.post_data_json["variables"]

    required = variable.get_by_label("Each card must give it")
    assert drawn_with(required.check) == {"word": "News"}
    # Without a default its own name stands for it.
    default = variable.get_by_label("Default", exact=True)
    assert drawn_with(lambda: default.fill("")) == {"word": "word"}
    sample = variable.get_by_label("Sample", exact=True)
    assert drawn_with(lambda: sample.fill("Weather")) == {"word": "Weather"}
    editor.save()


def test_a_required_picture_is_grey_until_a_card_gives_one(signed_in, server):
    picture = {"name": "photo", "type": "image", "x": 0, "y": 0, "width": 600, "height": 315,
               "image_url": "{{photo}}"}
    editor = Editor.open(signed_in, server.make_template("Photo", {
        "canvas": {"width": 600, "height": 315}, "layers": [picture],
        "variables": [{"name": "photo", "type": "image", "required": True}]}))
    expect(editor.page.locator(".notes-summary")).to_contain_text("Drawn")
