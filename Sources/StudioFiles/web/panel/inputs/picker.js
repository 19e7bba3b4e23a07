// The colour picker: a square of saturation and brightness, hue, alpha, the template's colours.

import { el, fill } from "../../dom.js";
import { icon } from "../../icons.js";
import { filled } from "../bindings.js";
import {
  fromHSV, parseColor, printColor, spelledColor, standsForColor, toHSV,
} from "../css/color.js";
import { colorsOf } from "../document-colors.js";
import { liveField } from "./live-field.js";
import { numberField } from "./number.js";
import { swatch } from "./swatch.js";

/**
 * Makes a picker.
 *
 * @param {{editor: Object, name: string, allowsOwn?: boolean, allowsVariables?: boolean, change:
 *   (text: string) => void, done: () => void}} wish `allowsOwn`: `currentcolor` is offered,
 *   `allowsVariables`: `{{name}}` of colours are
 * @returns {{element: HTMLElement, show: (text: string|undefined) => void}}
 */
export function colorPicker(wish) {
  const { editor, name, change, done } = wish;
  let hsv = { h: 0, s: 0, v: 0, a: 1 };
  let printed = null;
  const write = (next) => {
    hsv = { ...hsv, ...next };
    printed = printColor(fromHSV(hsv));
    paint();
    change(printed);
  };
  const square = colorSquare(name, write, done);
  const hue = slider(`${name}, hue`, 360, (h) => write({ h }), done);
  const alpha = slider(`${name}, alpha`, 100, (a) => write({ a: a / 100 }), done);
  const text = colorText(wish, (value) => {
    take(value);
    change(value);
  });
  const opacity = alphaField(name, () => hsv.a, (a) => write({ a }), done);
  const pick = (value) => {
    take(value);
    change(value);
    done();
  };
  const known = el("div.picker-known");

  function take(value) {
    const color = parseColor(filled(editor.doc, value ?? ""));
    if (color && printColor(color) !== printed) {
      const next = toHSV(color);
      // Grey has no hue and black no saturation: those of before stay where the pointer left them.
      if (next.s === 0 || next.v === 0) next.h = hsv.h;
      if (next.v === 0) next.s = hsv.s;
      hsv = next;
      printed = printColor(color);
    }
    paint();
  }

  function paint() {
    const pure = printColor(fromHSV({ h: hsv.h, s: 1, v: 1, a: 1 }));
    const solid = printColor(fromHSV({ ...hsv, a: 1 }));
    square.show(hsv, pure);
    hue.show(hsv.h, hueTrack);
    alpha.show(hsv.a * 100, `linear-gradient(90deg, transparent, ${solid})`);
    // One of 256 steps is a fraction of a percent that nobody has typed.
    opacity.show(Math.round(hsv.a * 100) / 100);
  }

  fill(known, knownColors(wish, pick));
  return {
    element: el(
      "div.picker", null, square.element,
      el("div.picker-sliders", null, hue.element, alpha.element, dropper(pick)),
      el("div.picker-text", null, text.element, opacity.element), known),
    show(value) {
      text.show(value ?? "");
      take(value);
    },
  };
}

function colorText({ name, allowsOwn, allowsVariables, done }, change) {
  const control = el("input.input.is-code", {
    type: "text", spellcheck: false, autocomplete: "off", "aria-label": `${name}, CSS`,
  });
  const field = liveField(control, {
    parse(typed) {
      const value = spelledColor(typed);
      const isOwn = allowsOwn && value.toLowerCase() === "currentcolor";
      const isColor = allowsVariables ? standsForColor(value) : parseColor(value) !== null;
      return isOwn || isColor ? { value } : null;
    }, change, done, expected: "a colour of CSS, as in #336699 or rgb(0 0 0 / 50%)",
  });
  return { element: control, show: field.show };
}

function alphaField(name, current, change, done) {
  return numberField({
    name: `${name}, alpha in percent`, min: 0, max: 1, step: 0.01, scale: 100, unit: "%", done,
    change: (next) => change(typeof next === "function" ? next(current()) : next),
  });
}

const hueTrack = `linear-gradient(90deg, ${[0, 60, 120, 180, 240, 300, 360].map((h) => {
  return printColor(fromHSV({ h: h % 360, s: 1, v: 1, a: 1 }));
}).join(", ")})`;

function slider(name, max, change, done) {
  const control = el("input.picker-slider", {
    type: "range", min: 0, max, step: 1, "aria-label": name,
    oninput: () => change(Number(control.value)), onchange: done,
  });
  return {
    element: control,
    show(value, track) {
      control.value = String(value);
      control.style.setProperty("--track", track);
    },
  };
}

/** Saturation to the right, brightness upwards; arrow keys move by 1%, with Shift by 10%. */
function colorSquare(name, change, done) {
  const thumb = el("span.picker-thumb");
  const element = el("div.picker-square", {
    role: "slider", tabIndex: 0, "aria-label": `${name}, saturation and brightness`,
    "aria-valuemin": 0, "aria-valuemax": 100, data: { first: "" },
  }, thumb);
  let shown = { s: 0, v: 0 };
  const inUnit = (share) => Math.min(1, Math.max(0, share));
  const follow = (event) => {
    const box = element.getBoundingClientRect();
    change({
      s: inUnit((event.clientX - box.left) / box.width),
      v: inUnit(1 - (event.clientY - box.top) / box.height),
    });
  };
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    follow(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) follow(event);
  });
  element.addEventListener("lostpointercapture", done);
  element.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const moves = {
      ArrowLeft: { s: -step }, ArrowRight: { s: step }, ArrowUp: { v: step },
      ArrowDown: { v: -step },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    change({ s: inUnit(shown.s + (move.s ?? 0)), v: inUnit(shown.v + (move.v ?? 0)) });
  });
  element.addEventListener("keyup", done);
  return {
    element,
    show({ s, v }, pure) {
      shown = { s, v };
      element.style.background = `linear-gradient(0deg, #000, transparent), `
        + `linear-gradient(90deg, #fff, transparent), ${pure}`;
      thumb.style.left = `${s * 100}%`;
      thumb.style.top = `${(1 - v) * 100}%`;
      const [saturation, brightness] = [s, v].map((share) => Math.round(share * 100));
      element.setAttribute("aria-valuenow", saturation);
      element.setAttribute(
        "aria-valuetext", `saturation ${saturation}%, brightness ${brightness}%`);
    },
  };
}

/** Takes a colour from the screen, where the browser can. */
function dropper(pick) {
  if (!window.EyeDropper) return null;
  return el("button.button.is-small.is-icon.is-quiet", {
    type: "button", "aria-label": "Take a colour from the screen", title: "From the screen",
    onclick: async () => {
      try {
        pick((await new window.EyeDropper().open()).sRGBHex);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    },
  }, icon("pipette"));
}

function knownColors({ editor, allowsOwn, allowsVariables }, pick) {
  const known = editor.doc.data.variables ?? [];
  const variables = allowsVariables ? known.filter(({ type }) => type === "color") : [];
  const own = allowsOwn && el("button.button.is-small", {
    type: "button", onclick: () => pick("currentcolor"), title: "The colour of the layer's text",
  }, "Text's own");
  const swatches = colorsOf(editor.doc.data).slice(0, 16).map((color) => {
    const { element, paint } = swatch();
    paint(color);
    return el("button.swatch-button.is-small", {
      type: "button", "aria-label": `Use ${color}`, title: color, onclick: () => pick(color),
    }, element);
  });
  const bound = variables.map((variable) => el("button.button.is-small", {
    type: "button", onclick: () => pick(`{{${variable.name}}}`), title: "What the variable says",
  }, `{{${variable.name}}}`));
  return [own, bound, swatches];
}
