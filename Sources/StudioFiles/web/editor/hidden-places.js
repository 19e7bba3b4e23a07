// Where layers in invisible stacks would stand: what the server lays out only while it is seen.

import { hasChildren, walk } from "./tree.js";

/** Whether something in a stack or group has no box, though it is not itself what is invisible. */
export function lacksPlaces(layers, boxes) {
  for (const { layer, parent } of walk(layers)) {
    if (parent && !boxes.has(layer.name) && layer.visible !== false) return true;
  }
  return false;
}

/**
 * What is asked of the server, with all groups and stacks seen. A single layer that is invisible in
 * a stack stays so, as it takes no room there.
 *
 * @param {Object} wish `{jsonData, layers?, …}`, which is not written to
 */
export function withHidden(wish) {
  const jsonData = structuredClone(wish.jsonData);
  const layers = structuredClone(wish.layers ?? {});
  for (const { layer } of walk(jsonData.layers ?? [])) {
    if (!hasChildren(layer)) continue;
    delete layer.visible;
    if (Object.hasOwn(layers, layer.name)) delete layers[layer.name].visible;
  }
  return { ...wish, jsonData, layers };
}
