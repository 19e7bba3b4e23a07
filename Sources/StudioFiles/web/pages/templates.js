// The grid of templates.

import { el, fill, freshId } from "../dom.js";
import { listTemplates } from "../api.js";
import { icon } from "../icons.js";
import { go } from "../route.js";
import { toast, toastError } from "../toast.js";
import { newTemplateDialog } from "./parts/new-template.js";
import { actionButton, empty, failure, holdFocus } from "./parts/states.js";
import { duplicate, remove, setPublic } from "./parts/template-actions.js";
import { templateCard } from "./parts/template-card.js";
import { snippetsDialog } from "../snippets.js";

let order = null;
const orders = {
  edited: (a, b) => {
    if (a.updatedAt === b.updatedAt) return byName(a, b);
    return a.updatedAt < b.updatedAt ? 1 : -1;
  },
  name: byName,
};

function byName(a, b) {
  order ??= new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  return order.compare(a.name || a.id, b.name || b.id);
}

/** The least that a card takes of the window, in px. */
const cardLeast = { width: 282, height: 240 };
const cardsAtOnce = 60;
const cardsATurn = 250;

// What was searched for last, so that it is there again after a visit to the editor.
const wish = { text: "", order: "edited", show: "all" };

/** The page of all templates: searched, sorted and filtered without asking the server again. */
export function templatesPage() {
  return new TemplateGrid().element;
}

class TemplateGrid {
  #templates = new Map();
  #cards = new Map();
  #turn = 0;
  /** Brings back what was deleted last, as long as that is offered. */
  #undo = () => {};
  #list = el("ul.cards", { "aria-label": "Templates" });
  #state = el("div", { "aria-live": "polite" });
  #tally = el("p.soft.tally", { role: "status" });
  #actions = {
    edit: go,
    snippets: snippetsDialog,
    duplicate: (template) => this.#attempt(template, () => this.#duplicate(template)),
    remove: (template) => this.#attempt(template, () => this.#remove(template)),
    setPublic: (template, wanted) => this.#attempt(
      template, () => this.#setPublic(template, wanted)),
  };

  constructor() {
    this.element = el("div.page-inner");
    fill(this.element, this.#head(), this.#list, this.#state);
    this.#load();
  }

  #head() {
    return el(
      "div.page-head", null, el("h1", null, "Templates"), this.#tally, this.#searchField(),
      this.#choice("Show", "show", { all: "All", public: "Public", draft: "Drafts" }),
      this.#choice("Sort by", "order", { edited: "Recently edited", name: "Name" }),
      actionButton("plus", "New template", newTemplateDialog, ".is-primary"));
  }

  #searchField() {
    const field = el("input.input", {
      type: "search", placeholder: "Search by name, ID or description",
      "aria-label": "Search templates", "aria-keyshortcuts": "/",
      value: wish.text, oninput: () => this.#want({ text: field.value }),
    });
    const heed = (event) => {
      if (!this.element.isConnected) return document.removeEventListener("keydown", heed);
      if (!event.target.matches("body, a, button, [tabindex]")) return undefined;
      const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey);
      if (isUndo) this.#undo();
      else if (event.key !== "/") return undefined;
      else field.focus();
      return event.preventDefault();
    };
    document.addEventListener("keydown", heed);
    return el("div.search", { role: "search" }, icon("search"), field);
  }

  #choice(label, key, options) {
    const id = freshId("choice");
    return el(
      "div.choice", null, el("label.visually-hidden", { htmlFor: id }, label),
      el(
        "select.input", { id, onchange: (event) => this.#want({ [key]: event.target.value }) },
        Object.entries(options).map(([value, text]) => el("option", {
          value, selected: wish[key] === value,
        }, text))));
  }

  async #load() {
    this.#list.setAttribute("aria-busy", "true");
    holdFocus(this.#state);
    fill(this.#state, el("p.empty.is-late", { role: "status" }, "Loading…"));
    try {
      for (const template of await listTemplates()) this.#put(template);
      this.#arrange();
    } catch (error) {
      fill(this.#state, failure(error, () => this.#load()));
    }
    this.#list.removeAttribute("aria-busy");
  }

  #put(template) {
    const canvas = template.jsonData?.canvas ?? template;
    const known = { ...template, width: canvas.width, height: canvas.height };
    this.#templates.set(template.id, known);
    const old = this.#cards.get(template.id);
    this.#cards.delete(template.id);
    old?.replaceWith(this.#card(known));
  }

  /** The card of a template of the grid, made when it is first wanted. */
  #card(template, isInSight = false) {
    let card = this.#cards.get(template.id);
    if (!card) {
      card = templateCard(template, this.#actions, isInSight);
      this.#cards.set(template.id, card);
    }
    return card;
  }

  #want(change) {
    Object.assign(wish, change);
    this.#arrange();
  }

  #arrange() {
    const all = [...this.#templates.values()];
    const found = all.filter((template) => this.#isWanted(template));
    found.sort(orders[wish.order]);
    const inSight = Math.ceil(innerWidth / cardLeast.width * innerHeight / cardLeast.height);
    fill(this.#list, found.slice(0, cardsAtOnce).map((template, index) => {
      return this.#card(template, index < inSight);
    }));
    this.#addRest(found.slice(cardsAtOnce));
    this.#tally.textContent = found.length === all.length
      ? String(all.length) : `${found.length} of ${all.length}`;
    fill(this.#state, this.#nothing(found.length, all.length));
  }

  // What is out of sight comes in turns of its own, so that pictures in sight are asked for before.
  #addRest(rest) {
    window.clearTimeout(this.#turn);
    if (rest.length === 0) return;
    this.#turn = window.setTimeout(() => {
      this.#list.append(...rest.slice(0, cardsATurn).map((template) => this.#card(template)));
      this.#addRest(rest.slice(cardsATurn));
    });
  }

  #isWanted(template) {
    const text = wish.text.trim().toLowerCase();
    const { show } = wish;
    if (show !== "all" && template.public !== (show === "public")) return false;
    return !text || [template.id, template.name, template.description].some(
      (each) => each.toLowerCase().includes(text));
  }

  #nothing(found, all) {
    if (found) return null;
    if (all) return empty("No template fits", "Search for something else, or show all of them.");
    return empty(
      "No template yet",
      "A template is the design that cards are drawn from. Begin with one of the starter designs.",
      actionButton("plus", "New template", newTemplateDialog, ".is-primary"));
  }

  async #attempt(template, action) {
    try {
      await action();
    } catch (error) {
      if (error.code !== "unknown_template") return toastError(error);
      // What is deleted twice in haste is told once.
      if (!this.#templates.has(template.id)) return undefined;
      this.#takeOut(template);
      toast(`“${template.name || template.id}” has been deleted elsewhere`);
    }
    return undefined;
  }

  async #duplicate(template) {
    const copy = await duplicate(template.id);
    this.#put(copy);
    this.#arrange();
    this.#focus(copy.id, ".card-name");
    toast(`“${copy.name}” made`);
  }

  async #setPublic(template, wanted) {
    this.#put(await setPublic(template.id, wanted));
    this.#focus(template.id, ".switch");
    toast(`“${template.name || template.id}” is ${wanted ? "public" : "a draft"} now`);
  }

  async #remove(template) {
    const bringBack = await remove(template);
    if (!bringBack) return;
    this.#takeOut(template);
    const restore = () => this.#attempt(template, async () => {
      this.#put(await bringBack());
      this.#arrange();
      this.#focus(template.id, ".card-name");
    });
    this.#undo = toast(`“${template.name || template.id}” deleted`, {
      action: "Undo", keys: "Control+Z Meta+Z", onaction: restore,
    });
  }

  /** The card beside it has the focus then. */
  #takeOut({ id }) {
    const card = this.#cards.get(id);
    const beside = card?.nextElementSibling ?? card?.previousElementSibling;
    this.#templates.delete(id);
    this.#cards.delete(id);
    this.#arrange();
    if (beside) this.#focus(beside.dataset.id, ".card-name");
    else this.element.querySelector("[type=search]").focus();
  }

  #focus(id, selector) {
    this.#cards.get(id)?.querySelector(selector)?.focus();
  }
}
