// Four numbers that are often one: corners, and the sides of a padding.

import { el } from "../../dom.js";
import { icon } from "../../icons.js";
import { numberField } from "./number.js";

const places = {
  corners: ["Top left", "Top right", "Bottom right", "Bottom left"],
  insets: ["Top", "Right", "Bottom", "Left"],
};

/** The input of `corners` and `insets`: one number, or four when it is unlinked. */
export function fourInput(context) {
  const { id, row, name, label, change, done, remember } = context;
  const shared = { min: row.min, max: row.max, done, remember };
  const all = numberField({
    ...shared, id, name, unit: "px", handle: label, read: (text) => shorthand(text, row),
    change: (next) => change((old) => {
      if (typeof next !== "function") return next;
      return Array.isArray(old) ? old.map(next) : next(old);
    }),
  });
  const each = places[row.kind].map((place, index) => numberField({
    ...shared, name: `${name}, ${place.toLowerCase()}`,
    change: (next) => change((old) => withPlace(old, index, next)),
  }));
  const marks = places[row.kind].map((place, index) => el(
    "div.four-place", null, each[index].element,
    el("span.four-mark", { "aria-hidden": "true" }, place)));
  const four = el("div.four-places", { hidden: true, role: "group", "aria-label": name }, marks);
  let current = 0;
  const toggle = el("button.button.is-icon", {
    type: "button", "aria-pressed": "false",
    onclick: () => {
      const isApart = Array.isArray(current);
      change((old) => (isApart ? fours(old)[0] : fours(old)));
      done();
      // The same four numbers are one to the document; what the button says is not.
      toggle.focus();
    },
  }, icon("unlink"));
  toggle.setAttribute("aria-label", `${name}: four apart`);
  toggle.title = "Each of the four by itself";
  return {
    element: el("div.four", null, el("div.four-row", null, all.element, toggle), four),
    show(value, state) {
      const isApart = Array.isArray(value) && value.length === 4;
      current = value;
      four.hidden = !isApart;
      toggle.setAttribute("aria-pressed", String(isApart));
      const isEqual = isApart && value.every((part) => part === value[0]);
      const one = isEqual ? value[0] : isApart ? printed(value) : value;
      all.show(one, { isMixed: state.isMixed });
      if (isApart) each.forEach((field, index) => field.show(value[index]));
    },
  };
}

/** Two to four numbers as CSS has them: what is left out is as on the other side. */
function shorthand(text, { min, max }) {
  const parts = text.trim().split(/[\s,]+/).map((part) => Number(part.replace(/px$/i, "") || NaN));
  if (parts.length < 2 || parts.length > 4) return null;
  if (!parts.every((part) => part >= min && part <= max)) return null;
  const [first, second, third = first, fourth = second] = parts;
  return { value: [first, second, third, fourth] };
}

/** The shortest text that `shorthand` reads as these four. */
function printed([first, second, third, fourth]) {
  const parts = [first, second, third, fourth];
  if (fourth === second) parts.pop();
  if (parts.length === 3 && third === first) parts.pop();
  return parts.join(" ");
}

const fours = (value) => {
  if (Array.isArray(value) && value.length === 4) return value;
  return Array(4).fill(typeof value === "number" ? value : 0);
};

function withPlace(old, index, next) {
  const values = [...fours(old)];
  values[index] = typeof next === "function" ? next(values[index]) : next;
  return values;
}
