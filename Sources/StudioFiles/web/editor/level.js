// Layers moved into the group beside them and out of theirs, as the keys of the layer list do.

import { moveInTree } from "./arrange.js";
import { find, hasChildren, outermost } from "./tree.js";

/**
 * Moves layers into the group or stack that is next to them in the list, the one above first. Each
 * stays where it is on the canvas.
 *
 * @param {Array<string>} chosen names
 * @returns {string|null} what was done; null when there is no such group
 */
export function moveIn(stage, chosen) {
  const { doc } = stage.editor;
  const list = outermost(doc.layers, chosen);
  const above = neighbour(doc.layers, list.at(-1), 1, list);
  const below = neighbour(doc.layers, list[0], -1, list);
  const group = above ?? below;
  if (!group) return null;
  moveInTree(stage, list, group.name, above ? 0 : group.layers?.length ?? 0);
  return `Now in ${group.name}`;
}

function neighbour(layers, name, step, list) {
  const { siblings, index } = find(layers, name);
  const layer = siblings[index + step];
  return layer && hasChildren(layer) && !list.includes(layer.name) ? layer : null;
}

/** Moves layers out of their group, to above it; as `moveIn`. */
export function moveOut(stage, chosen) {
  const { doc } = stage.editor;
  const list = outermost(doc.layers, chosen);
  const { parent } = find(doc.layers, list[0]);
  if (!parent) return null;
  const around = find(doc.layers, parent.name);
  moveInTree(stage, list, around.parent?.name ?? null, around.index + 1);
  return `Now out of ${parent.name}`;
}
