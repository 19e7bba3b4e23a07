"""Firefox and WebKit over their own WebDrivers: pages opened, scripts run, pointer and keys used.

Firefox is Debian's `firefox-esr` over Marionette, WebKit that of `webkit2gtk-driver`, each in an
Xvfb. Both take the commands of W3C WebDriver; each is ended with its `with`.
"""

import glob
import itertools
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from screen import Screen

WAIT_SECONDS = 120
# How long a drag may want to be seen, and how often one is tried.
DRAG_SECONDS = 10
DRAGS_MAX = 6


def wait(what, ask, seconds=WAIT_SECONDS):
    """The first answer of `ask` that is not None or False."""
    until = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer is not None and answer is not False:
            return answer
        if time.monotonic() > until:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.05)


class Engine:
    """What both browsers do; `command` is theirs."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.processes = []
        try:
            self.screen = Screen(self.spawn)
            self.start(Path(self.folder.name))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if hasattr(self, "screen"):
            self.screen.close()
        for process in reversed(self.processes):
            end(process)
        self.folder.cleanup()

    def spawn(self, words, **options):
        # A session of its own: what a browser has started ends with it.
        process = subprocess.Popen(words, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def open(self, address):
        self.command("url", {"url": address})

    def run(self, script, *values):
        """What a function's body returns in the page."""
        return self.command("execute/sync", {"script": script, "args": list(values)})

    def perform(self, kind, actions, **parameters):
        """Has the pointer or the keyboard do one after another."""
        source = {"type": kind, "id": kind, "actions": actions}
        if parameters:
            source["parameters"] = parameters
        self.command("actions", {"actions": [source]})

    def environment(self, **more):
        """What a browser is told: its display, and a home of its own."""
        return dict(os.environ, DISPLAY=self.screen.name, GDK_BACKEND="x11",
                    HOME=self.folder.name, NO_AT_BRIDGE="1", LIBGL_ALWAYS_SOFTWARE="1", **more)

    def drag_and_drop(self, places, is_taken, is_done):
        """Presses at the first place of the page, goes to the others, lets go at the last as soon
        as a script says that it may be dropped there, and returns when one says it was.

        A desktop asks a browser several times before it has begun a drag and knows what may be
        dropped: a hand that is sooner drops nothing, and does it again."""
        top = self.run("return outerHeight - innerHeight")
        for _ in range(DRAGS_MAX):
            for index, (x, y) in enumerate(places):
                self.screen.move(x, y + top)
                if index == 0:
                    self.screen.button(True)
            self._hover(places[-1], top, is_taken)
            self.screen.button(False)
            if self._comes(is_done):
                return
        raise AssertionError(f"dropped nothing in {DRAGS_MAX} drags")

    def _hover(self, place, top, is_taken):
        """Holds the pointer about a place, as still as a hand is, until it was seen there."""
        until = time.monotonic() + DRAG_SECONDS
        for aside in itertools.cycle((1, 0)):
            self.screen.move(place[0] + aside, place[1] + top)
            if self.run(is_taken) or time.monotonic() > until:
                return

    def _comes(self, is_done):
        until = time.monotonic() + DRAG_SECONDS
        while time.monotonic() < until:
            if self.run(is_done):
                return True
            time.sleep(0.05)
        return False

    def resize(self, width, height):
        """Gives the window that size, in CSS px, with what is around the page."""
        self.command("window/rect", {"width": width, "height": height})


def end(process):
    """Asks a process and what it has started to end, and sees to it."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(20)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()


class Firefox(Engine):
    """Marionette: a length, a colon and JSON, both ways."""

    PREFERENCES = {
        "marionette.port": 0, "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False,
        "browser.aboutwelcome.enabled": False, "ui.prefersReducedMotion": 1,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
    }
    COMMANDS = {
        "url": "WebDriver:Navigate", "execute/sync": "WebDriver:ExecuteScript",
        "actions": "WebDriver:PerformActions",
        "context": "Marionette:SetContext", "session": "WebDriver:NewSession",
    }

    def start(self, folder):
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});"
                 for name, value in self.PREFERENCES.items()]
        (folder / "user.js").write_text("\n".join(lines) + "\n")
        browser = self.spawn(
            ["firefox-esr", "--marionette", "--remote-allow-system-access", "--no-remote",
             "--profile", folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=self.environment(MOZ_CRASHREPORTER_DISABLE="1"))
        place = folder / "MarionetteActivePort"

        def connected():
            assert browser.poll() is None, "Firefox ended"
            port = place.read_text().strip() if place.exists() else ""
            return port and socket.create_connection(("127.0.0.1", int(port)), WAIT_SECONDS)

        self.socket = wait("Firefox", lambda: connected() or None)
        self.stream = self.socket.makefile("rb")
        self.last = 0
        self.receive()
        self.command("session", {})
        self.resize(1280, 900)

    def __exit__(self, *about):
        if hasattr(self, "socket"):
            self.socket.close()
        super().__exit__(*about)

    def receive(self):
        length = b""
        while not length.endswith(b":"):
            byte = self.stream.read(1)
            assert byte, "Firefox ended"
            length += byte
        return json.loads(self.stream.read(int(length[:-1])))

    def command(self, name, parameters):
        self.last += 1
        if name == "execute/sync":
            parameters = {**parameters, "newSandbox": False, "sandbox": None}
        text = json.dumps([0, self.last, self.COMMANDS[name], parameters]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def complaints(self, address):
        """What the browser says of pages of `address`: errors and warnings of its console.

        It also complains of images whose loading the next page breaks off: those are left out."""
        return self.run_above(
            """return Services.console.getMessageArray()
                .filter((each) => each instanceof Ci.nsIScriptError)
                .filter((each) => each.category !== "Image")
                .filter((each) => each.sourceName.startsWith(arguments[0]))
                .map((each) => each.message);""", address)

    def resize(self, width, height):
        # Marionette's own command waits some seconds for a window manager.
        self.run_above("window.resizeTo(...arguments);", width, height)
        wait("the size", lambda: self.run("return [outerWidth, outerHeight]") == [width, height])

    def run_above(self, script, *values):
        """What a function's body returns in the browser's own window."""
        self.command("context", {"value": "chrome"})
        try:
            return self.run(script, *values)
        finally:
            self.command("context", {"value": "content"})


class WebKit(Engine):
    """W3C WebDriver over HTTP."""

    def start(self, _):
        browser = glob.glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")[-1]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        driver = self.spawn(
            ["WebKitWebDriver", f"--port={port}"], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=self.environment())
        self.address = f"http://127.0.0.1:{port}"
        self.session = None

        def ready():
            assert driver.poll() is None, "WebKitWebDriver ended"
            try:
                return self.ask("GET", "/status")["ready"]
            except urllib.error.URLError:
                return None

        wait("WebKitWebDriver", ready)
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": {
            "binary": browser, "args": ["--automation"]}}
        self.session = self.ask(
            "POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        self.resize(1280, 900)

    def __exit__(self, *about):
        if getattr(self, "session", None):
            try:
                self.ask("DELETE", f"/session/{self.session}")
            except (OSError, RuntimeError):
                pass  # It is ended below.
        super().__exit__(*about)

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.address + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()}") from None

    def command(self, name, parameters):
        return self.ask("POST", f"/session/{self.session}/{name}", parameters)

    def complaints(self, _):
        """Nothing: this driver does not tell what the console says."""
        return []
