// Gradients of CSS Images 4 as plain objects that an editor can change and print again.

import { standsForColor } from "./color.js";
import { parsePosition, printPosition } from "./position.js";
import {
  degrees, parseFunction, parseNumeric, pixels, printNumeric, split,
} from "./tokens.js";

const corners = /^to (left|right|top|bottom)(?: (left|right|top|bottom))?$/;
const extents = ["closest-side", "closest-corner", "farthest-side", "farthest-corner"];

/**
 * Reads a gradient. What is not given is null, so that it is printed as it was.
 *
 * - `kind` "linear", "radial" or "conic"; `isRepeating`
 * - linear: `angle` {value, unit} or `side` as in "top right"
 * - radial: `shape` "circle" or "ellipse", `extent` a word of CSS, `radii` [{value, unit}];
 *   `center` as parsePosition gives it
 * - conic: `from` {value, unit}; `center`
 * - `stops` [{color, position}]: `color` is a colour's text or a variable, null for a hint;
 *   `position` {value, unit} or null; a stop with two positions is two stops
 *
 * @returns {Object|null} null for what this editor cannot hold without loss
 */
export function parseGradient(text) {
  const called = parseFunction(String(text));
  const match = /^(repeating-)?(linear|radial|conic)-gradient$/.exec(called?.name ?? "");
  if (!match) return null;
  const parts = split(called.content, ",");
  const kind = match[2];
  const gradient = { kind, isRepeating: Boolean(match[1]), ...preludes[kind](null) };
  const prelude = parseStop(parts[0], kind) ? null : parts.shift();
  if (prelude !== null) {
    const read = preludes[kind](prelude.toLowerCase().split(/\s+/).join(" "));
    if (!read) return null;
    Object.assign(gradient, read);
  }
  const stops = parts.map((part) => parseStop(part, kind));
  if (stops.includes(null)) return null;
  gradient.stops = stops.flat();
  return areSound(gradient.stops) ? gradient : null;
}

/** The inverse of `parseGradient`. */
export function printGradient(gradient) {
  const head = [printers[gradient.kind](gradient)].filter(Boolean);
  const stops = gradient.stops.map(({ color, position }) => {
    return [color, position && printNumeric(position)].filter(Boolean).join(" ");
  });
  const name = `${gradient.isRepeating ? "repeating-" : ""}${gradient.kind}-gradient`;
  return `${name}(${[...head, ...stops].join(", ")})`;
}

const preludes = {
  linear(text) {
    if (text === null) return { angle: null, side: null };
    const match = corners.exec(text);
    if (match) {
      const words = [match[1], match[2]].filter(Boolean);
      const isSound = new Set(words.map((word) => /left|right/.test(word))).size === words.length;
      return isSound ? { angle: null, side: words.join(" ") } : null;
    }
    const angle = parseNumeric(text);
    return degrees(angle) === null ? null : { angle, side: null };
  },
  radial(text) {
    if (text === null) return { shape: null, extent: null, radii: [], center: null };
    const [words, center] = placed(text);
    if (center === null || (!words && !center)) return null;
    const shaped = radialShape(words);
    return shaped && { ...shaped, center: center ?? null };
  },
  conic(text) {
    if (text === null) return { from: null, center: null };
    const [words, center] = placed(text);
    const match = /^(?:from (\S+))?$/.exec(words);
    if (center === null || !match || (!words && !center)) return null;
    const from = match[1] ? parseNumeric(match[1]) : null;
    if (match[1] && degrees(from) === null) return null;
    return { from, center: center ?? null };
  },
};

/** What stands before `at`, and the position behind it: undefined without, null for a wrong one. */
function placed(text) {
  const match = /^(.*?)(?:(?:^| )at (.+))?$/.exec(text);
  return [match[1].trim(), match[2] === undefined ? undefined : parsePosition(match[2])];
}

function radialShape(words) {
  const found = { shape: null, extent: null, radii: [] };
  for (const word of words.split(" ").filter(Boolean)) {
    const radius = parseNumeric(word);
    if ((word === "circle" || word === "ellipse") && !found.shape) found.shape = word;
    else if (extents.includes(word) && !found.extent) found.extent = word;
    else if (radius && (radius.unit === "%" || pixels(radius) !== null)) found.radii.push(radius);
    else return null;
  }
  const { shape, extent, radii } = found;
  if (radii.length > 2 || (radii.length && extent)) return null;
  if (radii.length === 1 && (shape === "ellipse" || radii[0].unit === "%")) return null;
  return radii.length === 2 && shape === "circle" ? null : found;
}

const printers = {
  linear: ({ angle, side }) => (side ? `to ${side}` : angle && printNumeric(angle)),
  radial: ({ shape, extent, radii, center }) => {
    return [shape, extent, ...radii.map(printNumeric), at(center)].filter(Boolean).join(" ");
  },
  conic: ({ from, center }) => {
    return [from && `from ${printNumeric(from)}`, at(center)].filter(Boolean).join(" ");
  },
};

const at = (center) => center && `at ${printPosition(center)}`;

/** One entry of the list as one or two stops, or a hint; null for anything else. */
function parseStop(text, kind) {
  const words = split(text, " ");
  if (!words?.length) return null;
  const color = words.find(standsForColor) ?? null;
  const positions = words.filter((word) => word !== color).map(parseNumeric);
  const isPlace = kind === "conic" ? isTurn : isLength;
  if (words.filter(standsForColor).length > 1 || !positions.every(isPlace)) return null;
  if (color === null) return positions.length === 1 ? [{ color, position: positions[0] }] : null;
  if (positions.length > 2) return null;
  if (positions.length === 0) return [{ color, position: null }];
  return positions.map((position) => ({ color, position }));
}

const isLength = (numeric) => numeric?.unit === "%" || pixels(numeric) !== null;
const isTurn = (numeric) => numeric?.unit === "%" || degrees(numeric) !== null;

/** Two colours at least, and a hint only between two of them. */
function areSound(stops) {
  return stops.filter(({ color }) => color).length >= 2 && stops.every(({ color }, index) => {
    return color || (stops[index - 1]?.color && stops[index + 1]?.color);
  });
}
