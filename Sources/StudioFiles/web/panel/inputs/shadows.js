// Shadows: a list, each with its own window.

import { el } from "../../dom.js";
import { filled } from "../bindings.js";
import { parseShadows, printShadows } from "../css/shadow.js";
import { tidy } from "../css/tokens.js";
import { popoverOf } from "../popover.js";
import { addButton, listInput, rowAction } from "./list.js";
import { numberField } from "./number.js";
import { colorPicker } from "./picker.js";
import { swatch } from "./swatch.js";

const fields = [
  { key: "x", title: "X", min: -10000, max: 10000 },
  { key: "y", title: "Y", min: -10000, max: 10000 },
  { key: "blur", title: "Blur", min: 0, max: 200 },
  { key: "spread", title: "Spread", min: -10000, max: 10000 },
];

/** The input of `boxShadows` and `textShadows`. */
export function shadowsInput(context) {
  const isBox = context.row.kind === "boxShadows";
  const fresh = isBox
    ? { x: 0, y: 8, blur: 24, spread: 0, color: "#00000040", inset: false }
    : { x: 0, y: 2, blur: 6, spread: 0, color: "#00000080", inset: false };
  return listInput(context, {
    read: (value) => parseShadows(value ?? "none", isBox),
    print: (shadows) => printShadows(shadows, isBox),
    empty: "None", row: (wish) => shadowRow(context, isBox, wish),
    add: (append) => addButton("Shadow", () => append(fresh)),
  });
}

function shadowRow({ editor, name }, isBox, { index, update, done, remove, up }) {
  const { element: mark, paint } = swatch();
  const words = el("span.shadow-words");
  const title = `${name}, ${index + 1}`;
  const button = el("button.button.shadow-open", { type: "button" }, mark, words);
  let current;
  const popover = popoverOf(button, title, () => {
    const content = shadowEditor({ editor, title, isBox, update, done });
    content.show(current);
    return { element: content.element, sync: () => content.show(current), leave: done };
  });
  const upButton = rowAction(`Put ${title} before the one above`, "up", up);
  upButton.hidden = index === 0;
  return {
    element: el(
      "div.list-row", null, button, upButton, rowAction(`Remove ${title}`, "trash", remove)),
    show(shadow) {
      current = shadow;
      paint(filled(editor.doc, shadow.color ?? "currentcolor"));
      words.textContent = summary(shadow, isBox);
      button.setAttribute("aria-label", `${title}: ${printShadows([shadow], isBox)}`);
      popover.sync();
    },
  };
}

function summary({ x, y, blur, spread, inset }, isBox) {
  const lengths = isBox ? [x, y, blur, spread] : [x, y, blur];
  return `${inset ? "Inner " : ""}${lengths.map((length) => tidy(length, 1)).join(" ")}`;
}

function shadowEditor({ editor, title, isBox, update, done }) {
  const shown = fields.filter(({ key }) => isBox || key !== "spread");
  const numbers = shown.map(({ key, title: word, min, max }) => {
    const label = el("span.label", { "aria-hidden": "true" }, word);
    const field = numberField({
      name: `${title}, ${word}`, min, max, unit: "px", handle: label, done,
      change: (next) => update((shadow) => ({
        ...shadow, [key]: typeof next === "function" ? next(shadow[key]) : next,
      })),
    });
    field.control.dataset.first = "";
    return { key, field, element: el("div.field", null, label, field.element) };
  });
  const inset = el("input", {
    type: "checkbox",
    onchange: () => {
      update((shadow) => ({ ...shadow, inset: inset.checked }));
      done();
    },
  });
  const picker = colorPicker({
    editor, name: `${title}, colour`, allowsOwn: true, allowsVariables: true, done,
    change: (color) => update((shadow) => ({ ...shadow, color })),
  });
  return {
    element: el(
      "div.shadow-editor", null,
      el("div.shadow-numbers", null, numbers.map(({ element }) => element)),
      isBox && el("label.check.small", null, inset, "Inside the box"), picker.element),
    show(shadow) {
      if (!shadow) return;
      for (const { key, field } of numbers) field.show(shadow[key]);
      inset.checked = shadow.inset;
      picker.show(shadow.color ?? "currentcolor");
    },
  };
}
