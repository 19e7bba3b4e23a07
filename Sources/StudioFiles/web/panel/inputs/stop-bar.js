// The bar of a gradient's stops: dragged by the pointer, moved by arrow keys.

import { el } from "../../dom.js";
import { tidy } from "../css/tokens.js";

/**
 * The bar. Arrow keys move the chosen stop by 1%, with Shift by 10%, with Alt by 0.1%; Delete takes
 * it out; a click where no stop is puts one there.
 *
 * @param {{name: string, state: {gradient: Object, shares: number[], chosen: number}, choose:
 *   (index: number) => void, moveTo: (share: number) => void, add: (share: number) => void, remove:
 *   () => void, done: () => void, filled: (text: string) => string}} wish `filled` puts values in
 *   the place of variables
 * @returns {{element: HTMLElement, render: () => void, focusChosen: () => void}}
 */
export function stopBar(wish) {
  const { name, state, choose, moveTo, done } = wish;
  const track = el("div.stops-track");
  const element = el("div.stops", { role: "group", "aria-label": `${name}, stops` }, track);
  const handles = [];
  const focusChosen = () => handles[state.chosen]?.focus();
  const shareAt = (event) => {
    const box = track.getBoundingClientRect();
    return tidy(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), 3);
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const index = handles.findIndex((handle) => isUnder(handle, event));
    if (index >= 0) choose(index);
    else wish.add(shareAt(event));
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
    focusChosen();
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    moveTo(shareAt(event));
    focusChosen();
  });
  element.addEventListener("lostpointercapture", done);
  element.addEventListener("keydown", (event) => {
    if (takeKey(event, wish)) focusChosen();
  });
  element.addEventListener("keyup", done);

  function handle() {
    const made = el("button.stop", {
      type: "button", role: "slider", "aria-valuemin": 0, "aria-valuemax": 100,
      onfocus: () => {
        const index = handles.indexOf(made);
        if (index !== state.chosen) choose(index);
      },
    }, el("span.stop-color"));
    return made;
  }

  function render() {
    while (handles.length > state.shares.length) handles.pop().remove();
    while (handles.length < state.shares.length) {
      handles.push(handle());
      element.append(handles.at(-1));
    }
    handles.forEach((each, index) => showHandle(each, index, wish));
    track.style.background = barPaint(wish);
  }

  return { element, render, focusChosen };
}

function isUnder(handle, event) {
  const box = handle.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right;
}

/** Whether the key was one of the bar's. */
function takeKey(event, { state, moveTo, remove }) {
  const step = event.shiftKey ? 0.1 : event.altKey ? 0.001 : 0.01;
  const share = state.shares[state.chosen];
  const next = {
    ArrowLeft: share - step, ArrowDown: share - step, ArrowRight: share + step,
    ArrowUp: share + step, Home: 0, End: 1,
  }[event.key];
  const isRemoval = event.key === "Delete" || event.key === "Backspace";
  if (next === undefined && !isRemoval) return false;
  event.preventDefault();
  if (isRemoval) remove();
  else moveTo(tidy(next, 4));
  return true;
}

function showHandle(handle, index, { name, state, filled }) {
  const { gradient, shares, chosen } = state;
  const { color } = gradient.stops[index];
  const percent = tidy(shares[index] * 100, 1);
  handle.style.setProperty("--at", Math.min(1, Math.max(0, shares[index])));
  handle.classList.toggle("is-hint", color === null);
  handle.classList.toggle("is-chosen", index === chosen);
  handle.tabIndex = index === chosen ? 0 : -1;
  handle.firstChild.style.background = filled(color ?? "");
  handle.setAttribute("aria-label", `${name}, ${color === null ? "hint" : "stop"} ${index + 1}`);
  handle.setAttribute("aria-valuenow", percent);
  handle.setAttribute("aria-valuetext", `${percent}%, ${color ?? "colour hint"}`);
}

function barPaint({ state: { gradient, shares }, filled }) {
  const stops = gradient.stops.map(({ color }, index) => {
    return `${filled(color ?? "")} ${tidy(shares[index] * 100)}%`;
  });
  return `linear-gradient(90deg, ${stops.join(", ")})`;
}
