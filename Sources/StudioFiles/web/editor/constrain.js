// What stands in a group that gets another size: by its constraints, as the server lays it out.

import { tidy } from "./geometry.js";
import { walk } from "./tree.js";

const axes = [
  { place: "x", size: "width", rule: "horizontal" },
  { place: "y", size: "height", rule: "vertical" },
];

/**
 * Writes the numbers of all that is in a group whose size has changed. A stack lays out what is in
 * it by itself.
 *
 * @param {Object} group as it is now, to be written to
 * @param {Object} before the same group with its former size and layers
 */
export function constrainLayers(group, before) {
  if (group.type !== "group") return;
  group.layers = structuredClone(before.layers ?? []);
  group.layers.forEach((layer, index) => {
    for (const { place, size, rule } of axes) {
      const [old, now] = [inside(before, size), inside(group, size)];
      if (!Number.isFinite(old) || !Number.isFinite(now)) continue;
      put(layer, place, size, layer.constraints?.[rule], old, now);
    }
    const own = before.layers[index];
    if (layer.width !== own.width || layer.height !== own.height) constrainLayers(layer, own);
  });
}

/** Whether another size of the canvas moves layers by their constraints. */
export const hasConstraints = (layers) => [...walk(layers)].some(({ layer }) => layer.constraints);

/** Gives the canvas another size in px; its layers follow its edges as in a group. */
export function constrainCanvas(draft, { width, height }) {
  const { width: oldWidth = 1200, height: oldHeight = 630 } = draft.canvas ?? {};
  const canvas = { type: "group", width, height };
  constrainLayers(canvas, {
    type: "group", width: oldWidth, height: oldHeight, layers: draft.layers ?? [],
  });
  draft.canvas = { ...draft.canvas, width, height };
  draft.layers = canvas.layers;
}

/** Of a group's padding box. */
const inside = (group, size) => group[size] - 2 * (Number(group.borderWidth) || 0);

function put(layer, place, size, rule, old, now) {
  const start = layer[place] ?? 0;
  if (!Number.isFinite(start) || !Number.isFinite(layer[size])) return;
  const by = now - old;
  if (rule === "right" || rule === "bottom") layer[place] = tidy(start + by);
  else if (rule === "center") layer[place] = tidy(start + by / 2);
  else if (rule === "stretch") layer[size] = tidy(Math.max(0, layer[size] + by));
  else if (rule === "scale" && old > 0) {
    layer[place] = tidy(start * now / old);
    layer[size] = tidy(layer[size] * now / old);
  }
}
