// A starter design, drawn by the server when it comes into view.

import { el } from "../../dom.js";
import { preview } from "../../api.js";

// Drawn once while the page lives; few at a time, so that the server answers others meanwhile.
const pictures = new Map();
const waiting = [];
const drawnAtOnce = 2;
let drawing = 0;

/** The tile of a starter design; a click hands its members to `make`. */
export function starterTile(starter, make) {
  const { name, description, jsonData } = starter;
  const { width, height } = jsonData.canvas;
  const stage = el("span.starter-stage", null);
  const button = el(
    "button.starter", { type: "button", onclick: () => make({ name, description, jsonData }) },
    stage, el("span.starter-name", null, name),
    el("span.starter-size", null, `${width} × ${height}`),
    el("span.starter-text", null, description));
  drawWhenSeen(stage, starter);
  return el("li", null, button);
}

function drawWhenSeen(stage, starter) {
  const watcher = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    try {
      const source = await picture(starter);
      const { width, height } = starter.jsonData.canvas;
      stage.replaceChildren(el("img", { src: source, alt: "", width, height, decoding: "async" }));
    } catch {
      stage.replaceChildren(el("span.card-missing", null, "No picture"));
    }
  }, { rootMargin: "200px" });
  watcher.observe(stage);
}

/** The address of the picture of a starter. */
function picture(starter) {
  if (!pictures.has(starter.id)) {
    const drawn = inTurn(() => preview(null, { jsonData: starter.jsonData }))
      .then((blob) => URL.createObjectURL(blob));
    drawn.catch(() => pictures.delete(starter.id));
    pictures.set(starter.id, drawn);
  }
  return pictures.get(starter.id);
}

function inTurn(task) {
  return new Promise((resolve, reject) => {
    waiting.push(() => task().then(resolve, reject).finally(() => {
      drawing -= 1;
      next();
    }));
    next();
  });
}

function next() {
  if (drawing >= drawnAtOnce || !waiting.length) return;
  drawing += 1;
  waiting.shift()();
}
