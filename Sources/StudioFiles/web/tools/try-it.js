// The template tried with texts that are short, long, right to left, or of other scripts.

import { el, fill, freshId } from "../dom.js";
import { icon } from "../icons.js";
import { sampleSets } from "./sample-texts.js";
import { whenShown } from "./shown.js";
import { textSlots, triedText, withTexts } from "./text-slots.js";

/**
 * The panel: sets of samples for all texts at once, a field for each text, and what is wrong then.
 *
 * @returns {HTMLElement}
 */
export function tryPanel(editor) {
  return new TryPanel(editor).element;
}

class TryPanel {
  #editor;
  #slots = [];
  #fields = new Map();
  #setId = null;

  constructor(editor) {
    this.#editor = editor;
    this.sets = new Map(sampleSets.map((set) => [set.id, el("button.button.is-small", {
      type: "button", "aria-pressed": "false", onclick: () => this.#applySet(set),
    }, set.title)]));
    this.reset = el("button.button", {
      type: "button", onclick: () => this.#reset(),
    }, icon("undo"), "Back to the template's own");
    this.notes = el("ul.try-notes", { "aria-label": "Notes" });
    this.fields = el("div.try-fields");
    this.element = el(
      "section.tool-panel", { "aria-label": "Try it" },
      el("p.hint", null, "Samples are only tried: they are not part of the template."),
      el("div.try-sets", { role: "group", "aria-label": "Sample texts" }, [...this.sets.values()]),
      this.reset, el("h3", null, "What is seen with them"), this.notes,
      el("h3", null, "Each text"), this.fields);
    const news = whenShown(this.element, () => this.#show());
    for (const event of ["data", "trial"]) editor.doc.on(event, news);
    const notes = whenShown(this.element, () => this.#showNotes());
    for (const event of ["boxes", "error", "picture"]) editor.preview.on(event, notes);
  }

  #applySet(set) {
    const { doc } = this.#editor;
    this.#setId = set.id;
    doc.setTrial(withTexts(doc.trial, textSlots(doc.data).map((slot) => [slot, set[slot.role]])));
    this.#editor.announce(`Tried with: ${set.title}`);
  }

  #reset() {
    this.#setId = null;
    this.#editor.doc.setTrial({ layers: {}, variables: {} });
    this.#editor.announce("The template's own texts");
  }

  #try(slot, text) {
    const { doc } = this.#editor;
    doc.setTrial(withTexts(doc.trial, [[slot, text]]));
  }

  #show() {
    const { doc } = this.#editor;
    this.#slots = textSlots(doc.data);
    const isAll = (set) => this.#slots.length > 0 && this.#slots.every((slot) => {
      return triedText(doc.trial, slot) === set[slot.role];
    });
    for (const set of sampleSets) {
      this.sets.get(set.id).setAttribute("aria-pressed", String(isAll(set)));
    }
    const { layers, variables } = doc.trial;
    this.reset.disabled = !Object.keys(layers).length && !Object.keys(variables).length;
    this.#showFields();
    this.#showNotes();
  }

  #showFields() {
    const { trial } = this.#editor.doc;
    const keys = this.#slots.map((slot) => slot.key);
    if (keys.join("\n") !== [...this.#fields.keys()].join("\n")) {
      this.#fields = new Map(this.#slots.map((slot) => [slot.key, this.#field(slot.key)]));
      fill(this.fields, this.#slots.length
        ? [...this.#fields.values()].map((field) => field.element)
        : el("p.soft", null, "The template has no texts."));
    }
    for (const slot of this.#slots) {
      const { label, input } = this.#fields.get(slot.key);
      const kind = slot.kind === "variable" ? "variable" : "layer";
      fill(label, slot.name, el("span.soft", null, ` · ${kind}`));
      input.placeholder = slot.own || "empty";
      if (document.activeElement !== input) input.value = triedText(trial, slot) ?? "";
    }
  }

  #field(key) {
    const id = freshId("try");
    const slot = () => this.#slots.find((each) => each.key === key);
    const label = el("label", { htmlFor: id });
    const input = el("textarea.input.value-text", {
      id, rows: 1, dir: "auto",
      oninput: () => this.#try(slot(), input.value === "" ? undefined : input.value),
    });
    const choice = el("select.input.try-choice", {
      "aria-label": "Sample",
      onchange: () => {
        const set = sampleSets.find((each) => each.id === choice.value);
        choice.value = "";
        this.#try(slot(), set?.[slot().role]);
        input.value = set?.[slot().role] ?? "";
      },
    }, el("option", { value: "" }, "Sample…"),
    sampleSets.map((set) => el("option", { value: set.id }, set.title)),
    el("option", { value: "own" }, "The template's own"));
    return {
      label, input,
      element: el("div.field", null, el("div.row.is-spread", null, label, choice), input),
    };
  }

  #showNotes() {
    const { preview } = this.#editor;
    const error = preview.error;
    const entries = preview.notes ?? [];
    if (error) return fill(this.notes, el("li.error", null, error.message));
    if (!entries.length) {
      return fill(this.notes, el("li.soft", null, "Nothing is cut off or missing."));
    }
    return fill(this.notes, entries.map((note) => el(
      "li", null,
      el(`span.tag${note.level === "error" ? ".is-bad" : ".is-warn"}`, null, note.rule),
      note.layer && el("button.link", {
        type: "button", onclick: () => this.#editor.doc.select([note.layer]),
      }, note.layer), el("span", null, note.message))));
  }
}
