// The pointer on the canvas: which gesture a press begins.

import { renamedCopy, find, names as namesOf } from "./tree.js";
import {
  marqueeGesture, moveGesture, panGesture, resizeGesture, rotateGesture,
} from "./gestures.js";
import { cursorOf } from "./handles.js";
import { measured } from "./measure.js";
import { stackGesture } from "./stack-gesture.js";
import { stackOf } from "./stack-order.js";
import { whyUnmoved } from "./unmoved.js";

const slackPixels = 3;

/** Has the pointer work on a stage; `editText(name)` begins to edit a text in place. */
export function startPointer(stage, { editText }) {
  const pointer = new Pointer(stage, editText);
  const { element } = stage;
  element.addEventListener("pointerdown", (event) => pointer.down(event));
  element.addEventListener("pointermove", (event) => pointer.move(event));
  element.addEventListener("pointerup", (event) => pointer.up(event));
  element.addEventListener("pointercancel", () => pointer.cancel());
  element.addEventListener("pointerleave", () => {
    stage.editor.doc.hover(null);
    pointer.measure(false);
  });
  element.addEventListener("dblclick", (event) => pointer.double(event));
  element.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const at = { x: event.clientX, y: event.clientY };
    stage.view.setZoom(stage.view.zoom * Math.exp(-event.deltaY / 300), at);
  }, { passive: false });
  return pointer;
}

class Pointer {
  #gesture = null;
  #press = null;
  #isMeasuring = false;

  constructor(stage, editText) {
    this.stage = stage;
    this.doc = stage.editor.doc;
    this.editText = editText;
    /** Whether a drag scrolls, as while Space is held. */
    this.isPanning = false;
  }

  get isBusy() {
    return this.#gesture !== null;
  }

  #point(event) {
    return this.stage.view.toCanvas({ x: event.clientX, y: event.clientY });
  }

  down(event) {
    if (event.target.closest(".text-editor")) return;
    if (event.button === 1 || (event.button === 0 && this.isPanning)) {
      this.#begin(event, panGesture(this.stage, event));
      event.preventDefault();
      return;
    }
    if (event.button !== 0) return;
    this.stage.element.focus({ preventScroll: true });
    const point = this.#point(event);
    const handle = event.target.dataset?.handle;
    this.measure(false);
    this.#press = { event, point, handle, wasSelected: false };
    this.stage.element.setPointerCapture(event.pointerId);
    if (!handle) this.#choose(event, point);
  }

  #choose(event, point) {
    const hit = this.stage.hit(point, { isDeep: event.ctrlKey || event.metaKey });
    this.#press.hit = hit;
    if (!hit) {
      if (!event.shiftKey) this.doc.select([]);
      return;
    }
    const selected = this.doc.selection;
    this.#press.wasSelected = selected.has(hit);
    if (event.shiftKey) {
      // Taken out when the pointer is lifted, should it not have dragged.
      if (!selected.has(hit)) this.doc.select([...selected, hit]);
    } else if (!selected.has(hit) && !this.#isWithinSelected(point, event)) {
      this.doc.select([hit]);
    }
  }

  // A drag of something selected that lies under other layers moves what is selected.
  #isWithinSelected(point, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const under = this.stage.under(point);
    return this.doc.selection.size > 1 && under.some((name) => this.doc.selection.has(name));
  }

  // Alt+click: what lies below the one that is selected.
  #nextBelow(point) {
    const under = this.stage.under(point);
    const index = under.findIndex((name) => this.doc.selection.has(name));
    return under[(index + 1) % under.length] ?? null;
  }

  move(event) {
    const point = this.#point(event);
    if (this.#gesture) {
      this.#gesture.move(point, event);
      return;
    }
    if (!this.#press) {
      this.#hover(event, point);
      return;
    }
    const begin = this.#press.event;
    const far = Math.hypot(event.clientX - begin.clientX, event.clientY - begin.clientY);
    if (far < slackPixels) return;
    this.#begin(begin, this.#gestureOf(begin));
    this.#gesture.move(point, event);
  }

  #begin(event, gesture) {
    this.#gesture = gesture;
    this.stage.element.setPointerCapture(event.pointerId);
    this.stage.element.classList.add("is-busy");
  }

  #gestureOf(event) {
    const { handle, point, hit } = this.#press;
    if (handle === "rotate") return rotateGesture(this.stage, point);
    if (handle) return resizeGesture(this.stage, point, handle);
    if (!hit) {
      return marqueeGesture(this.stage, point, event.shiftKey ? [...this.doc.selection] : []);
    }
    const stack = stackOf(this.stage);
    if (stack) return stackGesture(this.stage, point, stack, { isCopy: event.altKey });
    if (event.altKey && whyUnmoved(this.stage) === null) this.#duplicate();
    return moveGesture(this.stage, point);
  }

  // What is dragged with Alt stays, and a copy goes along.
  #duplicate() {
    const chosen = this.stage.selected;
    const copies = [];
    this.doc.edit(`Move ${chosen.length === 1 ? chosen[0] : "copies"}`, (draft) => {
      for (const name of chosen) {
        const place = find(draft.layers, name);
        const copy = renamedCopy(place.layer, namesOf(draft.layers));
        place.siblings.splice(place.index + 1, 0, copy);
        copies.push(copy.name);
      }
    }, "gesture");
    this.doc.select(copies);
  }

  #hover(event, point) {
    const { handle } = event.target.dataset ?? {};
    const { element } = this.stage;
    if (handle) {
      const [name] = this.stage.selected;
      const isOne = this.stage.selected.length === 1;
      const rotation = isOne ? this.stage.places.get(name)?.rotation ?? 0 : 0;
      element.style.cursor = cursorOf(handle, rotation);
      this.doc.hover(null);
      return;
    }
    element.style.cursor = this.isPanning ? "grab" : "";
    this.doc.hover(this.stage.hit(point, { isDeep: event.ctrlKey || event.metaKey }));
    this.measure(event.altKey);
  }

  /** Shows how far what is selected is from what is pointed at, as while Alt is held. */
  measure(isOn) {
    if (this.isBusy || this.#press || (!isOn && !this.#isMeasuring)) return;
    this.#isMeasuring = isOn;
    this.stage.overlay.guideLines = isOn ? measured(this.stage) : [];
    this.stage.paint();
  }

  up(event) {
    if (this.#gesture) this.#gesture.end();
    else if (this.#press) this.#click(event);
    this.#rest();
  }

  // A press that did not become a drag.
  #click(event) {
    const { hit, wasSelected, handle, point } = this.#press;
    if (handle || !hit) return;
    if (event.altKey && wasSelected) {
      this.doc.select([this.#nextBelow(point)]);
    } else if (event.shiftKey && wasSelected) {
      this.doc.select([...this.doc.selection].filter((name) => name !== hit));
    } else if (!event.shiftKey) {
      this.doc.select([hit]);
    }
  }

  /** Ends what is under way without a trace; whether there was something. */
  cancel() {
    const wasBusy = this.isBusy;
    this.#gesture?.cancel();
    this.#rest();
    return wasBusy;
  }

  #rest() {
    this.#gesture = null;
    this.#press = null;
    this.stage.element.classList.remove("is-busy");
  }

  // One level in, and into a text.
  double(event) {
    if (event.target.closest(".text-editor") || event.target.dataset?.handle) return;
    const point = this.#point(event);
    const [selected] = this.doc.selection;
    if (!selected || this.doc.selection.size > 1) return;
    const inner = this.stage.hitWithin(point, selected);
    if (inner !== selected) this.doc.select([inner]);
    if (this.doc.layer(inner)?.type === "text") this.editText(inner);
  }
}
