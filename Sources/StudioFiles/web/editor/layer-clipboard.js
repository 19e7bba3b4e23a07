// Layers on the clipboard, as JSON, so that they can be pasted into another template: with where
// they stand on the canvas, and with the variables that fill them.

import { variableUses } from "../tools/placeholders.js";
import { putInto } from "./arrange.js";
import { tidy } from "./geometry.js";
import { find, names, outermost, renamedCopy } from "./tree.js";

const mark = "placard-layers";

/** What is selected, as the text that the clipboard gets; null for nothing. */
export function copiedText(stage) {
  const { doc } = stage.editor;
  const chosen = outermost(doc.layers, doc.selection);
  if (chosen.length === 0) return null;
  const layers = chosen.map((name) => doc.layer(name));
  const known = stage.ownPlaces;
  const places = chosen.map((name) => {
    const place = known.get(name);
    if (!place) return null;
    const { x, y, width, height, rotation } = place;
    return { x, y, width, height, rotation };
  });
  const used = variableUses({ layers });
  const variables = (doc.data.variables ?? []).filter((variable) => used.has(variable.name));
  return JSON.stringify({ [mark]: layers, places, variables }, null, 2);
}

/**
 * Puts the layers of such a text above what is selected, or on top, and selects them. Out of a
 * group or stack and into another they stay where they stood on the canvas.
 *
 * @returns {boolean} whether the text was one
 */
export function pasteText(stage, text) {
  const copied = read(text);
  if (!copied) return false;
  const { doc } = stage.editor;
  const { layers, places, variables } = copied;
  let pasted = [];
  const what = layers.length === 1 ? layers[0].name : `${layers.length} layers`;
  const before = stage.ownPlaces;
  doc.edit(`Paste ${what}`, (draft) => {
    draft.layers ??= [];
    const above = outermost(draft.layers, doc.selection).at(-1);
    const place = above ? find(draft.layers, above) : null;
    const siblings = place?.siblings ?? draft.layers;
    const around = place?.parent ? before.get(place.parent.name) ?? null : null;
    const taken = names(draft.layers);
    const copies = layers.map((layer, each) => {
      const copy = renamedCopy(layer, taken);
      taken.push(...names([copy]));
      if (place?.parent?.type !== "stack") putInto(copy, places[each], around);
      return copy;
    });
    if (place?.parent?.type !== "stack") moveOff(copies, siblings);
    siblings.splice(place ? place.index + 1 : siblings.length, 0, ...copies);
    declare(draft, variables);
    pasted = copies.map((copy) => copy.name);
  });
  doc.select(pasted);
  return true;
}

/** Copies one of which would hide what it is of stand a little off, all of them alike. */
function moveOff(copies, siblings) {
  const free = copies.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const taken = new Set(siblings.map(({ x, y }) => `${x},${y}`));
  let off = 0;
  while (free.some(({ x, y }) => taken.has(`${tidy(x + off)},${tidy(y + off)}`))) off += 16;
  for (const copy of free) {
    copy.x = tidy(copy.x + off);
    copy.y = tidy(copy.y + off);
  }
}

/** Variables of the same name are the template's own. */
function declare(draft, variables) {
  const known = new Set((draft.variables ?? []).map((variable) => variable.name));
  const missing = variables.filter((variable) => !known.has(variable.name));
  if (missing.length) draft.variables = [...(draft.variables ?? []), ...structuredClone(missing)];
}

/** Whether it is a list of layers as far down as they hold others; their properties may be odd. */
function areSound(layers) {
  return Array.isArray(layers) && layers.every((layer) => {
    return typeof layer?.name === "string" && typeof layer.type === "string"
      && (layer.layers === undefined || areSound(layer.layers));
  });
}

const isPlace = (place) => ["x", "y", "width", "height", "rotation"].every((each) => {
  return Number.isFinite(place?.[each]);
});

function read(text) {
  try {
    const content = JSON.parse(text);
    const layers = content?.[mark];
    if (!areSound(layers) || layers.length === 0) return null;
    const list = (value) => (Array.isArray(value) ? value : []);
    const variables = list(content.variables).filter((each) => typeof each?.name === "string");
    const places = list(content.places).map((place) => (isPlace(place) ? place : null));
    return { layers, places, variables };
  } catch {
    return null;
  }
}
