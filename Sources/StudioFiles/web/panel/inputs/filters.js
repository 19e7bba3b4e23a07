// Filters: functions one after another, each with a slider.

import { el } from "../../dom.js";
import { openMenu } from "../../menu.js";
import { filterKinds, parseFilters, printFilters } from "../css/filter.js";
import { tidy } from "../css/tokens.js";
import { addButton, listInput, rowAction } from "./list.js";
import { numberField } from "./number.js";
import { rangeSlider } from "./slider.js";

/** The input of `filters`. */
export function filtersInput(context) {
  return listInput(context, {
    read: (value) => parseFilters(value ?? "none"), print: printFilters, empty: "None",
    row: (wish) => filterRow(context, wish),
    add(append) {
      const button = addButton("Filter", () => openMenu(button, filterKinds.map((kind) => ({
        label: kind.title, onselect: () => append({ name: kind.name, value: kind.start }),
      }))));
      button.setAttribute("aria-haspopup", "menu");
      return button;
    },
  });
}

function filterRow({ name: label }, { index, update, done, remove }) {
  const words = el("span.label");
  const holder = el("div.slider-row");
  const element = el("div.list-row.is-tall", null, el("div.list-head", null, words,
    rowAction(`Remove filter ${index + 1}`, "trash", remove)), holder);
  let shown = null;
  let controls = null;
  return {
    element,
    show({ name, value }) {
      if (name !== shown) {
        shown = name;
        const kind = filterKinds.find((each) => each.name === name);
        words.textContent = kind.title;
        controls = filterControls(`${label}, ${kind.title}`, kind, update, done);
        holder.replaceChildren(...controls.elements);
      }
      controls.show(value);
    },
  };
}

function filterControls(name, kind, update, done) {
  const scale = kind.unit === "%" ? 100 : 1;
  const change = (next) => update((filter) => ({
    ...filter, value: typeof next === "function" ? next(filter.value) : next,
  }));
  const slider = rangeSlider({
    name, min: 0, max: kind.max, step: kind.step, done,
    change: (value) => change(tidy(value / scale)),
  });
  const field = numberField({
    name: `${name}, exactly`, min: 0, max: scale === 100 ? 100 : 200, step: kind.step / scale,
    scale, unit: kind.unit, change, done,
  });
  return {
    elements: [slider.element, field.element],
    show(value) {
      slider.show(value * scale);
      field.show(value);
    },
  };
}
