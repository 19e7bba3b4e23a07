// The members of a template that a save may send.

import { shapeError } from "./data-shape.js";
import { isSame } from "./difference.js";
import { merged } from "./merge.js";

const names = ["name", "description", "public", "onMiss", "fallback", "jsonData"];

/** All that `doc` says now, as the API takes it. */
export const membersOf = (doc) => ({ ...doc.head, jsonData: doc.data });

/** Those members of `after` that are not as in `before`; the others need not be sent. */
export function changedMembers(before, after) {
  const changed = names.filter((name) => !isSame(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

/**
 * Both of two changes of `base`, each given as all members.
 *
 * @returns {Object|null} all members; null when both changed the same part to different values
 */
export function mergedMembers(base, mine, theirs) {
  const result = {};
  for (const name of names) {
    const both = merged(base[name], mine[name], theirs[name]);
    if (both === null) return null;
    result[name] = both.value;
  }
  // Layers of one name may have been added to two groups.
  return shapeError(result.jsonData) ? null : result;
}
