// The list of the editor's keys.

import { el } from "../dom.js";
import { openDialog } from "../dialog.js";

const rows = [
  ["Select", [
    ["Click", "the outermost group or layer"], ["Double click", "one level in; edit a text"],
    ["Ctrl click", "the innermost layer"], ["Shift click", "add or take out"],
    ["Alt click", "what lies below"], ["Tab", "the next layer"],
    ["Enter", "into a group; edit a text"], ["Escape", "out of a group; nothing"],
    ["Ctrl A", "all"],
  ]],
  ["Move and size", [
    ["Arrows", "1 px; with Shift 10; in a stack the order"],
    ["Shift", "one axis, same proportions, steps of 15°"],
    ["Ctrl", "no snapping"], ["Alt drag", "a copy; of a handle, about the middle"],
  ]],
  ["Insert", [
    ["T, I", "text, image"], ["R, O, L", "rectangle, ellipse, line"],
  ]],
  ["Edit", [
    ["Ctrl Z, Ctrl Shift Z", "undo, redo"], ["Ctrl C, X, V", "copy, cut, paste"],
    ["Ctrl D", "duplicate"], ["Delete", "take away"], ["Ctrl G, Ctrl Shift G", "group, ungroup"],
    ["[ and ]", "lower, higher"], ["{ and }", "lowest, highest"], ["Ctrl S", "save"],
  ]],
  ["Layer list", [
    ["F2", "rename"], ["H, L", "hide, lock"], ["Alt ↑ and ↓", "higher, lower"],
    ["Alt → and ←", "into the group beside it, out of its group"],
  ]],
  ["See", [
    ["+ and −", "zoom"], ["Ctrl wheel", "zoom at the pointer"], ["0, 1", "the whole, 100 %"],
    ["Space drag", "scroll"], ["Alt", "how far the selection is from what is pointed at"],
    ["?", "this list"],
  ]],
];

/** Shows the keys in a dialog. */
export function openShortcuts() {
  openDialog("Keys", (close) => [
    el("div.shortcuts", null, rows.map(([title, keys]) => el(
      "section", null, el("h3", null, title),
      el("dl", null, keys.map(([key, text]) => [
        el("dt", null, el("kbd", null, key)), el("dd", null, text),
      ]))))),
    el("div.dialog-actions", null, el("button.button", {
      type: "button", onclick: () => close(),
    }, "Close")),
  ], { wide: true });
}
