// Positions of CSS (object-position, and the middle of gradients): px and percent on each axis.

import { parseFunction, parseNumeric, pixels, printNumber, split, tidy } from "./tokens.js";

const sides = { left: ["x", 0], right: ["x", 100], top: ["y", 0], bottom: ["y", 100] };

/**
 * Reads one to four words.
 *
 * @returns {{x: {px: number, percent: number}, y: {px: number, percent: number}}|null}
 */
export function parsePosition(text) {
  const words = split(String(text).toLowerCase(), " ");
  if (!words || words.length < 1 || words.length > 4) return null;
  const parts = words.map(part);
  if (parts.includes(null)) return null;
  if (parts.length > 2) return edges(parts);
  const [first, second = { center: true }] = parts;
  if (parts.length === 1 && first.axis === "y") return pair({ center: true }, first);
  const straight = pair(first, second);
  if (straight || first.length || second.length) return straight;
  return pair(second, first);
}

/** The inverse of `parsePosition`, as two words. */
export function printPosition({ x, y }) {
  return `${printLength(x)} ${printLength(y)}`;
}

/** Reads one axis: px, percent, or `calc()` of both as `printLength` writes it. */
export function parseLength(text) {
  const called = parseFunction(text);
  if (called) {
    const match = /^\s*(\S+%)\s+([+-])\s+(\S+)\s*$/.exec(called.content);
    if (called.name !== "calc" || !match) return null;
    const percent = parseNumeric(match[1]);
    const px = pixels(parseNumeric(match[3]));
    if (percent === null || px === null) return null;
    return { px: match[2] === "-" ? -px : px, percent: percent.value };
  }
  const numeric = parseNumeric(text);
  if (numeric?.unit === "%") return { px: 0, percent: numeric.value };
  const px = pixels(numeric);
  return px === null ? null : { px, percent: 0 };
}

/** A length of `parseLength` in words. */
export function printLength({ px, percent }) {
  if (px === 0) return `${printNumber(percent)}%`;
  if (percent === 0) return `${printNumber(px)}px`;
  const sign = px < 0 ? "-" : "+";
  return `calc(${printNumber(percent)}% ${sign} ${printNumber(Math.abs(px))}px)`;
}

function part(word) {
  if (word in sides) return { axis: sides[word][0], percent: sides[word][1] };
  if (word === "center") return { center: true };
  const length = parseLength(word);
  return length && { length };
}

const middle = { px: 0, percent: 50 };

function pair(first, second) {
  const x = first.center ? middle : along("x", first);
  const y = second.center ? middle : along("y", second);
  return x && y ? { x, y } : null;
}

function along(axis, part) {
  if (part.length) return part.length;
  return part.axis === axis ? { px: 0, percent: part.percent } : null;
}

function edges(parts) {
  const found = { x: null, y: null };
  let centers = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const { axis, percent, center, length } = parts[index];
    const offset = parts[index + 1]?.length ?? null;
    if (length || (center && offset) || (axis && found[axis])) return null;
    if (offset) index += 1;
    if (center) centers += 1;
    else found[axis] = fromEdge(percent, offset ?? { px: 0, percent: 0 });
  }
  if (centers > 1 || (parts.length === 4 && centers > 0)) return null;
  if (centers === 1 && found.x && found.y) return null;
  if (centers === 1) found[found.x ? "y" : "x"] ??= middle;
  return found.x && found.y ? found : null;
}

function fromEdge(percent, offset) {
  if (percent === 0) return offset;
  return { px: -offset.px || 0, percent: tidy(100 - offset.percent) };
}
