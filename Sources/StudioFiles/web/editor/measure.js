// How far what is selected is from something else, as lines with their lengths.

import { bounds } from "./geometry.js";

const axes = [
  { axis: "y", place: "x", size: "width", cross: "y", depth: "height" },
  { axis: "x", place: "y", size: "height", cross: "x", depth: "width" },
];

/**
 * Distances from all that is selected to the layer under the pointer; to what the selection stands
 * in (its group, or the canvas) where there is none.
 *
 * @param {Object} stage
 * @returns {Array<Object>} guides as the overlay has them; none when nothing is selected
 */
export function measured(stage) {
  const { doc } = stage.editor;
  const frame = stage.selectedBounds;
  if (!frame) return [];
  const isOther = doc.hovered !== null && !doc.selection.has(doc.hovered);
  const place = isOther ? stage.places.get(doc.hovered)
    : stage.places.get(stage.selected[0])?.parent;
  return distances(frame, place ? bounds([place]) : { x: 0, y: 0, ...doc.size });
}

/** Between the frames where they lie apart, else between their edges of the same side. */
function distances(frame, other) {
  return axes.flatMap(({ axis, place, size, cross, depth }) => {
    const [start, end] = [frame[place], frame[place] + frame[size]];
    const [otherStart, otherEnd] = [other[place], other[place] + other[size]];
    const spans = otherStart >= end ? [[end, otherStart]]
      : otherEnd <= start ? [[otherEnd, start]]
        : [[start, otherStart], [end, otherEnd]];
    const at = frame[cross] + frame[depth] / 2;
    return spans.map((span) => [Math.min(...span), Math.max(...span)])
      .filter(([from, to]) => to - from >= 0.5)
      .map(([from, to]) => ({ axis, at, from, to, label: `${Math.round(to - from)}` }));
  });
}
