// What the panel's inputs read and write: some layers, a piece of a text, or the canvas.

import { constrainLayers } from "../editor/constrain.js";
import { find, isInStack, walk } from "../editor/tree.js";
import { settings } from "../settings.js";
import { labelOf } from "./sections.js";

/** Other names that a template may give a property. */
const aliases = { image_url: ["imageUrl"] };

/** What `object` gives a property under any of its names; undefined when it gives nothing. */
export function given(object, name) {
  for (const key of [name, ...(aliases[name] ?? [])]) {
    if (object?.[key] !== undefined && object[key] !== null) return object[key];
  }
  return undefined;
}

function put(object, name, value) {
  for (const key of aliases[name] ?? []) delete object[key];
  if (value === undefined) delete object[name];
  else object[name] = value;
}

/**
 * A target: `values(name)` are what its members give (undefined for nothing), `change(name,
 * update)` writes what `update` makes of each value (undefined takes the property out), a run of
 * such changes being one step until `done()`; `initial(row, member)` is what stands where nothing
 * is given, in the first member unless one is named; `path(name)` is the JSON path of the property,
 * of the first member; `members()` the objects themselves, not to be written to; `place()` is the
 * JSON path of the first; `size()` its px; `isExplicit` targets say what they have in common with
 * others too.
 */

/** The layers of these names. */
export function layersTarget(editor, names) {
  const { doc } = editor;
  let known = { data: null, layers: [] };
  const members = () => {
    // One walk for all names and properties: the document's data is another after each edit.
    if (known.data !== doc.data) known = { data: doc.data, layers: layersOf(doc.layers, names) };
    return known.layers;
  };
  const what = names.length === 1 ? ` of ${names[0]}` : ` of ${names.length} layers`;
  return {
    names, members, done: () => doc.seal(),
    values: (name) => members().map((layer) => given(layer, name)),
    change(name, update) {
      doc.edit(`Change ${labelOf(name).toLowerCase()}${what}`, (draft, base) => {
        for (const layer of layersOf(draft.layers ?? [], names)) {
          put(layer, name, update(given(layer, name), layer));
          const before = isSize(name) ? find(base.layers ?? [], layer.name)?.layer : null;
          if (before) constrainLayers(layer, before);
        }
      }, `panel ${names.join("\n")} ${name}`);
    },
    initial: (row, layer = members()[0]) => initialOf(rowOf(layer, row), editor),
    isRequired: (row) => row.isRequired && !names.some((name) => isInStack(doc.layers, name)),
    place: () => layerPath(doc.layers, names[0]),
    path: (name) => `${layerPath(doc.layers, names[0])}.${name}`,
    size: () => sizeOf(members()[0], editor.preview?.boxes?.get(names[0])?.frame),
  };
}

// What is in a group follows the edges that move with these.
const isSize = (name) => name === "width" || name === "height";

/** The layers of these names, in the names' order; those that are gone are left out. */
function layersOf(layers, names) {
  const found = new Map(names.map((name) => [name, null]));
  for (const { layer } of walk(layers)) if (found.has(layer.name)) found.set(layer.name, layer);
  return [...found.values()].filter(Boolean);
}

/** One piece of a layer's `spans`. What it does not give is its layer's. */
export function spanTarget(editor, layerName, index) {
  const { doc } = editor;
  const layer = () => doc.layer(layerName);
  const members = () => [given(layer(), "spans")?.[index]].filter(Boolean);
  return {
    names: [layerName], members, done: () => doc.seal(), isExplicit: true,
    values: (name) => members().map((span) => given(span, name)),
    change(name, update) {
      doc.editLayer(layerName, `Change a piece of ${layerName}`, (draft) => {
        const span = draft.spans[index];
        if (span) put(span, name, update(given(span, name), span));
      }, `panel ${layerName} spans ${index} ${name}`);
    },
    initial: (row) => given(layer(), row.name) ?? initialOf(row, editor),
    isRequired: (row) => row.name === "text",
    path: (name) => `${layerPath(doc.layers, layerName)}.spans[${index}].${name}`,
    size: () => sizeOf(layer()),
  };
}

/** The canvas. */
export function canvasTarget(editor) {
  const { doc } = editor;
  const canvas = () => doc.data.canvas ?? {};
  return {
    names: [], members: () => [canvas()], done: () => doc.seal(),
    values: (name) => [given(canvas(), name)],
    change(name, update) {
      doc.edit(`Change the canvas's ${labelOf(name).toLowerCase()}`, (draft) => {
        draft.canvas ??= {};
        put(draft.canvas, name, update(given(draft.canvas, name), draft.canvas));
      }, `panel canvas ${name}`);
    },
    initial: (row) => row.initial,
    isRequired: (row) => row.isRequired,
    place: () => "jsonData.canvas",
    path: (name) => `jsonData.canvas.${name}`,
    size: () => ({ width: canvas().width ?? 1200, height: canvas().height ?? 630 }),
  };
}

/** The row of the layer's own type: the ground of a code is white, that of others none. */
function rowOf(layer, row) {
  return settings.layerTypes[layer?.type]?.find(({ name }) => name === row.name) ?? row;
}

function initialOf(row, editor) {
  if (row.kind === "families" && !row.initial) return editor.defaultFamilies?.join(", ") ?? "";
  if (row.kind === "lang" && !row.initial) return settings.lang || "en";
  return row.initial;
}

function sizeOf(layer, frame) {
  const side = (value, drawn) => (typeof value === "number" ? value : drawn ?? 200);
  return { width: side(layer?.width, frame?.width), height: side(layer?.height, frame?.height) };
}

/** The JSON path of a layer as the server's errors name it; null when there is none. */
function layerPath(layers, name, stem = "jsonData.layers") {
  for (const [index, layer] of layers.entries()) {
    const path = `${stem}[${index}]`;
    if (layer.name === name) return path;
    const inner = layer.layers && layerPath(layer.layers, name, `${path}.layers`);
    if (inner) return inner;
  }
  return null;
}
