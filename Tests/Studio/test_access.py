"""Every page of the studio by axe-core, in light and in dark."""

import re

import pytest

from axe import check
from editing import Editor

both = pytest.mark.parametrize("scheme", ["light", "dark"], indirect=True)


@both
def test_sign_in(page, scheme):
    page.goto("/studio")
    page.get_by_label("Admin key").wait_for()
    check(page, f"sign-in-{scheme}")


@both
def test_templates(studio, scheme):
    page = studio
    page.get_by_role("link", name="Blog post").first.wait_for()
    page.wait_for_load_state("networkidle")
    check(page, f"templates-{scheme}")
    page.get_by_role("button", name="New template").click()
    page.get_by_role("dialog").locator(".starters img").first.wait_for()
    page.wait_for_load_state("networkidle")
    check(page, f"new-template-{scheme}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More for Blog post").first.click()
    page.get_by_role("menuitem", name="Snippets…").wait_for()
    check(page, f"menu-{scheme}")
    page.get_by_role("menuitem", name="Snippets…").click()
    page.get_by_role("dialog").wait_for()
    check(page, f"snippets-{scheme}")


@both
def test_keys(studio, scheme):
    page = studio
    page.get_by_role("link", name="Keys").click()
    page.get_by_role("table").wait_for()
    check(page, f"keys-{scheme}")
    page.get_by_role("button", name="New key").click()
    page.get_by_role("dialog").wait_for()
    check(page, f"new-key-{scheme}")
    page.get_by_role("dialog").get_by_label("Name").fill(f"Axe {scheme}")
    page.get_by_role("button", name="Make the key").click()
    page.get_by_role("region", name="Key", exact=True).wait_for()
    check(page, f"made-key-{scheme}")


@both
def test_usage_and_store(studio, server, scheme):
    page = studio
    key = server.call("POST", "/api/keys", {"name": f"Chart {scheme}", "plan": "free"})["key"]
    for number in range(3):
        server.call("POST", "/api/generate", {
            "templateId": "blog-post", "layers": {"title": {"text": f"{scheme} {number}"}}}, key=key)
    server.get(f"/api/render?templateId=blog-post&variables=%7B%22title%22:%22{scheme}%22%7D")
    page.get_by_role("link", name="Usage").click()
    page.locator(".quota").first.wait_for()
    check(page, f"usage-{scheme}")
    page.get_by_role("link", name="Store").click()
    page.get_by_role("heading", name="Store").wait_for()
    page.wait_for_load_state("networkidle")
    check(page, f"store-{scheme}")


@both
def test_not_found(studio, scheme):
    studio.goto("/studio/nothing")
    studio.get_by_role("heading", name="There is no such page").wait_for()
    check(studio, f"not-found-{scheme}")


@both
def test_editor(studio, server, scheme):
    page = studio
    template = server.make_template(f"Axe {scheme}", EVERY_TYPE)
    editor = Editor.open(page, template)
    page.locator(".notes-summary", has_text="Drawn").wait_for()
    check(page, f"editor-{scheme}")
    for name in ["words", "rich", "picture", "box", "wave", "set", "row", "code"]:
        editor.select(name)
        editor.frames(3)
        check(page, f"editor-{name}-{scheme}")
    page.keyboard.press("Control+a")
    editor.frames(3)
    check(page, f"editor-several-{scheme}")
    for title in ["Try it", "Networks", "JSON", "Details", "Variables", "Versions"]:
        editor.tab(title)
        page.wait_for_timeout(400)
        check(page, f"editor-{title.lower().replace(' ', '-')}-{scheme}")


@both
def test_editor_dialogs(studio, server, scheme):
    page = studio
    editor = Editor.open(page, {"id": "blog-post"})
    editor.focus()
    editor.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    check(page, f"shortcuts-{scheme}")
    editor.press("Escape")
    editor.select("title")
    editor.focus()
    editor.press("ArrowRight")
    page.get_by_role("button", name="Save", exact=True).click()
    dialog = page.get_by_role("dialog", name=re.compile("3 cards will change"))
    dialog.wait_for()
    check(page, f"publish-{scheme}")
    dialog.get_by_role("button", name="Cancel").click()
    page.refusals.add(401)
    page.context.clear_cookies()
    editor.focus()
    editor.press("ArrowRight")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("dialog", name="Sign in again").wait_for()
    check(page, f"sign-in-again-{scheme}")


EVERY_TYPE = {
    "canvas": {"width": 1200, "height": 630, "background": "#f8fafc"},
    "layers": [
        {"name": "box", "type": "shape", "x": 40, "y": 40, "width": 300, "height": 200,
         "fill": "linear-gradient(135deg, #6366f1, #ec4899)", "borderRadius": 16,
         "boxShadow": "0 8px 24px rgba(0, 0, 0, 0.3)"},
        {"name": "wave", "type": "shape", "shape": "path", "x": 400, "y": 40, "width": 200,
         "height": 100, "d": "M0 50 C50 0 150 100 200 50", "fill": "none", "stroke": "#0f172a",
         "strokeWidth": 6},
        {"name": "words", "type": "text", "x": 40, "y": 280, "width": 500, "height": 80,
         "text": "{{title}}", "fontSize": 48, "textShadow": "0 2px 4px rgba(0, 0, 0, 0.4)"},
        {"name": "rich", "type": "text", "x": 40, "y": 380, "width": 500, "height": 80,
         "fontSize": 40, "spans": [{"text": "Two "}, {"text": "pieces", "color": "crimson"}]},
        {"name": "picture", "type": "image", "x": 660, "y": 40, "width": 200, "height": 120,
         "image_url": "assets/dot.png"},
        {"name": "set", "type": "group", "x": 660, "y": 220, "width": 300, "height": 120,
         "rotation": 6, "layers": [
             {"name": "dot", "type": "shape", "shape": "ellipse", "x": 20, "y": 20, "width": 60,
              "height": 60, "fill": "#f59e0b"}]},
        {"name": "row", "type": "stack", "x": 660, "y": 400, "width": 460, "height": 80, "gap": 12,
         "layers": [
             {"name": "one", "type": "text", "text": "One", "fontSize": 32},
             {"name": "two", "type": "text", "text": "Two", "fontSize": 32}]},
        {"name": "code", "type": "qr", "x": 1000, "y": 40, "width": 160, "height": 160,
         "data": "https://example.org"}],
    "variables": [
        {"name": "title", "type": "text", "default": "Words"},
        {"name": "accent", "type": "color", "default": "#6366f1"},
        {"name": "count", "type": "number", "default": 3},
        {"name": "shown", "type": "boolean", "default": True}],
}
