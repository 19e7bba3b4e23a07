// Colours: a swatch that opens the picker, and the colour's text.

import { boundTo } from "../bindings.js";
import { parseColor, spelledColor } from "../css/color.js";
import { colorPicker } from "./picker.js";
import { swatchField } from "./swatch-field.js";

function read(text) {
  const value = spelledColor(text);
  const isOwn = value.toLowerCase() === "currentcolor";
  return isOwn || boundTo(value) || parseColor(value) ? { value } : null;
}

/** The input of `color`. */
export function colorInput(context) {
  const { editor, name, change, done } = context;
  return swatchField(context, {
    read, makeEditor: () => colorPicker({ editor, name, allowsOwn: true, change, done }),
  });
}
