"""A server over a site of its own, a browser, and pages that may not complain."""

import json
import os
import re
import struct
import subprocess
import time
import urllib.request
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

FONTS = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/inter-vf/Inter.var.ttf",
]
MONTH_LIMIT = 50
expect.set_options(timeout=20_000)


def png(width, height, color):
    """A PNG file of one colour."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    rows = b"".join(b"\0" + bytes(color) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


class Server:
    """A running `placard serve`: its address, its operator's key, its folder."""

    def __init__(self, folder):
        self.folder = folder
        program = os.environ["PLACARD"]
        self._build(program)
        self.log = folder / "server.log"
        words = [program, "serve", "--site", folder, "--listen", "127.0.0.1:0"]
        if files := os.environ.get("STUDIO_FILES"):
            words += ["--studio-files", files]
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(words, stderr=log)
        self.address = self._wait_for_address()
        self.key = (folder / ".placard" / "admin-token").read_text().strip()

    def _build(self, program):
        (self.folder / "templates").mkdir()
        (self.folder / "site.json").write_text(json.dumps({
            "name": "Studio check", "fonts": FONTS, "defaultFont": "DejaVu Sans",
            "plans": {"free": {"rendersPerMonth": MONTH_LIMIT}, "pro": {}},
            # A slow machine is no fault of the studio's.
            "limits": {"storeMapBytes": 4 << 30, "renderMilliseconds": 60_000}}))
        (self.folder / "assets").mkdir()
        (self.folder / "assets" / "dot.png").write_bytes(png(40, 30, (220, 20, 60)))
        (self.folder / "templates" / "blog-post.json").write_text(json.dumps(BLOG_POST))
        cards = [{"id": f"posts/{number}", "templateId": "blog-post",
                  "layers": {"title": {"text": f"Post number {number}"}}} for number in range(3)]
        (self.folder / "cards.jsonl").write_text("\n".join(map(json.dumps, cards)) + "\n")
        subprocess.run(
            [program, "build", self.folder / "cards.jsonl", "--site", self.folder], check=True,
            stderr=subprocess.DEVNULL)

    def _wait_for_address(self):
        until = time.monotonic() + 30
        while time.monotonic() < until and self.process.poll() is None:
            found = re.search(r"^serving (http://\S+)$", self.log.read_text(), re.M)
            if found:
                return found.group(1)
            time.sleep(0.05)
        raise RuntimeError("the server did not start\n" + self.log.read_text())

    def call(self, method, path, body=None, key=None):
        """A call of the API with the operator's key: the JSON that it answers, null for none."""
        request = urllib.request.Request(
            self.address + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {key or self.key}",
                     "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            data = answer.read()
        return json.loads(data) if data else None

    def get(self, path):
        """What anybody gets: the status, the headers and the body."""
        with urllib.request.urlopen(self.address + path) as answer:
            return answer.status, answer.headers, answer.read()

    def make_template(self, name, json_data, public=True):
        return self.call("POST", "/api/templates",
                         {"name": name, "jsonData": json_data, "public": public})

    def stop(self):
        self.process.terminate()
        assert self.process.wait(20) == 0, self.log.read_text()


BLOG_POST = {
    "id": "blog-post", "name": "Blog post", "public": True,
    "jsonData": {
        "canvas": {"width": 1200, "height": 630, "background": "#0f172a"},
        "layers": [
            {"name": "panel", "type": "shape", "x": 60, "y": 60, "width": 1080, "height": 510,
             "fill": "#1e293b", "borderRadius": 24},
            {"name": "title", "type": "text", "x": 120, "y": 120, "width": 960, "height": 240,
             "text": "{{title}}", "fontSize": 72, "fontWeight": 700, "color": "#ffffff"},
            {"name": "by", "type": "text", "x": 120, "y": 470, "width": 600, "height": 50,
             "text": "by {{author}}", "fontSize": 32, "color": "#cbd5e1"}],
        "variables": [
            {"name": "title", "type": "text", "default": "Untitled"},
            {"name": "author", "type": "text", "default": "Nobody"}]},
}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=["light"])
def scheme(request):
    """The colour scheme of `page` and `studio`; tests of both give it as a parameter."""
    return request.param


@pytest.fixture
def page(server, browser, scheme):
    """A browser that nobody has signed in with; what its console complains of fails the test."""
    context = browser.new_context(
        base_url=server.address, viewport={"width": 1280, "height": 800}, color_scheme=scheme,
        reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
    complaints = []
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: complaints.append(message.text)
            if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: complaints.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(f"asked {request.url}")
            if not request.url.startswith((server.address, "blob:", "data:")) else None)
    page.complaints = complaints
    # Statuses that a test means to be answered with: the browser tells its console of each.
    page.refusals = set()
    yield page
    context.close()
    meant = "|".join(map(str, page.refusals)) or "none"
    assert [text for text in complaints if not re.search(f"(^|status of )({meant}) ", text)] == []


@pytest.fixture
def signed_in(page, server):
    """A page that is signed in and shows nothing yet: not all the templates of the tests before."""
    answer = page.context.request.post(
        "/api/session", data={"token": server.key}, headers={"Origin": server.address})
    assert answer.ok, answer.text()
    return page


@pytest.fixture
def studio(page, server):
    """A page that is signed in, at the templates."""
    page.goto("/studio")
    page.get_by_label("Admin key").fill(server.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Templates").wait_for()
    return page
