// The plainer lists of CSS: font families, tags of fonts, dashes, lines of a decoration.

import { parseNumeric, printNumber, split } from "./tokens.js";

/**
 * The families of a CSS list, without quotes.
 *
 * @returns {string[]|null} null for names with escapes, and for an empty list
 */
export function parseFamilies(text) {
  if (String(text).includes("\\")) return null;
  const names = split(String(text), ",")?.map((name) => {
    const quoted = /^(["'])([^]*)\1$/.exec(name);
    return quoted ? quoted[2] : name.split(/\s+/).join(" ");
  });
  return names?.length && names.every(Boolean) ? names : null;
}

/** The inverse of `parseFamilies`; only names that need it are quoted. */
export function printFamilies(names) {
  return names.map((name) => {
    if (/^(?!-?\d)[\w\u0080-\uffff-]+( (?!-?\d)[\w\u0080-\uffff-]+)*$/.test(name)) return name;
    return name.includes("'") ? `"${name}"` : `'${name}'`;
  }).join(", ");
}

/**
 * Four-letter tags of a font with their values, from an object or the CSS list that says the same.
 *
 * @param {Object|string} value  @param {boolean} isFeatures whether on, off and booleans stand for
 *   1 and 0
 * @returns {Object|null} numbers by tag, in the order given
 */
export function parseTags(value, isFeatures) {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    const tags = Object.entries(value).map(([tag, each]) => {
      return [tag, isFeatures && typeof each === "boolean" ? Number(each) : each];
    });
    const isSound = tags.every(([tag, each]) => tag.length === 4 && typeof each === "number");
    return isSound ? Object.fromEntries(tags) : null;
  }
  if (typeof value !== "string") return null;
  if (value.trim().toLowerCase() === "normal") return {};
  const tags = {};
  for (const entry of split(value, ",") ?? [""]) {
    const match = /^(["'])([ -~]{4})\1\s*(\S*)$/.exec(entry);
    const number = match && tagValue(match[3].toLowerCase(), isFeatures);
    if (number === null) return null;
    tags[match[2]] = number;
  }
  return tags;
}

function tagValue(word, isFeatures) {
  if (isFeatures && (word === "" || word === "on")) return 1;
  if (isFeatures && word === "off") return 0;
  const numeric = parseNumeric(word);
  return numeric?.unit === "" ? numeric.value : null;
}

/**
 * Dashes and gaps in px, from a number, an array or a list; "none" is an empty one.
 *
 * @returns {number[]|null}
 */
export function parseDashes(value) {
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.every((each) => typeof each === "number") ? value : null;
  const text = String(value).trim();
  if (text === "" || text.toLowerCase() === "none") return [];
  const numbers = text.split(/\s*,\s*|\s+/).map(parseNumeric);
  const isSound = numbers.every((each) => each && (each.unit === "" || each.unit === "px"));
  return isSound && numbers.every(({ value: px }) => px >= 0)
    ? numbers.map(({ value: px }) => px) : null;
}

/** The inverse of `parseDashes`. */
export function printDashes(dashes) {
  return dashes.length ? dashes.map(printNumber).join(" ") : "none";
}

const lines = ["underline", "overline", "line-through"];

/** The lines of `textDecoration`, an array; null for words that are none. */
export function parseDecoration(text) {
  const words = String(text).trim().toLowerCase().split(/\s+/);
  if (words.length === 1 && words[0] === "none") return [];
  return words.every((word) => lines.includes(word)) ? words : null;
}

/** The inverse of `parseDecoration`, always in the same order. */
export function printDecoration(words) {
  return lines.filter((line) => words.includes(line)).join(" ") || "none";
}
