// Short messages at the foot of the page, told to screen readers too.

import { el } from "./dom.js";

const area = el("div.toasts", { role: "status", "aria-live": "polite", popover: "manual" });

/**
 * Shows a message for some seconds.
 *
 * @param {string} text
 * @param {{action?: string, onaction?: () => void, keys?: string, seconds?: number,
 *   isOnce?: boolean}} [options] a button beside it; the keys that the page has for it, as in
 *   aria-keyshortcuts; whether it takes the place of one that says the same, as those without a
 *   button do
 * @returns {() => void} does what the button does, as long as the message is there
 */
export function toast(text, options = {}) {
  const { action, onaction, keys, seconds = action ? 10 : 4, isOnce = !action } = options;
  const same = [...area.children].find((each) => each.firstChild.textContent === text);
  if (isOnce) same?.remove();
  let origin = null;
  const answer = () => {
    if (!item.isConnected) return;
    if (item.contains(document.activeElement)) origin?.focus({ preventScroll: true });
    item.remove();
    onaction();
  };
  const item = el(
    "div.toast", {
      onfocusin: (event) => {
        origin ??= event.relatedTarget;
      },
    }, el("span", null, text),
    action && el("button.button.is-small", {
      type: "button", "aria-keyshortcuts": keys, onclick: answer,
    }, action));
  area.append(item);
  raiseToasts();
  removeAfter(item, seconds);
  return answer;
}

/**
 * Has the messages above whatever is open, and in the topmost dialog: nothing beside it can be
 * clicked, and screen readers are told of nothing there.
 */
export function raiseToasts() {
  const host = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (area.parentElement !== host) host.append(area);
  if (area.matches(":popover-open")) area.hidePopover();
  if (area.childElementCount) area.showPopover();
}

/** One that is pointed at, or has the focus, is waited for. */
function removeAfter(item, seconds) {
  window.setTimeout(() => {
    if (item.matches(":hover, :focus-within")) return removeAfter(item, 2);
    item.remove();
    if (!area.childElementCount && area.matches(":popover-open")) area.hidePopover();
    return undefined;
  }, seconds * 1000);
}

/** Shows what went wrong: the message of an ApiError with its place and hint. */
export function toastError(error) {
  // The page itself tells of a session that has ended, and offers to sign in.
  if (error.status !== 401) toast(errorText(error), { seconds: 8 });
}

/** An ApiError in a sentence: its place, what is wrong, its hint. */
export function errorText(error) {
  if (error.status === 401) return "your session has ended; sign in again";
  // The server's words have the ids of others, for those who have misspelt one.
  if (error.code === "unknown_template") return "the template has been deleted";
  const place = error.path ? `${error.path}: ` : "";
  const hint = error.hint ? `; ${error.hint}` : "";
  return `${place}${error.message}${hint}`;
}
