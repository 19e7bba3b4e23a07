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
  const all = numberField({ ...shared, id, name, unit: "px", handle: label, change });
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
      all.show(isApart ? value[0] : value, { isMixed: state.isMixed || (isApart && !isEqual) });
      if (isApart) each.forEach((field, index) => field.show(value[index]));
    },
  };
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
