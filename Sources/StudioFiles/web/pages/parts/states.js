// What a page shows while it waits, when there is nothing, and when something went wrong.

import { el, fill } from "../../dom.js";
import { icon } from "../../icons.js";
import { errorText } from "../../toast.js";

const turns = new WeakMap();

/**
 * Shows in `area` what `load` answers, made into elements by `show`; until then that it is loading,
 * and the server's words with a button to try again when it fails. What is loaded later counts, in
 * whatever order the answers come. A focus within `area` stays there.
 *
 * @param {HTMLElement} area
 * @param {() => Promise<any>} load
 * @param {(value: any) => Array|Node} show
 * @returns {Promise<void>} when it is shown, one or the other
 */
export async function loadInto(area, load, show) {
  const turn = (turns.get(area) ?? 0) + 1;
  turns.set(area, turn);
  area.setAttribute("aria-busy", "true");
  const waiting = el("p.empty.is-late", { role: "status" }, "Loading…");
  if (!area.childElementCount) fill(area, waiting);
  const put = (content) => {
    if (turns.get(area) !== turn) return;
    holdFocus(area);
    fill(area, content);
    area.removeAttribute("aria-busy");
  };
  try {
    const value = await load();
    put(show(value));
  } catch (error) {
    put(failure(error, () => {
      holdFocus(area);
      fill(area);
      loadInto(area, load, show);
    }));
  }
}

/** The focus goes to `area` from something within it that will be there no longer. */
export function holdFocus(area) {
  if (!area.contains(document.activeElement)) return;
  area.tabIndex = -1;
  area.focus({ preventScroll: true });
}

/** What went wrong, with a button that tries again. */
export function failure(error, onretry) {
  return el(
    "div.empty", { role: "alert" },
    el("p.empty-title", null, "This could not be loaded"),
    el("p", null, errorText(error)),
    el("button.button", { type: "button", onclick: onretry }, "Try again"));
}

/**
 * What stands where nothing is yet.
 *
 * @param {string} title  @param {string|Node} text  @param {...Node} actions buttons below
 */
export function empty(title, text, ...actions) {
  return el(
    "div.empty", null, el("p.empty-title", null, title), el("p", null, text),
    actions.length > 0 && el("div.empty-actions", null, actions));
}

/** A button with an icon, as pages have at their top. */
export function actionButton(iconName, label, onclick, className = "") {
  return el(`button.button${className}`, { type: "button", onclick }, icon(iconName), label);
}
