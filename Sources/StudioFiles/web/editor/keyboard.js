// The keys of the editor.

import { deleteSelected, duplicateSelected, group, nudge, order, ungroup } from "./arrange.js";
import { copiedText, pasteText } from "./layer-clipboard.js";
import { openShortcuts } from "./shortcuts.js";
import { isColumn, stackOf } from "./stack-order.js";
import { ancestors, find, names } from "./tree.js";
import { whyUnmoved } from "./unmoved.js";
import { insertImageFile } from "./drop-image.js";
import { insertByKey, insertText } from "./insert.js";
import { settings } from "../settings.js";
import { toast } from "../toast.js";

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Has the keys work for as long as `root` is on the page; returns what ends it. */
export function startKeyboard(root, stage, pointer, { editText }) {
  const keyboard = new Keyboard(stage, pointer, editText);
  const listeners = {
    keydown: (event) => keyboard.down(event),
    keyup: (event) => keyboard.up(event),
    copy: (event) => keyboard.copy(event),
    cut: (event) => keyboard.cut(event),
    paste: (event) => keyboard.paste(event),
  };
  for (const [name, listener] of Object.entries(listeners)) {
    document.addEventListener(name, listener);
  }
  // Space may be let go of in another window.
  const rest = () => keyboard.rest();
  window.addEventListener("blur", rest);
  return () => {
    window.removeEventListener("blur", rest);
    for (const [name, listener] of Object.entries(listeners)) {
      document.removeEventListener(name, listener);
    }
  };
}

/** Whether keys are for a field, a list or a dialog, and not for the canvas. */
function isElsewhere(event) {
  return event.target.closest?.(
    "input, textarea, select, [contenteditable], dialog, [role=menu], [popover]") !== null;
}

class Keyboard {
  constructor(stage, pointer, editText) {
    this.stage = stage;
    this.doc = stage.editor.doc;
    this.pointer = pointer;
    this.editText = editText;
  }

  down(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "s") {
      event.preventDefault();
      this.stage.editor.save?.();
      return;
    }
    if (isElsewhere(event)) return;
    // What a drag has begun with stays until it is over.
    if (this.pointer.isBusy && !["Escape", " "].includes(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Alt") this.pointer.measure(this.stage.element.matches(":hover"));
    const done = isCommand ? this.#command(event) : this.#plain(event);
    if (done) event.preventDefault();
  }

  up(event) {
    if (event.key === " ") this.#pan(false);
    if (event.key === "Alt") this.pointer.measure(false);
  }

  /** Lets go of what is held. */
  rest() {
    this.#pan(false);
    this.pointer.measure(false);
  }

  #pan(isOn) {
    this.pointer.isPanning = isOn;
    this.stage.element.classList.toggle("is-panning", isOn);
  }

  #command(event) {
    const key = event.key.toLowerCase();
    const actions = {
      z: () => (event.shiftKey ? this.doc.redo() : this.doc.undo()),
      y: () => this.doc.redo(),
      d: () => duplicateSelected(this.doc),
      a: () => this.doc.select(
        this.doc.layers.map((layer) => layer.name).filter((name) => !this.doc.locks.has(name))),
      g: () => (event.shiftKey ? ungroup(this.stage) : group(this.stage)),
      "=": () => this.stage.view.step(1),
      "+": () => this.stage.view.step(1),
      "-": () => this.stage.view.step(-1),
      0: () => this.stage.view.fit(),
    };
    if (!Object.hasOwn(actions, key) || event.altKey) return false;
    actions[key]();
    return true;
  }

  #plain(event) {
    const isOnStage = this.stage.element.contains(event.target)
      || event.target === document.body;
    if (event.key === "?") {
      openShortcuts();
      return true;
    }
    if (!isOnStage && !["Delete", "Backspace"].includes(event.key)) return false;
    if (event.key in arrows) return this.#arrow(event);
    const actions = {
      Delete: () => deleteSelected(this.doc),
      Backspace: () => deleteSelected(this.doc),
      "]": () => order(this.doc, "up"),
      "}": () => order(this.doc, "top"),
      "[": () => order(this.doc, "down"),
      "{": () => order(this.doc, "bottom"),
      "+": () => this.stage.view.step(1),
      "=": () => this.stage.view.step(1),
      "-": () => this.stage.view.step(-1),
      0: () => this.stage.view.fit(),
      1: () => this.stage.view.setZoom(1),
      Escape: () => this.#out(),
      Enter: () => this.#in(),
      " ": () => this.#pan(true),
    };
    // By its place, too: of Shift+Tab WebKitGTK does not tell the key.
    if (event.key === "Tab" || event.code === "Tab") return this.#tab(event);
    if (!Object.hasOwn(actions, event.key)) {
      return !event.altKey && insertByKey(this.stage, event.key);
    }
    actions[event.key]();
    return true;
  }

  #arrow(event) {
    if (this.doc.selection.size === 0) return false;
    const step = event.shiftKey ? 10 : 1;
    const [x, y] = arrows[event.key];
    const stack = stackOf(this.stage);
    if (stack && (isColumn(stack) ? y : x) !== 0) {
      order(this.doc, x + y > 0 ? "up" : "down");
      this.#tellOrder();
      return true;
    }
    const reason = whyUnmoved(this.stage);
    if (reason) toast(reason);
    else nudge(this.stage, x * step, y * step);
    this.#tell();
    return true;
  }

  #tellOrder() {
    const [name] = this.stage.selected;
    const { index, siblings } = find(this.doc.layers, name);
    this.stage.editor.announce(`${name}: ${index + 1} of ${siblings.length}`);
  }

  #tell() {
    const box = this.stage.selectedBounds;
    if (!box) return;
    this.stage.view.reveal(box);
    this.stage.editor.announce(`${Math.round(box.x)}, ${Math.round(box.y)}`);
  }

  // The next layer; past the last one the focus goes on, so that nobody is caught here.
  #tab(event) {
    if (!this.stage.element.contains(event.target)) return false;
    const all = names(this.doc.layers);
    const [selected] = this.doc.selection;
    const index = selected ? all.indexOf(selected) : event.shiftKey ? all.length : -1;
    const next = all[index + (event.shiftKey ? -1 : 1)];
    if (!next) {
      this.doc.select([]);
      return false;
    }
    this.doc.select([next]);
    const box = this.stage.selectedBounds;
    if (box) this.stage.view.reveal(box);
    this.stage.editor.announce(`${next}, ${this.doc.layer(next).type}`);
    return true;
  }

  #out() {
    if (this.pointer.cancel()) return;
    const [selected] = this.doc.selection;
    const around = selected ? ancestors(this.doc.layers, selected) : [];
    this.doc.select(around.length ? [around.at(-1).name] : []);
  }

  #in() {
    const [selected] = this.doc.selection;
    const layer = selected && this.doc.layer(selected);
    if (!layer) return;
    if (layer.layers?.length) this.doc.select([layer.layers.at(-1).name]);
    else if (layer.type === "text") this.editText(selected);
  }

  // The clipboard.

  copy(event) {
    if (isElsewhere(event) || this.pointer.isBusy || this.#isTextMeant()) return false;
    const text = copiedText(this.stage);
    if (!text) return false;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    this.stage.editor.announce("Copied");
    return true;
  }

  // A text that is still marked elsewhere is not, once the canvas or its list has the keys.
  #isTextMeant() {
    const isOurs = this.stage.element.contains(document.activeElement)
      || document.activeElement?.closest(".layers");
    return !isOurs && !window.getSelection().isCollapsed;
  }

  cut(event) {
    if (this.copy(event)) deleteSelected(this.doc);
  }

  paste(event) {
    if (isElsewhere(event) || this.pointer.isBusy) return;
    const pictures = [...event.clipboardData.files].filter((each) => {
      return each.type.startsWith("image/");
    });
    const text = event.clipboardData.getData("text/plain");
    if (pictures.length === 0 && !text.trim()) return;
    event.preventDefault();
    for (const picture of pictures) insertImageFile(this.stage, picture, null);
    if (pictures.length > 0 || pasteText(this.stage, text)) return;
    this.#pasteWords(text.trim());
  }

  #pasteWords(text) {
    const most = settings.limits.textCodePointsMax;
    if ([...text].length <= most) insertText(this.stage, text);
    else toast(`A text may have ${most.toLocaleString("en")} characters at most`);
  }
}
