// What has been typed and not yet been taken into the template: it is before a save.

const steps = new WeakMap();

/** Has `settle` call `step` for this editor. */
export function onSettle(editor, step) {
  if (!steps.has(editor)) steps.set(editor, new Set());
  steps.get(editor).add(step);
}

/**
 * Takes in what is typed.
 *
 * @returns {string|null} why something could not be taken in
 */
export function settle(editor) {
  for (const step of steps.get(editor) ?? []) {
    const reason = step();
    if (reason) return reason;
  }
  return null;
}
