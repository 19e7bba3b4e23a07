"""Somebody who uses the studio in an Engine: sees things by their names, points and types."""

from engine import wait

KEYS = {"Control": "\ue009", "Shift": "\ue008", "Alt": "\ue00a", "Enter": "\ue007",
        "Escape": "\ue00c", "Tab": "\ue004", "Delete": "\ue017", "Backspace": "\ue003",
        "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
        "F2": "\ue032", "Space": " "}

# The middle of the first thing on the page that `css` selects and whose name begins with a word,
# as soon as nothing lies over it and it stands still.
FIND = """
const [css, name] = arguments;
const nameOf = (each) => (each.getAttribute("aria-label")
  ?? (each.labels?.[0] ?? each).textContent).trim();
const all = [...document.querySelectorAll(css)].filter((each) => each.checkVisibility());
const found = all.find((each) => name === null || nameOf(each).startsWith(name));
if (!found) return null;
found.scrollIntoView({ block: "nearest", inline: "nearest" });
const box = found.getBoundingClientRect();
const place = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
const top = document.elementFromPoint(place.x, place.y);
const isFree = top && (found.contains(top) || top.contains(found));
return isFree ? { ...place, left: box.x, top: box.y, width: box.width, height: box.height } : null;
"""

# Errors of the page's own from here on.
LISTEN = """
window.complaints = [];
const tell = (text) => window.complaints.push(String(text));
addEventListener("error", (event) => tell(event.message ?? event.target), true);
addEventListener("unhandledrejection", (event) => tell(event.reason));
addEventListener("securitypolicyviolation", (event) => tell(event.violatedDirective));
"""


class User:
    def __init__(self, engine, address):
        self.engine = engine
        self.address = address
        self.open("/studio")

    def open(self, path):
        self.engine.open(self.address + path)
        self.engine.run(LISTEN)

    def complaints(self):
        seen = self.engine.run("return window.complaints ?? []")
        return seen + self.engine.complaints(self.address)

    # Seeing.

    def find(self, css, name=None):
        """Where something of that name is, once it is there."""
        before = None

        def still():
            nonlocal before
            now = self.engine.run(FIND, css, name)
            is_still, before = now is not None and now == before, now
            return now if is_still else None

        return wait(f"{css} {name or ''}", still)

    def until(self, what, script, *values):
        """What a script returns, once it returns something."""
        return wait(what, lambda: self.engine.run(script, *values))

    # Pointing.

    def point(self, *steps):
        """Steps are places to move to, `down` and `up`."""
        actions = [
            {"type": f"pointer{step.capitalize()}", "button": 0} if isinstance(step, str)
            else {"type": "pointerMove", "duration": 0, "x": round(step[0]), "y": round(step[1])}
            for step in steps]
        self.engine.perform("pointer", actions, pointerType="mouse")

    def click(self, css, name=None):
        place = self.find(css, name)
        self.point((place["x"], place["y"]), "down", "up")

    def double_click(self, x, y):
        self.point((x, y), "down", "up", "down", "up")

    def drag(self, start, end):
        (x, y), (to_x, to_y) = start, end
        steps = [(x + (to_x - x) * part / 4, y + (to_y - y) * part / 4) for part in (1, 2, 3, 4)]
        self.point(start, "down", *steps, "up")

    # Typing.

    def type(self, text):
        actions = []
        for letter in text:
            actions += [{"type": "keyDown", "value": letter}, {"type": "keyUp", "value": letter}]
        self.engine.perform("key", actions)

    def press(self, chord):
        """A key with those held before it, as in `Control+z`."""
        keys = [KEYS.get(key, key) for key in chord.split("+")]
        self.engine.perform("key", [{"type": "keyDown", "value": key} for key in keys]
                            + [{"type": "keyUp", "value": key} for key in reversed(keys)])

    def fill(self, css, name, text):
        self.click(css, name)
        self.press("Control+a")
        self.type(text)

    # The editor.

    def edit(self, template):
        """Opens the editor."""
        self.open(f"/studio/templates/{template}")
        self.settle()

    def settle(self):
        self.find('.stage[data-state="drawn"]')

    def at(self, x, y):
        """A place of the window for one of a canvas of 1200 px."""
        sheet = self.engine.run(
            "const box = document.querySelector('.stage-sheet').getBoundingClientRect();"
            "return [box.x, box.y, box.width]")
        return sheet[0] + x * sheet[2] / 1200, sheet[1] + y * sheet[2] / 1200
