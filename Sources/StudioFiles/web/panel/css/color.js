// Colours of CSS Color 4 in sRGB: channels from 0 to 255, alpha from 0 to 1.

import { namedColors } from "./named-colors.js";
import { degrees, parseFunction, parseNumeric } from "./tokens.js";

/**
 * Reads a colour: a name, hexadecimal digits, rgb(), hsl(), hwb() in their old and new spellings.
 *
 * @returns {{r: number, g: number, b: number, a: number}|null} channels are whole numbers
 */
export function parseColor(text) {
  const word = String(text).trim().toLowerCase();
  if (word === "transparent") return { r: 0, g: 0, b: 0, a: 0 };
  if (namedColors.has(word)) return parseHex(namedColors.get(word));
  if (word.startsWith("#")) return parseHex(word.slice(1));
  const called = parseFunction(word);
  return called ? parseCalled(called) : null;
}

/** What was typed for a colour: digits without their `#`, as Figma copies them, are given it. */
export function spelledColor(text) {
  const word = text.trim();
  const isBare = parseColor(word) === null && parseColor(`#${word}`) !== null;
  return isBare ? `#${word}` : word;
}

/** Whether the text is a colour, or a variable that stands for one, as in `{{accent}}`. */
export function standsForColor(text) {
  return /^\{\{[^{}\s]+\}\}$/.test(text) || parseColor(text) !== null;
}

/** The shortest of the server's own spellings: `#rrggbb`, with alpha `#rrggbbaa`. */
export function printColor({ r, g, b, a }) {
  const bytes = [r, g, b].map(channel);
  const alpha = channel(a * 255);
  if (alpha < 255) bytes.push(alpha);
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

const channel = (value) => Math.min(255, Math.max(0, Math.round(value)));

function parseHex(digits) {
  if (!/^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null;
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const [r, g, b, a = 255] = long.match(/../g).map((pair) => parseInt(pair, 16));
  return { r, g, b, a: a / 255 };
}

function parseCalled({ name, content }) {
  const isOld = content.includes(",");
  const [colors, slash] = isOld ? [content, undefined] : content.split("/");
  const parts = isOld ? colors.split(",") : colors.trim().split(/\s+/);
  const alphaText = isOld ? parts[3] : slash;
  if (parts.length !== 3 && !(isOld && parts.length === 4)) return null;
  const given = parts.slice(0, 3).map((part) => numericOrNone(part, isOld));
  const a = alphaText === undefined ? 1 : share(numericOrNone(alphaText, isOld), 1);
  if (given.includes(null) || a === null) return null;
  if (name === "rgb" || name === "rgba") return rgb(given, a, isOld);
  if (name === "hsl" || name === "hsla" || (name === "hwb" && !isOld)) {
    return hueColor(name, given, a, isOld);
  }
  return null;
}

function numericOrNone(text, isOld) {
  if (text.trim() === "none" && !isOld) return { value: 0, unit: "" };
  return parseNumeric(text);
}

/** A percentage, or a number of which `whole` is all, as 0 to 1. */
function share(numeric, whole) {
  if (!numeric || (numeric.unit !== "%" && numeric.unit !== "")) return null;
  const part = numeric.unit === "%" ? numeric.value / 100 : numeric.value / whole;
  return Math.min(1, Math.max(0, part));
}

function rgb(given, a, isOld) {
  if (isOld && given.some(({ unit }) => unit !== given[0].unit)) return null;
  const shares = given.map((numeric) => share(numeric, 255));
  if (shares.includes(null)) return null;
  const [r, g, b] = shares.map((part) => channel(part * 255));
  return { r, g, b, a };
}

function hueColor(name, [hueGiven, second, third], a, isOld) {
  const hue = hueGiven.unit === "" ? hueGiven.value : degrees(hueGiven);
  if (hue === null || (isOld && [second, third].some(({ unit }) => unit !== "%"))) return null;
  const [x, y] = [share(second, 100), share(third, 100)];
  if (x === null || y === null) return null;
  const shares = name === "hwb" ? hwb(hue, x, y) : hsl(hue, x, y);
  const [r, g, b] = shares.map((part) => channel(part * 255));
  return { r, g, b, a };
}

function hsl(hue, saturation, lightness) {
  const turn = ((hue % 360) + 360) % 360;
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const k = (offset + turn / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}

function hwb(hue, white, black) {
  if (white + black >= 1) return Array(3).fill(white / (white + black));
  return hsl(hue, 1, 0.5).map((part) => part * (1 - white - black) + white);
}

/** Hue in degrees, saturation and value from 0 to 1, with the colour's alpha. */
export function toHSV({ r, g, b, a }) {
  const max = Math.max(r, g, b);
  const range = max - Math.min(r, g, b);
  let h = 0;
  if (range > 0) {
    if (max === r) h = ((g - b) / range + 6) % 6;
    else if (max === g) h = (b - r) / range + 2;
    else h = (r - g) / range + 4;
  }
  return { h: h * 60, s: max === 0 ? 0 : range / max, v: max / 255, a };
}

/** The inverse of `toHSV`. */
export function fromHSV({ h, s, v, a }) {
  const [r, g, b] = [5, 3, 1].map((offset) => {
    const k = (offset + h / 60) % 6;
    return channel(255 * (v - v * s * Math.max(0, Math.min(k, 4 - k, 1))));
  });
  return { r, g, b, a };
}

/** The colour that lies `share` (0 to 1) of the way between two, weighed by their alpha. */
export function mix(from, to, part) {
  const a = from.a + (to.a - from.a) * part;
  const of = (key) => {
    if (a === 0) return 0;
    const [x, y] = [from[key] * from.a, to[key] * to.a];
    return channel((x + (y - x) * part) / a);
  };
  return { r: of("r"), g: of("g"), b: of("b"), a };
}
