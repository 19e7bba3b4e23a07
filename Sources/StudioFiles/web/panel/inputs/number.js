// Numbers: typed, summed, changed by arrow keys, dragged by their label.

import { el } from "../../dom.js";
import { evaluate } from "../arithmetic.js";
import { boundTo } from "../bindings.js";
import { tidy } from "../css/tokens.js";
import { stepOf, unitOf } from "../sections.js";
import { liveField } from "./live-field.js";

/**
 * A number field.
 *
 * @param {{id?: string, name: string, min?: number, max?: number, step?: number, unit?: string,
 *   whole?: boolean, empty?: any, emptyText?: string, scale?: number, handle?: Element,
 *   words?: Object, start?: () => number, change: Function, done: Function, remember?: Function,
 *   read?: (text: string) => {value: any}|null}} wish `read` is asked about what is no number;
 *   `change` takes a value or a function of the old one; `empty` is the value of an empty
 *   field (undefined: it has none); `scale` 100 shows shares as percent; `words` are numbers' names
 *   in small letters; `start()` is what steps begin from without a number
 * @returns {{element: HTMLElement, control: HTMLInputElement, show: Function}}
 */
export function numberField(wish) {
  const { min = -Infinity, max = Infinity, step = 1, scale = 1, whole, change, done } = wish;
  const control = el("input.input.number", {
    type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false, role: "spinbutton",
    id: wish.id, "aria-label": wish.id ? null : wish.name,
    "aria-valuemin": Number.isFinite(min) ? min * scale : null,
    "aria-valuemax": Number.isFinite(max) ? max * scale : null,
  });
  const clamp = (value) => {
    const rounded = whole ? Math.round(value) : tidy(value);
    return Math.min(max, Math.max(min, rounded));
  };
  const field = liveField(control, {
    change, done, remember: wish.remember, expected: expectation(wish),
    parse: (text) => parse(text, wish, clamp) ?? wish.read?.(text) ?? null,
  });
  let current = null;
  const stepBy = (count) => {
    change((old) => {
      const from = typeof old === "number" ? old : current ?? wish.start?.() ?? 0;
      return clamp(from + count * step);
    });
  };
  control.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    field.end();
    stepBy(direction * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1));
  });
  control.addEventListener("keyup", (event) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") done();
  });
  control.addEventListener("focus", () => control.select());
  if (wish.handle) scrub(wish.handle, stepBy, done);
  const unit = wish.unit && el("span.number-unit", { "aria-hidden": "true" }, wish.unit);
  return {
    element: el("div.number-field", null, control, unit), control,
    show(value, { isMixed = false } = {}) {
      const isNumber = typeof value === "number";
      current = isNumber ? value : null;
      const isEmpty = isMixed || value === undefined || value === wish.empty || value === "auto";
      const text = isNumber ? String(tidy(value * scale)) : isEmpty ? "" : String(value);
      field.show(text, isMixed ? "Mixed" : wish.emptyText ?? "");
      if (isNumber) control.setAttribute("aria-valuenow", tidy(value * scale));
      else control.removeAttribute("aria-valuenow");
      control.setAttribute("aria-valuetext", isMixed ? "Mixed" : text || wish.emptyText || "none");
    },
  };
}

function expectation({ min, max, scale = 1, unit = "", whole, emptyText }) {
  const kind = whole ? "a whole number" : "a number";
  const range = Number.isFinite(min) && Number.isFinite(max)
    ? ` from ${tidy(min * scale)} to ${tidy(max * scale)}${unit && ` ${unit}`}` : "";
  return `${kind}${range}${emptyText ? `, or nothing for ${emptyText}` : ""}`;
}

/** How the unit that a field has may be typed; another one's would be another number. */
const unitForms = { px: /\s*px$/i, "%": /\s*%$/, "°": /\s*(°|deg)$/i };

function parse(text, wish, clamp) {
  const { empty, emptyText, scale = 1, min = -Infinity, max = Infinity, whole, unit } = wish;
  const words = wish.words ?? {};
  const trimmed = text.trim();
  const word = trimmed.toLowerCase();
  if (empty !== undefined && (word === "" || word === emptyText)) return { value: empty };
  if (boundTo(trimmed)) return { value: trimmed };
  if (Object.hasOwn(words, word)) return { value: words[word] };
  const value = evaluate(unit ? trimmed.replace(unitForms[unit], "") : trimmed);
  if (value === null) return null;
  const scaled = value / scale;
  if (scaled < min || scaled > max || (whole && !Number.isInteger(scaled))) return null;
  return { value: clamp(scaled) };
}

/** Dragging the label to the sides changes the number. */
function scrub(handle, stepBy, done) {
  const pixelsPerStep = 2;
  handle.classList.add("is-scrub");
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    let at = event.clientX;
    let isMoved = false;
    const move = (moved) => {
      const steps = Math.trunc((moved.clientX - at) / pixelsPerStep);
      if (steps === 0) return;
      at += steps * pixelsPerStep;
      isMoved = true;
      stepBy(steps * (moved.shiftKey ? 10 : moved.altKey ? 0.1 : 1));
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("lostpointercapture", end);
      if (isMoved) done();
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end);
    handle.addEventListener("click", (clicked) => {
      // A drag is no click, which would put the caret into the field.
      if (isMoved) clicked.preventDefault();
    }, { once: true });
  });
}

/** The input of kinds `number`, `integer`, `extent` and `count`. */
export function numberInput(context) {
  const { id, row, name, label, change, done, remember } = context;
  const kinds = {
    extent: { empty: "auto", emptyText: "auto" }, count: { empty: "none", emptyText: "none" },
  };
  const isPercent = row.name === "opacity";
  const field = numberField({
    id, name, min: row.min, max: row.max, step: stepOf(row.name), handle: label,
    whole: row.kind === "integer" || row.kind === "count",
    unit: isPercent ? "%" : unitOf(row.name), scale: isPercent ? 100 : 1,
    change: (next) => change(row.kind === "extent" ? orAbsent(next) : next), done, remember,
    start: row.kind === "extent" ? () => Math.round(context.target.size()[row.name]) : null,
    ...(context.target.isRequired(row) ? {} : kinds[row.kind]),
  });
  return { element: field.element, show: field.show };
}

/** `auto` is what stands where no extent is given. */
const orAbsent = (next) => (next === "auto" ? undefined : next);
