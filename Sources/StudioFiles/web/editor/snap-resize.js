// Where a dragged edge or corner catches, of a turned layer as of an upright one.

import { bounds, centre, turned } from "./geometry.js";
import { resized } from "./moves.js";
import { guidesOn, slackPixels } from "./snap.js";

/**
 * `resized`, with the corner or the middle of the edge that is dragged put on lines nearby. What is
 * opposite stays where it is: a corner goes both ways, an edge along the layer's own axis alone.
 *
 * @param {Object} box as geometry.js has it  @param {Array<number>} side  @param {Object} by
 * @param {Object} wishes these three as `resized` takes them
 * @param {Object} around what `targets` of snap.js has made
 * @param {number} zoom
 * @returns {{frame: Object, guides: Array}}
 */
export function snapResized(box, side, by, wishes, around, zoom) {
  const exactly = resized(box, side, by, { ...wishes, exact: [true, true] });
  const caught = catchPoint(
    dragged(exactly, side, box.rotation), side, box.rotation, around, slackPixels / zoom);
  const frame = resized(box, side, { x: by.x + caught.x, y: by.y + caught.y }, {
    ...wishes, exact: exactSides(caught, box.rotation),
  });
  return { frame, guides: guidesAt(frame, side, box.rotation, around, caught) };
}

/** The corner of a turned frame that is dragged, or the middle of its edge. */
function dragged(frame, side, rotation) {
  const middle = centre(frame);
  const offset = turned(frame.width / 2 * side[0], frame.height / 2 * side[1], rotation);
  return { x: middle.x + offset.x, y: middle.y + offset.y };
}

/** How far the point is to be moved, and along which axes of the canvas it has caught. */
function catchPoint(point, side, rotation, around, slack) {
  const ways = ["x", "y"].map((axis) => ({ axis, by: nearest(around[axis], point[axis], slack) }));
  if (side[0] !== 0 && side[1] !== 0) {
    const [x, y] = ways.map((way) => way.by);
    return { x: x ?? 0, y: y ?? 0, axes: ways.filter((way) => way.by !== null).map(axisOf) };
  }
  // An edge reaches a line by going along its own axis, the farther the flatter it meets it.
  const along = turned(side[0], side[1], rotation);
  const [best] = ways.filter((way) => way.by !== null && Math.abs(along[way.axis]) > 1e-6)
    .map((way) => ({ axis: way.axis, by: way.by / along[way.axis] }))
    .filter((way) => Math.abs(way.by) <= slack)
    .sort((one, other) => Math.abs(one.by) - Math.abs(other.by));
  if (!best) return { x: 0, y: 0, axes: [] };
  return { x: along.x * best.by, y: along.y * best.by, axes: [best.axis] };
}

const axisOf = (way) => way.axis;

function nearest(lines, at, slack) {
  let best = null;
  for (const line of lines) {
    const by = line.at - at;
    if (Math.abs(by) <= slack && (best === null || Math.abs(by) < Math.abs(best))) best = by;
  }
  return best;
}

const isSquare = (rotation) => rotation % 90 === 0;

// Which of width and height give up whole px for the line: at an angle both do.
function exactSides({ axes }, rotation) {
  if (!isSquare(rotation)) return [axes.length > 0, axes.length > 0];
  const isAcross = rotation % 180 === 0;
  return isAcross ? [axes.includes("x"), axes.includes("y")]
    : [axes.includes("y"), axes.includes("x")];
}

function guidesAt(frame, side, rotation, around, { axes }) {
  const point = dragged(frame, side, rotation);
  const whole = bounds([{ ...frame, rotation }]);
  return axes.flatMap((axis) => {
    const [cross, depth] = axis === "x" ? ["y", "height"] : ["x", "width"];
    const span = isSquare(rotation) ? { from: whole[cross], to: whole[cross] + whole[depth] }
      : { from: point[cross], to: point[cross] };
    return guidesOn(around[axis], axis, [point[axis]], span);
  });
}
