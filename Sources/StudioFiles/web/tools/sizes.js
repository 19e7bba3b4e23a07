// The canvas tried at another size, laid out by the layers' constraints.

import { el, fill, freshId } from "../dom.js";
import { constrainCanvas, hasConstraints } from "../editor/constrain.js";
import { icon } from "../icons.js";
import { settings } from "../settings.js";

/** As tools.css has it, in px. */
const popoverWidth = 320;

/**
 * A button that says the canvas's size and opens the choice of others.
 *
 * @returns {HTMLElement}
 */
export function sizesControl(editor) {
  return new SizesControl(editor).element;
}

class SizesControl {
  #editor;

  constructor(editor) {
    this.#editor = editor;
    const id = freshId("sizes");
    this.button = el("button.button.sizes-button", { type: "button", popovertarget: id });
    this.presets = el("div.sizes-list");
    this.width = this.#sideInput("Width");
    this.height = this.#sideInput("Height");
    this.error = el("p.error", { role: "alert", hidden: true });
    this.popover = el(
      "div.sizes-popover.panel",
      { id, popover: "auto", role: "dialog", "aria-label": "Try a size" },
      el("p.hint", null, "Tries how the layers' constraints lay the card out. The template stays."),
      this.presets,
      el(
        "div.row.sizes-own", null, this.width.element, el("span", null, "×"), this.height.element,
        el("button.button", { type: "button", onclick: () => this.#tryOwn() }, "Try")),
      this.error);
    this.popover.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") this.#fill();
    });
    this.popover.addEventListener("toggle", (event) => {
      if (event.newState === "open") this.presets.querySelector("[aria-pressed=true]")?.focus();
    });
    this.reset = el("button.button.is-quiet.is-small", {
      type: "button", hidden: true,
      onclick: () => {
        this.#try(null, null);
        this.button.focus();
      },
    }, "Own size");
    this.keep = el("button.button.is-quiet.is-small", {
      type: "button", hidden: true, onclick: () => this.#keepTried(),
      title: "Make it the template's own size; the layers stand where their constraints put them",
    }, "Keep this size");
    // What comes and goes stands before the button, which stays where the pointer is.
    this.element = el(
      "div.sizes.row", null, this.keep, this.reset, this.button, this.popover);
    editor.doc.on("data", () => this.#show());
    editor.doc.on("trial", () => this.#show());
    this.#show();
  }

  #sideInput(label) {
    const input = el("input.input", {
      inputMode: "numeric", "aria-label": `${label} in px`, placeholder: label,
      onkeydown: (event) => {
        if (event.key === "Enter") this.#tryOwn();
      },
    });
    return { element: input, input };
  }

  #show() {
    const { doc } = this.#editor;
    const { width, height } = doc.size;
    const isTried = doc.trial.width !== null || doc.trial.height !== null;
    const text = `${width} × ${height}`;
    if (this.button.dataset.text !== text + isTried) {
      this.button.dataset.text = text + isTried;
      fill(this.button, isTried ? `Tried at ${text}` : text, icon("chevron-down"));
    }
    this.button.setAttribute("aria-label", `Size ${text}${isTried ? ", tried" : ""}: try another`);
    this.button.classList.toggle("is-tried", isTried);
    this.reset.hidden = !isTried;
    this.keep.hidden = !isTried || !hasConstraints(doc.layers);
  }

  #fill() {
    const { width, height } = this.#editor.doc.size;
    const own = this.#editor.doc.ownSize;
    const rows = [{ title: "The template's own", ...own }, ...settings.presets];
    fill(this.presets, rows.map((row, index) => el("button.sizes-choice", {
      type: "button",
      "aria-pressed": String(row.width === width && row.height === height),
      onclick: () => (index ? this.#try(row.width, row.height) : this.#try(null, null)),
    }, shape(row), el("span.stretch", null, row.title),
    el("span.soft.small", null, `${row.width} × ${row.height}`))));
    this.width.input.value = width;
    this.height.input.value = height;
    this.error.hidden = true;
    const box = this.button.getBoundingClientRect();
    const left = Math.min(box.left, window.innerWidth - popoverWidth - 8);
    this.popover.style.left = `${Math.max(8, left)}px`;
    this.popover.style.top = `${box.bottom + 4}px`;
  }

  #tryOwn() {
    const width = Number(this.width.input.value);
    const height = Number(this.height.input.value);
    const error = sizeError(width, height);
    this.error.hidden = error === null;
    fill(this.error, error);
    if (error === null) this.#try(width, height);
  }

  /** Layers can be moved again then, which they cannot be while constraints place them. */
  #keepTried() {
    const { doc } = this.#editor;
    const { size } = doc;
    doc.edit("Change the canvas's size", (draft) => constrainCanvas(draft, size));
    this.#try(null, null);
    this.button.focus();
  }

  #try(width, height) {
    const own = this.#editor.doc.ownSize;
    const isOwn = width === null || (width === own.width && height === own.height);
    this.popover.hidePopover();
    this.#editor.doc.setTrial(isOwn ? { width: null, height: null } : { width, height });
    this.#editor.view?.fit?.();
    const size = this.#editor.doc.size;
    this.#editor.announce(`The canvas is ${size.width} by ${size.height}`);
  }
}

/** Why nothing can be drawn at that size; null when it can. */
function sizeError(width, height) {
  const { sidePixelsMax, pixelsMax } = settings.limits;
  const isSide = (side) => Number.isInteger(side) && side >= 1 && side <= sidePixelsMax;
  if (!isSide(width) || !isSide(height)) {
    return `Both must be whole numbers from 1 to ${sidePixelsMax}`;
  }
  if (width * height <= pixelsMax) return null;
  return `At most ${pixelsMax.toLocaleString("en")} pixels, that are `
    + (width * height).toLocaleString("en");
}

/** The outline of a size within a square of 18 px. */
function shape({ width, height }) {
  const factor = 18 / Math.max(width, height);
  return el("span.sizes-shape", { "aria-hidden": "true" }, el("span", {
    style: { width: `${width * factor}px`, height: `${height * factor}px` },
  }));
}
