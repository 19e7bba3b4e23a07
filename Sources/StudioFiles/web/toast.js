// Short messages at the foot of the page, told to screen readers too.

import { el } from "./dom.js";

const area = el("div.toasts", { role: "status", "aria-live": "polite", popover: "manual" });

/**
 * Shows a message for some seconds.
 *
 * @param {string} text
 * @param {{action?: string, onaction?: () => void, seconds?: number, isOnce?: boolean}} [options] a
 *   button beside it; whether it takes the place of one that says the same, as those without a
 *   button do
 */
export function toast(text, options = {}) {
  const { action, onaction, seconds = action ? 10 : 4, isOnce = !action } = options;
  if (!area.isConnected) document.body.append(area);
  const same = [...area.children].find((each) => each.firstChild.textContent === text);
  if (isOnce) same?.remove();
  const item = el(
    "div.toast", null, el("span", null, text),
    action && el("button.button.is-small", {
      type: "button",
      onclick: () => {
        item.remove();
        onaction();
      },
    }, action));
  area.append(item);
  // Raised anew each time, so that it is above a dialog that has been opened since.
  if (area.matches(":popover-open")) area.hidePopover();
  area.showPopover();
  window.setTimeout(() => {
    item.remove();
    if (!area.childElementCount && area.matches(":popover-open")) area.hidePopover();
  }, seconds * 1000);
}

/** Shows what went wrong: the message of an ApiError with its place and hint. */
export function toastError(error) {
  toast(errorText(error), { seconds: 8 });
}

/** An ApiError in a sentence: its place, what is wrong, its hint. */
export function errorText(error) {
  if (error.status === 401) return "your session has ended; sign in again";
  const place = error.path ? `${error.path}: ` : "";
  const hint = error.hint ? `; ${error.hint}` : "";
  return `${place}${error.message}${hint}`;
}
