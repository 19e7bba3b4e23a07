// What the values of CSS are made of, read tolerantly: null stands for what is not understood.

const numericForm = /^([+-]?(?:\d+|\d*\.\d+)(?:e[+-]?\d+)?)(%|[a-z]+)?$/i;

/**
 * A number with its unit.
 *
 * @returns {{value: number, unit: string}|null} `unit` is "" for a plain number, small letters else
 */
export function parseNumeric(text) {
  const match = numericForm.exec(text.trim());
  if (!match) return null;
  const value = Number(match[1]);
  return Number.isFinite(value) ? { value, unit: (match[2] ?? "").toLowerCase() } : null;
}

/** The inverse of `parseNumeric`. */
export function printNumeric({ value, unit }) {
  return printNumber(value) + unit;
}

/** The shortest digits that read back as `value`, minus zero as 0. */
export const printNumber = (value) => String(value === 0 ? 0 : value);

/** `value` with at most `decimals` decimals, for numbers that a hand or a sum has made. */
export function tidy(value, decimals = 4) {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale || 0;
}

/** A length in px (a plain 0 is one too); null for anything else. */
export function pixels(numeric) {
  if (!numeric) return null;
  if (numeric.unit === "px") return numeric.value;
  return numeric.unit === "" && numeric.value === 0 ? 0 : null;
}

const degreesPerUnit = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };

/** An angle in degrees (a plain 0 is one too); null for anything else. */
export function degrees(numeric) {
  if (!numeric) return null;
  if (numeric.unit === "" && numeric.value === 0) return 0;
  const factor = degreesPerUnit[numeric.unit];
  return factor ? numeric.value * factor : null;
}

/** `value` degrees as an angle of `unit`. */
export function angleIn(unit, value) {
  const known = degreesPerUnit[unit] ? unit : "deg";
  return { value: value / degreesPerUnit[known], unit: known };
}

/**
 * Cuts a value at its commas, or at its white space, outside of parentheses and quotes.
 *
 * @param {string} text  @param {","|" "} separator
 * @returns {string[]|null} trimmed parts; null where parentheses or quotes do not match
 */
export function split(text, separator) {
  const parts = [""];
  let depth = 0;
  let quote = null;
  for (const char of text.replaceAll(/\/\*[^]*?\*\//g, " ")) {
    if (quote) {
      if (char === quote) quote = null;
    } else if (char === "\"" || char === "'") quote = char;
    else if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    if (depth < 0) return null;
    const isCut = separator === " " ? /\s/.test(char) : char === separator;
    if (isCut && depth === 0 && !quote) parts.push("");
    else parts[parts.length - 1] += char;
  }
  if (depth !== 0 || quote) return null;
  const trimmed = parts.map((part) => part.trim());
  return separator === " " ? trimmed.filter(Boolean) : trimmed;
}

/**
 * A value that is one function.
 *
 * @returns {{name: string, content: string}|null} `name` in small letters
 */
export function parseFunction(text) {
  const match = /^([a-z][a-z0-9-]*)\(([^]*)\)$/i.exec(text.trim());
  if (!match || split(match[2], ",") === null) return null;
  return { name: match[1].toLowerCase(), content: match[2] };
}
