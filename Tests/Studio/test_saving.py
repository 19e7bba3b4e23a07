"""Saving: what it tells before it publishes, and what it does when it is refused."""

import re

import pytest
from playwright.sync_api import expect

from editing import Editor

CARD = {
    "canvas": {"width": 600, "height": 315},
    "layers": [
        {"name": "ground", "type": "shape", "x": 0, "y": 0, "width": 600, "height": 315,
         "fill": "#ddeeff"},
        {"name": "title", "type": "text", "x": 20, "y": 20, "width": 560, "height": 200,
         "text": "Hello", "fontSize": 40}],
}


@pytest.fixture
def editor(signed_in, server):
    # Being refused is what is tried here.
    signed_in.refusals |= {401, 404, 412}
    return Editor.open(signed_in, server.make_template("Saved card", CARD))


def stored(server, editor):
    return server.call("GET", f"/api/templates/{editor.id}")


def save_elsewhere(server, editor, **members):
    server.call("PUT", f"/api/templates/{editor.id}", members)


def json_field(editor):
    """The JSON tab's text, when it is there."""
    field = editor.tab("JSON").get_by_label("Template as JSON")
    expect(field).to_have_value(re.compile("layers"))
    editor.frames(2)
    return field


def set_text(editor, text):
    """Changes the title's text by way of the JSON."""
    field = json_field(editor)
    field.fill(re.sub(r'"text": "[^"]*"', f'"text": "{text}"', field.input_value()))
    editor.page.locator(".save-detail", has_text="Draft from").wait_for()


def title(json_data):
    return json_data["layers"][1]["text"]


def refused(editor):
    """Saves where that is refused; the dialog that asks what to do."""
    editor.press("Control+s")
    dialog = editor.page.get_by_role("dialog")
    dialog.wait_for()
    return dialog


def choose(dialog, answer):
    dialog.get_by_role("button", name=answer).click()


def test_control_s_saves_and_tells_the_version(editor, server):
    editor.select("title")
    editor.focus()
    editor.press("ArrowRight")
    editor.page.get_by_text("Unsaved changes").wait_for()
    editor.press("Control+s")
    editor.wait_saved()
    editor.page.get_by_text("Version 2").first.wait_for()
    assert stored(server, editor)["jsonData"]["layers"][1]["x"] == 21


def test_a_save_that_changes_cards_says_which_and_can_be_left(signed_in, server):
    editor = Editor.open(signed_in, {"id": "blog-post"})
    field = json_field(editor)
    field.fill(field.input_value().replace("#1e293b", "#1e293c"))
    dialog = refused(editor)
    dialog.get_by_role("heading", name="3 cards will change").wait_for()
    assert dialog.get_by_role("listitem").all_inner_texts() == ["posts/0", "posts/1", "posts/2"]
    choose(dialog, "Cancel")
    signed_in.locator(".save-state", has_text="Unsaved changes").wait_for()
    assert stored(server, editor)["version"] == 1
    choose(refused(editor), "Save and change 3 cards")
    editor.wait_saved()
    assert stored(server, editor)["jsonData"]["layers"][0]["fill"] == "#1e293c"


def test_changes_of_two_people_are_both_kept_where_they_do_not_meet(editor, server):
    layers = [dict(CARD["layers"][0], fill="#ffeedd"), CARD["layers"][1]]
    save_elsewhere(server, editor, name="Renamed", jsonData=dict(CARD, layers=layers))
    set_text(editor, "Mine")
    dialog = refused(editor)
    dialog.get_by_text("layers.ground.fill").wait_for()
    choose(dialog, "Save both")
    editor.wait_saved()
    now = stored(server, editor)
    assert (now["name"], now["jsonData"]["layers"][0]["fill"]) == ("Renamed", "#ffeedd")
    assert title(now["jsonData"]) == "Mine"


def test_a_conflict_overwrites_nothing_unasked(editor, server):
    layers = [CARD["layers"][0], dict(CARD["layers"][1], text="Theirs")]
    save_elsewhere(server, editor, jsonData=dict(CARD, layers=layers))
    set_text(editor, "Mine")
    dialog = refused(editor)
    expect(dialog.get_by_role("button", name="Save both")).to_have_count(0)
    choose(dialog, "Cancel")
    assert title(stored(server, editor)["jsonData"]) == "Theirs"
    choose(refused(editor), "Load theirs")
    editor.wait_saved()
    assert editor.layer("title")["text"] == "Theirs"
    editor.page.get_by_role("button", name="Back to mine").click()
    assert editor.layer("title")["text"] == "Mine"
    editor.press("Control+s")
    editor.wait_saved()
    assert title(stored(server, editor)["jsonData"]) == "Mine"


def test_a_template_deleted_meanwhile_comes_back_with_the_changes(editor, server):
    server.call("DELETE", f"/api/templates/{editor.id}")
    set_text(editor, "Still here")
    choose(refused(editor), "Bring it back")
    editor.wait_saved()
    assert title(stored(server, editor)["jsonData"]) == "Still here"


def test_a_draft_outlives_the_page(editor, server):
    set_text(editor, "Not saved")
    editor.page.reload()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("heading", name="Draft from").wait_for()
    choose(dialog, "Go on with the draft")
    assert editor.layer("title")["text"] == "Not saved"
    editor.save()
    editor.page.reload()
    editor.wait_saved()
    expect(editor.page.get_by_role("dialog")).to_have_count(0)
    assert editor.layer("title")["text"] == "Not saved"


def test_a_draft_deleted_by_mistake_is_brought_back(editor):
    set_text(editor, "Not saved")
    editor.page.reload()
    choose(editor.page.get_by_role("dialog"), "Delete the draft")
    editor.wait_saved()
    editor.page.get_by_role("status").get_by_role("button", name="Undo").click()
    assert editor.layer("title")["text"] == "Not saved"
    editor.page.reload()
    choose(editor.page.get_by_role("dialog"), "Go on with the draft")
    assert editor.layer("title")["text"] == "Not saved"


def test_a_draft_of_an_older_version_is_not_saved_over_the_newer(editor, server):
    set_text(editor, "Mine")
    layers = [CARD["layers"][0], dict(CARD["layers"][1], text="Theirs")]
    save_elsewhere(server, editor, jsonData=dict(CARD, layers=layers))
    editor.page.reload()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("the draft is of version 1, the server has version 2").wait_for()
    choose(dialog, "Go on with the draft")
    dialog = refused(editor)
    dialog.get_by_role("heading", name="Saved elsewhere meanwhile").wait_for()
    choose(dialog, "Overwrite theirs with mine")
    editor.wait_saved()
    assert title(stored(server, editor)["jsonData"]) == "Mine"


def test_edits_made_while_a_save_runs_stay_unsaved(editor, server):
    set_text(editor, "First")
    editor.page.evaluate(
        """() => {
            const send = window.fetch;
            window.fetch = async (address, options) => {
                if (options?.method === "PUT") await new Promise((done) => setTimeout(done, 300));
                return send(address, options);
            };
        }""")
    editor.press("Control+s")
    editor.page.locator(".save-state", has_text="Saving").wait_for()
    field = editor.page.get_by_label("Template as JSON")
    field.fill(field.input_value().replace("First", "Second"))
    editor.page.locator(".save-state", has_text="Unsaved changes").wait_for()
    assert title(stored(server, editor)["jsonData"]) == "First"
    editor.press("Control+s")
    editor.wait_saved()
    assert title(stored(server, editor)["jsonData"]) == "Second"


def test_a_session_that_has_ended_loses_nothing(editor, server):
    page = editor.page
    set_text(editor, "First")
    set_text(editor, "Kept")
    page.context.clear_cookies()
    editor.press("Control+s")
    page.locator(".save-detail", has_text="Your session has ended").wait_for()
    editor.select("title")
    editor.focus()
    for _ in range(3):
        editor.press("ArrowRight")
        editor.settle()
    page.locator(".notes-summary", has_text="your session has ended").wait_for()
    # Asked once, however often the server refuses.
    expect(page.locator(".toast", has_text="sign in again")).to_have_count(1)
    page.get_by_role("button", name="Sign in").click()
    dialog = page.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Admin key").fill("plk_live_wrong")
    dialog.get_by_role("button", name="Sign in").click()
    dialog.get_by_text("That did not work").wait_for()
    dialog.get_by_label("Admin key").fill(server.key)
    dialog.get_by_role("button", name="Sign in").click()
    page.locator(".notes-summary", has_text="Drawn").wait_for()
    assert (editor.layer("title")["text"], editor.layer("title")["x"]) == ("Kept", 23)
    editor.save()
    assert title(stored(server, editor)["jsonData"]) == "Kept"
    # The steps of undo are all there still.
    editor.focus()
    editor.press("Control+z", "Control+z")
    assert editor.layer("title")["text"] == "First"


def test_the_drawing_comes_back_when_the_server_does(editor):
    page = editor.page
    page.refusals.add(503)
    busy = {"success": False, "error": {"code": "busy", "message": "the server is busy"}}
    page.route("**/preview", lambda route: route.fulfill(status=503, json=busy))
    editor.select("title")
    editor.focus()
    editor.press("ArrowRight")
    page.locator(".notes-summary", has_text="Not drawn: the server is busy").wait_for()
    page.unroute("**/preview")
    page.locator(".notes-summary", has_text="Drawn in").wait_for()


def test_a_version_is_looked_at_and_restored(editor, server):
    set_text(editor, "Later")
    editor.save()
    versions = editor.tab("Versions")
    versions.get_by_role("button", name="Look at version 1").click()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("img", name="Version 1").wait_for()
    dialog.get_by_text("layers.title.text").wait_for()
    choose(dialog, "Restore…")
    choose(editor.page.get_by_role("dialog", name="Restore version 1?"), "Restore")
    versions.get_by_text("Version 3").wait_for()
    assert title(stored(server, editor)["jsonData"]) == "Hello"
    assert editor.layer("title")["text"] == "Hello"


def test_undo_brings_back_what_a_restored_version_replaced(editor, server):
    set_text(editor, "Later")
    editor.save()
    editor.tab("Details").get_by_label("Name").fill("Unsaved name")
    editor.tab("Versions").get_by_role("button", name="Restore version 1").click()
    choose(editor.page.get_by_role("dialog", name="Restore version 1?"), "Restore")
    editor.tab("Versions").get_by_text("Version 3").wait_for()
    name = editor.page.locator(".editor-name")
    expect(name).to_have_text("Saved card")
    editor.focus()
    editor.press("Control+z")
    expect(name).to_have_text("Unsaved name")
    assert editor.layer("title")["text"] == "Later"
    editor.press("Control+y")
    expect(name).to_have_text("Saved card")


def test_no_button_moves_while_a_version_is_drawn(editor):
    page = editor.page
    set_text(editor, "Later")
    editor.save()
    held = []
    page.route("**/preview", lambda route: held.append(route))
    editor.tab("Versions").get_by_role("button", name="Look at version 1").click()
    restore = page.get_by_role("dialog").get_by_role("button", name="Restore…")
    restore.wait_for()
    page.wait_for_function("() => document.querySelectorAll('.version-wait').length === 2")
    before = restore.bounding_box()
    for route in held:
        route.continue_()
    expect(page.get_by_role("dialog").locator("img[src]")).to_have_count(2)
    assert abs(restore.bounding_box()["y"] - before["y"]) < 3
