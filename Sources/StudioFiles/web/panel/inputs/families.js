// Font families: the CSS list as text, and the site's fonts to choose from, drawn by the server.

import { el, fill } from "../../dom.js";
import { icon } from "../../icons.js";
import { parseColor, printColor } from "../css/color.js";
import { parseFamilies, printFamilies } from "../css/lists.js";
import { fontsOf } from "../families.js";
import { popoverOf } from "../popover.js";
import { showFonts } from "../samples.js";
import { liveField } from "./live-field.js";

/** The input of `families`. */
export function familiesInput({ id, name, editor, change, done, remember }) {
  const control = el("input.input", {
    id, type: "text", spellcheck: false, autocomplete: "off",
  });
  const field = liveField(control, {
    parse: (text) => (parseFamilies(text) ? { value: text.trim() } : null),
    settle: (text) => text.trim() || undefined, change, done, remember,
  });
  let current = "";
  const button = el("button.button.is-icon", {
    type: "button", "aria-label": "Choose a font", title: "Choose a font",
  }, icon("chevron-down"));
  popoverOf(button, name, (close) => fontChooser(editor, () => current, {
    use(family) {
      const rest = (parseFamilies(current) ?? []).slice(1).filter((other) => other !== family);
      change(printFamilies([family, ...rest]));
      done();
      close();
    },
    append(family) {
      const all = (parseFamilies(current) ?? []).filter((other) => other !== family);
      change(printFamilies([...all, family]));
      done();
    },
  }));
  return {
    element: el("div.with-button", null, control, button),
    show(value, { isMixed }) {
      current = isMixed ? "" : String(value ?? "");
      field.show(current, isMixed ? "Mixed" : "The site's default");
    },
  };
}

function fontChooser(editor, current, { use, append }) {
  const search = el("input.input", {
    type: "search", placeholder: "Search the fonts", "aria-label": "Search the fonts",
    data: { first: "" }, oninput: () => filter(),
  });
  const list = el("ul.fonts");
  const nothing = el("p.hint", { hidden: true });
  const element = el("div.font-chooser", { onkeydown: move }, search, list, nothing);
  let entries = [];

  function filter() {
    const wanted = search.value.trim().toLowerCase();
    for (const { element: entry, name } of entries) {
      entry.hidden = !name.toLowerCase().includes(wanted);
    }
    nothing.hidden = entries.some(({ element: entry }) => !entry.hidden);
    nothing.textContent = entries.length ? "No font of that name" : "The site lists no fonts";
  }

  function move(event) {
    if (event.key === "Enter" && event.target === search && search.value.trim()) {
      event.preventDefault();
      list.querySelector("li:not([hidden]) > .font")?.click();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [search, ...list.querySelectorAll("li:not([hidden]) > .font")];
    const place = stops.indexOf(document.activeElement);
    stops[Math.min(stops.length - 1, Math.max(0, place + step))].focus();
  }

  fontsOf(editor).then(({ families }) => {
    const chosen = (parseFamilies(current()) ?? [])[0];
    entries = families.map((family) => fontEntry(family, family.name === chosen, use, append));
    fill(list, entries.map(({ element: entry }) => entry));
    filter();
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
    // Without the drawing the names stand in the page's own font.
    const samples = entries.map(({ name, sample }) => ({ name, element: sample }));
    showFonts(samples, ink(list)).catch(() => {});
  });
  return { element };
}

function fontEntry(family, isChosen, use, append) {
  const { name, weights, axes } = family;
  const sample = el("span.font-sample", null, name);
  const notes = [
    axes.length ? "variable" : `${weights.length} ${weights.length === 1 ? "weight" : "weights"}`,
    family.hasItalic && "italic",
  ].filter(Boolean).join(", ");
  const choose = el("button.font", {
    type: "button", "aria-label": `${name}, ${notes}`, title: `${name}: ${notes}`,
    "aria-current": isChosen ? "true" : null, onclick: () => use(name),
  }, sample);
  const add = el("button.prop-action", {
    type: "button", "aria-label": `Add ${name} behind the others`, title: "Add behind the others",
    onclick: () => append(name),
  }, icon("plus"));
  return { element: el("li", null, choose, add), name, sample };
}

/** The colour that text has on the page, in hexadecimal digits. */
function ink(element) {
  const color = parseColor(getComputedStyle(element).color);
  return color ? printColor(color) : "#888888";
}
