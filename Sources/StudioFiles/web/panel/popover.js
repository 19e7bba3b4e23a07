// Small windows that hang from a button: Escape and a click elsewhere close them.

import { el } from "../dom.js";

/**
 * A button's popover, made anew each time that it opens.
 *
 * @param {HTMLElement} button what opens it and takes the focus back
 * @param {string} title for screen readers
 * @param {(close: () => void) => {element: Node, sync?: () => void, leave?: () => void}} make what
 *   is in it
 * @returns {{sync: () => void, isOpen: () => boolean}}
 */
export function popoverOf(button, title, make) {
  let shown = null;
  const close = () => shown?.element.hidePopover();
  const open = () => {
    const content = make(close);
    const element = el("div.prop-popover", {
      popover: "auto", role: "dialog", "aria-label": title, tabIndex: -1, onkeydown: keepKeys,
    }, content.element);
    shown = { element, content };
    element.addEventListener("beforetoggle", (event) => {
      if (event.newState === "closed" && element.contains(document.activeElement)) button.focus();
    });
    element.addEventListener("toggle", (event) => {
      if (event.newState !== "closed") return;
      observer.disconnect();
      content.leave?.();
      element.remove();
      button.setAttribute("aria-expanded", "false");
      button.popoverTargetElement = null;
      shown = null;
    });
    // Within the button's own parent, so that a popover in a popover leaves the outer one open.
    button.after(element);
    element.showPopover();
    // What is in it may grow later: lists arrive, another kind of paint has more controls.
    const observer = new ResizeObserver(() => place(element, button));
    observer.observe(element);
    place(element, button);
    button.setAttribute("aria-expanded", "true");
    // Its own button closes it, rather than closing it as a click elsewhere and opening it again;
    // later, as this click would do so.
    window.setTimeout(() => {
      button.popoverTargetElement = element;
      button.popoverTargetAction = "hide";
    });
    const first = [...element.querySelectorAll("[data-first]")].find((each) => {
      return each.checkVisibility();
    });
    (first ?? element).focus();
  };
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    if (!shown) open();
  });
  return {
    sync: () => shown?.content.sync?.(),
    isOpen: () => shown !== null,
  };
}

/** Keys that a control in the popover takes are not the canvas's too; those with Ctrl pass. */
function keepKeys(event) {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}

/** To the left of the panel where there is room, so that the inputs stay in sight, or below. */
function place(element, button) {
  const box = button.getBoundingClientRect();
  const size = element.getBoundingClientRect();
  const around = button.parentElement.closest(".prop-popover, .props, dialog") ?? button;
  // A dialog is in the middle, with other buttons to the left of this one.
  const beside = around.tagName === "DIALOG"
    ? -1 : around.getBoundingClientRect().left - size.width - 8;
  const left = beside >= 8 ? beside : Math.min(box.left, window.innerWidth - size.width - 8);
  const lowest = window.innerHeight - size.height - 8;
  element.style.left = `${Math.max(8, left)}px`;
  const top = beside >= 8 ? box.top - 8 : box.bottom + 4;
  element.style.top = `${Math.max(8, Math.min(top, lowest))}px`;
}
