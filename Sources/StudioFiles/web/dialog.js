// Modal dialogs, which the browser keeps the focus in and Escape closes.

import { el, freshId } from "./dom.js";
import { raiseToasts } from "./toast.js";

/** What closes the dialogs that are open, the topmost last. */
const open = new Set();

/** Dismisses all dialogs: the page that they belong to is left. */
export function closeDialogs() {
  for (const close of [...open].reverse()) close();
}

/**
 * Opens a dialog.
 *
 * @param {string} title
 * @param {(close: (result?: any) => void) => Array} content what stands below the title
 * @param {{wide?: boolean, stays?: boolean, className?: string, onescape?: () => boolean}}
 *   [options] one that stays is not closed by a click beside it; `onescape` answers whether Escape
 *   closes it, and that click where it does
 * @returns {Promise<any>} what `close` was given; undefined when it was dismissed
 */
export function openDialog(title, content, options = {}) {
  const { wide = false, stays = false, className = "", onescape = () => true } = options;
  return new Promise((resolve) => {
    const id = freshId("dialog");
    // A selection of text that ends beside the dialog is a click there too.
    let isPressedBeside = false;
    let isForPopover = false;
    // Answered at once, not with the event that follows: the next key may come before that.
    const close = (value) => {
      if (!open.delete(close)) return;
      dialog.close();
      raiseToasts();
      dialog.remove();
      resolve(value);
    };
    const dialog = el(
      "dialog.dialog", {
        "aria-labelledby": id,
        oncancel: (event) => {
          if (isForPopover || !onescape()) event.preventDefault();
        },
        onclose: () => close(),
        onpointerdown: (event) => {
          isPressedBeside = event.target === dialog;
        },
        onclick: (event) => {
          if (isPressedBeside && event.target === dialog && !stays && onescape()) close();
        },
      },
      el("div.dialog-inner", null, el("h2", { id }, title), content(close)));
    // WebKit has the Escape that closes a popover close the dialog around it, too.
    dialog.addEventListener("keydown", () => {
      isForPopover = dialog.querySelector("[popover=auto]:popover-open") !== null;
    }, { capture: true });
    if (wide) dialog.classList.add("is-wide");
    if (className) dialog.classList.add(className);
    document.body.append(dialog);
    dialog.showModal();
    open.add(close);
    raiseToasts();
  });
}

/**
 * Asks before something is done.
 *
 * @param {string} title  @param {string|Node} text  @param {string} verb what the button says
 * @returns {Promise<boolean>}
 */
export async function confirmDialog(title, text, verb, { danger = false } = {}) {
  const answer = await openDialog(title, (close) => [
    el("p", null, text),
    el(
      "div.dialog-actions", null,
      // Enter does no harm, held down or pressed once too often.
      el("button.button", {
        type: "button", autofocus: danger, onclick: () => close(false),
      }, "Cancel"),
      el(`button.button.${danger ? "is-danger" : "is-primary"}`, {
        type: "button", autofocus: !danger, onclick: () => close(true),
      }, verb)),
  ]);
  return answer === true;
}
