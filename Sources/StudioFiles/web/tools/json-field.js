// A text area with the numbers of its lines, of which some can be marked.

import { el, fill } from "../dom.js";

/** The look of one: a text area above two bands and beside the column of numbers. */
export class JSONField {
  #lineCount = 0;
  #lineHeight = 18;
  #marked = null;
  #banded = null;

  /** @param {{label: string, describedBy: string}} names */
  constructor({ label, describedBy }) {
    this.input = el("textarea.json-input", {
      "aria-label": label, "aria-describedby": describedBy, spellcheck: false, wrap: "off",
      autocomplete: "off", autocapitalize: "off",
    });
    this.numbers = el("div.json-numbers");
    this.errorBand = el("div.json-band.is-error", { hidden: true });
    this.errorNumber = el("div.json-number.is-error", { hidden: true });
    this.selectionBand = el("div.json-band.is-selected", { hidden: true });
    this.gutter = el("div.json-gutter", { "aria-hidden": "true" }, this.numbers, this.errorNumber);
    this.element = el(
      "div.json-field", null, this.gutter,
      el("div.json-text", null, this.selectionBand, this.errorBand, this.input));
    // With the frame that shows it: Firefox warns of what is moved by the listener itself.
    const follow = () => requestAnimationFrame(() => this.#place());
    this.input.addEventListener("scroll", follow, { passive: true });
    this.input.addEventListener("input", () => this.#count());
  }

  get text() {
    return this.input.value;
  }

  get isFocused() {
    return document.activeElement === this.input;
  }

  /** Puts `text` in, with caret and lines seen kept as far as they go. */
  setText(text) {
    const { scrollTop, scrollLeft, selectionStart } = this.input;
    this.input.value = text;
    this.input.setSelectionRange(selectionStart, selectionStart);
    this.input.scrollTop = scrollTop;
    this.input.scrollLeft = this.isFocused ? scrollLeft : 0;
    this.#count();
    this.#place();
  }

  /** Marks a line, from 1, as wrong; none when it is null. */
  mark(line) {
    this.#marked = line;
    this.#place();
  }

  /** Marks the lines `from` to `to`; none when it is null. */
  band(lines) {
    this.#banded = lines;
    this.#place();
  }

  /** Brings a line into the upper part of what is seen, unless it is seen already. */
  scrollTo(line) {
    this.#measure();
    const top = (line - 1) * this.#lineHeight;
    const { scrollTop, clientHeight } = this.input;
    const isSeen = top >= scrollTop && top + 4 * this.#lineHeight <= scrollTop + clientHeight;
    if (!isSeen) this.input.scrollTop = Math.max(0, top - clientHeight / 4);
  }

  /** Runs what may leave the text less room, and keeps the line of the caret in sight. */
  keepCaret(work) {
    const { clientHeight } = this.input;
    work();
    if (!this.isFocused || this.input.clientHeight === clientHeight) return;
    this.#measure();
    const line = this.text.slice(0, this.input.selectionEnd).split("\n").length;
    const below = (line + 1) * this.#lineHeight - this.input.scrollTop;
    const isSeen = below - this.#lineHeight <= clientHeight;
    if (isSeen) this.input.scrollTop += Math.max(0, below - this.input.clientHeight);
  }

  /** Puts the caret at an offset, which is on `line`. */
  goTo(offset, line) {
    this.input.focus();
    this.input.setSelectionRange(offset, offset);
    this.scrollTo(line);
  }

  #count() {
    const count = this.input.value.split("\n").length;
    if (count === this.#lineCount) return;
    this.#lineCount = count;
    fill(this.numbers, Array.from({ length: count }, (_, index) => index + 1).join("\n"));
    const digits = Math.max(2, String(count).length);
    this.gutter.style.width = `${digits + 2}ch`;
  }

  #measure() {
    this.#lineHeight = parseFloat(getComputedStyle(this.input).lineHeight) || 18;
  }

  #place() {
    this.#measure();
    const { scrollTop } = this.input;
    this.numbers.style.transform = `translateY(${-scrollTop}px)`;
    const place = (element, from, to) => {
      element.style.transform = `translateY(${(from - 1) * this.#lineHeight - scrollTop}px)`;
      element.style.height = `${(to - from + 1) * this.#lineHeight}px`;
    };
    this.errorBand.hidden = this.#marked === null;
    this.errorNumber.hidden = this.#marked === null;
    if (this.#marked !== null) {
      place(this.errorBand, this.#marked, this.#marked);
      place(this.errorNumber, this.#marked, this.#marked);
      fill(this.errorNumber, String(this.#marked));
    }
    this.selectionBand.hidden = this.#banded === null;
    if (this.#banded !== null) place(this.selectionBand, this.#banded.from, this.#banded.to);
  }
}
