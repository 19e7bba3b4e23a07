"""What gets in the way of a page: a session that ends, other tabs, lost answers; where the focus
goes."""

import json
import re
import shlex

import pytest
from playwright.sync_api import expect

from editing import Editor
from test_saving import CARD, set_text, stored, title

EMPTY = {"canvas": {"width": 60, "height": 30}, "layers": []}


def sign_in_again(page, server):
    dialog = page.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Admin key").fill(server.key)
    dialog.get_by_role("button", name="Sign in").click()
    dialog.wait_for(state="detached")


def grid(page, path="/studio"):
    page.goto(path)
    page.locator(".card").first.wait_for()


def by_the_table(page):
    """Whether the focus is on what the table stands in, not on the page as a whole."""
    return page.evaluate("document.activeElement.matches('.page-inner div:has(table)')")


def test_no_key_is_no_wrong_key(page):
    page.goto("/studio")
    page.get_by_label("Admin key").fill("  ")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Type or paste a key.").wait_for()
    expect(page.get_by_label("Admin key")).to_be_focused()


def test_a_key_without_the_scope_is_told_which_it_takes(page, server):
    page.refusals.add(403)
    key = server.call("POST", "/api/keys", {"name": "Draws", "scopes": ["generate"]})["key"]
    page.goto("/studio")
    page.get_by_label("Admin key").fill(key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("it takes a key with the scope admin").wait_for()


def test_who_signs_in_again_from_a_dialog_finds_it_as_it_was(signed_in, server):
    page = signed_in
    page.refusals.add(401)
    grid(page)
    page.get_by_role("button", name="New template").click()
    name = page.get_by_role("dialog").get_by_label("Name", exact=True)
    name.fill("Made after all")
    page.context.clear_cookies()
    page.get_by_role("button", name="Open Graph").click()
    toast = page.locator(".toast")
    expect(toast).to_have_count(1)
    toast.get_by_role("button", name="Sign in").click()
    sign_in_again(page, server)
    expect(name).to_have_value("Made after all")
    page.get_by_role("button", name="Open Graph").click()
    expect(page.locator(".editor-name")).to_have_text("Made after all")


def test_a_page_left_with_its_dialog_open_asks_again_when_the_session_ends(signed_in, server):
    page = signed_in
    page.refusals.add(401)
    page.goto("/studio/keys")
    page.get_by_role("table").wait_for()
    page.get_by_role("link", name="Usage").click()
    page.get_by_role("heading", name="The last 12 months").wait_for()
    page.context.clear_cookies()
    page.get_by_role("button", name="The month before").click()
    page.locator(".toast").get_by_role("button", name="Sign in").click()
    page.get_by_role("dialog", name="Sign in again").wait_for()
    page.go_back()
    page.get_by_text("This could not be loaded").wait_for()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Sign in").click()
    sign_in_again(page, server)
    page.get_by_role("table").wait_for()


def test_a_message_that_is_pointed_at_stays(signed_in, server):
    page = signed_in
    server.make_template("Pointed at", EMPTY)
    page.clock.install()
    grid(page)
    page.get_by_role("button", name="Copy the ID of Pointed at").click()
    page.locator(".toast").hover()
    page.clock.run_for(9_000)
    expect(page.locator(".toast")).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(3_000)
    expect(page.locator(".toast")).to_have_count(0)


def test_the_focus_goes_back_where_a_message_was_answered_from(signed_in, server):
    page = signed_in
    page.refusals.add(401)
    editor = Editor.open(page, server.make_template("Focus", CARD))
    editor.select("title")
    editor.focus()
    page.context.clear_cookies()
    editor.press("ArrowRight")
    page.locator(".toast").get_by_role("button", name="Sign in").click()
    page.get_by_role("dialog", name="Sign in again").wait_for()
    editor.press("Escape")
    expect(page.locator(".stage")).to_be_focused()


def test_the_month_asked_for_last_is_shown_and_its_button_keeps_the_focus(signed_in):
    page = signed_in
    page.goto("/studio/usage")
    heading = page.get_by_role("heading", name="By day in")
    heading.wait_for()
    held = []
    page.route("**/api/usage?month=*", lambda route: held.append(route))
    before = page.get_by_role("button", name="The month before")
    before.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(before).to_be_focused()
    page.wait_for_function("() => document.querySelector('.usage').ariaBusy === 'true'")
    while len(held) < 2:
        page.wait_for_timeout(20)
    month = page.locator(".month").inner_text()
    held[1].continue_()
    expect(heading).to_have_text(f"By day in {month}")
    with page.expect_response(held[0].request.url):
        held[0].continue_()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(heading).to_have_text(f"By day in {month}")
    page.unroute_all()
    after = page.get_by_role("button", name="The month after")
    after.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(after).to_be_disabled()
    expect(before).to_be_focused()


def test_a_second_enter_revokes_no_key_and_the_focus_stays_by_the_table(signed_in, server):
    page = signed_in
    server.call("POST", "/api/keys", {"name": "Twice", "scopes": ["generate"]})
    page.goto("/studio/keys")
    revoke = page.get_by_role("button", name="Revoke Twice")
    revoke.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Revoke “Twice”?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(revoke).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(revoke).to_have_count(0)
    assert by_the_table(page)


def test_a_page_that_is_loaded_again_keeps_the_focus(signed_in):
    page = signed_in
    page.refusals.add(503)
    busy = {"success": False, "error": {"code": "busy", "message": "the server is busy"}}
    page.route("**/api/keys", lambda route: route.fulfill(status=503, json=busy))
    page.goto("/studio/keys")
    again = page.get_by_role("button", name="Try again")
    again.focus()
    page.unroute_all()
    page.keyboard.press("Enter")
    page.get_by_role("table").wait_for()
    assert by_the_table(page)


def test_a_template_deleted_elsewhere_leaves_the_grid_and_the_focus_is_beside(signed_in, server):
    page = signed_in
    page.refusals.add(404)
    _, _, last = [server.make_template(f"zz {end}", EMPTY) for end in ("x", "y", "z")]
    grid(page)
    page.get_by_label("Sort by").select_option("name")
    search = page.get_by_label("Search templates")
    search.fill("zz ")
    expect(page.locator(".card")).to_have_count(3)
    server.call("DELETE", f"/api/templates/{last['id']}")
    page.get_by_role("switch", name="zz z: public").click()
    page.get_by_text("“zz z” has been deleted elsewhere").wait_for()
    expect(page.get_by_role("link", name="zz z", exact=True)).to_have_count(0)
    beside = page.get_by_role("link", name="zz y", exact=True)
    expect(beside).to_be_focused()
    for name, focused in (
            ("zz y", page.get_by_role("link", name="zz x", exact=True)), ("zz x", search)):
        page.get_by_role("button", name=f"More for {name}").click()
        page.get_by_role("menuitem", name="Delete").click()
        expect(focused).to_be_focused()


def test_tab_leaves_a_menu(signed_in, server):
    page = signed_in
    server.make_template("Tab", EMPTY)
    grid(page)
    page.get_by_role("button", name="More for Tab", exact=True).click()
    page.get_by_role("menuitem", name="Edit").wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.get_by_role("switch", name="Tab: public", exact=True)).to_be_focused()


@pytest.mark.parametrize("on_miss, words", [
    ("render", "the address needs no key"), ("signed", "placard sign"),
    ("never", "what a build has made")])
def test_the_tags_tell_who_is_answered(signed_in, server, on_miss, words):
    page = signed_in
    server.call("POST", "/api/templates", {
        "name": f"Misses {on_miss}", "jsonData": EMPTY, "public": True, "onMiss": on_miss})
    grid(page)
    page.get_by_role("button", name=f"More for Misses {on_miss}").click()
    page.get_by_role("menuitem", name="Snippets…").click()
    expect(page.locator(".snippet-block", has_text="<meta> tags")).to_contain_text(words)


def test_a_save_whose_answer_was_lost_is_no_conflict(signed_in, server):
    page = signed_in
    page.refusals |= {412}
    editor = Editor.open(page, server.make_template("Lost", CARD))
    set_text(editor, "Arrived")

    def lose(route):
        if route.request.method != "PUT" or "dryRun" in route.request.url:
            return route.fallback()
        route.fetch()
        return route.abort()

    page.route(re.compile("/api/templates/"), lose)
    editor.press("Control+s")
    page.locator(".save-detail", has_text="the server does not answer").wait_for()
    page.unroute_all()
    # The browser itself tells its console of the answer that it did not get.
    page.complaints[:] = [text for text in page.complaints if "ERR_FAILED" not in text]
    editor.press("Control+s")
    editor.wait_saved()
    expect(page.get_by_role("dialog")).to_have_count(0)
    now = stored(server, editor)
    assert (now["version"], title(now["jsonData"])) == (2, "Arrived")


def test_the_draft_of_a_deleted_template_makes_a_new_one(signed_in, server):
    page = signed_in
    page.refusals.add(404)
    editor = Editor.open(page, server.make_template("Orphan", CARD))
    set_text(editor, "Still here")
    server.call("DELETE", f"/api/templates/{editor.id}")
    page.reload()
    page.get_by_text("It has been deleted, or the address is wrong.").wait_for()
    page.get_by_role("button", name="Make a new template of the draft").click()
    page.locator(".editor").wait_for()
    new = Editor(page)
    assert new.id != editor.id
    assert title(stored(server, new)["jsonData"]) == "Still here"
    page.reload()
    new.wait_saved()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_chosen_is_told_in_the_colours_of_the_system_too(signed_in, server):
    page = signed_in
    page.emulate_media(forced_colors="active")
    editor = Editor.open(page, server.make_template("Forced", CARD))
    editor.select("title")

    def ground(locator):
        return locator.evaluate("(element) => getComputedStyle(element).backgroundColor")

    tab = editor.page.get_by_role("tab", name="Layers")
    assert ground(tab) != ground(page.get_by_role("tab", name="Versions"))
    assert ground(editor.row("title")) != ground(editor.row("ground"))
    page.goto("/studio/store")
    page.locator(".meter").wait_for()
    here = page.get_by_role("link", name="Store")
    assert ground(here) != ground(page.get_by_role("link", name="Keys"))


def test_a_template_that_was_not_loaded_is_asked_for_again(signed_in, server):
    page = signed_in
    page.refusals.add(503)
    busy = {"success": False, "error": {"code": "busy", "message": "the server is busy"}}
    template = server.make_template("Busy", CARD)
    page.route(f"**/api/templates/{template['id']}", lambda route: route.fulfill(
        status=503, json=busy))
    page.goto(f"/studio/templates/{template['id']}")
    page.get_by_text("the server is busy").wait_for()
    expect(page.get_by_role("main").get_by_role("link", name="To the templates")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    Editor(page)


def test_a_template_that_is_being_made_is_not_left_unseen(signed_in):
    page = signed_in
    grid(page)
    page.get_by_role("button", name="New template").click()
    held = []
    page.route("**/api/templates", lambda route: held.append(route))
    page.get_by_role("button", name="Story 1080 × 1920", exact=True).click()
    while not held:
        page.wait_for_timeout(20)
    page.keyboard.press("Escape")
    page.mouse.click(4, 300)
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    held[0].continue_()
    assert Editor(page).canvas()["height"] == 1920


def test_edits_of_a_deleted_template_keep_its_name_as_a_new_one(signed_in, server):
    page = signed_in
    page.refusals.add(404)
    editor = Editor.open(page, server.make_template("No copy", CARD))
    set_text(editor, "Anew")
    server.call("DELETE", f"/api/templates/{editor.id}")
    editor.press("Control+s")
    page.get_by_role("button", name="Save as a new template").click()
    page.wait_for_url(lambda url: editor.id not in url)
    new = Editor(page)
    assert (stored(server, new)["name"], title(new.data())) == ("No copy", "Anew")


def test_versions_that_were_not_listed_are_asked_for_again_and_keep_the_focus(signed_in, server):
    page = signed_in
    page.refusals.add(503)
    editor = Editor.open(page, server.make_template("Versions", CARD))
    set_text(editor, "Later")
    editor.save()
    busy = {"success": False, "error": {"code": "busy", "message": "the server is busy"}}
    page.route("**/versions", lambda route: route.fulfill(status=503, json=busy))
    editor.tab("Versions").get_by_text("the server is busy").wait_for()
    page.unroute_all()
    editor.tab("Layers")
    editor.tab("Versions").get_by_role("button", name="Restore version 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore", exact=True).click()
    page.get_by_text("Version 3").first.wait_for()
    expect(page.locator(".version-list")).to_be_focused()


def test_the_call_shown_with_a_key_gives_what_its_template_requires(signed_in, server):
    page = signed_in
    template = server.make_template("Requires", dict(CARD, variables=[
        {"name": "it's", "type": "text", "required": True}]))
    page.route("**/api/templates?limit=1", lambda route: route.fulfill(
        json={"templates": [{"id": template["id"]}], "next": None}))
    page.goto("/studio/keys")
    page.get_by_role("button", name="New key").first.click()
    page.get_by_role("dialog").get_by_label("Name", exact=True).fill("Calls")
    page.get_by_role("button", name="Make the key").click()
    line = page.get_by_role("region", name="Example").inner_text()
    key = page.get_by_role("region", name="Key", exact=True).inner_text()
    words = shlex.split(line.replace("\\\n", ""))
    assert f"Authorization: Bearer {key}" in words
    body = json.loads(words[words.index("-d") + 1])
    assert body["variables"] == {"it's": "Hello"}
    assert server.call("POST", "/api/generate", body, key=key)["success"]
    # It has no picture that a grid could show.
    server.call("DELETE", f"/api/templates/{template['id']}")


def test_the_sizes_to_try_are_within_a_window_at_twice_its_size(signed_in, server):
    page = signed_in
    page.set_viewport_size({"width": 640, "height": 400})
    Editor.open(page, server.make_template("Small window", CARD))
    page.locator(".sizes-button").click()
    popover = page.locator(".sizes-popover")
    box = popover.bounding_box()
    assert box["y"] + box["height"] <= 400
    popover.locator("button, input").last.focus()
    last = popover.locator("button, input").last.bounding_box()
    assert last["y"] + last["height"] <= 400


def test_a_page_whose_module_does_not_come_says_so_in_its_place(signed_in, server):
    page = signed_in
    grid(page)
    page.route("**/pages/keys.js", lambda route: route.abort())
    page.get_by_role("link", name="Keys").click()
    page.get_by_role("main").get_by_text("the server does not answer").wait_for()
    expect(page.locator(".card")).to_have_count(0)
    page.unroute_all()
    page.complaints[:] = [text for text in page.complaints if "ERR_FAILED" not in text]
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("table").wait_for()


def test_a_sign_out_that_fails_leaves_the_focus_on_its_button(signed_in):
    page = signed_in
    page.refusals.add(503)
    grid(page)
    page.route("**/api/session", lambda route: route.fulfill(status=503, body="busy"))
    out = page.get_by_role("button", name="Sign out")
    out.click()
    page.get_by_text("the server answered 503").wait_for()
    expect(out).to_be_focused()


def test_a_deletion_is_undone_by_its_key(signed_in, server):
    page = signed_in
    template = server.make_template("Undone by a key", EMPTY)
    grid(page)
    page.get_by_role("button", name="More for Undone by a key").click()
    page.get_by_role("menuitem", name="Delete").click()
    link = page.get_by_role("link", name="Undone by a key")
    page.get_by_text("“Undone by a key” deleted").wait_for()
    expect(link).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(link).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_have_count(0)
    assert server.call("GET", f"/api/templates/{template['id']}")["name"] == "Undone by a key"


def test_that_nothing_is_drawn_is_told_to_screen_readers(signed_in, server):
    page = signed_in
    page.refusals.add(503)
    editor = Editor.open(page, server.make_template("Told", CARD))
    busy = {"success": False, "error": {"code": "busy", "message": "the server is busy"}}
    page.route("**/preview", lambda route: route.fulfill(status=503, json=busy))
    editor.select("title")
    editor.focus()
    editor.press("ArrowRight")
    told = page.get_by_role("status").filter(has_text="Not drawn: the server is busy")
    expect(told).to_have_count(1)
