"""The editor as a user has it: a canvas with places in px, layers by name, a saved template."""

import re


class Editor:
    """The editor of a template that is open in `page`."""

    def __init__(self, page):
        self.page = page
        page.locator(".stage-picture[src]").wait_for()
        self.settle()
        self.id = re.search(r"/studio/templates/([^/?]+)$", page.url).group(1)

    @classmethod
    def open(cls, page, template):
        page.goto(f"/studio/templates/{template['id']}")
        return cls(page)

    def settle(self):
        """Waits until all that was changed is drawn and laid out."""
        self.page.locator('.stage[data-state="drawn"]').wait_for()

    # The canvas.

    def at(self, x, y):
        """A place of the window for one of the canvas."""
        box = self.page.locator(".stage-sheet").bounding_box()
        zoom = box["width"] / float(self.canvas()["width"])
        return box["x"] + x * zoom, box["y"] + y * zoom

    def canvas(self):
        return self.data()["canvas"]

    def click(self, x, y, **options):
        self.page.mouse.click(*self.at(x, y), **options)
        self.frames(2)

    def double_click(self, x, y):
        self.page.mouse.dblclick(*self.at(x, y))
        self.frames(2)

    def drag(self, start, end, *keys):
        """Presses at one place of the canvas and lifts at another, with keys held meanwhile."""
        mouse, keyboard = self.page.mouse, self.page.keyboard
        mouse.move(*self.at(*start))
        for key in keys:
            keyboard.down(key)
        mouse.down()
        mouse.move(*self.at(*end), steps=6)
        self.frames(2)
        mouse.up()
        for key in keys:
            keyboard.up(key)
        self.frames(2)

    def drag_handle(self, name, by_x, by_y, *keys):
        """Drags a handle of what is selected by px of the canvas."""
        x, y = self.handle(name)
        left, top = self.at(0, 0)
        zoom = (self.at(100, 0)[0] - left) / 100
        start = ((x - left) / zoom, (y - top) / zoom)
        self.drag(start, (start[0] + by_x, start[1] + by_y), *keys)

    def handle(self, name):
        """The middle of a handle of what is selected, a place of the window."""
        handle = self.page.locator(f'.overlay-box [data-handle="{name}"]')
        handle.wait_for()
        # It moves with the next frame after an edit.
        self.frames(2)
        box = handle.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def frames(self, count):
        """Waits for the browser to have painted."""
        self.page.evaluate(
            """async (count) => {
                for (let i = 0; i < count; i += 1) await new Promise(requestAnimationFrame);
            }""", count)

    # What is in it.

    def data(self):
        """The draft's jsonData, as the JSON tab has it."""
        return self.page.evaluate(
            """async () => {
                const tab = document.querySelector('.is-right [role=tab][id$="-json"]');
                const before = document.querySelector('.is-right [role=tab][aria-selected=true]');
                tab.click();
                await new Promise((done) => setTimeout(done, 350));
                const panel = document.getElementById(tab.getAttribute("aria-controls"));
                const text = panel.querySelector("textarea").value;
                before.click();
                return JSON.parse(text);
            }""")

    def layer(self, name):
        """A layer of the draft; None when there is none of that name."""
        return find(self.data()["layers"], name)

    def select(self, name):
        self.row(name).click()

    def row(self, name):
        return self.page.locator(f'.layer-row[data-name="{name}"]')

    def selected(self):
        rows = self.page.locator('.layer-row[aria-selected="true"]')
        return sorted(row.get_attribute("data-name") for row in rows.all())

    def tab(self, title):
        self.page.get_by_role("tab", name=title, exact=True).click()
        return self.page.get_by_role("tabpanel", name=title, exact=True)

    def focus(self):
        """Gives the canvas the keys."""
        self.page.locator(".stage").focus()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.frames(2)

    # Saving.

    def save(self):
        self.page.get_by_role("button", name="Save", exact=True).click()
        self.wait_saved()

    def wait_saved(self):
        self.page.locator(".save-state", has_text=re.compile("^Saved$")).wait_for()


def find(layers, name):
    for layer in layers:
        if layer["name"] == name:
            return layer
        inner = find(layer.get("layers", []), name)
        if inner:
            return inner
    return None
