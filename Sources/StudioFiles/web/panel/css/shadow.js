// Shadows of boxes and texts, as CSS lists them.

import { standsForColor } from "./color.js";
import { parseNumeric, pixels, printNumber, split } from "./tokens.js";

/**
 * Reads a list; "none" is an empty one.
 *
 * @param {string} text  @param {boolean} isBox whether spread and inset may be said
 * @returns {Array<{x: number, y: number, blur: number, spread: number, color: string|null, inset:
 *   boolean}>|null} lengths in px; `color` is text, null or "currentcolor" for the layer's own
 */
export function parseShadows(text, isBox) {
  const whole = String(text).trim();
  if (whole.toLowerCase() === "none") return [];
  const parts = split(whole, ",");
  const shadows = parts?.map((part) => parseShadow(part, isBox)) ?? [null];
  return shadows.includes(null) ? null : shadows;
}

function parseShadow(text, isBox) {
  const words = split(text, " ") ?? [];
  const lengths = [];
  let color = null;
  let inset = false;
  for (const word of words) {
    const px = pixels(parseNumeric(word));
    if (px !== null) lengths.push(px);
    else if (isBox && !inset && word.toLowerCase() === "inset") inset = true;
    else if (!color && isColor(word)) color = word;
    else return null;
  }
  if (lengths.length < 2 || lengths.length > (isBox ? 4 : 3) || !stand(words)) return null;
  const [x, y, blur = 0, spread = 0] = lengths;
  return { x, y, blur, spread, color, inset };
}

const isColor = (word) => word.toLowerCase() === "currentcolor" || standsForColor(word);

/** Whether the lengths stand side by side. */
function stand(words) {
  const marks = words.map((word) => (pixels(parseNumeric(word)) === null ? " " : "l")).join("");
  return !marks.trim().includes(" ");
}

/** The inverse of `parseShadows`. */
export function printShadows(shadows, isBox) {
  if (shadows.length === 0) return "none";
  return shadows.map(({ x, y, blur, spread, color, inset }) => {
    const lengths = isBox ? [x, y, blur, spread] : [x, y, blur];
    const words = lengths.map((length) => (length === 0 ? "0" : `${printNumber(length)}px`));
    return [...words, color, inset && "inset"].filter(Boolean).join(" ");
  }).join(", ");
}
