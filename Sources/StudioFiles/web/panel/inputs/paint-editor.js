// What a paint is: none, a colour, or one of three gradients; each with its controls.

import { el } from "../../dom.js";
import { parsePaint, printPaint, withKind } from "../css/paint.js";
import { printColor } from "../css/color.js";
import { rove } from "./choice.js";
import { gradientHead } from "./gradient-head.js";
import { gradientStops } from "./gradient-stops.js";
import { colorPicker } from "./picker.js";

const kinds = [
  ["none", "None"], ["color", "Solid"], ["linear", "Linear"], ["radial", "Radial"],
  ["conic", "Conic"],
];

/**
 * The editor in a paint's popover.
 *
 * @param {{editor: Object, name: string, size: () => {width: number, height: number}, change:
 *   (text: string) => void, done: () => void}} wish
 * @returns {{element: HTMLElement, show: (text: string|undefined) => void}}
 */
export function paintEditor({ editor, name, size, change, done }) {
  let paint = null;
  let text = null;
  // What a paint was before it became another kind, so that trying the kinds loses nothing.
  const before = {};
  const write = (next) => {
    paint = next;
    text = printPaint(next);
    render();
    change(text);
  };
  const editGradient = (update) => {
    write({ kind: "gradient", gradient: update(paint.gradient) });
  };
  const tabs = kindTabs(name, (kind) => {
    if (kindOf(paint) === kind) return;
    if (paint) before[kindOf(paint)] = paint;
    write(turned(paint, kind, before));
    done();
  });
  const picker = colorPicker({
    editor, name, done, change: (color) => write(parsePaint(color) ?? paint),
  });
  const head = gradientHead({ name, change: editGradient, done });
  const stops = gradientStops({ editor, name, size, change: editGradient, done });
  const note = el("p.hint", { hidden: true }, "Not a paint that can be edited here: see its text.");
  const element = el(
    "div.paint-editor", null, tabs.element, note, head.element, stops.element, picker.element);

  function render() {
    const kind = kindOf(paint);
    tabs.show(kind);
    const isGradient = paint?.kind === "gradient";
    note.hidden = paint !== null || !text;
    head.element.hidden = !isGradient;
    stops.element.hidden = !isGradient;
    picker.element.hidden = kind !== "color";
    if (isGradient) head.show(paint.gradient);
    if (isGradient) stops.show(paint.gradient);
    if (kind === "color") picker.show(text);
  }

  return {
    element,
    show(value) {
      if (value === text && paint) return;
      text = value ?? "";
      paint = parsePaint(text);
      if (paint?.kind === "color" && paint.color.a === 0 && text.length === 9) {
        paint = { kind: "none" };
      }
      render();
    },
  };
}

function kindTabs(name, choose) {
  const tabs = kinds.map(([kind, title]) => el("button.button", {
    type: "button", role: "radio", data: { kind }, onclick: () => choose(kind),
  }, title));
  return {
    element: el("div.segments", {
      role: "radiogroup", "aria-label": `Kind of ${name}`, onkeydown: (event) => rove(event, tabs),
    }, tabs),
    show(kind) {
      for (const tab of tabs) {
        const isChosen = tab.dataset.kind === kind;
        tab.setAttribute("aria-checked", String(isChosen));
        tab.tabIndex = isChosen || (!kind && tab === tabs[0]) ? 0 : -1;
      }
    },
  };
}

const kindOf = (paint) => (paint?.kind === "gradient" ? paint.gradient.kind : paint?.kind);

/** The paint as another kind: as it was before, or made of the colours that it has now. */
function turned(paint, kind, before) {
  if (kind === "none") return { kind };
  const gradient = paint?.gradient ?? before.linear?.gradient ?? before.radial?.gradient
    ?? before.conic?.gradient;
  if (kind === "color") {
    const first = gradient?.stops.find((stop) => stop.color)?.color;
    return before.color ?? parsePaint(first ?? "") ?? parsePaint("#4f46e5");
  }
  if (gradient) return { kind: "gradient", gradient: withKind(gradient, kind) };
  const color = paint?.color ?? before.color?.color ?? { r: 79, g: 70, b: 229, a: 1 };
  const stops = [
    { color: printColor(color), position: { value: 0, unit: "%" } },
    { color: printColor({ ...color, a: 0 }), position: { value: 100, unit: "%" } },
  ];
  const plain = { kind: "conic", isRepeating: false, from: null, center: null, stops };
  if (kind === "conic") return { kind: "gradient", gradient: plain };
  return { kind: "gradient", gradient: withKind(plain, kind) };
}
