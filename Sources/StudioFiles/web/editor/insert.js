// New layers, made where there is room to see them.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { askForPicture } from "./insert-image.js";
import { naturalSize } from "./natural-size.js";
import { find, freshName, hasChildren, names } from "./tree.js";

const kinds = [
  { id: "text", key: "t", title: "Text", size: [480, 96], make: (size) => ({
    type: "text", text: "Text", fontSize: size.height > 900 ? 64 : 48, fontWeight: 700,
  }) },
  {
    id: "image", key: "i", title: "Image", size: [320, 240], ask: askForPicture,
    make: (_, address) => ({ type: "image", image_url: address }),
  },
  { id: "rect", key: "r", title: "Rectangle", icon: "shape", size: [320, 200], make: () => ({
    type: "shape", fill: "#6366f1",
  }) },
  { id: "ellipse", key: "o", title: "Ellipse", size: [200, 200], make: () => ({
    type: "shape", shape: "ellipse", fill: "#6366f1",
  }) },
  { id: "line", key: "l", title: "Line", size: [320, 0], make: () => ({
    type: "shape", shape: "line", stroke: "#6366f1", strokeWidth: 4,
  }) },
  { id: "path", title: "Path", size: [200, 160], make: () => ({
    type: "shape", shape: "path", d: "M0 160 L100 0 L200 160 Z", fill: "#6366f1",
  }) },
  { id: "group", title: "Group", size: [400, 240], make: () => ({ type: "group", layers: [] }) },
  { id: "stack", title: "Stack", size: [480, 240], make: () => ({
    type: "stack", direction: "column", gap: 16, layers: [],
  }) },
  { id: "qr", title: "QR code", size: [200, 200], make: () => ({
    type: "qr", data: "https://example.org",
  }) },
];

/** Buttons that insert a layer each. */
export function insertBar(stage) {
  return el("div.insert-bar", { role: "toolbar", "aria-label": "Insert" }, kinds.map((kind) => {
    return el("button.button.is-quiet.is-icon", {
      type: "button", title: kind.key ? `${kind.title} (${kind.key.toUpperCase()})` : kind.title,
      "aria-label": `Insert ${kind.title.toLowerCase()}`, "aria-keyshortcuts": kind.key ?? null,
      onclick: () => insertKind(stage, kind),
    }, icon(kind.icon ?? kind.id));
  }));
}

/** Inserts what the key stands for; false when it stands for nothing. */
export function insertByKey(stage, key) {
  const kind = kinds.find((each) => each.key === key.toLowerCase());
  if (kind) insertKind(stage, kind);
  return kind !== undefined;
}

async function insertKind(stage, kind) {
  const wanted = kind.ask ? await kind.ask(stage.editor) : undefined;
  if (wanted === null) return;
  const { doc } = stage.editor;
  const own = kind.ask ? await naturalSize(wanted, doc.data.variables) : null;
  const sides = own ? [own.width, own.height] : kind.size;
  const room = roomIn(stage, receiver(stage));
  const scale = Math.min(1, room.width * 0.8 / sides[0], room.height * 0.6
    / Math.max(1, sides[1]));
  const [width, height] = sides.map((side) => Math.max(side && 1, Math.round(side * scale)));
  const made = kind.make(doc.ownSize, wanted);
  insertLayer(stage, { name: kind.id, ...made, width, height });
}

/** Inserts a text layer with these words, as when they are pasted on the canvas. */
export function insertText(stage, text) {
  insertKind(stage, {
    ...kinds[0], make: (size) => ({ ...kinds[0].make(size), text, fit: "shrink" }),
  });
}

/**
 * What takes what is inserted: the group or stack that is selected alone, or the stack of the layer
 * that is; null for none.
 */
function receiver({ editor: { doc } }) {
  const [only] = doc.selection.size === 1 ? doc.selection : [];
  const place = only === undefined ? null : find(doc.layers, only);
  if (!place) return null;
  if (hasChildren(place.layer)) return place.layer;
  return place.parent?.type === "stack" ? place.parent : null;
}

/** The px in which a new layer finds its place; of the template itself, whatever size is tried. */
function roomIn({ editor: { doc } }, into) {
  const isSized = Number.isFinite(into?.width) && Number.isFinite(into?.height);
  return isSized ? { width: into.width, height: into.height } : doc.ownSize;
}

/**
 * Puts a layer into the group or stack that is selected, behind the layer of a stack that is, or on
 * top of all, and selects it.
 *
 * @param {Object} layer with its size
 * @param {{x: number, y: number}|null} [at] where on the canvas, as it is tried, its middle comes,
 *   on top of all; null for the middle of what it comes into, a little off what stands there
 */
export function insertLayer(stage, layer, at = null) {
  const { doc } = stage.editor;
  const name = freshName(layer.name, names(doc.layers));
  const into = at ? null : receiver(stage);
  doc.edit(`Insert ${name}`, (draft) => {
    draft.layers ??= [];
    const siblings = into ? find(draft.layers, into.name).layer.layers ??= [] : draft.layers;
    const { width, height, ...members } = layer;
    const isInStack = into?.type === "stack";
    const place = isInStack ? {}
      : at ? around(doc, at, width, height) : free(roomIn(stage, into), siblings, width, height);
    // A stack gives a text the room that its words take.
    const size = isInStack && layer.type === "text" ? {} : { width, height };
    const before = isInStack ? siblings.findIndex((each) => doc.selection.has(each.name)) : -1;
    siblings.splice(
      before < 0 ? siblings.length : before + 1, 0, { ...members, name, ...place, ...size });
  });
  doc.select([name]);
  stage.editor.announce(`${name} inserted`);
  stage.element.focus({ preventScroll: true });
}

// In the middle, a little off what was put there before.
function free(room, siblings, width, height) {
  const x = Math.round((room.width - width) / 2);
  const y = Math.round((room.height - height) / 2);
  const taken = new Set(siblings.map((layer) => `${layer.x},${layer.y}`));
  let step = 0;
  while (taken.has(`${x + step},${y + step}`)) step += 16;
  return { x: x + step, y: y + step };
}

// Around a point of the canvas, which may be tried at another size.
function around({ ownSize, size }, at, width, height) {
  return {
    x: Math.round(at.x * ownSize.width / size.width - width / 2),
    y: Math.round(at.y * ownSize.height / size.height - height / 2),
  };
}
