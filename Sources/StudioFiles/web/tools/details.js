// What a template is called, who may use it, and how it is used.

import { copyText } from "../clipboard.js";
import { el, fill, freshId } from "../dom.js";
import { icon } from "../icons.js";
import { settings } from "../settings.js";
import { snippets } from "../snippets.js";
import { membersOf } from "./members.js";
import { whenShown } from "./shown.js";
import { momentText } from "./time-text.js";

const missTexts = {
  render: "drawn for anyone who asks", signed: "drawn for signed addresses only",
  never: "not drawn: only what is stored is served",
};
const fallbackTexts = {
  none: "an error", default: "the template's picture without any overrides",
};

/**
 * The panel: name, description, publication, id and snippets.
 *
 * @returns {HTMLElement}
 */
export function detailsPanel(editor) {
  return new DetailsPanel(editor).element;
}

class DetailsPanel {
  #editor;
  #snippetId = null;

  constructor(editor) {
    this.#editor = editor;
    this.name = this.#text("input.input", "name", { maxLength: 200 });
    this.description = this.#text("textarea.input", "description", { maxLength: 4000, rows: 3 });
    this.nameError = el("span.error", { id: freshId("name-error"), hidden: true });
    this.name.setAttribute("aria-describedby", this.nameError.id);
    this.isPublic = el("input", {
      type: "checkbox", onchange: () => editor.doc.setHead({ public: this.isPublic.checked }),
    });
    this.onMiss = this.#choice("onMiss", settings.onMiss, missTexts);
    this.fallback = this.#choice("fallback", settings.fallback, fallbackTexts);
    this.facts = el("dl.facts");
    this.snippet = el("div.snippets");
    this.element = el(
      "section.tool-panel", { "aria-label": "Details" },
      field("Name", this.name, this.nameError), field("Description", this.description),
      el(
        "div.field", null, el("label.check", null, this.isPublic, "Public"),
        el("p.hint", null,
          "Then /api/render draws its cards without a key, for anyone who has the address.")),
      field("A card that is not stored is", this.onMiss),
      field("A card that is not drawn in time shows", this.fallback),
      this.facts, el("h3", null, "Use it"), this.snippet);
    for (const event of ["head", "saved"]) editor.doc.on(event, () => this.#show());
    const news = whenShown(this.element, () => this.#showSnippets());
    for (const event of ["head", "saved", "data"]) editor.doc.on(event, news);
    this.#show();
  }

  #text(tag, member, props) {
    return el(tag, {
      ...props, id: freshId("details"), spellcheck: true,
      oninput: (event) => this.#set(member, event.target.value),
      onblur: () => this.#show(),
    });
  }

  #choice(member, words, texts) {
    return el("select.input", {
      id: freshId("details"), onchange: (event) => this.#set(member, event.target.value),
    }, words.map((word) => el("option", { value: word }, texts[word] ?? word)));
  }

  #set(member, value) {
    const isNameless = member === "name" && value.trim() === "";
    if (member === "name") {
      this.name.setAttribute("aria-invalid", String(isNameless));
      this.nameError.hidden = !isNameless;
      fill(this.nameError, isNameless ? "A template must have a name" : null);
    }
    if (!isNameless) this.#editor.doc.setHead({ [member]: value });
  }

  #show() {
    const { doc } = this.#editor;
    for (const member of ["name", "description", "onMiss", "fallback"]) {
      const input = this[member];
      const value = doc.head[member] ?? "";
      if (document.activeElement !== input && input.value !== value) input.value = value;
    }
    if (document.activeElement !== this.name) {
      this.name.setAttribute("aria-invalid", "false");
      this.nameError.hidden = true;
    }
    this.isPublic.checked = doc.head.public;
    const { version, createdAt, updatedAt } = doc.base;
    fill(
      this.facts,
      fact("ID", el("code.stretch", null, doc.id), copyButton(doc.id, "Template ID")),
      fact("Version", String(version)),
      fact("Made", momentText(Date.parse(createdAt))),
      fact("Saved", momentText(Date.parse(updatedAt))));
  }

  #showSnippets() {
    const { doc } = this.#editor;
    const template = { ...doc.base, ...membersOf(doc) };
    const all = snippets(template, settings.site.baseUrl);
    const shown = all.find((snippet) => snippet.id === this.#snippetId) ?? all[0];
    if (!shown) return fill(this.snippet);
    const choice = el("select.input", {
      "aria-label": "Snippet",
      onchange: () => {
        this.#snippetId = choice.value;
        this.#showSnippets();
        this.snippet.querySelector("select").focus();
      },
    }, all.map((snippet) => el("option", {
      value: snippet.id, selected: snippet === shown,
    }, snippet.title)));
    return fill(
      this.snippet,
      el("div.row", null, choice, copyButton(shown.text, shown.title)),
      shown.hint && el("p.hint", null, shown.hint),
      el("pre.snippet", { tabIndex: 0, "aria-label": shown.title }, el("code", null, shown.text)));
  }
}

function field(label, input, error = null) {
  return el("div.field", null, el("label", { htmlFor: input.id }, label), input, error);
}

function fact(term, ...values) {
  return [el("dt.small.soft", null, term), el("dd.row", null, ...values)];
}

function copyButton(text, what) {
  return el("button.button.is-small.is-icon", {
    type: "button", "aria-label": `Copy: ${what}`, title: `Copy: ${what}`,
    onclick: () => copyText(text, what),
  }, icon("copy"));
}
