// Which layers are locked, kept in this browser: locks are no part of a template.

import { ancestors, names } from "./tree.js";

const keyOf = (id) => `placard.locks.${id}`;

/** Locks what was locked before, and remembers what is from now on. */
export function keepLocks(doc) {
  lockAgain(doc);
  doc.on("locks", () => write(doc));
}

/** Locks what was locked before, as far as the template has it. */
export function lockAgain(doc) {
  const known = new Set(names(doc.layers));
  for (const name of read(doc.id)) if (known.has(name)) doc.setLocked(name, true);
}

/** The layer whose lock holds `name`: itself or one around it; null when it is free. */
export function lockOf(doc, name) {
  const around = ancestors(doc.layers, name).map((layer) => layer.name);
  return [name, ...around].find((each) => doc.locks.has(each)) ?? null;
}

function read(id) {
  try {
    const list = JSON.parse(localStorage.getItem(keyOf(id)) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function write({ id, locks }) {
  try {
    if (locks.size) localStorage.setItem(keyOf(id), JSON.stringify([...locks]));
    else localStorage.removeItem(keyOf(id));
  } catch {
    // A browser without room forgets them with the page.
  }
}
