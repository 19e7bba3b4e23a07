"""From signing in to a picture that counts: what a new user does first."""

import json
import re
import struct
import urllib.parse

from playwright.sync_api import expect

from conftest import png
from editing import Editor


def test_a_wrong_key_is_refused_in_words(page, server):
    page.refusals.add(401)
    page.goto("/studio")
    page.get_by_label("Admin key").fill("plk_live_nonsense")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").filter(has_text="unknown or revoked").wait_for()


def test_the_session_is_no_script_s_and_ends(studio, server):
    cookies = studio.context.cookies()
    session = next(cookie for cookie in cookies if cookie["name"] == "placard_session")
    assert session["httpOnly"] and session["sameSite"] == "Strict"
    studio.get_by_role("button", name="Sign out").click()
    studio.get_by_label("Admin key").wait_for()
    studio.goto("/studio/keys")
    studio.get_by_label("Admin key").wait_for()


def test_from_preset_to_a_counted_picture(studio, server, tmp_path):
    page = studio
    # A template from a preset.
    page.get_by_role("button", name="New template").click()
    page.get_by_role("textbox", name="Name").fill("Share card")
    page.get_by_role("button", name=re.compile("^Open Graph")).click()
    editor = Editor(page)
    assert editor.canvas() == {"width": 1200, "height": 630, "background": "#ffffff"}

    # Title, subtitle, logo.
    page.get_by_role("button", name="Insert text").click()
    rename(editor, "text", "title")
    page.get_by_role("button", name="Insert text").click()
    rename(editor, "text", "subtitle")
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(120, 60, (220, 20, 60)))
    drop_file(page, editor, logo.read_bytes(), "logo.png")
    editor.row("logo").wait_for()
    assert editor.layer("logo")["image_url"].startswith("assets/")

    # Dragged by the pointer, without snapping, then sized in the panel.
    title = editor.layer("title")
    middle = (title["x"] + title["width"] / 2, title["y"] + title["height"] / 2)
    editor.select("title")
    editor.focus()
    editor.press("]", "]", "]")
    editor.drag(middle, (middle[0] - 200, middle[1] - 150), "Control")
    moved = editor.layer("title")
    assert abs(moved["x"] - (title["x"] - 200)) <= 2 and abs(moved["y"] - (title["y"] - 150)) <= 2
    panel = editor.tab("Design")
    panel.get_by_label("Size", exact=True).fill("64")
    panel.get_by_label("Size", exact=True).press("Enter")
    assert editor.layer("title")["fontSize"] == 64

    # Edited in place.
    editor.double_click(middle[0] - 200, middle[1] - 150)
    page.get_by_role("textbox", name="Text of title").fill("Hello from the studio")
    editor.press("Escape")
    assert editor.layer("title")["text"] == "Hello from the studio"

    # Made public and saved.
    details = editor.tab("Details")
    details.get_by_label("Public", exact=True).check()
    expect(details.get_by_text(editor.id).first).to_be_visible()
    editor.save()
    stored = server.call("GET", f"/api/templates/{editor.id}")
    assert stored["public"] and stored["jsonData"]["layers"][-1]["name"] == "title"

    # Drawn for anybody.
    layers = json.dumps({"title": {"text": "By look-up"}})
    status, headers, body = server.get(
        f"/api/render?templateId={editor.id}&layers={urllib.parse.quote(layers)}")
    assert status == 200 and headers["Content-Type"] == "image/png"
    assert struct.unpack(">II", body[16:24]) == (1200, 630)

    # A key, shown once.
    page.goto("/studio/keys")
    page.get_by_role("button", name="New key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Website")
    dialog.get_by_label("Plan", exact=True).select_option("free")
    dialog.get_by_role("button", name="Make the key").click()
    shown = page.get_by_role("dialog").get_by_role("region", name="Key")
    key = re.fullmatch(r"plk_live_\w{49}", shown.inner_text().strip()).group(0)
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    row = page.get_by_role("row", name=re.compile("Website"))
    row.wait_for()
    assert key not in page.content()
    assert used(page, "Website") == 0

    # Generated with it, and counted.
    made = server.call(
        "POST", "/api/generate",
        {"templateId": editor.id, "layers": {"title": {"text": "Counted"}}}, key=key)
    assert made["success"] and made["cached"] is False
    assert used(page, "Website") == 1


def rename(editor, name, new_name):
    row = editor.row(name)
    row.click()
    row.press("F2")
    field = row.get_by_role("textbox")
    field.fill(new_name)
    field.press("Enter")
    editor.row(new_name).wait_for()


def drop_file(page, editor, data, name):
    """Drops a picture file onto the canvas's middle."""
    x, y = editor.at(600, 315)
    page.evaluate(
        """({bytes, name, x, y}) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name, {type: "image/png"}));
            for (const type of ["dragover", "drop"]) {
                document.querySelector(".stage").dispatchEvent(new DragEvent(type, {
                    dataTransfer: transfer, clientX: x, clientY: y, bubbles: true,
                    cancelable: true,
                }));
            }
        }""", {"bytes": list(data), "name": name, "x": x, "y": y})


def used(page, key_name):
    """How many pictures the usage page says that a key has had drawn this month."""
    page.goto("/studio/usage")
    page.get_by_role("heading", name="Usage").wait_for()
    text = page.locator(".quota", has_text=key_name).inner_text()
    return int(re.search(r"(\d+) of 50", text).group(1))
