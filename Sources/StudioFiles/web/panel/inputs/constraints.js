// What becomes of a layer at another size of the canvas, as Figma draws it.

import { el, freshId } from "../../dom.js";

const words = {
  horizontal: ["left", "right", "center", "stretch", "scale"],
  vertical: ["top", "bottom", "center", "stretch", "scale"],
};

const titles = {
  left: "Left", right: "Right", center: "Centre", stretch: "Left and right", scale: "Scale",
  top: "Top", bottom: "Bottom",
};

/** The input of `constraints`: a little canvas whose pegs are pressed, and two lists of words. */
export function constraintsInput({ label, change, done }) {
  const put = (axis, word) => {
    change((old) => said({ ...effective(old), [axis]: word }));
    done();
  };
  const selects = Object.entries(words).map(([axis, list]) => select(axis, list, put));
  const pegs = ["left", "right", "top", "bottom"].map((side) => peg(side, put));
  const middles = ["horizontal", "vertical"].map((axis) => middle(axis, put));
  const canvas = el(
    "div.pegs", { role: "group", "aria-labelledby": label.id },
    el("div.pegs-layer", null), pegs.map(({ element }) => element),
    middles.map(({ element }) => element));
  return {
    element: el("div.constraints", null, canvas, el("div.constraints-words", null,
      selects.map(({ element }) => element))),
    show(value, { isMixed }) {
      const shown = isMixed ? {} : effective(value);
      for (const part of [...selects, ...pegs, ...middles]) part.show(shown);
    },
  };
}

/** What is not as with nothing said; undefined when all is. */
function said({ horizontal, vertical }) {
  const members = {};
  if (horizontal !== initial.horizontal) members.horizontal = horizontal;
  if (vertical !== initial.vertical) members.vertical = vertical;
  return Object.keys(members).length ? members : undefined;
}

const initial = { horizontal: "left", vertical: "top" };

/** With nothing said, layers stay where they are, from the top left. */
function effective(value) {
  return {
    horizontal: value?.horizontal ?? initial.horizontal,
    vertical: value?.vertical ?? initial.vertical,
  };
}

function select(axis, list, put) {
  const id = freshId("constraint");
  // A variable may stand for the word.
  const other = el("option", { hidden: true });
  const control = el("select.input", {
    id, onchange: () => put(axis, control.value),
  }, el("option", { value: "", hidden: true }, "Mixed"), list.map((word) => {
    const title = axis === "vertical" && word === "stretch" ? "Top and bottom" : titles[word];
    return el("option", { value: word }, title);
  }), other);
  const title = axis === "horizontal" ? "Horizontal" : "Vertical";
  return {
    element: el("div.field", null, el("label", { htmlFor: id }, title), control),
    show(shown) {
      const word = String(shown[axis] ?? "");
      if (word && !list.includes(word)) Object.assign(other, { value: word, textContent: word });
      control.value = word;
    },
  };
}

const opposite = { left: "right", right: "left", top: "bottom", bottom: "top" };

/** A side that the layer keeps its distance from; both of an axis stretch it. */
function peg(side, put) {
  const axis = side === "left" || side === "right" ? "horizontal" : "vertical";
  let word = null;
  const isHeld = (each) => word === each || word === "stretch";
  const element = el(`button.peg.is-${side}`, {
    type: "button", "aria-label": `Keep the distance to the ${side}`, title: `Hold at the ${side}`,
    onclick: () => {
      const [own, other] = [!isHeld(side), isHeld(opposite[side])];
      if (own && other) put(axis, "stretch");
      else if (own) put(axis, side);
      else put(axis, other ? opposite[side] : "center");
    },
  });
  return {
    element,
    show(shown) {
      word = shown[axis] ?? null;
      element.setAttribute("aria-pressed", String(isHeld(side)));
    },
  };
}

/** The middle of an axis. */
function middle(axis, put) {
  const element = el(`button.peg.is-${axis}`, {
    type: "button", "aria-label": `Keep centred, ${axis}`, title: `Centre, ${axis}`,
    onclick: () => put(axis, "center"),
  });
  return {
    element,
    show(shown) {
      element.setAttribute("aria-pressed", String(shown[axis] === "center"));
    },
  };
}
