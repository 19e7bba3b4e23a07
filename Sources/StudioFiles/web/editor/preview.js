// The server's drawing of the draft, one request at a time, the newest change always next.

import { inspect, preview } from "../api.js";
import { Observable } from "./observable.js";
import { scaleFor } from "./sharpness.js";
import { lacksPlaces, withHidden } from "./hidden-places.js";
import { names } from "./tree.js";

const inspectionDelayMilliseconds = 120;
// While changes come, a drawing that takes longer than this is made at scale 1, and sharp after.
const promptMilliseconds = 40;
const calmMilliseconds = 200;
const retryDelayMilliseconds = 3_000;

/**
 * Events: `picture` (another drawing is there), `boxes` (layout and notes are), `error` (the draft
 * is refused, or no longer), `busy` (`isBusy` is another).
 */
export class Preview extends Observable {
  #doc;
  #isDrawing = false;
  #isDue = false;
  #inspection = null;
  #timer = 0;
  #calmTimer = 0;
  #changedAt = -Infinity;
  #sharpMilliseconds = 0;
  #drawnScale = 0;
  #retry = 0;
  #isClosed = false;
  #stops;

  /** @param {import("./document.js").TemplateDocument} doc */
  constructor(doc) {
    super();
    this.#doc = doc;
    /** The last drawing: `{url, width, height}`, a blob's address and px; null before it. */
    this.picture = null;
    this.boxes = new Map();
    /** The last boxes at the template's own size. */
    this.ownBoxes = this.boxes;
    /** Whether the boxes are of a trial at another size. */
    this.boxesAreOfTrial = false;
    this.notes = [];
    this.error = null;
    /** How long the last drawing took, from the request to its bytes. */
    this.milliseconds = null;
    /** Whether a drawing or a layout is under way, or soon will be. */
    this.isBusy = false;
    /** How many px of the screen a px of the canvas is shown with; the stage sets it. */
    this.density = () => 1;
    /** Text layers that are drawn without their words. */
    this.hidden = new Set();
    const changed = () => {
      this.#changedAt = performance.now();
      this.refresh();
    };
    this.#stops = [doc.on("data", changed), doc.on("trial", changed)];
    this.refresh();
  }

  /** Stops listening and forgets the drawing. */
  close() {
    for (const stop of this.#stops) stop();
    this.#isClosed = true;
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#calmTimer);
    window.clearTimeout(this.#retry);
    this.#inspection?.abort();
    this.stopListeners();
    if (this.picture) URL.revokeObjectURL(this.picture.url);
  }

  /** What is asked of the server: the draft, and what it is tried with. */
  wish() {
    const { width, height } = this.#doc.trial;
    // What is tried may be of layers and variables that have been deleted or renamed since.
    const layers = only(this.#doc.trial.layers, names(this.#doc.layers));
    const declared = (this.#doc.data.variables ?? []).map((variable) => variable?.name);
    const variables = only(this.#doc.trial.variables, declared);
    const wish = { jsonData: this.#doc.data };
    if (Object.keys(layers).length) wish.layers = layers;
    if (Object.keys(variables).length) wish.variables = variables;
    if (width !== null) wish.width = width;
    if (height !== null) wish.height = height;
    if (this.hidden.size) {
      wish.layers = { ...wish.layers };
      for (const name of this.hidden) {
        const layer = this.#doc.layer(name);
        if (layer) wish.layers[name] = { ...wish.layers[name], ...wordless(layer) };
      }
    }
    return wish;
  }

  /** Draws anew as soon as nothing else is being drawn. */
  refresh() {
    window.clearTimeout(this.#retry);
    this.#scheduleInspection();
    this.#redraw();
  }

  /** Draws anew where the drawing is less sharp than it is shown, once nothing changes. */
  sharpen() {
    window.clearTimeout(this.#calmTimer);
    if (this.#isClosed) return;
    this.#calmTimer = window.setTimeout(() => {
      this.#calmTimer = 0;
      if (this.#sharpScale() !== this.#drawnScale) this.#redraw();
      this.#tellBusy();
    }, calmMilliseconds);
    this.#tellBusy();
  }

  #tellBusy() {
    const isBusy = this.#isDrawing || this.#inspection !== null
      || this.#timer !== 0 || this.#calmTimer !== 0;
    if (isBusy === this.isBusy) return;
    this.isBusy = isBusy;
    this.emit("busy");
  }

  #sharpScale() {
    return scaleFor(this.density(), this.#doc.size);
  }

  // The scale to draw at now.
  #promptScale() {
    const isCalm = performance.now() - this.#changedAt >= calmMilliseconds;
    return isCalm || this.#sharpMilliseconds <= promptMilliseconds ? this.#sharpScale() : 1;
  }

  #redraw() {
    this.#isDue = true;
    if (!this.#isDrawing) this.#draw();
  }

  async #draw() {
    this.#isDrawing = true;
    this.#tellBusy();
    while (this.#isDue) {
      this.#isDue = false;
      const begin = performance.now();
      const size = this.#doc.size;
      const sharpScale = this.#sharpScale();
      const scale = this.#promptScale();
      try {
        const blob = await preview(this.#doc.id, { ...this.wish(), scale });
        this.milliseconds = performance.now() - begin;
        if (scale === sharpScale) this.#sharpMilliseconds = this.milliseconds;
        await this.#show(blob, size);
        this.#drawnScale = scale;
        if (scale !== this.#sharpScale()) this.sharpen();
        this.#setError(null);
      } catch (error) {
        this.#setError(error);
        this.#tryLater(error);
      }
    }
    this.#isDrawing = false;
    this.#tellBusy();
  }

  async #show(blob, size) {
    const url = URL.createObjectURL(blob);
    const image = new Image();
    image.src = url;
    await image.decode();
    const old = this.picture;
    this.picture = { url, image, ...size };
    this.emit("picture");
    // Whoever shows the old one has taken the new one by then.
    if (old) window.setTimeout(() => URL.revokeObjectURL(old.url), 1_000);
  }

  /** A server that does not answer is asked again: it may have been started anew. */
  #tryLater({ status }) {
    window.clearTimeout(this.#retry);
    if (this.#isClosed || (status !== 0 && status !== 502 && status !== 503)) return;
    this.#retry = window.setTimeout(() => this.refresh(), retryDelayMilliseconds);
  }

  #setError(error) {
    if (this.error === error) return;
    this.error = error;
    this.emit("error");
  }

  // Layout and notes.

  #scheduleInspection() {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.#inspect();
    }, inspectionDelayMilliseconds);
    this.#tellBusy();
  }

  async #inspect() {
    this.#inspection?.abort();
    const control = new AbortController();
    this.#inspection = control;
    const isTrial = this.#doc.trial.width !== null || this.#doc.trial.height !== null;
    try {
      const wish = this.wish();
      const seen = await inspect(this.#doc.id, wish, control.signal);
      this.boxes = await this.#withHiddenPlaces(seen.boxes, wish, control.signal);
      this.boxesAreOfTrial = isTrial;
      if (!isTrial) this.ownBoxes = this.boxes;
      // What is said of words that are not drawn is no help to who types them.
      this.notes = seen.notes.filter(({ layer }) => !this.hidden.has(layer));
      this.emit("boxes");
    } catch {
      // Replaced by a newer one, or refused as the drawing is, which says so.
    }
    if (this.#inspection === control) this.#inspection = null;
    this.#tellBusy();
  }

  /** The boxes by name, with those of what only stands where it does while its stack is seen. */
  async #withHiddenPlaces(boxes, wish, signal) {
    const found = new Map(boxes.map((box) => [box.name, box]));
    if (!lacksPlaces(wish.jsonData.layers ?? [], found)) return found;
    try {
      const shown = await inspect(this.#doc.id, withHidden(wish), signal);
      return new Map([...shown.boxes.map((box) => [box.name, box]), ...found]);
    } catch (error) {
      // What nobody sees may be wrong in other ways; only a newer layout ends this one.
      if (signal.aborted) throw error;
      return found;
    }
  }
}

/** The members of `object` whose names are among `known`. */
function only(object, known) {
  const set = new Set(known);
  return Object.fromEntries(Object.entries(object).filter(([name]) => set.has(name)));
}

// Without its text a layer keeps its ground and border, but one whose words give it its size would
// shrink: there they are written in no colour.
function wordless(layer) {
  const isSized = Number.isFinite(layer.width) && Number.isFinite(layer.height);
  if (isSized) return { text: "" };
  const { color = "#000000", borderColor } = layer;
  // The border has the text's colour where it has none of its own.
  const isBorderOwn = borderColor !== undefined || String(color).includes("{{");
  return {
    color: "#00000000", textShadow: "none", textStrokeWidth: 0,
    ...(isBorderOwn ? {} : { borderColor: color }),
  };
}
