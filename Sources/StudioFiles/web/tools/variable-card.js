// One variable in the list of them.

import { el, fill, freshId } from "../dom.js";
import { icon } from "../icons.js";
import { settings } from "../settings.js";
import { toast } from "../toast.js";
import { parsedValue, valueInput } from "./value-input.js";

/** A card that shows the variable at a place of the list and asks the panel for changes. */
export class VariableCard {
  #panel;
  #index;
  #variable = null;
  #type = null;
  #preset = null;
  #sample = null;
  #shown = null;

  constructor(panel, index) {
    this.#panel = panel;
    this.#index = index;
    const id = freshId("variable");
    this.error = el("span.error", { id: `${id}-error`, hidden: true });
    this.name = el("input.input.variable-name", {
      "aria-label": "Name", "aria-describedby": `${id}-error`, spellcheck: false,
      autocomplete: "off",
      oninput: () => this.#check(), onchange: () => this.#rename(), onblur: () => this.#restore(),
    });
    this.type = el("select.input", {
      id: `${id}-type`, onchange: () => this.#retype(),
    }, settings.variableTypes.map((type) => el("option", { value: type }, type)));
    this.required = el("input", {
      type: "checkbox",
      onchange: () => panel.change(index, { required: this.required.checked || undefined }),
    });
    this.values = el("div.variable-values");
    this.uses = el("div.variable-uses.small.soft");
    this.group = el(
      "div.variable.panel", { role: "group" },
      el(
        "div.variable-head", null,
        this.name,
        this.removal = el("button.button.is-quiet.is-icon", {
          type: "button", title: "Delete", onclick: () => panel.remove(index),
        }, icon("trash"))),
      this.error,
      el(
        "div.variable-values", null,
        el("div.field", null, el("label", { htmlFor: this.type.id }, "Type"), this.type)),
      this.values,
      el("label.check.small", null, this.required, "Each card must give it"), this.uses);
    this.element = el("li", null, this.group);
  }

  focusName() {
    this.name.focus();
    this.name.select();
  }

  /** @param {Object} variable  @param {Array<string|null>} uses layers  @param {any} sample */
  show(variable, uses, sample) {
    // There may be hundreds of cards, and a key pressed changes one.
    const shown = JSON.stringify([variable, uses, sample]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#variable = variable;
    const type = variable.type ?? "text";
    if (document.activeElement !== this.name) {
      this.name.value = variable.name;
      this.#check();
    }
    this.type.value = type;
    this.group.setAttribute("aria-label", `Variable ${variable.name}`);
    this.removal.setAttribute("aria-label", `Delete ${variable.name}`);
    this.required.checked = variable.required === true;
    if (type !== this.#type) this.#build(type);
    this.#preset.set(variable.default);
    this.#sample.set(sample, variable.default);
    this.#showUses(uses);
  }

  #build(type) {
    this.#type = type;
    this.#preset = valueInput({
      type, label: "Default",
      onvalue: (value) => this.#panel.change(this.#index, { default: value }, "default"),
      onend: () => this.#panel.seal(),
    });
    this.#sample = valueInput({
      type, label: "Sample",
      onvalue: (value) => this.#panel.setSample(this.#variable.name, value),
    });
    fill(this.values, this.#preset.element, this.#sample.element);
  }

  #showUses(uses) {
    if (!uses.length) return fill(this.uses, "Not used yet");
    return fill(this.uses, "Used by ", uses.slice(0, 12).flatMap((layer, index) => [
      index ? ", " : null,
      layer === null ? "the canvas" : el("button.link", {
        type: "button", onclick: () => this.#panel.selectLayer(layer),
      }, layer),
    ]), uses.length > 12 ? ` and ${uses.length - 12} more` : null);
  }

  #check() {
    const error = this.#panel.nameError(this.#index, this.name.value);
    this.name.setAttribute("aria-invalid", String(error !== null));
    this.error.hidden = error === null;
    fill(this.error, error);
    return error === null;
  }

  #rename() {
    if (this.#check()) this.#panel.rename(this.#index, this.name.value);
  }

  /** A name that could not be taken goes when the field is left. */
  #restore() {
    if (!this.#variable) return;
    const problem = this.#panel.nameError(this.#index, this.name.value);
    if (problem) toast(`The variable is still called ${this.#variable.name}: ${problem}`);
    if (problem || this.name.value !== this.#variable.name) this.name.value = this.#variable.name;
    this.#check();
  }

  #retype() {
    const type = this.type.value;
    this.#panel.setSample(this.#variable.name, undefined);
    this.#panel.change(this.#index, { type, default: converted(this.#variable.default, type) });
  }
}

/** The default in another type where it says something there; undefined where it does not. */
function converted(value, type) {
  if (value === undefined) return undefined;
  if (type === "boolean") {
    return { true: true, false: false }[String(value)];
  }
  return parsedValue(type, String(value)) ?? undefined;
}
