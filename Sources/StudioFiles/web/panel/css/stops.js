// Changes to a gradient's stops: `shares` are where settledStops puts them, `length` the line's px.

import { mix, parseColor, printColor } from "./color.js";
import { positionAt } from "./paint.js";
import { tidy } from "./tokens.js";

const grey = { r: 128, g: 128, b: 128, a: 1 };

/** Every stop with a place of its own, so that moving one leaves the others where they are. */
function fixedStops(stops, shares, length) {
  return stops.map((stop, index) => {
    return { ...stop, position: stop.position ?? positionAt(shares[index], null, length) };
  });
}

/**
 * The stop at `chosen` moved to `share`; past a neighbour it changes places with it, unless hints
 * are about, which stay between their colours.
 *
 * @returns {{stops: Object[], index: number}} `index` is where the stop stands now
 */
export function movedStop(given, shares, chosen, share, length) {
  const stops = fixedStops(given, shares, length);
  const hasHints = stops.some(({ color }) => color === null);
  const low = hasHints ? shares[chosen - 1] ?? -Infinity : -Infinity;
  const high = hasHints ? shares[chosen + 1] ?? Infinity : Infinity;
  const place = Math.min(high, Math.max(low, share));
  const stop = { ...stops[chosen], position: positionAt(place, stops[chosen].position, length) };
  const others = shares.filter((_, index) => index !== chosen);
  stops.splice(chosen, 1);
  let index = hasHints ? chosen : others.findIndex((other, at) => {
    return at < chosen ? other > place : other >= place;
  });
  if (index < 0) index = stops.length;
  stops.splice(index, 0, stop);
  return { stops, index };
}

/**
 * One more stop at `share`, of the colour that is there; as `movedStop` answers. `colorOf` reads
 * the stops' colours.
 */
export function addedStop(given, shares, share, length, colorOf = parseColor) {
  const stops = fixedStops(given, shares, length);
  const found = shares.findIndex((other) => other > share);
  let index = found < 0 ? stops.length : found;
  // A hint stays between its two colours.
  if (stops[index - 1]?.color === null) index -= 1;
  const left = stops[index - 1] ?? stops[index];
  const right = stops[index] ?? left;
  const [from, to] = [left, right].map(({ color }) => colorOf(color ?? "") ?? grey);
  const start = shares[index - 1] ?? 0;
  const range = (shares[index] ?? 1) - start;
  const color = printColor(mix(from, to, range > 0 ? Math.max(0, (share - start) / range) : 0));
  stops.splice(index, 0, { color, position: positionAt(share, left.position, length) });
  return { stops, index };
}

/** The stops without one; null where two colours, and two around every hint, must stay. */
export function withoutStop(stops, index) {
  const left = stops.filter((_, place) => place !== index);
  const isSound = left.filter(({ color }) => color !== null).length >= 2
    && left.every(({ color }, place) => {
      return color !== null || (left[place - 1]?.color && left[place + 1]?.color);
    });
  return isSound ? left : null;
}

/** The stops from the other end. */
export function reversedStops(given, shares, length) {
  return fixedStops(given, shares, length).map((stop, index) => {
    return { ...stop, position: positionAt(1 - shares[index], stop.position, length) };
  }).reverse();
}

/** The middle of the gap beside a stop. */
export function freeShare(shares, chosen) {
  const [before, at, after] = [shares[chosen - 1], shares[chosen], shares[chosen + 1]];
  return tidy(after === undefined ? ((before ?? 0) + at) / 2 : (at + after) / 2, 3);
}
