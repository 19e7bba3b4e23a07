// What need not be said: a property that has its initial value is left out of the template.

import { parseColor, printColor } from "./css/color.js";
import { parsePaint, printPaint } from "./css/paint.js";

/**
 * Kinds of which the initial value is the site's, which may become another, or words of their own:
 * what was chosen stays.
 */
const keptKinds = new Set(["families", "lang", "text", "data", "spans"]);

/** Places are said always, as a drag does. */
const keptNames = new Set(["x", "y"]);

/** Takes the property out of those of the target's layers that give it its initial value. */
export function leaveOutInitial(target, row) {
  if (target.isRequired(row) || keptKinds.has(row.kind) || keptNames.has(row.name)) return;
  const isInitial = (value, member) => {
    return value !== undefined && spelled(row, value) === spelled(row, target.initial(row, member));
  };
  const members = target.members();
  if (!target.values(row.name).some((value, index) => isInitial(value, members[index]))) return;
  target.change(row.name, (value, member) => (isInitial(value, member) ? undefined : value));
}

/** The same text for all spellings of one value. */
export function spelled({ kind }, value) {
  if (typeof value !== "string") return JSON.stringify(value) ?? "";
  const text = value.trim().toLowerCase();
  if (kind === "color") return printed(parseColor(text), printColor) ?? text;
  if (kind !== "paint") return value;
  const paint = printed(parsePaint(text), printPaint) ?? text;
  return paint === transparent ? "none" : paint;
}

const transparent = "#00000000";
const printed = (read, print) => read && print(read);
