// The canvas: the server's drawing, and above it what is selected.

import { el } from "../dom.js";
import { bounds, contains, places, reachBeyond } from "./geometry.js";
import { Overlay } from "./overlay.js";
import { ancestors, outermost, walk } from "./tree.js";
import { View } from "./view.js";

/** The middle of the editor. What happens on it is for `pointer.js` and `keyboard.js`. */
export class Stage {
  #places = null;
  #isPaintDue = false;

  /** @param {{doc: Object, preview: Object}} editor gets `view` here */
  constructor(editor) {
    this.editor = editor;
    this.picture = el("img.stage-picture", { alt: "", draggable: false });
    this.overlay = new Overlay(editor);
    this.sheet = el("div.stage-sheet", null, this.picture, this.overlay.element);
    this.space = el("div.stage-space", null, this.sheet);
    this.element = el("div.stage", {
      role: "application", tabIndex: 0, "aria-label": "Canvas",
      "aria-roledescription": "canvas", "aria-describedby": "stage-help",
    }, this.space);
    const { doc, preview } = editor;
    this.view = new View(this.element, this.sheet, this.space, () => doc.size);
    editor.view = this.view;
    preview.density = () => this.view.zoom * window.devicePixelRatio;
    this.#listen(doc, preview);
  }

  #listen(doc, preview) {
    const moved = () => {
      this.#places = null;
      this.paint();
    };
    doc.on("data", () => {
      this.#sizeMayHaveChanged();
      moved();
    });
    doc.on("trial", () => {
      this.#sizeMayHaveChanged();
      moved();
    });
    preview.on("boxes", moved);
    preview.on("picture", () => {
      this.picture.src = preview.picture.url;
    });
    const busy = () => {
      this.element.dataset.state = preview.isBusy ? "drawing" : "drawn";
    };
    preview.on("busy", busy);
    busy();
    doc.on("locks", moved);
    for (const event of ["selection", "hover"]) doc.on(event, () => this.paint());
    this.view.on("zoom", () => {
      this.paint();
      preview.sharpen();
    });
    this.view.on("crop", () => this.paint());
  }

  #shownSize = "";

  #sizeMayHaveChanged() {
    const { width, height } = this.editor.doc.size;
    const size = `${width}x${height}`;
    if (size !== this.#shownSize) this.view.sizeChanged();
    this.#shownSize = size;
  }

  /** Where every layer stands: see `places` of geometry.js. */
  get places() {
    if (!this.#places) {
      const { doc, preview } = this.editor;
      const canvas = doc.data.canvas ?? {};
      const isTrial = doc.size.width !== canvas.width || doc.size.height !== canvas.height;
      this.#places = places(doc.layers, preview.boxes, isTrial && preview.boxesAreOfTrial);
      if (doc.locks.size) hold(doc, this.#places);
    }
    return this.#places;
  }

  /** Where every layer stands at the template's own size, whatever size is tried. */
  get ownPlaces() {
    const { doc, preview } = this.editor;
    return this.isTrial ? places(doc.layers, preview.ownBoxes) : this.places;
  }

  /** Whether the canvas is tried at another size, where layers are laid by their constraints. */
  get isTrial() {
    const canvas = this.editor.doc.data.canvas ?? {};
    const { width, height } = this.editor.doc.size;
    return width !== canvas.width || height !== canvas.height;
  }

  /** The names of what is selected and stands in nothing else selected, in painting order. */
  get selected() {
    return outermost(this.editor.doc.layers, this.editor.doc.selection);
  }

  /** The upright frame around all that is selected; null for nothing. */
  get selectedBounds() {
    return bounds(this.selected.map((name) => this.places.get(name)).filter(Boolean));
  }

  /** Paints the overlay before the next frame. */
  paint() {
    if (this.#isPaintDue) return;
    this.#isPaintDue = true;
    requestAnimationFrame(() => {
      this.#isPaintDue = false;
      this.#cover();
      this.overlay.paint(this);
    });
  }

  // Nothing is scrolled under a pointer that drags.
  #cover() {
    if (this.element.classList.contains("is-busy")) return;
    const { size } = this.editor.doc;
    this.view.cover(reachBeyond(size, bounds([...this.places.values()])));
  }

  // What lies under a point.

  /**
   * The names of the layers under a point of the canvas, the topmost first. What is locked or
   * invisible, and what is in it, is passed over, as is what its group cuts off.
   */
  under(point) {
    const { doc } = this.editor;
    const slack = 3 / this.view.zoom;
    const found = [];
    const passed = new Set();
    for (const { layer, parent } of walk(doc.layers)) {
      const isPassed = doc.locks.has(layer.name) || layer.visible === false
        || (parent && passed.has(parent.name));
      if (isPassed) {
        passed.add(layer.name);
        continue;
      }
      const place = this.places.get(layer.name);
      const isThin = place && (place.width < 1 || place.height < 1);
      const isIn = place && contains(place, point, isThin ? slack : 0);
      if (isIn) found.unshift(layer.name);
      else if (layer.overflow === "hidden") passed.add(layer.name);
    }
    return found;
  }

  /**
   * What a click at a point is meant for, or null: the outermost group there, but for groups around
   * what is selected, which are open.
   *
   * @param {{isDeep?: boolean}} options whether the innermost is meant
   */
  hit(point, { isDeep = false } = {}) {
    const under = this.under(point);
    if (under.length === 0) return null;
    const { doc } = this.editor;
    const top = under.find((name) => !this.#isTransparentGroup(name)) ?? under[0];
    if (isDeep) return top;
    const open = new Set([...doc.selection].flatMap((name) => {
      return ancestors(doc.layers, name).map((layer) => layer.name);
    }));
    const chain = [...ancestors(doc.layers, top).map((layer) => layer.name), top];
    return chain.find((name) => !open.has(name)) ?? top;
  }

  /** The next one in from `name` under a point; `name` itself when there is none. */
  hitWithin(point, name) {
    const { doc } = this.editor;
    const deep = this.hit(point, { isDeep: true });
    if (!deep) return name;
    const chain = [...ancestors(doc.layers, deep).map((layer) => layer.name), deep];
    return chain[chain.indexOf(name) + 1] ?? name;
  }

  // A click between the layers of a group is the group's only when nothing lies there.
  #isTransparentGroup(name) {
    const layer = this.editor.doc.layer(name);
    return (layer.type === "group" || layer.type === "stack") && layer.background === undefined;
  }
}

/** What is locked, or in something locked, stays where it is, however it came to be selected. */
function hold(doc, known) {
  const held = new Set(doc.locks);
  for (const { layer, parent } of walk(doc.layers)) {
    if (parent && held.has(parent.name)) held.add(layer.name);
    const place = held.has(layer.name) ? known.get(layer.name) : null;
    if (place) place.isFree = false;
  }
}
