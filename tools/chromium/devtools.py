"""One headless Chromium that draws many pages, driven over its debugging pipe."""
import base64
import json
import os
import subprocess
import tempfile
from pathlib import Path

FLAGS = [
    "--headless", "--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text",
    "--force-color-profile=srgb", "--hide-scrollbars", "--allow-file-access-from-files",
    "--remote-debugging-pipe", "--no-first-run", "--disable-gpu",
]


class Chromium:
    """A browser with one tab and so many device pixels a CSS px. Use it with `with`: it ends with
    the block. (A scale that is emulated later would snap boxes to CSS px.)"""

    def __init__(self, scale=1):
        self.scale = scale

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()

        def place_pipes():
            # Chromium reads commands from descriptor 3 and writes answers to 4.
            first, second = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            ["chromium", *FLAGS, f"--force-device-scale-factor={self.scale}",
             f"--user-data-dir={self.folder.name}/profile", "about:blank"],
            pass_fds=(3, 4, theirs_in, theirs_out), preexec_fn=place_pipes,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.answers, self.commands = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self.last, self.session, self.events, self.rest = 0, None, [], b""
        tabs = self.call("Target.getTargets")["targetInfos"]
        tab = next(target["targetId"] for target in tabs if target["type"] == "page")
        self.session = self.call(
            "Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        self.call("Page.enable")
        return self

    def __exit__(self, *_):
        self.session = None
        try:
            self.call("Browser.close")
        except (OSError, SystemExit):
            self.process.terminate()
        self.process.wait(timeout=20)
        self.folder.cleanup()

    def receive(self):
        while b"\0" not in self.rest:
            piece = os.read(self.answers.fileno(), 1 << 20)
            if not piece:
                raise SystemExit("Chromium ended")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.commands.write(json.dumps(message).encode() + b"\0")
        self.commands.flush()
        while True:
            answer = self.receive()
            if answer.get("id") != self.last:
                self.events.append(answer.get("method"))
                continue
            if "error" in answer:
                raise SystemExit(f"Chromium refused {method}: {answer['error']}")
            return answer["result"]

    def open(self, markup, width, height):
        """Shows a page in a window of that size, with its fonts there and its script run."""
        source = Path(self.folder.name) / "page.html"
        source.write_text(markup, encoding="utf-8")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=0, mobile=False)
        self.call("Emulation.setDefaultBackgroundColorOverride",
                  color={"r": 0, "g": 0, "b": 0, "a": 0})
        self.events.clear()
        self.call("Page.navigate", url=source.as_uri())
        while "Page.loadEventFired" not in self.events:
            self.events.append(self.receive().get("method"))
        return self.evaluate(
            "(async () => { await settled;"
            " await Promise.all([...document.images].map(i => i.decode().catch(() => {})));"
            " const lost = [...document.images].filter(i => !i.naturalWidth).map(i => i.src)"
            "  .concat([...document.fonts].filter(f => f.status === 'error').map(f => f.family));"
            " if (lost.length) throw new Error('not loaded: ' + lost) })()")

    def evaluate(self, expression):
        """The value of an expression of the page, a promise's included."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"the page failed: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def screenshot(self, markup, width, height):
        """The bytes of a PNG of the page."""
        self.open(markup, width, height)
        data = self.call("Page.captureScreenshot", format="png")["data"]
        return base64.b64decode(data)
