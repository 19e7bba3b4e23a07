// What a pointer does from when it is pressed until it is lifted: a gesture has
// `move(point, event)`, `end()` and `cancel()`, points being of the canvas.

import { bounds, centre, meet, turned } from "./geometry.js";
import { sides } from "./handles.js";
import { moved, resized, scaledInto, writePlaces } from "./moves.js";
import { snap, targets } from "./snap.js";
import { snapResized } from "./snap-resize.js";
import { walk } from "./tree.js";
import { whyUnmoved } from "./unmoved.js";
import { toast } from "../toast.js";

const wordOf = (names) => (names.length === 1 ? names[0] : `${names.length} layers`);

/** Edits as a pointer moves, once a frame, as one step. */
class Edit {
  #frame = 0;
  #due = null;

  constructor(stage, label) {
    this.stage = stage;
    this.doc = stage.editor.doc;
    this.label = label;
    this.before = new Map(stage.places);
    this.base = this.doc.layers;
  }

  /** Places layers of the canvas before the next frame; `placed` as in `writePlaces`. */
  place(placed) {
    this.#due = placed;
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#write());
  }

  #write() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#due) return;
    const placed = this.#due;
    this.#due = null;
    this.doc.edit(this.label, (draft) => {
      writePlaces(draft, placed, this.before, this.base);
    }, "gesture");
  }

  end() {
    this.#write();
    this.doc.seal();
    this.#clear();
  }

  cancel() {
    cancelAnimationFrame(this.#frame);
    this.#due = null;
    this.doc.drop("gesture");
    this.#clear();
  }

  #clear() {
    const { overlay } = this.stage;
    overlay.guideLines = [];
    overlay.sizeText = null;
    this.stage.paint();
  }

  /** Upright frames of all layers that are neither among `names` nor in them, nor around them. */
  targets(names) {
    const { doc, stage } = this;
    const left = new Set(names);
    const others = [];
    for (const { layer, parent } of walk(doc.layers)) {
      if (parent && left.has(parent.name)) left.add(layer.name);
      const place = this.before.get(layer.name);
      if (left.has(layer.name) || layer.visible === false || !place) continue;
      const isAround = layer.layers?.length && holdsAny(layer, names);
      if (!isAround) others.push(bounds([place]));
    }
    return targets(stage.editor.doc.size, others);
  }
}

function holdsAny(layer, names) {
  for (const inner of walk(layer.layers)) if (names.includes(inner.layer.name)) return true;
  return false;
}

/** Moves all that is selected; what was made for it is part of the step, a run "gesture". */
export function moveGesture(stage, start) {
  const names = stage.selected.filter((name) => stage.places.get(name)?.isFree);
  const edit = new Edit(stage, `Move ${wordOf(names)}`);
  const reason = whyUnmoved(stage);
  if (reason) toast(reason);
  const box = bounds(names.map((name) => edit.before.get(name)));
  const around = edit.targets(names);
  return {
    move(point, event) {
      if (!box) return;
      let [x, y] = [point.x - start.x, point.y - start.y];
      const still = !event.shiftKey ? null : Math.abs(x) > Math.abs(y) ? "y" : "x";
      x = still === "x" ? 0 : Math.round(box.x + x) - box.x;
      y = still === "y" ? 0 : Math.round(box.y + y) - box.y;
      const isFree = event.ctrlKey || event.metaKey;
      const caught = isFree ? null
        : snap({ ...box, x: box.x + x, y: box.y + y }, around, stage.view.zoom,
          still ? { [still]: [] } : {});
      stage.overlay.guideLines = caught?.guides ?? [];
      x += caught?.x ?? 0;
      y += caught?.y ?? 0;
      stage.overlay.sizeText = `${Math.round(box.x + x)}, ${Math.round(box.y + y)}`;
      edit.place(moved(names, edit.before, x, y));
    },
    end: () => edit.end(),
    cancel: () => edit.cancel(),
  };
}

/** Moves edges: of the one that is selected, or of the frame around several. */
export function resizeGesture(stage, start, handle) {
  const names = stage.selected.filter((name) => stage.places.get(name)?.isFree);
  const edit = new Edit(stage, `Resize ${wordOf(names)}`);
  const isOne = names.length === 1;
  const box = isOne ? edit.before.get(names[0])
    : { ...bounds(names.map((name) => edit.before.get(name))), rotation: 0 };
  const around = edit.targets(names);
  const side = sides[handle];
  return {
    move(point, event) {
      const wishes = { keepsAspect: event.shiftKey, fromCentre: event.altKey };
      const by = { x: point.x - start.x, y: point.y - start.y };
      const isHeld = event.ctrlKey || event.metaKey || event.shiftKey;
      const { frame, guides } = isHeld ? { frame: resized(box, side, by, wishes), guides: [] }
        : snapResized(box, side, by, wishes, around, stage.view.zoom);
      stage.overlay.guideLines = guides;
      stage.overlay.sizeText = `${Math.round(frame.width)} × ${Math.round(frame.height)}`;
      edit.place(new Map(isOne ? [[names[0], frame]] : names.map((name) => {
        return [name, scaledInto(edit.before.get(name), box, frame)];
      })));
    },
    end: () => edit.end(),
    cancel: () => edit.cancel(),
  };
}

/** Turns all that is selected about the middle of it. */
export function rotateGesture(stage, start) {
  const names = stage.selected.filter((name) => stage.places.get(name)?.isFree);
  const edit = new Edit(stage, `Rotate ${wordOf(names)}`);
  const places = names.map((name) => edit.before.get(name));
  const middle = names.length === 1 ? centre(places[0]) : centre(bounds(places));
  const angle = (point) => Math.atan2(point.y - middle.y, point.x - middle.x) * 180 / Math.PI;
  const first = angle(start);
  return {
    move(point, event) {
      let by = angle(point) - first;
      const base = names.length === 1 ? places[0].rotation : 0;
      const step = event.shiftKey ? 15 : 1;
      by = Math.round((base + by) / step) * step - base;
      stage.overlay.sizeText = `${Math.round(normal(base + by))}°`;
      edit.place(new Map(names.map((name) => {
        const place = edit.before.get(name);
        const own = centre(place);
        const offset = turned(own.x - middle.x, own.y - middle.y, by);
        const { width, height } = place;
        return [name, {
          x: middle.x + offset.x - width / 2, y: middle.y + offset.y - height / 2, width, height,
          rotation: normal(place.rotation + by),
        }];
      })));
    },
    end: () => edit.end(),
    cancel: () => edit.cancel(),
  };
}

/** An angle of -180 to 180 degrees. */
const normal = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;

/** Selects what a frame touches. */
export function marqueeGesture(stage, start, kept) {
  const { doc } = stage.editor;
  const layers = doc.layers.filter((layer) => {
    return layer.visible !== false && !doc.locks.has(layer.name);
  });
  const frames = layers.map((layer) => [layer.name, stage.places.get(layer.name)])
    .filter(([, place]) => place).map(([name, place]) => [name, bounds([place])]);
  const before = [...doc.selection];
  const clear = () => {
    stage.overlay.marqueeFrame = null;
    stage.paint();
  };
  return {
    move(point) {
      const frame = {
        x: Math.min(start.x, point.x), y: Math.min(start.y, point.y),
        width: Math.abs(point.x - start.x), height: Math.abs(point.y - start.y),
      };
      stage.overlay.marqueeFrame = frame;
      const touched = frames.filter(([, each]) => meet(frame, each)).map(([name]) => name);
      doc.select([...kept, ...touched]);
      stage.paint();
    },
    end: clear,
    cancel() {
      doc.select(before);
      clear();
    },
  };
}

/** Scrolls with the pointer; points are of the window here. */
export function panGesture(stage, event) {
  const { scroller } = stage.view;
  const start = { x: event.clientX, y: event.clientY };
  const scroll = { x: scroller.scrollLeft, y: scroller.scrollTop };
  return {
    move(_, { clientX, clientY }) {
      scroller.scrollLeft = scroll.x - (clientX - start.x);
      scroller.scrollTop = scroll.y - (clientY - start.y);
    },
    end() {},
    cancel() {},
  };
}
