// Where a gradient goes: its angle, its middle, its shape, whether it repeats.

import { el, freshId } from "../../dom.js";
import { angleIn, degrees, parseNumeric, pixels, printNumeric, tidy } from "../css/tokens.js";
import { liveField } from "./live-field.js";
import { numberField } from "./number.js";
import { positionField } from "./position.js";

const sides = [
  "top", "top right", "right", "bottom right", "bottom", "bottom left", "left", "top left",
];
const usualExtent = "farthest-corner";
const extents = {
  [usualExtent]: "Farthest corner", "farthest-side": "Farthest side",
  "closest-corner": "Closest corner", "closest-side": "Closest side",
};

/**
 * The controls above a gradient's stops.
 *
 * @param {{name: string, change: (update: (gradient: Object) => Object) => void, done: () => void}}
 *   wish
 * @returns {{element: HTMLElement, show: (gradient: Object) => void}}
 */
export function gradientHead(wish) {
  const parts = [linearPart(wish), radialPart(wish), conicPart(wish), centerPart(wish)];
  const repeat = el("input", {
    type: "checkbox",
    onchange: () => {
      wish.change((gradient) => ({ ...gradient, isRepeating: repeat.checked }));
      wish.done();
    },
  });
  return {
    element: el(
      "div.gradient-head", null, parts.map(({ element }) => element),
      el("label.check.small", null, repeat, "Repeat")),
    show(gradient) {
      for (const part of parts) {
        part.element.hidden = !part.kinds.includes(gradient.kind);
        if (!part.element.hidden) part.show(gradient);
      }
      repeat.checked = gradient.isRepeating;
    },
  };
}

function labelled(title, make) {
  const id = freshId("gradient");
  const content = make(id);
  const label = el("label", { htmlFor: id }, title);
  return { element: el("div.field", null, label, content.element ?? content), label };
}

/** Angles are shown in degrees and written in the unit that they have. */
function angleField({ name, id, read, write, done }) {
  const field = numberField({
    id, name, unit: "°", done, step: 1, min: -3600, max: 3600,
    change: (next) => write((old) => {
      const from = degrees(read(old)) ?? fallback(old);
      const value = typeof next === "function" ? next(tidy(from, 2)) : next;
      const angle = angleIn(read(old)?.unit || "deg", value);
      return { value: tidy(angle.value), unit: angle.unit };
    }),
  });
  return { ...field, showAngle: (gradient) => {
    field.show(tidy(degrees(read(gradient)) ?? fallback(gradient), 2));
  } };
}

/** The angle that stands where none is said. */
function fallback(gradient) {
  if (gradient.kind === "conic") return 0;
  return { top: 0, right: 90, bottom: 180, left: 270, "top right": 45, "bottom right": 135,
    "bottom left": 225, "top left": 315 }[gradient.side] ?? 180;
}

function linearPart({ name, change, done }) {
  let field;
  const angle = labelled("Angle", (id) => {
    field = angleField({
      id, name: `${name}, angle`, done, read: (gradient) => gradient.angle,
      write: (next) => change((old) => ({ ...old, angle: next(old), side: null })),
    });
    return field;
  });
  let select;
  const side = labelled("Towards", (id) => {
    select = el("select.input", {
      id,
      onchange: () => {
        change((old) => ({ ...old, ...(select.value
          ? { side: select.value, angle: null }
          : { side: null, angle: { value: fallback(old), unit: "deg" } }) }));
        done();
      },
    }, el("option", { value: "" }, "An angle"), sides.map((value) => {
      return el("option", { value }, value.charAt(0).toUpperCase() + value.slice(1));
    }));
    return select;
  });
  return {
    kinds: ["linear"], element: el("div.pair", null, angle.element, side.element),
    show(gradient) {
      field.showAngle(gradient);
      const words = gradient.side?.split(" ").sort().join(" ");
      select.value = sides.find((each) => each.split(" ").sort().join(" ") === words) ?? "";
    },
  };
}

function conicPart({ name, change, done }) {
  let field;
  const from = labelled("From", (id) => {
    field = angleField({
      id, name: `${name}, starting angle`, done, read: (gradient) => gradient.from,
      write: (next) => change((old) => ({ ...old, from: next(old) })),
    });
    return field;
  });
  return { kinds: ["conic"], element: from.element, show: (gradient) => field.showAngle(gradient) };
}

function radialPart({ name, change, done }) {
  let shape;
  let size;
  const put = (members) => {
    change((old) => ({ ...old, ...members }));
    done();
  };
  const shapes = labelled("Shape", (id) => {
    shape = el("select.input", {
      id, onchange: () => put({ shape: shape.value, radii: [] }),
    }, el("option", { value: "ellipse" }, "Ellipse"), el("option", { value: "circle" }, "Circle"));
    return shape;
  });
  const sizes = labelled("Reach", (id) => {
    size = el("select.input", {
      id,
      onchange: () => {
        const own = shape.value === "circle" ? ["200px"] : ["50%", "50%"];
        put(size.value === "radii"
          ? { radii: own.map(parseNumeric), extent: null }
          : { extent: size.value === usualExtent ? null : size.value, radii: [] });
      },
    }, Object.entries(extents).map(([value, title]) => el("option", { value }, title)),
    el("option", { value: "radii" }, "Own radii"));
    return size;
  });
  const radii = [0, 1].map((index) => {
    return radiusField(`${name}, radius ${index + 1}`, index, change, done);
  });
  const own = el("div.pair", null, radii.map(({ element }) => element));
  return {
    kinds: ["radial"],
    element: el(
      "div.gradient-part", null, el("div.pair", null, shapes.element, sizes.element), own),
    show(gradient) {
      const isCircle = gradient.shape === "circle" || gradient.radii.length === 1;
      shape.value = isCircle ? "circle" : "ellipse";
      size.value = gradient.radii.length ? "radii" : gradient.extent ?? usualExtent;
      own.hidden = gradient.radii.length === 0;
      radii.forEach(({ element, show }, index) => {
        element.hidden = index >= gradient.radii.length;
        if (!element.hidden) show(gradient.radii[index]);
      });
    },
  };
}

function radiusField(name, index, change, done) {
  const control = el("input.input.is-code", { type: "text", "aria-label": name });
  const field = liveField(control, {
    expected: "px or %, as in 200px",
    parse(text) {
      const numeric = parseNumeric(/^[\d.]+$/.test(text.trim()) ? `${text.trim()}px` : text);
      const isLength = numeric && (numeric.unit === "%" || pixels(numeric) !== null);
      return isLength && numeric.value >= 0 ? { value: numeric } : null;
    },
    change: (radius) => change((old) => {
      return { ...old, radii: old.radii.map((each, place) => (place === index ? radius : each)) };
    }), done,
  });
  return { element: control, show: (radius) => field.show(printNumeric(radius)) };
}

function centerPart({ name, change, done }) {
  const field = positionField({
    name: `${name}, middle`, done, change: (center) => change((old) => ({ ...old, center })),
  });
  return {
    kinds: ["radial", "conic"],
    element: el("div.field", null, el("span.label", { "aria-hidden": "true" }, "Middle"),
      field.element),
    show(gradient) {
      field.show(gradient.center ?? { x: { px: 0, percent: 50 }, y: { px: 0, percent: 50 } });
    },
  };
}
