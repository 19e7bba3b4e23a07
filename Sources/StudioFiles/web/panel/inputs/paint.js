// Paints: a swatch that opens the paint's editor, and the paint's text.

import { boundTo } from "../bindings.js";
import { spelledColor } from "../css/color.js";
import { parsePaint } from "../css/paint.js";
import { paintEditor } from "./paint-editor.js";
import { swatchField } from "./swatch-field.js";

function read(text) {
  const value = spelledColor(text);
  return boundTo(value) || parsePaint(value) ? { value } : null;
}

/** The input of `paint`. */
export function paintInput(context) {
  const { editor, name, target, change, done } = context;
  return swatchField(context, {
    read,
    makeEditor: () => paintEditor({ editor, name, size: target.size, change, done }),
    // Transparent black is how the server spells no paint at all.
    spell: (value) => (parsePaint(value)?.color?.a === 0 ? "none" : value),
  });
}
