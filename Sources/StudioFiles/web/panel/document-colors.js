// The colours that a template uses already, which are those most often wanted again.

import { parseColor, printColor } from "./css/color.js";

const properties = new Set([
  "color", "fill", "stroke", "background", "borderColor", "textStrokeColor", "boxShadow",
  "textShadow",
]);

/** A variable's default is a colour only as a whole. */
const isDefault = (key, value) => key === "default" && parseColor(value) !== null;

const colorForm = /#[\da-f]{3,8}\b|(?:rgb|hsl)a?\([^()]*\)|[a-z]+/gi;

/** Every colour of jsonData in hexadecimal digits, the most frequent first. */
export function colorsOf(data) {
  const counts = new Map();
  const visit = (value, key) => {
    if (typeof value === "string") {
      if (properties.has(key) || isDefault(key, value)) count(value, counts);
    } else if (value && typeof value === "object") {
      for (const [inner, each] of Object.entries(value)) {
        visit(each, Array.isArray(value) ? key : inner);
      }
    }
  };
  visit(data, "");
  return [...counts].sort((a, b) => b[1] - a[1]).map(([color]) => color);
}

function count(text, counts) {
  for (const [word] of text.matchAll(colorForm)) {
    const color = parseColor(word);
    if (!color || color.a === 0) continue;
    const printed = printColor(color);
    counts.set(printed, (counts.get(printed) ?? 0) + 1);
  }
}
