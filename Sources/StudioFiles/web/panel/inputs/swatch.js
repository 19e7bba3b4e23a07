// A small square that shows a colour or a gradient.

import { el } from "../../dom.js";
import { filled } from "../bindings.js";
import { parsePaint, printPaint } from "../css/paint.js";

/**
 * A button with a swatch in it, which says what it shows.
 *
 * @param {string} name what the colour is of
 * @param {Object} doc the document, whose variables fill it
 * @returns {{button: HTMLButtonElement, show: (text: string, isMixed?: boolean) => void}}
 */
export function swatchButton(name, doc) {
  const { element, paint } = swatch();
  const button = el("button.swatch-button", { type: "button" }, element);
  return {
    button,
    show(text, isMixed = false) {
      paint(isMixed ? "" : filled(doc, text));
      button.setAttribute("aria-label", `${name}: ${isMixed ? "Mixed" : text || "none"}`);
      button.title = isMixed ? "Mixed" : text;
    },
  };
}

/** The square alone; `paint(text)` takes CSS, of which nothing is shown that is not understood. */
export function swatch() {
  const inner = el("span.swatch-color");
  const element = el("span.paint-swatch", { "aria-hidden": "true" }, inner);
  return {
    element,
    paint(text) {
      const isOwn = String(text).toLowerCase() === "currentcolor";
      const known = parsePaint(text);
      element.classList.toggle("is-unknown", !known && !isOwn);
      inner.style.background = known && known.kind !== "none" ? printPaint(known) : "";
      if (isOwn) inner.style.background = "currentcolor";
    },
  };
}
