// The eight handles of a selection and the one that turns it.

import { el } from "../dom.js";

/** Which edges a handle moves: -1 left or top, 1 right or bottom, 0 neither. */
export const sides = {
  nw: [-1, -1], n: [0, -1], ne: [1, -1], e: [1, 0], se: [1, 1], s: [0, 1], sw: [-1, 1], w: [-1, 0],
};

/** Elements whose `data-handle` is one of `sides`, or `rotate`. */
export function handles() {
  const resizers = Object.keys(sides).map((name) => {
    return el(`div.handle.is-${name}`, { data: { handle: name } });
  });
  return [...resizers, el("div.handle.is-rotate", { data: { handle: "rotate" } })];
}

const cursors = ["ns-resize", "nesw-resize", "ew-resize", "nwse-resize"];

/** The cursor for a handle of a frame that is turned by `rotation` degrees. */
export function cursorOf(name, rotation) {
  if (name === "rotate") return "grab";
  const [x, y] = sides[name];
  const angle = Math.atan2(y, x) * 180 / Math.PI + rotation + 90;
  return cursors[((Math.round(angle / 45) % 4) + 4) % 4];
}
