// Where a stack's children stand in its order, and which place in it a point of the canvas means.

import { contains, fromParent, intoParent } from "./geometry.js";
import { lockOf } from "./locks.js";
import { find } from "./tree.js";

/** The stack that all that is selected can move in; null when there is none or several. */
export function stackOf(stage) {
  const { doc } = stage.editor;
  if (stage.selected.some((name) => lockOf(doc, name))) return null;
  const parents = new Set(stage.selected.map((name) => find(doc.layers, name)?.parent ?? null));
  const [parent] = parents;
  return parents.size === 1 && parent?.type === "stack" ? parent : null;
}

/** Whether the stack's children follow one another from top to bottom. */
export const isColumn = (stack) => stack.direction === "column";

/**
 * The place in a stack's order that is nearest to a point of the canvas.
 *
 * @param {Object} stack the layer
 * @param {Map<string, Object>} places geometry.js
 * @param {{x: number, y: number}} point
 * @param {number} slack px of the canvas around the stack that count as in it
 * @returns {{index: number, mark: Object}|null} before which child, counted with all of them, and
 *   the line between the two there, as a frame of the canvas; null when the point is outside
 */
export function slotAt(stack, places, point, slack) {
  const around = places.get(stack.name);
  if (!around || !contains(around, point, slack)) return null;
  const axes = isColumn(stack)
    ? { main: "y", size: "height", cross: "x", depth: "width" }
    : { main: "x", size: "width", cross: "y", depth: "height" };
  const lines = linesOf(stack, places, axes);
  const own = intoParent({ ...point, width: 0, height: 0 }, around);
  const line = nearest(lines, own[axes.cross]);
  if (!line) return { index: 0, mark: null };
  const { members } = line;
  const at = members.findIndex(({ frame }) => {
    return own[axes.main] < frame[axes.main] + frame[axes.size] / 2;
  });
  const [before, after] = at < 0 ? [members.at(-1), null] : [members[at - 1] ?? null, members[at]];
  const mark = {
    [axes.main]: between(before?.frame, after?.frame, axes, Number(stack.gap) || 0),
    [axes.size]: 0, [axes.cross]: line.start, [axes.depth]: line.end - line.start,
  };
  return {
    index: after ? after.index : before.index + 1,
    mark: { ...fromParent(mark, around), rotation: around.rotation, isUpright: !isColumn(stack) },
  };
}

// The drawn children in the stack's own frame, by the lines that they are wrapped into.
function linesOf(stack, places, { main, size, cross, depth }) {
  const lines = [];
  let end = Infinity;
  for (const [index, layer] of (stack.layers ?? []).entries()) {
    const place = places.get(layer.name);
    if (!place || layer.visible === false) continue;
    const frame = intoParent(place, places.get(stack.name));
    const [start, stop] = [frame[cross], frame[cross] + frame[depth]];
    // A child that begins before the one in front of it has ended is the first of a new line.
    if (end === Infinity || frame[main] + frame[size] / 2 < end) {
      lines.push({ start, end: stop, members: [] });
    }
    const line = lines.at(-1);
    line.start = Math.min(line.start, start);
    line.end = Math.max(line.end, stop);
    line.members.push({ index, frame });
    end = frame[main] + frame[size] / 2;
  }
  return lines;
}

function nearest(lines, at) {
  const distance = ({ start, end }) => Math.max(start - at, at - end, 0);
  return lines.reduce((best, line) => {
    return !best || distance(line) < distance(best) ? line : best;
  }, null);
}

function between(before, after, { main, size }, gap) {
  if (before && after) return (before[main] + before[size] + after[main]) / 2;
  return before ? before[main] + before[size] + gap / 2 : after[main] - gap / 2;
}
