// What is done to whole layers: aligned, distributed, ordered, grouped, copied and taken away.

import { bounds, centre, intoParent, tidy, turned } from "./geometry.js";
import { writePlaces } from "./moves.js";
import { ancestors, find, freshName, names, outermost, remove, renamedCopy } from "./tree.js";

const wordOf = (list) => (list.length === 1 ? list[0] : `${list.length} layers`);

/** Selected layers whose place is theirs to say: `[name, place, the frame around it]`. */
function free(stage) {
  return stage.selected.map((name) => [name, stage.places.get(name)])
    .filter(([, place]) => place?.isFree)
    .map(([name, place]) => [name, place, bounds([place])]);
}

/**
 * Aligns what is selected: several to the frame around them, one to the canvas or its group.
 *
 * @param {"x"|"y"} axis  @param {0|0.5|1} share start, middle or end
 */
export function align(stage, axis, share) {
  const chosen = free(stage);
  if (chosen.length === 0) return;
  const [place, size] = axis === "x" ? ["x", "width"] : ["y", "height"];
  const { doc } = stage.editor;
  const parent = chosen[0][1].parent;
  const frame = chosen.length > 1 ? bounds(chosen.map((each) => each[1]))
    : parent ? bounds([parent]) : { x: 0, y: 0, ...doc.size };
  shift(stage, "Align", chosen, axis, ([, , own]) => {
    return frame[place] + (frame[size] - own[size]) * share - own[place];
  });
}

/** Gives three and more of what is selected equal gaps; the outer two stay. */
export function distribute(stage, axis) {
  const [place, size] = axis === "x" ? ["x", "width"] : ["y", "height"];
  const chosen = free(stage).sort((one, other) => one[2][place] - other[2][place]);
  if (chosen.length < 3) return;
  const first = chosen[0][2];
  const last = chosen.at(-1)[2];
  const sum = chosen.reduce((all, each) => all + each[2][size], 0);
  const gap = (last[place] + last[size] - first[place] - sum) / (chosen.length - 1);
  let at = first[place];
  const targets = new Map(chosen.map(([name, , own]) => {
    const target = at;
    at += own[size] + gap;
    return [name, target];
  }));
  shift(stage, "Distribute", chosen, axis, ([name, , own]) => targets.get(name) - own[place]);
}

function shift(stage, verb, chosen, axis, by) {
  const placed = new Map(chosen.map((each) => {
    const [name, { x, y, width, height }] = each;
    const moved = axis === "x" ? { x: x + by(each), y } : { x, y: y + by(each) };
    return [name, { ...moved, width, height }];
  }));
  const before = new Map(stage.places);
  stage.editor.doc.edit(`${verb} ${wordOf(chosen.map(([name]) => name))}`, (draft) => {
    writePlaces(draft, placed, before);
  });
}

/** Moves what is selected by px of the canvas, as arrow keys do; runs of it are one step. */
export function nudge(stage, x, y) {
  const chosen = free(stage);
  if (chosen.length === 0) return;
  const before = new Map(stage.places);
  const placed = new Map(chosen.map(([name, place]) => {
    const { width, height } = place;
    return [name, { x: place.x + x, y: place.y + y, width, height }];
  }));
  stage.editor.doc.edit(`Move ${wordOf(chosen.map(([name]) => name))}`, (draft) => {
    writePlaces(draft, placed, before);
  }, `nudge ${[...placed.keys()].join("\n")}`);
}

/** Takes what is selected away. */
export function deleteSelected(doc) {
  const chosen = outermost(doc.layers, doc.selection);
  if (chosen.length === 0) return;
  doc.edit(`Delete ${wordOf(chosen)}`, (draft) => {
    for (const name of chosen) remove(draft.layers, name);
  });
}

/** Copies what is selected, each above itself and a little off, and selects the copies. */
export function duplicateSelected(doc) {
  const chosen = outermost(doc.layers, doc.selection);
  const copies = [];
  doc.edit(`Duplicate ${wordOf(chosen)}`, (draft) => {
    for (const name of chosen) {
      const place = find(draft.layers, name);
      const copy = renamedCopy(place.layer, names(draft.layers));
      if (place.parent?.type !== "stack") {
        if (Number.isFinite(copy.x ?? 0)) copy.x = (copy.x ?? 0) + 16;
        if (Number.isFinite(copy.y ?? 0)) copy.y = (copy.y ?? 0) + 16;
      }
      place.siblings.splice(place.index + 1, 0, copy);
      copies.push(copy.name);
    }
  });
  doc.select(copies);
}

/**
 * Moves what is selected among its siblings.
 *
 * @param {"up"|"down"|"top"|"bottom"} where up is nearer to who looks at the picture
 */
export function order(doc, where) {
  const chosen = outermost(doc.layers, doc.selection);
  if (chosen.length === 0) return;
  const isUp = where === "up" || where === "top";
  doc.edit(`Move ${wordOf(chosen)} ${where}`, (draft) => {
    // By one step those in front go first; to an end, those that shall be nearest to it go last.
    const isReversed = where === "up" || where === "bottom";
    for (const name of isReversed ? [...chosen].reverse() : chosen) {
      const { siblings, index, layer } = find(draft.layers, name);
      const limit = where === "top" ? siblings.length - 1 : where === "bottom" ? 0
        : Math.max(0, Math.min(siblings.length - 1, index + (isUp ? 1 : -1)));
      if (chosen.includes(siblings[limit]?.name) && (where === "up" || where === "down")) continue;
      siblings.splice(index, 1);
      siblings.splice(limit, 0, layer);
    }
  });
}

/** Puts what is selected into a group, in which each stays where it is on the canvas. */
export function group(stage) {
  const { doc } = stage.editor;
  const chosen = stage.selected;
  if (chosen.length === 0) return;
  const before = stage.ownPlaces;
  const known = chosen.map((name) => before.get(name)).filter(Boolean);
  const parents = new Set(chosen.map((name) => find(doc.layers, name).parent?.name ?? null));
  const box = bounds(known) ?? { x: 0, y: 0, width: 100, height: 100 };
  const name = freshName("group", names(doc.layers));
  doc.edit(`Group ${wordOf(chosen)}`, (draft) => {
    const top = find(draft.layers, chosen.at(-1));
    const parent = parents.size === 1 && top.parent ? before.get(top.parent.name) ?? null : null;
    const into = parents.size === 1 ? top.siblings : draft.layers;
    const frame = chosen.some((each) => isBound(doc.layer(each))) ? insideOf(parent, doc.ownSize)
      : parent?.rotation ? groupFrameIn(known, parent) : intoParent(box, parent);
    const place = {
      ...frameOnCanvas(frame, parent), rotation: parent?.rotation ?? 0, borderWidth: 0,
    };
    const made = {
      name, type: "group", x: tidy(frame.x), y: tidy(frame.y), width: tidy(frame.width),
      height: tidy(frame.height), layers: [],
    };
    const index = into === top.siblings ? top.index : draft.layers.length;
    into.splice(index + 1, 0, made);
    for (const each of chosen) {
      const layer = remove(draft.layers, each);
      putInto(layer, before.get(each), place);
      made.layers.push(layer);
    }
  });
  doc.select([name]);
}

// The frame around layers, upright in their turned parent.
function groupFrameIn(known, parent) {
  const own = known.map((place) => {
    const { x, y, width, height } = intoParent(place, parent);
    return { x, y, width, height, rotation: place.rotation - parent.rotation };
  });
  return bounds(own);
}

function frameOnCanvas(frame, parent) {
  if (!parent) return frame;
  const middle = centre(parent);
  const x = parent.x + parent.borderWidth + frame.x;
  const y = parent.y + parent.borderWidth + frame.y;
  const offset = turned(
    x + frame.width / 2 - middle.x, y + frame.height / 2 - middle.y, parent.rotation);
  return {
    x: middle.x + offset.x - frame.width / 2, y: middle.y + offset.y - frame.height / 2,
    width: frame.width, height: frame.height,
  };
}

// All of a parent, in which numbers mean what they meant in the parent itself.
function insideOf(parent, size) {
  if (!parent) return { x: 0, y: 0, ...size };
  const { width, height, borderWidth } = parent;
  return { x: 0, y: 0, width: width - 2 * borderWidth, height: height - 2 * borderWidth };
}

const isFilled = (value) => typeof value === "string";
/** Whether a variable says where a layer stands. */
const isBound = (layer) => isFilled(layer.x) || isFilled(layer.y);

/**
 * Writes a layer's numbers so that it stands at `place` of the canvas, in the group `parent`. What
 * a variable gives stays the variable's.
 */
export function putInto(layer, place, parent) {
  if (!place) return;
  const own = intoParent(place, parent);
  if (!isFilled(layer.x)) layer.x = tidy(own.x);
  if (!isFilled(layer.y)) layer.y = tidy(own.y);
  // A text as wide as its words breaks when it gets a hair less.
  layer.width ??= Math.ceil(place.width);
  layer.height ??= Math.ceil(place.height);
  if (isFilled(layer.rotation)) return;
  const rotation = tidy(place.rotation - (parent?.rotation ?? 0));
  if (rotation || layer.rotation !== undefined) layer.rotation = rotation;
}

/** Takes groups and stacks that are selected apart; what was in them stays where it is. */
export function ungroup(stage) {
  const { doc } = stage.editor;
  const chosen = stage.selected.filter((name) => doc.layer(name)?.layers);
  if (chosen.length === 0) return;
  const before = stage.ownPlaces;
  const freed = [];
  doc.edit(`Ungroup ${wordOf(chosen)}`, (draft) => {
    for (const name of chosen) {
      const { layer, siblings, index, parent } = find(draft.layers, name);
      const around = parent ? before.get(parent.name) ?? null : null;
      for (const child of layer.layers) {
        if (parent?.type !== "stack") putInto(child, before.get(child.name), around);
        freed.push(child.name);
      }
      siblings.splice(index, 1, ...layer.layers);
    }
  });
  doc.select(freed);
}

/**
 * Moves layers to another place of the tree; each stays where it is on the canvas.
 *
 * @param {Array<string>} moved names, in painting order
 * @param {string|null} into the group or stack, null for the top
 * @param {number} index before which of its children, counted before the move
 * @param {Map<string, Object>} [placed] where they are to stand, when it is not where they are
 */
export function moveInTree(stage, moved, into, index, placed = stage.ownPlaces) {
  const { doc } = stage.editor;
  const list = outermost(doc.layers, moved);
  if (list.includes(into)) return;
  if (into && ancestors(doc.layers, into).some((layer) => list.includes(layer.name))) return;
  if (isThere(doc, list, into, index)) return;
  doc.edit(`Move ${wordOf(list)}`, (draft) => {
    const target = into ? find(draft.layers, into).layer.layers ??= [] : draft.layers;
    const mark = target[index] ?? null;
    const layers = list.map((name) => {
      const wasIn = find(draft.layers, name).parent?.name ?? null;
      const layer = remove(draft.layers, name);
      if (wasIn !== into) place(stage, layer, placed.get(name), into);
      return layer;
    });
    // What stood there may have been moved itself: then the next that has not.
    let at = mark ? target.indexOf(mark) : target.length;
    if (at < 0) at = Math.min(index, target.length);
    target.splice(at, 0, ...layers);
  });
}

// Whether the layers stand there already, one after the other.
function isThere(doc, list, into, index) {
  const siblings = (into ? doc.layer(into).layers : doc.layers) ?? [];
  const first = siblings.findIndex((layer) => layer.name === list[0]);
  return first >= 0 && first <= index && index <= first + list.length
    && list.every((name, offset) => siblings[first + offset]?.name === name);
}

/** Like `moveInTree` with copies, which are selected then; the layers themselves stay. */
export function copyInTree(stage, copied, into, index, placed = stage.ownPlaces) {
  const { doc } = stage.editor;
  const list = outermost(doc.layers, copied);
  const copies = [];
  doc.edit(`Copy ${wordOf(list)}`, (draft) => {
    const target = into ? find(draft.layers, into).layer.layers ??= [] : draft.layers;
    for (const name of list) {
      const { layer, parent } = find(draft.layers, name);
      const copy = renamedCopy(layer, [...names(draft.layers), ...copies]);
      if ((parent?.name ?? null) !== into) place(stage, copy, placed.get(name), into);
      target.splice(index + copies.length, 0, copy);
      copies.push(copy.name);
    }
  });
  doc.select(copies);
}

// Where a layer comes to stand in another group; a stack places it by itself.
function place(stage, layer, frame, into) {
  if (into && stage.editor.doc.layer(into).type === "stack") return;
  putInto(layer, frame, into ? stage.ownPlaces.get(into) ?? null : null);
}
