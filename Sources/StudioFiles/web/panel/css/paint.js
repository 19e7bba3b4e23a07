// Paints: no colour at all, a colour or a gradient.

import { parseColor, printColor } from "./color.js";
import { parseGradient, printGradient } from "./gradient.js";
import { angleIn, degrees, pixels, tidy } from "./tokens.js";

/**
 * Reads a paint.
 *
 * @returns {{kind: "none"}|{kind: "color", color: Object}|{kind: "gradient", gradient: Object}|
 *   null}
 */
export function parsePaint(text) {
  if (String(text).trim().toLowerCase() === "none") return { kind: "none" };
  const color = parseColor(text);
  if (color) return { kind: "color", color };
  const gradient = parseGradient(text);
  return gradient && { kind: "gradient", gradient };
}

/** The inverse of `parsePaint`. */
export function printPaint(paint) {
  if (paint.kind === "none") return "none";
  return paint.kind === "color" ? printColor(paint.color) : printGradient(paint.gradient);
}

/** A gradient of `kind` with the stops of `gradient`, whose positions that kind can say. */
export function withKind(gradient, kind) {
  if (gradient.kind === kind) return gradient;
  const shared = { kind, isRepeating: gradient.isRepeating };
  const center = gradient.center ?? null;
  const heads = {
    linear: { angle: { value: 135, unit: "deg" }, side: null },
    radial: { shape: "circle", extent: null, radii: [], center },
    conic: { from: null, center },
  };
  const stops = gradient.stops.map(({ color, position }) => {
    return { color, position: position && positionFor(kind, position) };
  });
  return { ...shared, ...heads[kind], stops };
}

/** Turns become percent and the other way round; px stay only where they mean something. */
function positionFor(kind, position) {
  if (position.unit === "%") return position;
  const turned = degrees(position);
  if (kind !== "conic" && turned !== null) return { value: tidy(turned / 3.6), unit: "%" };
  return kind === "conic" && pixels(position) !== null ? null : position;
}

/**
 * Where the stops are along the gradient, as CSS settles it: from 0 to 1, missing ones spread, none
 * before an earlier one.
 *
 * @param {Object} gradient  @param {number} length of the gradient's line in px
 * @returns {number[]}
 */
export function settledStops({ stops }, length) {
  const given = stops.map(({ position }, index) => {
    if (position) return shareOf(position, length);
    if (index === 0) return 0;
    return index === stops.length - 1 ? 1 : null;
  });
  const settled = [];
  given.forEach((share, index) => {
    const last = settled.at(-1) ?? -Infinity;
    if (share !== null) {
      settled.push(Math.max(share, last));
      return;
    }
    const next = given.findIndex((each, place) => place > index && each !== null);
    const end = Math.max(given[next], last);
    settled.push(last + (end - last) / (next - index + 1));
  });
  return settled;
}

function shareOf(position, length) {
  if (position.unit === "%") return position.value / 100;
  const turned = degrees(position);
  return position.unit === "px" || turned === null ? position.value / length : turned / 360;
}

/** `share` (0 to 1) as a position of the unit that `position` has; percent where it is null. */
export function positionAt(share, position, length) {
  const unit = position?.unit || "%";
  if (unit === "%") return { value: tidy(share * 100, 2), unit };
  if (unit === "px") return { value: tidy(share * length, 1), unit };
  const angle = angleIn(unit, share * 360);
  return { value: tidy(angle.value), unit: angle.unit };
}

/** How long the line of a gradient is in a box, in px; what px stops are measured along. */
export function lineLength(gradient, { width, height }) {
  if (gradient.kind !== "linear") return Math.hypot(width, height) / 2 || 1;
  if (gradient.side?.includes(" ")) return Math.hypot(width, height) || 1;
  const turned = { top: 0, right: 90, bottom: 180, left: 270 }[gradient.side]
    ?? degrees(gradient.angle) ?? 180;
  const radians = turned * Math.PI / 180;
  return Math.abs(width * Math.sin(radians)) + Math.abs(height * Math.cos(radians)) || 1;
}
