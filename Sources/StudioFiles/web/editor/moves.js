// Layers put where the canvas says, written as their own numbers.

import { constrainLayers } from "./constrain.js";
import { intoParent, tidy, turned } from "./geometry.js";
import { walk } from "./tree.js";

/**
 * Writes places of the canvas into a draft: `placed` has the layers' names and new upright frames,
 * `{x, y, width, height}`, with `rotation` where the whole turn changes too.
 *
 * @param {Object} draft jsonData that may be written to
 * @param {Map<string, Object>} placed
 * @param {Map<string, Object>} before where the layers stood (geometry.js)
 * @param {Array} [base] the layers as they were then, when the draft has been written to since
 */
export function writePlaces(draft, placed, before, base) {
  const layers = named(draft.layers ?? [], placed);
  const bases = base ? named(base, placed) : null;
  for (const [name, frame] of placed) {
    const old = before.get(name);
    const layer = layers.get(name);
    if (!layer || !old?.isFree) continue;
    const was = bases?.get(name);
    if (was) restore(layer, was);
    if (!isSame(frame, old)) write(layer, frame, old);
    if (was) constrainLayers(layer, was);
  }
}

/** The layers of these names, by them. */
function named(layers, wanted) {
  const found = new Map();
  for (const { layer } of walk(layers)) if (wanted.has(layer.name)) found.set(layer.name, layer);
  return found;
}

const members = ["x", "y", "width", "height", "rotation"];

// What a run of edits has written before is not the layer's own.
function restore(layer, was) {
  for (const member of members) {
    if (was[member] === undefined) delete layer[member];
    else layer[member] = was[member];
  }
}

const isSame = (frame, old) => members.every((each) => (frame[each] ?? old[each]) === old[each]);

function write(layer, frame, old) {
  const own = intoParent(frame, old.parent);
  layer.x = tidy(own.x);
  layer.y = tidy(own.y);
  if (frame.width !== old.width) layer.width = tidy(frame.width);
  if (frame.height !== old.height) layer.height = tidy(frame.height);
  if (frame.rotation !== undefined && frame.rotation !== old.rotation) {
    layer.rotation = tidy(frame.rotation - (old.parent?.rotation ?? 0));
  }
}

/** `before`'s frames of `names`, each moved by `(x, y)`. */
export function moved(names, before, x, y) {
  return new Map(names.map((name) => {
    const { width, height, ...place } = before.get(name);
    return [name, { x: place.x + x, y: place.y + y, width, height }];
  }));
}

/**
 * A turned frame with some of its edges moved, in which the opposite edges stay where they are.
 *
 * @param {Object} place as geometry.js has it
 * @param {Array<number>} side which edges: -1 left or top, 1 right or bottom, 0 neither
 * @param {{x: number, y: number}} by how far the pointer has moved, in px of the canvas
 * @param {{keepsAspect?: boolean, fromCentre?: boolean, exact?: Array<boolean>}} wishes `exact`:
 *   whether width and height may be other than whole px
 */
export function resized(place, side, by, wishes = {}) {
  const { keepsAspect = false, fromCentre = false, exact = [false, false] } = wishes;
  const own = turned(by.x, by.y, -place.rotation);
  const both = fromCentre ? 2 : 1;
  const least = place.least ?? 1;
  const [narrow, low] = [Math.min(least, place.width), Math.min(least, place.height)];
  let width = Math.max(narrow, place.width + own.x * side[0] * both);
  let height = Math.max(low, place.height + own.y * side[1] * both);
  if (keepsAspect && place.width > 0 && place.height > 0) {
    const aspect = place.width / place.height;
    const isByWidth = side[1] === 0
      || (side[0] !== 0
        && Math.abs(width - place.width) > Math.abs(height - place.height) * aspect);
    if (isByWidth) height = width / aspect;
    else width = height * aspect;
  }
  width = Math.max(narrow, exact[0] ? tidy(width) : Math.round(width));
  height = Math.max(low, exact[1] ? tidy(height) : Math.round(height));
  const shift = fromCentre ? { x: 0, y: 0 } : turned(
    (width - place.width) / 2 * (side[0] || 0), (height - place.height) / 2 * (side[1] || 0),
    place.rotation);
  const middle = {
    x: place.x + place.width / 2 + shift.x, y: place.y + place.height / 2 + shift.y,
  };
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

/** `place` within `from`, put into the same part of `to`; both upright. */
export function scaledInto(place, from, to) {
  const [scaleX, scaleY] = [
    from.width ? to.width / from.width : 1, from.height ? to.height / from.height : 1,
  ];
  return {
    x: to.x + (place.x - from.x) * scaleX, y: to.y + (place.y - from.y) * scaleY,
    width: place.width * scaleX, height: place.height * scaleY,
  };
}
