"""The studio in Firefox and WebKit: from signing in to a picture for anybody, and what differs."""

import json
import re
import struct
import urllib.error
import urllib.parse

import pytest

from engine import Firefox, WebKit, wait
from engine_user import User


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=["firefox", "webkit"])
def engine(server, request):
    """A browser that is signed in."""
    with request.param() as engine:
        user = User(engine, server.address)
        user.fill("input", "Admin key", server.key)
        user.press("Enter")
        user.find("h1", "Templates")
        yield engine


@pytest.fixture
def user(server, engine):
    """Somebody who is signed in, at the templates."""
    user = User(engine, server.address)
    before = len(user.complaints())
    yield user
    assert user.complaints()[before:] == []


@pytest.fixture
def template(server):
    """A template of its own, the default of `title` a word."""
    data = {
        "canvas": {"width": 1200, "height": 630, "background": "#ffffff"},
        "layers": [
            {"name": "box", "type": "shape", "x": 700, "y": 300, "width": 200, "height": 200,
             "fill": "#22c55e"},
            {"name": "group", "type": "group", "x": 60, "y": 300, "width": 200, "height": 200,
             "layers": [{"name": "inner", "type": "shape", "x": 0, "y": 0, "width": 100,
                         "height": 100, "fill": "#334155"}]},
            {"name": "title", "type": "text", "x": 60, "y": 60, "width": 800, "height": 90,
             "text": "{{title}}", "fontSize": 64, "color": "#0f172a"}],
        "variables": [{"name": "title", "type": "text", "default": "Title"}],
    }
    return server.make_template("Engines", data)["id"]


def test_from_preset_to_a_picture(user, server):
    user.find(".card")
    user.click("button", "New template")
    user.find("dialog .starter")
    user.fill("dialog input", "Name", "Share card")
    user.click("dialog button", "Open Graph")
    user.settle()
    template = user.engine.run("return location.pathname").rsplit("/", 1)[1]

    # A text in the middle of the canvas, edited where it stands and dragged.
    user.click("button", "Insert text")
    user.find('.layer-row[data-name="text"]')
    user.settle()
    x, y = user.at(600, 315)
    user.double_click(x, y)
    user.find(".text-editor-text")
    # Nor does the server's drawing make up a bold face.
    assert user.engine.run("return getComputedStyle(document.querySelector('.text-editor-text'))"
                           ".fontSynthesis") == "none"
    user.press("Control+a")
    user.type("Hello from afar")
    user.press("Escape")
    user.settle()
    user.drag((x, y), user.at(480, 215))
    user.settle()

    # Copied and pasted, and the copy undone.
    user.press("Control+c")
    user.press("Control+v")
    user.until("two layers", "return document.querySelectorAll('.layer-row').length === 2")
    user.press("Control+z")
    user.until("one layer", "return document.querySelectorAll('.layer-row').length === 1")

    # Public and saved.
    user.click('[role="tab"]', "Details")
    user.click('input[type="checkbox"]', "Public")
    user.press("Control+s")
    user.until("saved", "return document.querySelector('.save-state').textContent === 'Saved'")
    stored = server.call("GET", f"/api/templates/{template}")
    text, = stored["jsonData"]["layers"]
    assert stored["name"] == "Share card" and stored["public"] is True
    assert text["text"] == "Hello from afar"
    assert text["x"] + text["width"] / 2 < 560 and text["y"] + text["height"] / 2 < 280

    layers = urllib.parse.quote(json.dumps({"text": {"text": "By look-up"}}))
    path = f"/api/render?templateId={template}&layers={layers}"
    status, _, body = wait("a picture", lambda: unless_busy(server, path))
    assert status == 200 and struct.unpack(">II", body[16:24]) == (1200, 630)


def test_a_canvas_that_is_fitted_needs_no_scroll_bars(user):
    user.open("/studio/templates/blog-post")
    # What is left beside the canvas is an odd number of px once.
    for height in (900, 901):
        user.engine.resize(1280, height)
        user.until(
            "no scroll bars",
            "const stage = document.querySelector('.stage');"
            "return stage !== null && stage.offsetHeight === stage.clientHeight"
            " && stage.scrollHeight === stage.clientHeight;")
        # Bars that come and go have it drawn again and again.
        user.settle()


def test_layers_are_dragged_in_their_list_and_named_by_keys(user, server, template):
    user.edit(template)
    from_box, above_title = user.find(row("box")), user.find(row("title"))
    x, y, end = from_box["x"], from_box["y"], above_title["top"] + 4
    # The last step leads from a row's name into what is beside it.
    places = [(x, y), *((x, y + (end - y) * part / 6) for part in range(1, 7)), (x - 60, end)]
    user.engine.drag_and_drop(
        places, f"return document.querySelector('{row('title')}').dataset.drop === 'above'",
        "return document.querySelector('.layer-row').dataset.name === 'box'")

    user.click(row("box"))
    user.press("F2")
    user.press("Control+a")
    user.type("cube")
    user.press("Enter")
    user.until("the keys at the new name", "return document.activeElement.dataset.name === 'cube'")
    user.press("F2")
    user.type("x")
    user.press("Escape")
    user.until("the keys at the old name", "return document.activeElement.dataset.name === 'cube'")

    # The canvas goes through the layers, back as well, and the drag is one step to undo.
    user.press("Enter")
    user.press("Shift+Tab")
    user.until("the one before", selected("title"))
    user.press("Tab")
    user.until("the one behind", selected("cube"))
    user.press("Control+z")
    user.press("Control+z")
    user.press("Control+s")
    user.until("saved", SAVED)
    assert names(server, template) == ["box", "group", "title"]
    user.press("Control+Shift+z")
    user.press("Control+s")
    user.until("another version", "return document.querySelector('.save').textContent"
               ".includes('Version 2')")
    assert names(server, template) == ["group", "title", "box"]


def test_messages_choices_and_dialogs_are_as_large_as_they_must_be_and_close_one_by_one(
        user, template):
    user.edit(template)
    user.click('[role="tab"]', "Details")
    user.click("button", "Copy: Template ID")
    user.find(".toast")
    assert user.engine.run("return document.querySelector('.toasts').offsetHeight") < 100
    # What was copied can be pasted.
    user.fill(".is-right input", "Name", "")
    user.press("Control+v")
    user.until("the ID", "return document.activeElement.value === arguments[0]", template)

    user.click("button", "Size 1200")
    user.find(".sizes-choice")
    assert user.engine.run("return document.querySelector('.sizes-popover').offsetHeight") < 500
    user.press("Escape")
    user.until("no choice", "return document.querySelector(':popover-open:not(.toasts)') === null")

    user.click("button", "Insert image")
    user.click("dialog button", "Choose")
    user.find(".prop-popover")
    user.press("Escape")
    user.until("no pictures", "return document.querySelector('.prop-popover') === null")
    user.until("the button", "return document.activeElement.textContent === 'Choose'"
               " && document.activeElement.closest('dialog[open]') !== null")
    user.press("Escape")
    user.until("no dialog", "return document.querySelector('dialog') === null")
    user.until("the button", "return document.activeElement.ariaLabel === 'Insert image'")


def test_a_layer_is_coloured_and_numbers_are_dragged(user, server, template):
    user.edit(template)
    user.click(row("box"))
    label = user.find(".is-right label", "X")
    user.drag((label["left"] + 4, label["y"]), (label["left"] + 44, label["y"]))
    user.click(".is-right input", "X")
    user.press("ArrowUp")

    user.click(".swatch-button", "Fill")
    user.click(".prop-popover button", "Linear")
    track = user.find(".stops-track")
    user.point((track["x"], track["y"] - 4), "down", "up")
    stop = user.find(".stop", "Fill, stop 2")
    user.drag((stop["x"], stop["y"]), (stop["x"] + track["width"] / 4, stop["y"]))
    square = user.find(".picker-square")
    user.drag((square["x"], square["y"]), (square["left"] + 1, square["top"] + 1))
    user.press("Escape")
    user.until("it closed", "return document.querySelector('.prop-popover') === null"
               " && document.activeElement.matches('.swatch-button')")
    user.press("Control+s")
    user.until("saved", SAVED)
    box = server.call("GET", f"/api/templates/{template}")["jsonData"]["layers"][0]
    assert box["x"] == 721
    stops = re.fullmatch(
        r"linear-gradient\(135deg, #22c55e 0%, #f[c-f]f[c-f]f[c-f]\w* (\S+)%, #22c55e00 100%\)",
        box["fill"])
    assert stops and 70 < float(stops[1]) < 80, box["fill"]


def test_json_is_typed_with_errors_at_its_lines(user, template):
    user.edit(template)
    user.click('[role="tab"]', "JSON")
    user.click(".json-input")
    user.press("Control+a")
    user.press("ArrowRight")
    user.type("}")
    user.until("the error", "const text = document.querySelector('.json-message').textContent;"
               "return text.startsWith('Line ') && text.includes('nothing may follow');")
    # The numbers and the mark go along with the text, whose end is seen though the message came.
    user.until("the mark beside it", """
        const input = document.querySelector(".json-input").getBoundingClientRect();
        const mark = document.querySelector(".json-number.is-error").getBoundingClientRect();
        const lines = document.querySelector(".json-input").value.split("\\n").length;
        return document.querySelector(".json-number.is-error").textContent === String(lines)
          && mark.top > input.top && mark.bottom < input.bottom;""")
    user.press("Backspace")
    user.until("no error", "return document.querySelector('.json-message').textContent"
               " === 'No errors'")
    assert user.engine.run("return document.querySelector('.json-input').spellcheck") is False


SAVED = "return document.querySelector('.save-state').textContent === 'Saved'"


def row(name):
    return f'.layer-row[data-name="{name}"]'


def selected(name):
    return f"return document.querySelector('{row(name)}').ariaSelected === 'true'"


def names(server, template):
    layers = server.call("GET", f"/api/templates/{template}")["jsonData"]["layers"]
    return [layer["name"] for layer in layers]


def unless_busy(server, path):
    """What anybody gets; None from a server that has too much to do just now."""
    try:
        return server.get(path)
    except urllib.error.HTTPError as error:
        if error.code != 503:
            raise
        return None
