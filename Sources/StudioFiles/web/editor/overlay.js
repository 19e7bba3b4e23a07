// Frames, handles and guides above the drawing. Their elements are made once and moved.

import { el, svg } from "../dom.js";
import { bounds } from "./geometry.js";
import { handles } from "./handles.js";

const flatPixels = 2;
const smallPixels = 32;
const thinPixels = 16;

/** What is drawn above the canvas; px of the window, as the sheet is shown. */
export class Overlay {
  #frames = [];
  #lines = [];
  #labels = [];

  constructor(editor) {
    this.editor = editor;
    this.frames = el("div.overlay-frames");
    this.hover = el("div.overlay-hover", { hidden: true });
    this.box = el("div.overlay-box", { hidden: true }, handles());
    this.marquee = el("div.overlay-marquee", { hidden: true });
    this.size = el("div.overlay-size", { hidden: true });
    this.guides = el("div.overlay-guides");
    this.slot = el("div.overlay-slot", { hidden: true });
    this.shade = svg("svg.overlay-crop", { "aria-hidden": "true" });
    this.shade.hidden = true;
    this.shadePath = svg("path", { "fill-rule": "evenodd" });
    this.shade.append(this.shadePath);
    this.cropLabel = el("div.overlay-crop-label", { hidden: true });
    this.element = el(
      "div.overlay", { "aria-hidden": "true" }, this.shade, this.cropLabel, this.hover,
      this.frames, this.box, this.slot, this.marquee, this.guides, this.size);
    /** Set by gestures: `{x, y, width, height}` of the canvas, or null. */
    this.marqueeFrame = null;
    /** Set by gestures: `[{axis, at, from, to, label?}]`, in px of the canvas. */
    this.guideLines = [];
    /** Set by gestures: a turned frame without a width or a height, where layers will stand. */
    this.slotMark = null;
    /** Set by gestures: px of the canvas that what is selected is shown off its place. */
    this.shift = null;
    /** Set by gestures: what is told beside the selection, as "320 × 200". */
    this.sizeText = null;
  }

  /** Moves all elements to where things are now. */
  paint(stage) {
    const { zoom } = stage.view;
    const { doc } = this.editor;
    const chosen = stage.selected.map((name) => stage.places.get(name)).filter(Boolean)
      .map((place) => (this.shift ? moved(place, this.shift) : place));
    this.#paintFrames(chosen, zoom);
    this.#paintBox(stage, chosen, zoom);
    const hovered = doc.hovered && !doc.selection.has(doc.hovered)
      ? stage.places.get(doc.hovered) : null;
    lay(this.hover, hovered, zoom);
    lay(this.slot, this.slotMark, zoom);
    this.slot.classList.toggle("is-upright", this.slotMark?.isUpright ?? false);
    lay(this.marquee, this.marqueeFrame && { ...this.marqueeFrame, rotation: 0 }, zoom);
    this.#paintGuides(zoom);
    this.#paintCrop(stage, zoom);
  }

  #paintFrames(chosen, zoom) {
    while (this.#frames.length < chosen.length) {
      const frame = el("div.overlay-frame");
      this.#frames.push(frame);
      this.frames.append(frame);
    }
    this.#frames.forEach((frame, index) => lay(frame, chosen[index], zoom));
  }

  #paintBox(stage, chosen, zoom) {
    const place = chosen.length === 1
      ? chosen[0] : chosen.length ? { ...bounds(chosen), rotation: 0 } : null;
    lay(this.box, place, zoom);
    const isOne = chosen.length === 1;
    this.box.classList.toggle("is-fixed", stage.isTrial || chosen.some((each) => !each.isFree));
    this.box.classList.toggle("is-many", !isOne);
    // Handles leave room between them to take hold of the layer itself.
    const [across, down] = place ? [place.width * zoom, place.height * zoom] : [0, 0];
    this.box.classList.toggle("is-small", Math.min(across, down) < smallPixels);
    this.box.classList.toggle("has-few-x", across < smallPixels || down < thinPixels);
    this.box.classList.toggle("has-few-y", down < smallPixels || across < thinPixels);
    if (place && this.sizeText) {
      this.size.textContent = this.sizeText;
      const around = bounds([place]);
      this.size.style.transform = `translate(${(around.x + around.width / 2) * zoom}px, ${
        (around.y + around.height) * zoom + 10}px) translateX(-50%)`;
    }
    this.size.hidden = !(place && this.sizeText);
  }

  #paintGuides(zoom) {
    while (this.#lines.length < this.guideLines.length) {
      const line = el("div.overlay-guide");
      const label = el("span.overlay-distance");
      line.append(label);
      this.#lines.push(line);
      this.#labels.push(label);
      this.guides.append(line);
    }
    this.#lines.forEach((line, index) => {
      const guide = this.guideLines[index];
      line.hidden = !guide;
      if (!guide) return;
      line.classList.toggle("is-upright", guide.axis === "x");
      line.classList.toggle("is-gap", Boolean(guide.label));
      const length = `${(guide.to - guide.from) * zoom}px`;
      const [x, y] = guide.axis === "x" ? [guide.at, guide.from] : [guide.from, guide.at];
      line.style.transform = `translate(${x * zoom}px, ${y * zoom}px)`;
      line.style.width = guide.axis === "x" ? "" : length;
      line.style.height = guide.axis === "x" ? length : "";
      this.#labels[index].textContent = guide.label ?? "";
    });
  }

  #paintCrop(stage, zoom) {
    const { crop } = stage.view;
    this.shade.toggleAttribute("hidden", !crop);
    this.cropLabel.hidden = !crop?.label;
    if (!crop) return;
    const { width, height } = this.editor.doc.size;
    this.shade.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const { x, y } = crop;
    this.shadePath.setAttribute(
      "d", `M0 0H${width}V${height}H0ZM${x} ${y}h${crop.width}v${crop.height}h${-crop.width}Z`);
    this.cropLabel.textContent = crop.label ?? "";
    this.cropLabel.style.transform = `translate(${x * zoom + 6}px, ${y * zoom + 6}px)`;
  }
}

const moved = (place, { x, y }) => ({ ...place, x: place.x + x, y: place.y + y });

function lay(element, place, zoom) {
  element.hidden = !place;
  if (!place) return;
  const { style } = element;
  style.width = `${place.width * zoom}px`;
  style.height = `${place.height * zoom}px`;
  element.classList.toggle("is-flat", Math.min(place.width, place.height) * zoom < flatPixels);
  style.transform = `translate(${place.x * zoom}px, ${place.y * zoom}px) rotate(${
    place.rotation ?? 0}deg)`;
}
