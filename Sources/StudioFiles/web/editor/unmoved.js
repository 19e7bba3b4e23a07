// Why what is selected stays where it is, for those who try to move it.

import { lockOf } from "./locks.js";
import { isInStack } from "./tree.js";

/** A sentence that says why nothing of what is selected can be moved; null when something can. */
export function whyUnmoved(stage) {
  const { doc } = stage.editor;
  const chosen = stage.selected;
  if (chosen.some((name) => stage.places.get(name)?.isFree)) return null;
  const [name] = chosen;
  if (name === undefined) return null;
  if (stage.isTrial) {
    return "Layers cannot be moved at a tried size: keep it, or go back to the template's own";
  }
  const locked = lockOf(doc, name);
  if (locked !== null) return `${locked} is locked: unlock it in the list of layers`;
  if (isInStack(doc.layers, name)) {
    return `The stack places ${name}: change its order, the stack's gap or its alignment`;
  }
  return `A variable places ${name}`;
}
