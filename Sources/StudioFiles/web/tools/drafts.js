// Drafts: what has been edited and not saved, kept in this browser by the template's id.

const prefix = "placard.draft.";

/**
 * @typedef {{etag: string, version: number, savedAt: number, jsonData: Object, head: Object}} Draft
 *   `etag` and `version` are of the template that it was made from, `savedAt` is in ms since 1970
 */

/** @returns {Draft|null} null when there is none that can be read */
export function readDraft(id) {
  try {
    const draft = JSON.parse(localStorage.getItem(prefix + id));
    const isSound = draft?.jsonData && draft.head && typeof draft.savedAt === "number";
    return isSound ? draft : null;
  } catch {
    return null;
  }
}

/**
 * Keeps what `doc` says now.
 *
 * @param {import("../editor/document.js").TemplateDocument} doc
 * @returns {number|null} when it was kept, in ms since 1970; null when the browser has no room
 */
export function keepDraft(doc) {
  const savedAt = Date.now();
  const { etag, data: jsonData, head } = doc;
  const draft = { etag, version: doc.base.version, savedAt, jsonData, head };
  try {
    localStorage.setItem(prefix + doc.id, JSON.stringify(draft));
    return savedAt;
  } catch {
    return null;
  }
}

/** Forgets the draft, if there is one. */
export function dropDraft(id) {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Whether this browser keeps a draft of the template. */
export function hasDraft(id) {
  try {
    return localStorage.getItem(prefix + id) !== null;
  } catch {
    return false;
  }
}

/**
 * Listens to the other tabs of this browser that edit the same template.
 *
 * @param {string} id
 * @param {(isKept: boolean) => void} listener true when a tab kept a draft, false when it dropped
 *   one
 * @returns {() => void} stops it
 */
export function onDraftElsewhere(id, listener) {
  const heed = (event) => {
    if (event.key === prefix + id) listener(event.newValue !== null);
  };
  window.addEventListener("storage", heed);
  return () => window.removeEventListener("storage", heed);
}
