"""A display of its own for a browser, and the pointer of that display.

A WebDriver's pointer begins drags of elements and ends none: the desktop's own part in them is
missing. XTest moves the display's pointer itself.
"""

import ctypes
import os
import subprocess
import time


class Screen:
    """An Xvfb, started by `spawn`; `name` is what DISPLAY is set to."""

    def __init__(self, spawn):
        read, write = os.pipe()
        spawn(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten",
               "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        self.name = f":{number}"
        self.display = None

    def _connect(self):
        if self.display:
            return
        self.x, self.test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(self.name.encode()))
        assert self.display, f"no display {self.name}"

    def close(self):
        """To be called before its Xvfb ends, with which Xlib would end the program."""
        if self.display:
            self.x.XCloseDisplay(self.display)
            self.display = None

    def _after(self):
        self.x.XSync(self.display, 0)
        # As slow as a hand: browsers take several moves in one frame together.
        time.sleep(0.02)

    def move(self, x, y):
        """Moves the pointer to a place of the display."""
        self._connect()
        self.test.XTestFakeMotionEvent(
            self.display, -1, round(x), round(y), ctypes.c_ulong(0))
        self._after()

    def button(self, is_down):
        """Presses the first button or lets it go."""
        self._connect()
        self.test.XTestFakeButtonEvent(self.display, 1, int(is_down), ctypes.c_ulong(0))
        self._after()
