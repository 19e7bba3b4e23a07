// The studio's icons, drawn on a square of 16 with a line of 1.5.

import { svg } from "./dom.js";

const paths = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3 8.5l3.5 3.5L13 4.5",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5L14 14",
  copy: "M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3",
  trash: "M3 4.5h10M6 4.5V2.5h4v2M4.5 4.5l.5 9h6l.5-9",
  undo: "M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3",
  redo: "M13 6H6.5a3.5 3.5 0 0 0 0 7H10M13 6l-3-3M13 6l-3 3",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  "eye-off": "M2 2l12 12M6 4a6 6 0 0 1 2-.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-1.9 2.3M4.2 5.2A11 11 0 0 0 1.5 8S4 12.5 8 12.5c1 0 1.9-.3 2.7-.7",
  lock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  unlock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 4.9-.7",
  text: "M3 4.5V3h10v1.5M8 3v10M6 13h4",
  image: "M2 3h12v10H2zM2 11l3.5-3.5 3 3 2-2L14 12M10.5 6.5h.01",
  shape: "M2.5 2.5h7v7h-7zM9.5 6.2a3.8 3.8 0 1 1-3.5 3.4",
  ellipse: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z",
  line: "M3 13L13 3",
  path: "M3 12C5 2 11 14 13 4M3 12h.01M13 4h.01",
  group: "M2.5 5v-2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.5 5.5h5v5h-5z",
  ungroup: "M2.5 2.5h6v6h-6zM10.5 7.5h3v6h-6v-3",
  stack: "M2.5 2.5h11v3h-11zM2.5 6.8h11v3h-11zM2.5 11h11v2.5h-11z",
  qr: "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h1.5v1.5M13.5 9.5v4h-4",
  "align-left": "M2.5 2v12M5 4.5h8v2.5H5zM5 9.5h5V12H5z",
  "align-center": "M8 2v2.5M8 7v2.5M8 12v2M3.5 4.5h9v2.5h-9zM5.5 9.5h5V12h-5z",
  "align-right": "M13.5 2v12M3 4.5h8v2.5H3zM6 9.5h5V12H6z",
  "align-top": "M2 2.5h12M4.5 5v8h2.5V5zM9.5 5v5H12V5z",
  "align-middle": "M2 8h2.5M7 8h2.5M12 8h2M4.5 3.5v9h2.5v-9zM9.5 5.5v5H12v-5z",
  "align-bottom": "M2 13.5h12M4.5 3v8h2.5V3zM9.5 6v5H12V6z",
  "distribute-x": "M2.5 2v12M13.5 2v12M6.5 4.5h3v7h-3z",
  "distribute-y": "M2 2.5h12M2 13.5h12M4.5 6.5v3h7v-3z",
  chevron: "M6 3.5L10.5 8 6 12.5",
  "chevron-down": "M3.5 6L8 10.5 12.5 6",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  upload: "M8 10.5V2.5M4.5 6L8 2.5 11.5 6M2.5 11v2.5h11V11",
  link: "M6.5 9.5l3-3M7 4.5L8.5 3a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5L7.5 13A3 3 0 0 1 3 8.5L4.5 7",
  history: "M2.5 8a5.5 5.5 0 1 0 1.8-4M2.5 2.5V5H5M8 5v3.2l2.2 1.3",
  sun: "M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",
  moon: "M13 9.5A5.5 5.5 0 1 1 6.5 3 4.5 4.5 0 0 0 13 9.5z",
  code: "M5.5 4L2 8l3.5 4M10.5 4L14 8l-3.5 4",
  warning: "M8 2.5L14.5 13.5h-13zM8 6.5v3.5M8 11.8h.01",
  download: "M8 2.5v8M4.5 7L8 10.5 11.5 7M2.5 11v2.5h11V11",
  rotate: "M13 8a5 5 0 1 1-1.5-3.5M13 2.5V5h-2.5",
  zoom: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5L14 14M5 7h4M7 5v4",
  braces: "M6 2.5H5.2A1.7 1.7 0 0 0 3.5 4.2v2.3L2 8l1.5 1.5v2.3a1.7 1.7 0 0 0 1.7 1.7H6M10 2.5h.8a1.7 1.7 0 0 1 1.7 1.7v2.3L14 8l-1.5 1.5v2.3a1.7 1.7 0 0 1-1.7 1.7H10",
  unlink: "M6.5 4.9L8.5 3a3 3 0 0 1 4.5 4.5L11.2 9.4M9.5 11.1L7.5 13A3 3 0 0 1 3 8.5l1.8-1.9M3 3l10 10",
  pipette: "M9 4.5l2.5 2.5M10.5 6l2-2a1.4 1.4 0 0 0-2-2l-2 2M10 7.5l-5.5 5.5H3v-1.5L8.5 6",
  flip: "M2.5 5.5h11M10.5 2.5l3 3-3 3M13.5 11h-11M5.5 8l-3 3 3 3",
  rect: "M2.5 3.5h11v9h-11z",
  "text-start": "M2.5 2.5v11M5.5 4h8M5.5 8h5M5.5 12h6.5",
  "text-end": "M13.5 2.5v11M2.5 4h8M5.5 8h5M4 12h6.5",
  "text-left": "M2.5 4h11M2.5 8h7M2.5 12h9",
  "text-center": "M2.5 4h11M4.5 8h7M3.5 12h9",
  "text-right": "M2.5 4h11M6.5 8h7M4.5 12h9",
  "text-justify": "M2.5 4h11M2.5 8h11M2.5 12h11",
  drag: "M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01",
};

const made = new Map();

/** The icon of that name, hidden from screen readers: what it is in has a label. */
export function icon(name) {
  // Grids and lists have hundreds of the same, and to copy one is quicker than to make it.
  if (!made.has(name)) made.set(name, draw(name));
  return made.get(name).cloneNode(true);
}

function draw(name) {
  const d = paths[name];
  if (!d) throw new Error(`there is no icon ${name}`);
  return svg(
    "svg", {
      viewBox: "0 0 16 16", width: 16, height: 16, fill: "none", stroke: "currentColor",
      "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round",
      "aria-hidden": "true",
    }, svg("path", { d }));
}

/** The icon for a layer: by its type, of shapes by their outline. */
export function layerIcon(layer) {
  if (layer.type === "shape" && layer.shape in paths) return icon(layer.shape);
  return icon(layer.type in paths ? layer.type : "shape");
}
