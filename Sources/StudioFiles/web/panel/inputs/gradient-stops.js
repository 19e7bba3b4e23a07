// The stops of a gradient: the bar that they are dragged along, and the chosen one's controls.

import { el } from "../../dom.js";
import { icon } from "../../icons.js";
import { filled } from "../bindings.js";
import { parseColor } from "../css/color.js";
import { lineLength, settledStops } from "../css/paint.js";
import { addedStop, freeShare, movedStop, reversedStops, withoutStop } from "../css/stops.js";
import { tidy } from "../css/tokens.js";
import { numberField } from "./number.js";
import { colorPicker } from "./picker.js";
import { stopBar } from "./stop-bar.js";

const stopsMax = 64;

/**
 * A gradient's bar, and the chosen stop's place and colour.
 *
 * @param {{editor: Object, name: string, size: () => Object, change: (update: (gradient: Object) =>
 *   Object) => void, done: () => void}} wish
 * @returns {{element: HTMLElement, show: (gradient: Object) => void}}
 */
export function gradientStops(wish) {
  const state = { gradient: null, shares: [], chosen: 0 };
  const edits = stopEdits(state, wish, () => render());
  const bar = stopBar({
    name: wish.name, state, done: wish.done, ...edits,
    filled: (text) => filled(wish.editor.doc, text),
  });
  const controls = stopControls(state, wish, edits, bar);

  function render() {
    state.chosen = Math.min(state.chosen, state.gradient.stops.length - 1);
    state.shares = settledStops(state.gradient, lineLength(state.gradient, wish.size()));
    bar.render();
    controls.render();
  }

  return {
    element: el("div.gradient-stops", null, bar.element, controls.elements),
    show(gradient) {
      state.gradient = gradient;
      render();
    },
  };
}

function stopEdits(state, { editor, size, change, done }, render) {
  const colorOf = (text) => parseColor(filled(editor.doc, text));
  const length = () => lineLength(state.gradient, size());
  const stops = () => state.gradient.stops;
  const put = (next) => change((old) => ({ ...old, stops: next }));
  const take = (answer) => {
    state.chosen = answer.index;
    put(answer.stops);
  };
  return {
    choose(index) {
      state.chosen = index;
      render();
    },
    moveTo: (share) => take(movedStop(stops(), state.shares, state.chosen, share, length())),
    add(share) {
      if (stops().length >= stopsMax) return;
      take(addedStop(stops(), state.shares, share, length(), colorOf));
    },
    remove() {
      const left = withoutStop(stops(), state.chosen);
      if (!left) return;
      state.chosen = Math.max(0, state.chosen - 1);
      put(left);
      done();
    },
    reverse() {
      put(reversedStops(stops(), state.shares, length()));
      done();
    },
    color: (color) => put(stops().map((stop, index) => {
      return index === state.chosen ? { ...stop, color } : stop;
    })),
  };
}

function stopControls(state, { editor, name, done }, edits, bar) {
  const place = numberField({
    name: `${name}, the stop's place`, step: 0.01, scale: 100, unit: "%", done, min: -10, max: 10,
    change: (next) => {
      edits.moveTo(typeof next === "function" ? next(state.shares[state.chosen]) : next);
    },
  });
  const picker = colorPicker({
    editor, name: `${name}, stop`, allowsVariables: true, done, change: edits.color,
  });
  const hint = el("p.hint", null, "A colour hint: here both neighbours are mixed half and half.");
  const remove = action("Remove the stop", "trash", () => {
    edits.remove();
    bar.focusChosen();
  });
  const add = action("Add a stop", "plus", () => {
    edits.add(freeShare(state.shares, state.chosen));
    done();
    bar.focusChosen();
  });
  const turn = action("Turn the stops round", "flip", edits.reverse);
  return {
    elements: [
      el("div.gradient-row", null, place.element, turn, add, remove), hint, picker.element,
    ],
    render() {
      const { color } = state.gradient.stops[state.chosen];
      place.show(tidy(state.shares[state.chosen], 4));
      hint.hidden = color !== null;
      picker.element.hidden = color === null;
      if (color !== null) picker.show(color);
      remove.disabled = withoutStop(state.gradient.stops, state.chosen) === null;
    },
  };
}

function action(title, mark, onclick) {
  return el("button.button.is-icon", {
    type: "button", "aria-label": title, title, onclick,
  }, icon(mark));
}
