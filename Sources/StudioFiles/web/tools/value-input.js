// An input for a variable's value, by the variable's type.

import { uploadAsset } from "../api.js";
import { el, fill, freshId } from "../dom.js";
import { icon } from "../icons.js";
import { evaluate } from "../panel/arithmetic.js";
import { parseColor, printColor, spelledColor } from "../panel/css/color.js";
import { liveField } from "../panel/inputs/live-field.js";
import { toastError } from "../toast.js";

const hints = {
  number: "a number", color: "a colour, as #4f46e5 or rgb(79 70 229 / 50%)",
};

/**
 * Makes the input.
 *
 * @param {{type: "text"|"number"|"boolean"|"color"|"image", label: string, onvalue: (value: any) =>
 *   void, onend?: () => void}} options `onvalue` is given undefined for no value, and is not called
 *   while what stands there is none of the type; `onend` when typing is over
 * @returns {{element: HTMLElement, set: (value: any, other?: any) => void}} `set` leaves an input
 *   alone that is typed in; `other` is shown as what counts without a value
 */
export function valueInput(options) {
  if (options.type === "boolean") return booleanInput(options);
  const field = textField(options);
  if (options.type === "color") return withSwatch(field, options);
  if (options.type === "image") return withUpload(field, options);
  return field;
}

/** The value that `text` spells in that type; null when it is none. */
export function parsedValue(type, text) {
  if (text === "") return undefined;
  if (type === "number") return text.trim() === "" ? undefined : evaluate(text);
  if (type === "color") {
    const value = spelledColor(text);
    return parseColor(value) ? value : null;
  }
  return text;
}

function textField({ type, label, onvalue, onend }) {
  const id = freshId("value");
  const input = el(type === "text" ? "textarea.input.value-text" : "input.input", {
    id, rows: type === "text" ? 1 : null, spellcheck: false,
    inputMode: type === "number" ? "decimal" : null,
  });
  const field = liveField(input, {
    parse: (text) => {
      const value = parsedValue(type, text);
      return value === null ? null : { value };
    },
    change: onvalue, done: () => onend?.(), expected: hints[type],
  });
  return {
    element: el("div.field", null, el("label", { htmlFor: id }, label), input),
    input,
    set: (value, other) => {
      field.show(
        value === undefined ? "" : String(value), other === undefined ? "" : String(other));
    },
  };
}

function booleanInput({ label, onvalue }) {
  const id = freshId("value");
  const none = el("option", { value: "" });
  const input = el("select.input", {
    id, onchange: () => onvalue(input.value === "" ? undefined : input.value === "true"),
  }, none, el("option", { value: "true" }, "true"), el("option", { value: "false" }, "false"));
  return {
    element: el("div.field", null, el("label", { htmlFor: id }, label), input),
    set: (value, other) => {
      fill(none, other === undefined ? "not given" : `not given: ${other}`);
      input.value = value === undefined ? "" : String(value);
    },
  };
}

/** A text field with the browser's own colour chooser beside it; it has no alpha, the text does. */
function withSwatch(field, { label, onvalue, onend }) {
  const swatch = el("input.value-swatch", {
    type: "color", "aria-label": `${label}: choose a colour`,
    oninput: () => {
      field.set(swatch.value);
      onvalue(swatch.value);
    },
    onchange: () => onend?.(),
  });
  const show = (value) => {
    swatch.value = opaqueHex(value ?? "");
  };
  field.input.addEventListener("input", () => show(field.input.value));
  beside(field, swatch);
  return {
    element: field.element,
    set: (value, other) => {
      field.set(value, other);
      show(value ?? other);
    },
  };
}

/** A colour as #rrggbb, its alpha left out; black for what is none. */
const opaqueHex = (text) => printColor({ ...(parseColor(text) ?? { r: 0, g: 0, b: 0 }), a: 1 });

function withUpload(field, { label, onvalue, onend }) {
  const file = el("input", {
    type: "file", accept: "image/*", hidden: true,
    onchange: async () => {
      try {
        const asset = await uploadAsset(file.files[0]);
        field.set(asset.path);
        onvalue(asset.path);
        onend?.();
      } catch (error) {
        toastError(error);
      }
      file.value = "";
    },
  });
  const button = el("button.button.is-icon", {
    type: "button", "aria-label": `${label}: upload a picture`, title: "Upload a picture",
    onclick: () => file.click(),
  }, icon("upload"));
  beside(field, button, file);
  return field;
}

function beside(field, ...elements) {
  const row = el("div.row");
  field.input.replaceWith(row);
  row.append(field.input, ...elements);
}
