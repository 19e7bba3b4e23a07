// Two changes of one JSON value made into one that has both.

import { isSame } from "./difference.js";

/** Says that both sides changed the same thing. */
const clash = Symbol("clash");

/**
 * What `mine` and `theirs` both made of `base`. Lists of things with names, as layers and variables
 * are, are merged thing by thing; other lists are one value.
 *
 * @returns {{value: any}|null} null when both changed the same part to different values
 */
export function merged(base, mine, theirs) {
  const value = merge(base, mine, theirs);
  return value === clash ? null : { value };
}

function merge(base, mine, theirs) {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  const sides = [base, mine, theirs];
  if (sides.every(isPlain)) return mergeObjects(base, mine, theirs);
  if (sides.every(isNamedList)) return mergeLists(base, mine, theirs);
  return clash;
}

const isPlain = (value) => {
  return value !== null && typeof value === "object" && !Array.isArray(value);
};
const isNamedList = (value) => {
  return Array.isArray(value) && value.every((each) => typeof each?.name === "string");
};

function mergeObjects(base, mine, theirs) {
  const result = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = merge(base[key], mine[key], theirs[key]);
    if (value === clash) return clash;
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function mergeLists(base, mine, theirs) {
  const [old, here, there] = [base, mine, theirs].map((list) => {
    return new Map(list.map((each) => [each.name, each]));
  });
  const order = mergedOrder([...old.keys()], [...here.keys()], [...there.keys()]);
  if (order === null) return clash;
  const result = [];
  for (const name of order) {
    const value = merge(old.get(name), here.get(name), there.get(name));
    if (value === clash) return clash;
    if (value !== undefined) result.push(value);
  }
  return result;
}

/** The names of both sides in an order that keeps what either changed of it; null when both did. */
function mergedOrder(base, mine, theirs) {
  const common = (list, other) => list.filter((name) => other.includes(name));
  const isSteady = (list) => isSame(common(base, list), common(list, base));
  if (!isSteady(mine) && !isSteady(theirs)) return null;
  const [lead, other] = isSteady(mine) ? [theirs, mine] : [mine, theirs];
  const order = [...lead];
  other.forEach((name, index) => {
    if (order.includes(name)) return;
    // It stands after what is before it on its own side.
    const before = other.slice(0, index).findLast((each) => order.includes(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
  });
  return order;
}
