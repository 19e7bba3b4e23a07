// Weights: any number, and those that the chosen family has.

import { el } from "../../dom.js";
import { icon } from "../../icons.js";
import { openMenu } from "../../menu.js";
import { familyOf } from "../families.js";
import { numberField } from "./number.js";

const names = {
  100: "Thin", 200: "Extra light", 300: "Light", 400: "Regular", 500: "Medium", 600: "Semi-bold",
  700: "Bold", 800: "Extra bold", 900: "Black", 950: "Extra black",
};

const words = { normal: 400, bold: 700 };

/** The input of `weight`. */
export function weightInput({ id, name, label, editor, target, change, done, remember }) {
  const field = numberField({
    id, name, min: 1, max: 1000, step: 100, whole: true, words, handle: label, change, done,
    remember,
  });
  const button = el("button.button.is-icon", {
    type: "button", "aria-label": "Weights of the font", title: "Weights of the font",
    "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: async () => {
      const family = await familyOf(editor, target);
      openMenu(button, weightsOf(family).map((weight) => ({
        label: `${names[weight] ?? "Weight"} ${weight}`,
        onselect: () => {
          change(weight);
          done();
        },
      })));
    },
  }, icon("chevron-down"));
  return {
    element: el("div.with-button", null, field.element, button),
    show(value, state) {
      field.show(words[value] ?? value, state);
    },
  };
}

/** The hundreds that a variable family spans, the weights of others; the usual two of none. */
function weightsOf(family) {
  const weights = new Set();
  for (const { min, max } of family?.weights ?? []) {
    if (min === max) weights.add(min);
    else {
      for (const weight of Object.keys(names).map(Number)) {
        if (weight >= min && weight <= max) weights.add(weight);
      }
    }
  }
  return weights.size ? [...weights].sort((a, b) => a - b) : [400, 700];
}
