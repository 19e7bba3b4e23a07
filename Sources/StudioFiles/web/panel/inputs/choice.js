// Choices: words, yes or no, lines of a decoration.

import { el } from "../../dom.js";
import { icon } from "../../icons.js";
import { parseDecoration, printDecoration } from "../css/lists.js";

/** Words that are shown as icons, side by side. */
const pictured = {
  textAlign: {
    start: "text-start", left: "text-left", center: "text-center", right: "text-right",
    end: "text-end", justify: "text-justify",
  },
  verticalAlign: { top: "align-top", middle: "align-middle", bottom: "align-bottom" },
  shape: { rect: "rect", ellipse: "ellipse", line: "line", path: "path" },
};

/** Words that are spelled out. */
const spelled = {
  "color-dodge": "Colour dodge", "color-burn": "Colour burn", color: "Colour",
  ltr: "Left to right", rtl: "Right to left", L: "Low (7%)", M: "Medium (15%)", Q: "High (25%)",
  H: "Highest (30%)",
};

const titled = (word) => {
  return spelled[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll("-", " ");
};

/** The input of `keyword`. */
export function keywordInput(context) {
  const { id, row, change, done } = context;
  const icons = pictured[row.name];
  if (icons && row.words.every((word) => word in icons)) return segments(context, icons);
  const mixed = el("option", { value: "", hidden: true }, "Mixed");
  const other = el("option", { hidden: true });
  const control = el("select.input", {
    id,
    onchange: () => {
      change(control.value);
      done();
    },
  }, mixed, row.words.map((value) => el("option", { value }, titled(value))), other);
  return {
    element: control,
    show(value, { isMixed }) {
      const isKnown = row.words.includes(value);
      if (!isMixed && !isKnown) {
        other.value = String(value);
        other.textContent = String(value);
      }
      control.value = isMixed ? "" : String(value);
    },
  };
}

/** Buttons of which one is pressed; arrow keys go from one to the next. */
function segments({ row, label, change, done }, icons) {
  const words = Object.keys(icons).filter((word) => row.words.includes(word));
  const buttons = words.map((word) => el("button.button", {
    type: "button", role: "radio", "aria-label": titled(word), title: titled(word),
    data: { word },
    onclick: () => {
      change(word);
      done();
    },
  }, icon(icons[word])));
  const element = el("div.segments", {
    role: "radiogroup", "aria-labelledby": label.id,
    onkeydown: (event) => rove(event, buttons),
  }, buttons);
  return {
    element,
    show(value) {
      const chosen = buttons.find((button) => button.dataset.word === value);
      for (const button of buttons) {
        button.setAttribute("aria-checked", String(button === chosen));
        button.tabIndex = button === (chosen ?? buttons[0]) ? 0 : -1;
      }
    },
  };
}

/** Moves the focus among `buttons` by arrow keys and presses where it arrives. */
export function rove(event, buttons) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const index = buttons.indexOf(document.activeElement);
  const next = buttons[(index + step + buttons.length) % buttons.length];
  next.focus();
  next.click();
}

/** The input of `bool`. */
export function boolInput({ id, change, done }) {
  const control = el("input", {
    type: "checkbox", id,
    onchange: () => {
      change(control.checked);
      done();
    },
  });
  const word = el("span", { "aria-hidden": "true" });
  return {
    element: el("div.prop-bool", null, control, word),
    show(value, { isMixed }) {
      control.checked = value === true;
      control.indeterminate = isMixed;
      word.textContent = isMixed ? "Mixed" : value ? "Yes" : "No";
    },
  };
}

const decorations = [
  ["underline", "Underline"], ["overline", "Overline"], ["line-through", "Line through"],
];

/** The input of `decoration`: any of three lines. */
export function decorationInput({ label, change, done }) {
  let current = [];
  const buttons = decorations.map(([word, title]) => el("button.button", {
    type: "button", "aria-pressed": "false", "aria-label": title, title, data: { word },
    onclick: () => {
      const isOn = current.includes(word);
      change(printDecoration(isOn ? current.filter((each) => each !== word) : [...current, word]));
      done();
    },
  }, el(`span.line-${word}`, null, "A")));
  return {
    element: el("div.segments", { role: "group", "aria-labelledby": label.id }, buttons),
    show(value) {
      current = parseDecoration(value ?? "none") ?? [];
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(current.includes(button.dataset.word)));
      }
    },
  };
}
