// The template's jsonData as text: edited in place, with errors at their lines.

import { el, fill, freshId } from "../dom.js";
import { errorText, toast } from "../toast.js";
import { shapeError } from "./data-shape.js";
import { formatJSON } from "./json-format.js";
import { lineAndColumn, nearestPlace, readJSON } from "./json-lines.js";
import { layerPaths, pathInData } from "./json-path.js";
import { JSONField } from "./json-field.js";
import { settled, whenShown } from "./shown.js";
import { onSettle } from "./unsettled.js";

const applyDelay = 250;
const followDelay = 120;

/**
 * The panel. What is typed is taken into the template when it is JSON with sound layers; until then
 * the template stays as it was.
 *
 * @returns {HTMLElement}
 */
export function jsonPanel(editor) {
  return new JSONPanel(editor).element;
}

class JSONPanel {
  #editor;
  /** What the text was last read as: `places` by path; null when the text is newer. */
  #reading = null;
  /** Of the text itself: `{message, offset}`, or null. */
  #error = null;
  /** Whether the text says what the template does not (yet). */
  #isDirty = false;
  #shown = null;
  /** A text with an error that the template's took the place of; null for none. */
  #former = null;

  constructor(editor) {
    this.#editor = editor;
    const hintId = freshId("json-state");
    this.field = new JSONField({ label: "Template as JSON", describedBy: hintId });
    this.message = el("p.json-message", { id: hintId, role: "status" });
    this.goTo = el("button.button.is-small", {
      type: "button", hidden: true, onclick: () => this.#goToError(),
    }, "Go to line");
    this.bringBack = el("button.button.is-small", {
      type: "button", hidden: true, onclick: () => this.#bringBack(),
      title: "The text with an error that was here before the template was edited elsewhere",
    }, "Text before");
    this.element = el(
      "section.tool-panel.json-panel", { "aria-label": "JSON" },
      el(
        "div.row.is-spread", null, el("span.hint", null, "jsonData, taken in as you type"),
        el("div.row", null, this.bringBack, el("button.button.is-small", {
          type: "button", onclick: () => this.#format(),
        }, "Format"))),
      this.field.element, el("div.row.json-foot", null, this.message, this.goTo));
    this.#listen();
  }

  #listen() {
    const { doc, preview } = this.#editor;
    const input = this.field.input;
    const apply = settled(() => this.#apply(), applyDelay);
    input.addEventListener("input", () => {
      this.#isDirty = true;
      this.#reading = null;
      this.field.mark(null);
      apply();
    });
    input.addEventListener("blur", () => {
      apply.now();
      doc.seal();
      this.#followed();
    });
    this.#followed = whenShown(this.element, () => this.#follow());
    doc.on("data", settled(() => this.#followed(), followDelay));
    doc.on("selection", () => this.#followed());
    preview.on("error", () => this.#followed());
    preview.on("picture", () => this.#followed());
    onSettle(this.#editor, () => {
      apply.now();
      return this.#isDirty && this.#error
        ? `The JSON text has an error at line ${this.#lineOf(this.#error.offset)}` : null;
    });
  }

  #followed = () => {};

  /** Has the text say what the template says, unless it is being typed. */
  #follow() {
    const { doc } = this.#editor;
    if (this.#shown !== doc.data && !(this.#isDirty && this.field.isFocused)) {
      if (this.#isDirty && this.#error) this.#offerBack(this.field.text);
      this.#setText(formatJSON(doc.data));
      this.#shown = doc.data;
    }
    this.#showState();
    this.#showSelection();
  }

  /** A text that could not be taken in goes when the template is edited elsewhere, but not far. */
  #offerBack(text) {
    this.#former = text;
    this.bringBack.hidden = false;
    toast("The JSON text had an error: it now says what the template says", {
      action: "Bring it back", onaction: () => this.#bringBack(),
    });
  }

  #bringBack() {
    if (this.#former === null) return;
    this.field.setText(this.#former);
    this.#former = null;
    this.bringBack.hidden = true;
    this.field.input.focus();
    this.field.input.dispatchEvent(new Event("input"));
  }

  #setText(text) {
    this.field.setText(text);
    this.#reading = readJSON(text);
    this.#error = null;
    this.#isDirty = false;
  }

  #apply() {
    const { doc } = this.#editor;
    const reading = readJSON(this.field.text);
    this.#reading = reading;
    this.#error = reading.error ?? this.#shapeErrorOf(reading);
    if (!this.#error) {
      this.#isDirty = false;
      const isNew = JSON.stringify(reading.value) !== JSON.stringify(doc.data);
      // Known as shown before anybody hears of it: what is being typed is not spelled anew.
      this.#shown = isNew ? reading.value : doc.data;
      if (isNew) doc.replaceData(reading.value, "Edit JSON", "json");
    }
    this.#showState();
  }

  #shapeErrorOf(reading) {
    const error = shapeError(reading.value);
    if (!error) return null;
    return { message: error.message, offset: nearestPlace(reading.places, error.path).start };
  }

  #format() {
    this.#apply();
    if (this.#error) return this.#goToError();
    this.#setText(formatJSON(this.#reading.value));
    this.#showState();
    this.#editor.announce("Formatted");
  }

  // What is said below the text, and marked in it.

  /** What is wrong: `{line, offset, text}`; null for nothing, `line` null when it is of no line. */
  #problem() {
    if (this.#error) {
      const { line, column } = lineAndColumn(this.field.text, this.#error.offset);
      const { message, offset } = this.#error;
      return { line, offset, text: `Line ${line}, column ${column}: ${message}` };
    }
    const error = this.#editor.preview.error;
    if (!error || !this.#reading) return null;
    const path = pathInData(error.path, this.#editor.doc.data);
    if (path === null) return { line: null, text: errorText(error) };
    const { start: offset } = nearestPlace(this.#reading.places, path);
    const { line, column } = lineAndColumn(this.field.text, offset);
    const hint = error.hint ? `; ${error.hint}` : "";
    return { line, offset, text: `Line ${line}, column ${column}: ${error.message}${hint}` };
  }

  #lineOf(offset) {
    return lineAndColumn(this.field.text, offset).line;
  }

  #showState() {
    if (!this.element.checkVisibility()) return;
    const problem = this.#problem();
    const kept = this.#error ? ". The picture stays as it was" : "";
    const text = problem ? problem.text + kept : this.#isDirty ? "" : "No errors";
    this.field.keepCaret(() => {
      if (this.message.textContent !== text) fill(this.message, text);
      this.message.classList.toggle("error", problem !== null);
      this.message.classList.toggle("hint", problem === null);
      this.goTo.hidden = !problem?.line;
    });
    this.field.mark(problem?.line ?? null);
    this.field.input.setAttribute("aria-invalid", String(problem !== null));
  }

  #goToError() {
    const problem = this.#problem();
    if (!problem?.line) return;
    this.field.goTo(problem.offset, problem.line);
  }

  #showSelection() {
    if (!this.element.checkVisibility() || !this.#reading || this.field.isFocused) return;
    const [name] = this.#editor.doc.selection;
    const path = name === undefined ? null : layerPaths(this.#editor.doc.data).get(name);
    const place = path ? this.#reading.places.get(path) : null;
    if (!place) return this.field.band(null);
    const from = this.#lineOf(place.start);
    this.field.band({ from, to: this.#lineOf(place.end) });
    this.field.scrollTo(from);
  }
}
