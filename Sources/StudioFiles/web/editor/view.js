// How large the canvas is shown and which part of it is seen.

import { Observable } from "./observable.js";

const zoomRange = [0.05, 8];
const steps = [0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8];
const marginPixels = 48;
// Around what lies off the canvas: its handles, and the one that turns it.
const reachMarginPixels = 32;
const revealedPixels = 24;
const nothing = { left: 0, top: 0, right: 0, bottom: 0 };

/** Events: `zoom`, and `crop` when what is shown of the canvas has another frame. */
export class View extends Observable {
  #isFitted = true;
  /** How far layers reach beyond the canvas, in px of it. */
  #reach = nothing;
  /** Px of the window around the sheet. */
  #rooms = nothing;

  /**
   * @param {HTMLElement} scroller what scrolls
   * @param {HTMLElement} sheet the canvas in it, whose place and size are set here
   * @param {HTMLElement} space what holds the sheet, with room around it
   * @param {() => {width: number, height: number}} size of the canvas in CSS px
   */
  constructor(scroller, sheet, space, size) {
    super();
    this.scroller = scroller;
    this.sheet = sheet;
    this.space = space;
    this.size = size;
    this.zoom = 1;
    this.crop = null;
    // Of the border box: scroll bars that come and go change nothing.
    new ResizeObserver(() => (this.#isFitted ? this.fit() : this.#lay()))
      .observe(scroller, { box: "border-box" });
  }

  /**
   * Shows a px of the canvas as `zoom` px of the window.
   *
   * @param {{x: number, y: number}} [anchor] the place of the window that stays where it is; the
   *   middle if not given
   */
  setZoom(zoom, anchor) {
    const box = this.scroller.getBoundingClientRect();
    const still = anchor ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const before = this.toCanvas(still);
    this.zoom = Math.min(Math.max(zoom, zoomRange[0]), zoomRange[1]);
    this.#isFitted = false;
    this.#lay();
    const after = this.toWindow(before);
    this.scroller.scrollLeft += after.x - still.x;
    this.scroller.scrollTop += after.y - still.y;
    this.emit("zoom");
  }

  /** One step larger (1) or smaller (-1). */
  step(direction) {
    const next = direction > 0
      ? steps.find((each) => each > this.zoom * 1.01)
      : steps.findLast((each) => each < this.zoom * 0.99);
    if (next) this.setZoom(next);
  }

  /** Shows the whole canvas, and goes on to do so when the window's size changes. */
  fit() {
    const { width, height } = this.size();
    const room = this.scroller;
    const fitting = Math.min(
      (room.offsetWidth - 2 * marginPixels) / width,
      (room.offsetHeight - 2 * marginPixels) / height);
    // Whole hundredths: pictures are drawn at such scales, and are sharp then.
    this.zoom = Math.min(Math.max(Math.floor(fitting * 100) / 100, zoomRange[0]), 2);
    this.#lay();
    room.scrollLeft = this.#rooms.left + (width * this.zoom - room.clientWidth) / 2;
    room.scrollTop = this.#rooms.top + (height * this.zoom - room.clientHeight) / 2;
    this.#isFitted = true;
    this.emit("zoom");
  }

  /** Scrolls as far as it takes for an upright frame of the canvas to be seen, or its middle. */
  reveal(frame) {
    const room = this.scroller.getBoundingClientRect();
    const corner = this.toWindow(frame);
    const axes = [["x", "width", "scrollLeft"], ["y", "height", "scrollTop"]];
    for (const [side, size, scroll] of axes) {
      const length = frame[size] * this.zoom;
      const before = corner[side] - room[side] - revealedPixels;
      const behind = corner[side] + length - room[side] - room[size] + revealedPixels;
      if (length > room[size] - 2 * revealedPixels) {
        const isSeen = before < room[size] / 2 && behind > -room[size] / 2;
        if (!isSeen) this.scroller[scroll] += (before + behind) / 2;
      } else if (before < 0) this.scroller[scroll] += before;
      else if (behind > 0) this.scroller[scroll] += behind;
    }
  }

  /** To be called when the canvas has another size. */
  sizeChanged() {
    if (this.#isFitted) this.fit();
    else this.#lay();
  }

  /**
   * Has what lies off the canvas be scrolled to. What is seen stays where it is on the screen: what
   * is no longer needed goes once it has been scrolled away.
   *
   * @param {{left: number, top: number, right: number, bottom: number}} reach px of the canvas
   */
  cover(reach) {
    this.#reach = reach;
    const { scroller, sheet } = this;
    const [before, scrolled] = [this.#rooms, { x: scroller.scrollLeft, y: scroller.scrollTop }];
    const after = this.#wantedRooms();
    const [width, height] = [sheet.offsetWidth, sheet.offsetHeight];
    after.left = Math.max(after.left, Math.ceil(before.left - scrolled.x));
    after.top = Math.max(after.top, Math.ceil(before.top - scrolled.y));
    after.right = Math.max(
      after.right, Math.floor(scrolled.x + scroller.clientWidth - before.left - width));
    after.bottom = Math.max(
      after.bottom, Math.floor(scrolled.y + scroller.clientHeight - before.top - height));
    if (Object.keys(after).every((side) => after[side] === before[side])) return;
    this.#setRooms(after);
    scroller.scrollLeft = scrolled.x + after.left - before.left;
    scroller.scrollTop = scrolled.y + after.top - before.top;
  }

  #lay() {
    this.#setRooms(this.#wantedRooms());
  }

  /** Rooms that put a small sheet into the middle and show what lies off it. */
  #wantedRooms() {
    const { width, height } = this.size();
    const { offsetWidth, offsetHeight } = this.scroller;
    // Rounded down: a px too much makes scroll bars.
    const across = Math.max(marginPixels, Math.floor((offsetWidth - width * this.zoom) / 2));
    const down = Math.max(marginPixels, Math.floor((offsetHeight - height * this.zoom) / 2));
    const far = (side, least) => {
      const reach = this.#reach[side] * this.zoom;
      return Math.max(least, reach > 0 ? Math.ceil(reach) + reachMarginPixels : 0);
    };
    return {
      left: far("left", across), right: far("right", across), top: far("top", down),
      bottom: far("bottom", down),
    };
  }

  #setRooms(rooms) {
    this.#rooms = rooms;
    const { width, height } = this.size();
    const [shownWidth, shownHeight] = [width * this.zoom, height * this.zoom];
    this.space.style.width = `${shownWidth + rooms.left + rooms.right}px`;
    this.space.style.height = `${shownHeight + rooms.top + rooms.bottom}px`;
    this.sheet.style.left = `${rooms.left}px`;
    this.sheet.style.top = `${rooms.top}px`;
    this.sheet.style.width = `${shownWidth}px`;
    this.sheet.style.height = `${shownHeight}px`;
  }

  /** A place of the window in CSS px of the canvas. */
  toCanvas(point) {
    const box = this.sheet.getBoundingClientRect();
    return { x: (point.x - box.x) / this.zoom, y: (point.y - box.y) / this.zoom };
  }

  /** The way back. */
  toWindow(point) {
    const box = this.sheet.getBoundingClientRect();
    return { x: box.x + point.x * this.zoom, y: box.y + point.y * this.zoom };
  }

  /** Dims what is outside of `{x, y, width, height, label}` of the canvas; null dims nothing. */
  setCrop(crop) {
    this.crop = crop;
    this.emit("crop");
  }
}
