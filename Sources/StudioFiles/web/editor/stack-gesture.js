// What is dragged in a stack: to another place in its order, or out of it.

import { copyInTree, moveInTree } from "./arrange.js";
import { moved } from "./moves.js";
import { slotAt } from "./stack-order.js";
import { find } from "./tree.js";

const slackPixels = 24;

/**
 * A gesture as those of gestures.js that moves what is selected, all of it in `stack`. A line shows
 * where it will stand; nothing is written before the pointer is lifted.
 *
 * @param {{isCopy?: boolean}} options whether copies are put there
 */
export function stackGesture(stage, start, stack, { isCopy = false } = {}) {
  const names = stage.selected;
  const { overlay } = stage;
  const before = new Map(stage.places);
  let slot = null;
  let by = { x: 0, y: 0 };
  const clear = () => {
    overlay.slotMark = null;
    overlay.shift = null;
    overlay.sizeText = null;
    stage.paint();
  };
  return {
    move(point) {
      by = { x: Math.round(point.x - start.x), y: Math.round(point.y - start.y) };
      slot = slotAt(stack, before, point, slackPixels / stage.view.zoom);
      overlay.slotMark = slot?.mark ?? null;
      overlay.shift = by;
      overlay.sizeText = slot ? null : `Out of ${stack.name}`;
      stage.paint();
    },
    end() {
      clear();
      const put = isCopy ? copyInTree : moveInTree;
      if (slot) put(stage, names, stack.name, slot.index);
      else takeOut(stage, names, stack, put, shifted(names, stage.ownPlaces, by));
    },
    cancel: clear,
  };
}

// Into what the stack stands in, just above it.
function takeOut(stage, names, stack, put, placed) {
  const around = find(stage.editor.doc.layers, stack.name);
  put(stage, names, around.parent?.name ?? null, around.index + 1, placed);
}

// The canvas's places with those of `names` moved.
function shifted(names, before, by) {
  const known = names.filter((name) => before.has(name));
  const placed = new Map(before);
  for (const [name, frame] of moved(known, before, by.x, by.y)) {
    placed.set(name, { ...before.get(name), ...frame });
  }
  return placed;
}
