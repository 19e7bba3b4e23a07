// The template's variables: what may fill `{{name}}`, and samples to try them with.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { freshName } from "../editor/tree.js";
import { toast } from "../toast.js";
import {
  declareVariable, fillVariable, renameVariable, undeclaredNames, variableUses,
} from "./placeholders.js";
import { whenShown } from "./shown.js";
import { triedText } from "./text-slots.js";
import { VariableCard } from "./variable-card.js";

/**
 * The panel: a card for each variable, those used and not declared, and a button for a new one.
 *
 * @returns {HTMLElement}
 */
export function variablesPanel(editor) {
  return new VariablesPanel(editor).element;
}

class VariablesPanel {
  #editor;
  /** By the variable's place in the list, so that a card keeps the focus while it is renamed. */
  #cards = [];

  constructor(editor) {
    this.#editor = editor;
    this.missing = el("div.variable-missing");
    this.list = el("ul.variable-list");
    this.empty = el("p.soft", null,
      "A variable fills ", el("code", null, "{{name}}"),
      " wherever a property's text has it, card by card.");
    this.element = el(
      "section.tool-panel", { "aria-label": "Variables" },
      this.missing, this.list, this.empty,
      this.addition = el("button.button", {
        type: "button", onclick: () => this.#add(freshName("variable", this.#names())),
      }, icon("plus"), "Add a variable"));
    const news = whenShown(this.element, () => this.#show());
    editor.doc.on("data", news);
    editor.doc.on("trial", news);
  }

  get #variables() {
    return this.#editor.doc.data.variables ?? [];
  }

  #names() {
    return this.#variables.map((variable) => variable.name);
  }

  #show() {
    const { doc } = this.#editor;
    const uses = variableUses(doc.data);
    while (this.#cards.length > this.#variables.length) this.#cards.pop().element.remove();
    this.#variables.forEach((variable, index) => {
      if (!this.#cards[index]) {
        this.#cards[index] = new VariableCard(this, index);
        this.list.append(this.#cards[index].element);
      }
      this.#cards[index].show(
        variable, uses.get(variable.name) ?? [],
        triedText(doc.trial, { kind: "variable", name: variable.name }));
    });
    this.empty.hidden = this.#variables.length > 0;
    fill(this.missing, undeclaredNames(doc.data).map((name) => this.#notice(name)));
  }

  #notice(name) {
    return el(
      "div.notice.is-warn.row.is-spread", null,
      el("span.stretch", null, el("code", null, `{{${name}}}`), " is used and not declared"),
      el("button.button.is-small", {
        type: "button", onclick: () => this.#add(name),
      }, "Declare it"));
  }

  #add(name) {
    declareVariable(this.#editor.doc, name);
    this.#show();
    this.#cards.at(-1).focusName();
    this.#editor.announce(`Variable ${name} added`);
  }

  // What the cards ask for; `index` is the variable's place.

  /** Why the variable cannot have that name; null when it can. */
  nameError(index, name) {
    if (name === "") return "A variable must have a name";
    if ([...name].length > 128) return "At most 128 characters";
    if (!/^[^\u0000-\u0020\u007f{}]+$/.test(name)) return "No spaces and no braces";
    const isTaken = this.#variables.some((other, place) => place !== index && other.name === name);
    return isTaken ? "There is a variable of that name" : null;
  }

  rename(index, name) {
    const { doc } = this.#editor;
    const former = this.#variables[index].name;
    if (former === name) return;
    doc.edit(`Rename variable ${former}`, (draft) => {
      draft.variables[index].name = name;
      renameVariable(draft, former, name);
    });
    if (Object.hasOwn(doc.trial.variables, former)) {
      const { [former]: value, ...variables } = doc.trial.variables;
      doc.setTrial({ variables: { ...variables, [name]: value } });
    }
    this.#editor.announce(`${former} is now ${name}, wherever it is used`);
  }

  /** Changes members; undefined takes one out. */
  change(index, members, merge = null) {
    const { name } = this.#variables[index];
    this.#editor.doc.edit(`Change variable ${name}`, (draft) => {
      const variable = Object.assign(draft.variables[index], members);
      for (const [key, value] of Object.entries(members)) {
        if (value === undefined) delete variable[key];
      }
    }, merge && `variable-${index}-${merge}`);
  }

  seal() {
    this.#editor.doc.seal();
  }

  setSample(name, value) {
    const { [name]: former, ...others } = this.#editor.doc.trial.variables;
    const variables = value === undefined ? others : { ...others, [name]: value };
    this.#editor.doc.setTrial({ variables });
  }

  selectLayer(name) {
    this.#editor.doc.select([name]);
  }

  remove(index) {
    const { doc } = this.#editor;
    const variable = this.#variables[index];
    const count = (variableUses(doc.data).get(variable.name) ?? []).length;
    doc.edit(`Delete variable ${variable.name}`, (draft) => {
      draft.variables.splice(index, 1);
      fillVariable(draft, variable.name, variable.default);
    });
    this.setSample(variable.name, undefined);
    // The button that was pressed is now the next variable's, or gone.
    if (index >= this.#cards.length) this.addition.focus();
    const rest = count ? "; its default stands where it was used" : "";
    const done = doc.data;
    toast(`Deleted ${variable.name}${rest}`, {
      action: "Undo",
      onaction: () => {
        if (doc.data === done) doc.undo();
        else toast("Other changes came after it: use Undo step by step");
      },
    });
  }
}
