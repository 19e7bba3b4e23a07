// A template that is being edited: what it says, what is selected, what can be undone.

import { Observable } from "./observable.js";
import { find, names } from "./tree.js";

const undoStepsMax = 300;

/**
 * Events, each told to `on`'s listeners: `data` (jsonData has changed), `head` (name, description,
 * public, onMiss, fallback), `selection`, `trial` (what the canvas is tried with), `saved` (another
 * version is the base), `locks`, `hover`.
 */
export class TemplateDocument extends Observable {
  #past = [];
  #future = [];
  #merge = null;

  /** @param {Object} template as the API answers it  @param {string} etag */
  constructor(template, etag) {
    super();
    this.id = template.id;
    this.selection = new Set();
    this.locks = new Set();
    this.hovered = null;
    /** What cards would give, to try the template with; `width` and `height` are null or px. */
    this.trial = { layers: {}, variables: {}, width: null, height: null };
    this.rebase(template, etag);
    this.data = structuredClone(template.jsonData);
    this.head = headOf(template);
  }

  /** Takes `template` as what the server has, from a save or a look; edits stay. */
  rebase(template, etag) {
    this.base = template;
    this.etag = etag;
    this.emit("saved");
  }

  /** Takes `template` whole, edits included, as one step that can be undone. */
  adopt(template, etag) {
    this.rebase(template, etag);
    this.replaceData(structuredClone(template.jsonData), "Load version");
    this.#past.at(-1).head = this.head;
    this.setHead(headOf(template));
  }

  /** Whether it says anything else than the server's version. */
  get isChanged() {
    return JSON.stringify(this.data) !== JSON.stringify(this.base.jsonData)
      || JSON.stringify(this.head) !== JSON.stringify(headOf(this.base));
  }

  // Edits.

  /**
   * Changes jsonData as one step.
   *
   * @param {string} label what the step is called, as in "Move title"
   * @param {(draft: Object, base: Object) => void} change is given a copy that it may write to, and
   *   what stood before the step
   * @param {string|null} [merge] steps that follow one another with the same word are one, until
   *   `seal`
   */
  edit(label, change, merge = null) {
    const draft = structuredClone(this.data);
    change(draft, this.#isMerged(merge) ? this.#past.at(-1).data : this.data);
    // What changes nothing is no step, as undo would seem to do nothing; a run's may be taken back.
    if (merge === null && JSON.stringify(draft) === JSON.stringify(this.data)) return;
    this.replaceData(draft, label, merge);
  }

  #isMerged(merge) {
    return merge !== null && merge === this.#merge && this.#past.length > 0;
  }

  /** Like `edit`, with the whole of the new jsonData. */
  replaceData(data, label, merge = null) {
    if (!this.#isMerged(merge)) {
      this.seal();
      this.#past.push({
        data: this.data, label, selection: [...this.selection], future: this.#future,
      });
      if (this.#past.length > undoStepsMax) this.#past.shift();
    }
    this.#merge = merge;
    this.#future = [];
    const before = new Set(names(this.layers));
    this.data = data;
    this.#dropGone();
    this.#freeNew(before);
    this.emit("data");
  }

  /** Changes one layer as one step; nothing happens when there is none of that name. */
  editLayer(name, label, change, merge = null) {
    this.edit(label, (draft) => {
      const place = find(draft.layers ?? [], name);
      if (place) change(place.layer, place, draft);
    }, merge);
  }

  /** Runs `work`, all edits of which become one step, called as the last of them. */
  asOne(work) {
    this.seal();
    const last = this.#past.at(-1);
    work();
    const [first, ...others] = this.#past.slice(this.#past.indexOf(last) + 1);
    if (!others.length) return;
    first.label = others.at(-1).label;
    this.#past.splice(-others.length);
  }

  /** Ends a run of merged steps, as when a pointer is lifted; one that came to nothing is none. */
  seal() {
    const step = this.#merge === null ? null : this.#past.at(-1);
    this.#merge = null;
    if (step && JSON.stringify(step.data) === JSON.stringify(this.data)) this.#takeBack(step);
  }

  /** Takes the run of that word back, if it is the last that was done, as though it never was. */
  drop(merge) {
    if (!this.#isMerged(merge)) return;
    this.#merge = null;
    const step = this.#past.at(-1);
    this.#takeBack(step);
    this.select(step.selection);
  }

  #takeBack({ data, future }) {
    this.#past.pop();
    this.#future = future;
    this.data = data;
    this.#dropGone();
    this.emit("data");
  }

  get undoLabel() {
    return this.#past.at(-1)?.label ?? null;
  }

  get redoLabel() {
    return this.#future.at(-1)?.label ?? null;
  }

  undo() {
    this.seal();
    this.#step(this.#past, this.#future);
  }

  redo() {
    this.seal();
    this.#step(this.#future, this.#past);
  }

  #step(from, to) {
    const step = from.pop();
    if (!step) return;
    const { data, label, selection, renamed, head } = step;
    to.push({
      data: this.data, label, selection: [...this.selection], renamed: renamed?.toReversed(),
      head: head && this.head,
    });
    this.#merge = null;
    this.data = data;
    this.selection = new Set(selection);
    if (renamed) this.#follow(...renamed);
    if (head) this.setHead(head);
    this.#dropGone();
    this.emit("data");
    this.emit("selection");
  }

  // What is not jsonData.

  /** Changes members of `head`: name, description, public, onMiss, fallback. */
  setHead(members) {
    this.head = { ...this.head, ...members };
    this.emit("head");
  }

  /** Changes members of `trial`. */
  setTrial(members) {
    this.trial = { ...this.trial, ...members };
    this.emit("trial");
  }

  /** Selects the layers of these names, in place of those before. */
  select(selected) {
    const next = new Set(selected);
    if (next.size === this.selection.size && [...next].every((name) => this.selection.has(name))) {
      return;
    }
    this.selection = next;
    this.emit("selection");
  }

  /** Marks a layer as pointed at, or none. */
  hover(name) {
    if (this.hovered === name) return;
    this.hovered = name;
    this.emit("hover");
  }

  /** Locked layers are not caught by the pointer. */
  setLocked(name, isLocked) {
    if (isLocked) this.locks.add(name);
    else this.locks.delete(name);
    this.emit("locks");
  }

  /** The name as which selection, locks and the sample values know a layer follows its new one. */
  renameLayer(name, newName) {
    if (name === newName || !this.layer(name)) return;
    const selection = [...this.selection];
    this.editLayer(name, `Rename ${name}`, (layer) => {
      layer.name = newName;
    });
    this.#past.at(-1).renamed = [newName, name];
    this.#follow(name, newName);
    this.select(selection.map((each) => (each === name ? newName : each)));
  }

  #follow(name, newName) {
    if (this.locks.has(name)) {
      this.setLocked(name, false);
      this.setLocked(newName, true);
    }
    if (Object.hasOwn(this.trial.layers, name)) {
      const { [name]: tried, ...layers } = this.trial.layers;
      this.setTrial({ layers: { ...layers, [newName]: tried } });
    }
  }

  /** A new layer is neither locked nor tried, though one of its name may have been before. */
  #freeNew(before) {
    const fresh = names(this.layers).filter((name) => !before.has(name));
    for (const name of fresh) if (this.locks.has(name)) this.setLocked(name, false);
    const tried = Object.entries(this.trial.layers);
    const kept = tried.filter(([name]) => !fresh.includes(name));
    if (kept.length < tried.length) this.setTrial({ layers: Object.fromEntries(kept) });
  }

  // Questions.

  get layers() {
    return this.data.layers ?? [];
  }

  /** The canvas's size in px, as the template gives it. */
  get ownSize() {
    const canvas = this.data.canvas ?? {};
    return { width: canvas.width ?? 1200, height: canvas.height ?? 630 };
  }

  /** The canvas's size in px, as it is tried. */
  get size() {
    const { width, height } = this.ownSize;
    return { width: this.trial.width ?? width, height: this.trial.height ?? height };
  }

  /** The layer of that name, not to be written to; null when there is none. */
  layer(name) {
    return find(this.layers, name)?.layer ?? null;
  }

  #dropGone() {
    const known = new Set(names(this.layers));
    const kept = [...this.selection].filter((name) => known.has(name));
    if (kept.length !== this.selection.size) {
      this.selection = new Set(kept);
      this.emit("selection");
    }
  }
}

/** What of a template is neither jsonData nor the server's to say. */
export function headOf(template) {
  const { name, description, onMiss, fallback } = template;
  return { name, description, public: template.public, onMiss, fallback };
}
