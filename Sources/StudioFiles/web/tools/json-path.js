// Places within JSON, spelled as the server spells them in its errors: `layers[2].spans[0].text`.

import { walk } from "../editor/tree.js";

const plainKey = /^[\p{Alphabetic}0-9_-]+$/u;

/** The path of the member `key` of what stands at `outer`, which may be empty. */
export function memberPath(outer, key) {
  const isPlain = plainKey.test(key) && new TextEncoder().encode(key).length <= 64;
  if (!isPlain) return `${outer}[${JSON.stringify(key)}]`;
  return outer === "" ? key : `${outer}.${key}`;
}

/** The path of the element `index` of the array at `outer`. */
export const elementPath = (outer, index) => `${outer}[${index}]`;

/** The path of what `path` stands in; empty for the whole. */
export function parentPath(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("."), path.lastIndexOf("[")));
}

/** The path of each layer within jsonData by its name, as `layers[2].layers[0]`. */
export function layerPaths(data) {
  const paths = new Map();
  const ofLayer = new Map();
  for (const { layer, parent, index } of walk(data.layers ?? [])) {
    const outer = parent === null ? "layers" : `${ofLayer.get(parent)}.layers`;
    const path = elementPath(outer, index);
    ofLayer.set(layer, path);
    if (!paths.has(layer.name)) paths.set(layer.name, path);
  }
  return paths;
}

/**
 * Where in jsonData an error's path leads: the server names places of the draft
 * (`jsonData.layers[0].text`) and of the card that it is tried with (`layers.title.text`,
 * `variables.author`).
 *
 * @param {string|null} path  @param {Object} data jsonData
 * @returns {string|null} a path from the top of jsonData, empty for the whole; null when the error
 *   is of neither
 */
export function pathInData(path, data) {
  if (path === null) return null;
  if (path === "jsonData") return "";
  if (path.startsWith("jsonData.")) return path.slice("jsonData.".length);
  for (const [name, place] of layerPaths(data)) {
    const rest = after(path, memberPath("layers", name));
    if (rest !== null) return place + rest;
  }
  for (const [index, variable] of (data.variables ?? []).entries()) {
    const rest = after(path, memberPath("variables", variable.name));
    if (rest !== null) return elementPath("variables", index) + rest;
  }
  return null;
}

function after(path, outer) {
  if (!path.startsWith(outer)) return null;
  const rest = path.slice(outer.length);
  return rest === "" || rest[0] === "." || rest[0] === "[" ? rest : null;
}
