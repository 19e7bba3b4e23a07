// Positions: nine usual ones on a grid, and both axes as text.

import { el } from "../../dom.js";
import { parseLength, parsePosition, printLength, printPosition } from "../css/position.js";
import { parseNumeric } from "../css/tokens.js";
import { cssInput } from "./text.js";
import { liveField } from "./live-field.js";

const words = { 0: { x: "left", y: "top" }, 50: { x: "centre", y: "middle" }, 100: {
  x: "right", y: "bottom",
} };

/**
 * A position's grid and fields.
 *
 * @param {{name: string, change: (position: Object) => void, done: () => void}} wish positions are
 *   as parsePosition gives them
 * @returns {{element: HTMLElement, show: (position: Object|null) => void}} null shows none
 */
export function positionField({ name, change, done }) {
  let current = null;
  const cells = [0, 50, 100].flatMap((y) => [0, 50, 100].map((x) => el("button.place", {
    type: "button", role: "radio", "aria-label": `${words[y].y} ${words[x].x}`,
    title: `${x}% ${y}%`, data: { place: printPosition(at(x, y)) },
    onclick: () => {
      change(at(x, y));
      done();
    },
  })));
  const grid = el("div.places", {
    role: "radiogroup", "aria-label": name, onkeydown: (event) => move(event, cells),
  }, cells);
  const axes = ["x", "y"].map((axis) => {
    const control = el("input.input.is-code", {
      type: "text", autocomplete: "off", spellcheck: false,
      "aria-label": `${name}, ${axis === "x" ? "from the left" : "from the top"}`,
    });
    const field = liveField(control, {
      parse: (text) => {
        // A plain number is meant as a percentage.
        const isPlain = parseNumeric(text)?.unit === "";
        const length = parseLength(text.trim() + (isPlain ? "%" : ""));
        return length && { value: length };
      },
      expected: "px or %, as in 25% or 10px",
      change: (length) => change({ ...(current ?? at(50, 50)), [axis]: length }), done,
    });
    return {
      element: el("label.place-axis", null, el("span", null, axis.toUpperCase()), control), field,
      axis,
    };
  });
  return {
    element: el("div.position", null, grid, el("div.place-axes", null, axes.map((each) => {
      return each.element;
    }))),
    show(position) {
      current = position;
      const text = position ? printPosition(position) : "";
      const chosen = cells.find((cell) => cell.dataset.place === text);
      for (const cell of cells) {
        cell.setAttribute("aria-checked", String(cell === chosen));
        cell.tabIndex = cell === (chosen ?? cells[4]) ? 0 : -1;
      }
      for (const { field, axis } of axes) {
        field.show(position ? printLength(position[axis]) : "", position ? "" : "Mixed");
      }
    },
  };
}

const at = (x, y) => ({ x: { px: 0, percent: x }, y: { px: 0, percent: y } });

function move(event, cells) {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const index = cells.indexOf(document.activeElement);
  const isEdge = Math.abs(step) === 1 && Math.floor(index / 3) !== Math.floor((index + step) / 3);
  const next = isEdge ? null : cells[index + step];
  next?.focus();
  next?.click();
}

/** The input of `position`; of one that is not understood, its text. */
export function positionInput(context) {
  const field = positionField({
    name: context.name, done: context.done,
    change: (position) => context.change(printPosition(position)),
  });
  const text = cssInput(context);
  text.element.hidden = true;
  return {
    element: el("div", null, field.element, text.element),
    show(value, state) {
      const position = state.isMixed ? null : parsePosition(value ?? "");
      const isText = !position && !state.isMixed;
      field.element.hidden = isText;
      text.element.hidden = !isText;
      if (isText) text.show(value, state);
      else field.show(position);
    },
  };
}
