// The functions of CSS `filter` that the server draws.

import { parseFunction, parseNumeric, pixels, printNumber, split } from "./tokens.js";

/** What each function takes: blur px, the others shares of which 1 is all or nothing changed. */
export const filterKinds = [
  { name: "blur", title: "Blur", unit: "px", max: 60, step: 1, neutral: 0, start: 4 },
  { name: "brightness", title: "Brightness", unit: "%", max: 300, step: 5, neutral: 1, start: 1.2 },
  { name: "contrast", title: "Contrast", unit: "%", max: 300, step: 5, neutral: 1, start: 1.2 },
  { name: "grayscale", title: "Greyscale", unit: "%", max: 100, step: 5, neutral: 0, start: 1 },
  { name: "saturate", title: "Saturation", unit: "%", max: 300, step: 5, neutral: 1, start: 1.5 },
];

/**
 * Reads a list; "none" is an empty one.
 *
 * @returns {Array<{name: string, value: number}>|null} `value` in px for blur, else 1 for 100%
 */
export function parseFilters(text) {
  const whole = String(text).trim();
  if (whole.toLowerCase() === "none") return [];
  const parts = split(whole.replaceAll(")", ") "), " ");
  const filters = parts?.map(parseOne) ?? [null];
  return filters.length === 0 || filters.includes(null) ? null : filters;
}

function parseOne(text) {
  const called = parseFunction(text);
  if (!called || !filterKinds.some(({ name }) => name === called.name)) return null;
  const { name, content } = called;
  if (content.trim() === "") return { name, value: name === "blur" ? 0 : 1 };
  const numeric = parseNumeric(content);
  if (name === "blur") {
    const px = pixels(numeric);
    return px === null ? null : { name, value: px };
  }
  if (!numeric || (numeric.unit !== "" && numeric.unit !== "%")) return null;
  return { name, value: numeric.unit === "%" ? numeric.value / 100 : numeric.value };
}

/** The inverse of `parseFilters`. */
export function printFilters(filters) {
  if (filters.length === 0) return "none";
  return filters.map(({ name, value }) => {
    return `${name}(${printNumber(value)}${name === "blur" ? "px" : ""})`;
  }).join(" ");
}
