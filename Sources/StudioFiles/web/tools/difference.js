// What is different between two JSON values, or two templates, by path.

import { walk } from "../editor/tree.js";
import { elementPath, memberPath } from "./json-path.js";

/**
 * @typedef {{path: string, kind: "added"|"removed"|"changed"|"moved", before: any, after: any}}
 *   Change `before` is undefined for what was added, `after` for what was removed; for what was
 *   moved they are the names of the groups, null for the canvas
 */

/**
 * What has to be changed for `before` to be `after`, smallest parts first named.
 *
 * @returns {Change[]} empty when they say the same; the order of an object's members says nothing
 */
export function difference(before, after, path = "") {
  if (Object.is(before, after)) return [];
  if (before === undefined) return [{ path, kind: "added", before, after }];
  if (after === undefined) return [{ path, kind: "removed", before, after }];
  const isList = Array.isArray(before);
  const areAlike = isComposite(before) && isComposite(after) && isList === Array.isArray(after);
  if (!areAlike) return [{ path, kind: "changed", before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => difference(
    before[key], after[key], isList ? elementPath(path, key) : memberPath(path, key)));
}

const isComposite = (value) => value !== null && typeof value === "object";

/** Whether two JSON values say the same. */
export const isSame = (before, after) => difference(before, after).length === 0;

/**
 * What is different between two templates. Layers and variables are told apart by their names, as
 * in `layers.title.fontSize`, so that one put in before them changes no other.
 *
 * @param {{jsonData: Object}} before with name, description, public, onMiss, fallback, where given
 * @param {{jsonData: Object}} after
 * @returns {Change[]}
 */
export function templateDifference(before, after) {
  const changes = [];
  for (const key of ["name", "description", "public", "onMiss", "fallback"]) {
    changes.push(...difference(before[key], after[key], key));
  }
  return changes.concat(dataDifference(before.jsonData, after.jsonData));
}

/** As `templateDifference`, of jsonData alone. */
export function dataDifference(before, after) {
  const { layers: oldLayers = [], variables: oldVariables = [], ...oldRest } = before;
  const { layers = [], variables = [], ...rest } = after;
  return [
    ...difference(oldRest, rest),
    ...namedDifference(layerPlaces(oldLayers), layerPlaces(layers), "layers"),
    ...namedDifference(variablePlaces(oldVariables), variablePlaces(variables), "variables"),
  ];
}

function layerPlaces(layers) {
  return [...walk(layers)].map(({ layer, parent }) => {
    const { layers: inner, ...own } = layer;
    return { name: layer.name, parent: parent?.name ?? null, own };
  });
}

function variablePlaces(variables) {
  return variables.map((own) => ({ name: own.name, parent: null, own }));
}

function namedDifference(before, after, outer) {
  const old = new Map(before.map((place) => [place.name, place]));
  const now = new Map(after.map((place) => [place.name, place]));
  const changes = [];
  for (const { name, own } of before) {
    if (!now.has(name)) changes.push(change(outer, name, "removed", own, undefined));
  }
  const moved = movedNames(before, after);
  for (const { name, parent, own } of after) {
    const former = old.get(name);
    if (!former) {
      changes.push(change(outer, name, "added", undefined, own));
      continue;
    }
    if (moved.has(name)) changes.push(change(outer, name, "moved", former.parent, parent));
    changes.push(...difference(former.own, own, memberPath(outer, name)));
  }
  return changes;
}

function change(outer, name, kind, before, after) {
  return { path: memberPath(outer, name), kind, before, after };
}

/** The fewest names that, taken out and put in elsewhere, make the one order the other. */
function movedNames(before, after) {
  const old = new Map(before.map((place, index) => [place.name, { ...place, index }]));
  const both = after.filter((place) => old.has(place.name));
  const moved = new Set();
  const kept = both.filter((place) => {
    if (old.get(place.name).parent === place.parent) return true;
    moved.add(place.name);
    return false;
  });
  const steady = longestRise(kept.map((place) => old.get(place.name).index));
  kept.forEach((place, index) => {
    if (!steady.has(index)) moved.add(place.name);
  });
  return moved;
}

/** The places of a longest rising run of `numbers`, not of neighbours (patience sorting). */
function longestRise(numbers) {
  const tails = [];
  const previous = [];
  numbers.forEach((number, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[tails[middle]] < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1] : -1;
    tails[low] = index;
  });
  const rise = new Set();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) rise.add(index);
  return rise;
}
