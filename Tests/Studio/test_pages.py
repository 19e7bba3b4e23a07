"""The grid, the keys, the store: what is done without the editor."""

import json
import re

import pytest
from playwright.sync_api import expect

from conftest import MONTH_LIMIT
from editing import Editor


def card(page, name):
    return page.get_by_role("listitem").filter(
        has=page.get_by_role("link", name=name, exact=True))


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_every_preset_makes_a_canvas_of_its_size(studio, server):
    page = studio
    sizes = {
        "Open Graph": (1200, 630), "X card": (1200, 675), "LinkedIn": (1200, 627),
        "Instagram square": (1080, 1080), "Story": (1080, 1920), "Pinterest": (1000, 1500),
        "YouTube thumbnail": (1280, 720), "GitHub social preview": (1280, 640),
        "Email header": (1200, 400)}
    page.get_by_role("button", name="New template").click()
    for title, (width, height) in sizes.items():
        page.get_by_role("button", name=f"{title} {width} × {height}", exact=True).wait_for()
    page.get_by_role("button", name="Story 1080 × 1920", exact=True).click()
    assert Editor(page).canvas()["height"] == 1920


def test_enter_in_the_name_makes_the_template(studio):
    page = studio
    page.get_by_role("button", name="New template").click()
    page.get_by_label("Height").fill("500")
    name = page.get_by_label("Name", exact=True)
    name.fill("By Enter")
    name.press("Enter")
    assert Editor(page).canvas() == {"width": 1200, "height": 500, "background": "#ffffff"}
    page.get_by_text("By Enter", exact=True).first.wait_for()


def test_every_starter_design_can_be_drawn_and_edited(studio, server):
    page = studio
    page.get_by_role("button", name="New template").click()
    tiles = page.locator(".starters > li")
    tiles.first.wait_for()
    count = tiles.count()
    assert count >= 8
    for index in range(count):
        tiles.nth(index).scroll_into_view_if_needed()
    page.wait_for_function(
        "count => [...document.querySelectorAll('.starters img')]"
        ".filter((image) => image.naturalWidth > 0).length === count", arg=count, timeout=60_000)
    tiles.nth(1).get_by_role("button").click()
    editor = Editor(page)
    assert len(editor.data()["layers"]) > 2
    # None of its texts is cut off, nothing is missing.
    page.locator(".notes-summary", has_text="Drawn").wait_for()


def test_search_filter_and_order(studio, server):
    for name in ("Alpha report", "Beta report", "Gamma"):
        server.make_template(name, {"canvas": {"width": 60, "height": 30}, "layers": []},
                             public=name == "Gamma")
    page = studio
    page.reload()
    page.get_by_role("searchbox", name="Search templates").fill("report")
    names = page.locator(".card-name")
    expect(names).to_have_count(2)
    assert sorted(names.all_text_contents()) == ["Alpha report", "Beta report"]
    page.get_by_role("searchbox").fill("nothing of that name")
    page.get_by_text("No template fits").wait_for()
    page.get_by_role("searchbox").fill("gamma")
    expect(names).to_have_text(["Gamma"])


def test_duplicate_publish_and_delete_with_undo(studio, server):
    template = server.make_template(
        "Original", {"canvas": {"width": 60, "height": 30, "background": "#123456"},
                     "layers": []}, public=False)
    page = studio
    page.reload()
    original = card(page, "Original")
    original.get_by_role("button", name="More for Original").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    copy = card(page, "Original copy")
    copy.wait_for()
    assert copy.get_attribute("data-id") != template["id"]

    original.get_by_role("switch").click()
    page.get_by_text("“Original” is public now").wait_for()
    assert server.call("GET", f"/api/templates/{template['id']}")["public"] is True

    original.get_by_role("button", name="Copy the ID of Original").click()
    page.get_by_text("Template ID copied").wait_for()
    assert clipboard(page) == template["id"]

    original.get_by_role("button", name="More for Original").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_text("“Original” deleted").wait_for()
    expect(card(page, "Original")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    card(page, "Original").wait_for()
    back = server.call("GET", f"/api/templates/{template['id']}")
    assert back["jsonData"] == template["jsonData"] and back["public"] is True


def test_snippets_work_as_they_stand(studio, server, tmp_path):
    page = studio
    card(page, "Blog post").get_by_role("button", name="More for Blog post").click()
    page.get_by_role("menuitem", name="Snippets…").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("pre").nth(3).wait_for()
    texts = "\n".join(dialog.locator("pre").all_inner_texts())
    address = re.search(r'(/api/render\?[^"\s]+)', texts).group(1).replace("&amp;", "&")
    assert server.get(address)[0] == 200
    line = json.loads(re.search(r'^\{"id".*\}$', texts, re.M).group(0))
    assert line["templateId"] == "blog-post"
    assert "curl" in texts and "fetch(" in texts and "Bearer $PLACARD_KEY" in texts


def test_a_key_is_shown_once_used_and_revoked(studio, server):
    page = studio
    page.get_by_role("link", name="Keys").click()
    page.get_by_role("button", name="New key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Short-lived")
    dialog.get_by_role("checkbox", name=re.compile("^templates")).uncheck()
    dialog.get_by_role("button", name="Make the key").click()
    key = page.get_by_role("region", name="Key", exact=True).inner_text().strip()
    page.get_by_role("button", name="Done").click()
    made = server.call("POST", "/api/generate", {"templateId": "blog-post"}, key=key)
    assert made["success"]
    record = next(each for each in server.call("GET", "/api/keys")["keys"]
                  if each["name"] == "Short-lived")
    assert record["scopes"] == ["generate"]
    page.get_by_role("button", name="Revoke Short-lived").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    page.get_by_role("row", name=re.compile("Short-lived.*revoked")).wait_for()
    with pytest.raises(Exception, match="401"):
        server.call("POST", "/api/generate", {"templateId": "blog-post"}, key=key)


def test_usage_tells_each_day_and_key_in_figures_too(studio, server):
    record = server.call("POST", "/api/keys", {"name": "Counter", "plan": "free"})
    for number in range(2):
        server.call("POST", "/api/generate", {
            "templateId": "blog-post", "layers": {"title": {"text": f"Counted {number}"}}},
            key=record["key"])
    page = studio
    page.get_by_role("link", name="Usage").click()
    quota = page.locator(".quota", has_text="Counter")
    expect(quota).to_contain_text(f"2 of {MONTH_LIMIT}")
    meter = quota.get_by_role("meter")
    expect(meter).to_have_attribute("aria-valuenow", "2")
    page.get_by_text("The same figures as a table").first.click()
    expect(page.get_by_role("table").first).to_contain_text("Counter")
    page.get_by_role("button", name="The month before").click()
    page.get_by_text("Nothing was drawn").wait_for()


def test_the_store_s_page_lists_misses_to_absorb(studio, server):
    server.get("/api/render?templateId=blog-post&layers=%7B%22title%22:%7B%22text%22:"
               "%22Missed%20once%22%7D%7D")
    page = studio
    page.get_by_role("link", name="Store").click()
    page.get_by_role("heading", name="Store").wait_for()
    main = page.locator("main")
    main.get_by_text("Missed once").first.wait_for()
    text = main.text_content()
    assert "placard absorb --site" in text
    report = server.call("GET", "/api/store")
    assert str(report["cards"]) in text


def test_an_address_that_is_no_percent_encoding_names_no_template(studio):
    studio.refusals.add(404)
    studio.goto("/studio/templates/%E0%A4%A")
    studio.get_by_role("heading", name="There is no such template").wait_for()


def test_a_new_key_does_not_go_with_one_key_too_many(studio):
    studio.goto("/studio/keys")
    studio.get_by_role("button", name="New key").first.click()
    form = studio.get_by_role("dialog", name="New key")
    form.get_by_label("Name").fill("Escaping")
    form.get_by_role("button", name="Make the key").click()
    shown = studio.get_by_role("dialog", name="The key “Escaping”")
    shown.get_by_role("region", name="Key").wait_for()
    studio.keyboard.press("Escape")
    studio.get_by_text("The key is not shown again").wait_for()
    expect(shown).to_be_visible()
    studio.keyboard.press("Escape")
    shown.wait_for(state="detached")


def test_snippets_give_values_that_are_false_or_nought_as_they_are(studio, server):
    data = {"canvas": {"width": 600, "height": 315}, "layers": [], "variables": [
        {"name": "count", "type": "number", "default": 0},
        {"name": "isNew", "type": "boolean", "default": False}]}
    template = server.make_template("Nought", data)
    studio.reload()
    studio.get_by_role("button", name="More for Nought").click()
    studio.get_by_role("menuitem", name="Snippets…").click()
    line = studio.get_by_role("region", name="Manifest line").inner_text()
    assert json.loads(line) == {"id": "posts/hello", "templateId": template["id"],
                                "variables": {"count": 0, "isNew": False}}


def test_a_copy_of_the_longest_name_is_made(studio, server):
    name = "é" * 199 + "🎉"
    server.make_template(name, {"canvas": {"width": 60, "height": 30}, "layers": []})
    page = studio
    page.reload()
    page.get_by_role("button", name=f"More for {name}").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    page.get_by_role("link", name="é" * 195 + " copy", exact=True).wait_for()


def test_a_key_is_made_once_and_seen_however_often_enter_is_pressed(studio, server):
    page = studio
    page.goto("/studio/keys")
    page.get_by_role("button", name="New key").first.click()
    dialog = page.get_by_role("dialog", name="New key")
    held = []
    page.route("**/api/keys", lambda route: held.append(route)
               if route.request.method == "POST" else route.fallback())
    name = dialog.get_by_label("Name", exact=True)
    name.fill("Pressed twice")
    name.press("Enter")
    name.press("Enter")
    page.wait_for_function(
        "() => [...document.querySelectorAll('dialog button')].some((each) => each.disabled)")
    page.keyboard.press("Escape")
    page.mouse.click(4, 300)
    dialog.wait_for()
    assert len(held) == 1
    held[0].continue_()
    page.get_by_role("dialog", name="The key “Pressed twice”").wait_for()
    page.unroute_all(behavior="ignoreErrors")
    keys = server.call("GET", "/api/keys")["keys"]
    assert [key["name"] for key in keys].count("Pressed twice") == 1


@pytest.mark.parametrize("section, end", [
    ("templates", "New template"), ("keys", "New key"), ("usage", "The month before"),
    ("store", "Refresh")])
def test_a_page_at_twice_its_size_is_as_wide_as_the_window(signed_in, server, section, end):
    word = "Longest" * 28
    server.call("POST", "/api/keys", {"name": word, "scopes": ["generate", "templates", "admin"]})
    server.make_template(word, {"canvas": {"width": 60, "height": 30}, "layers": []})
    page = signed_in
    page.set_viewport_size({"width": 640, "height": 400})
    page.goto(f"/studio/{section}")
    page.locator(".page [aria-busy]").wait_for(state="detached")
    button = page.locator(".page-head").get_by_role("button", name=end)
    box = button.bounding_box()
    assert box["x"] + box["width"] <= 640
    assert page.evaluate("document.querySelector('.page').scrollWidth") <= 640
