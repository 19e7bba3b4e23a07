// Menus that open from a button or at the pointer.

import { el } from "./dom.js";

/**
 * Opens a menu.
 *
 * @param {Element|{x: number, y: number}} anchor the button it hangs from, or a place of the window
 * @param {Array<{label: string, icon?: Element, danger?: boolean, disabled?: boolean,
 *   onselect: () => void}|null>} items null is a line between
 */
export function openMenu(anchor, items) {
  const menu = el("div.menu", { role: "menu", popover: "auto", onkeydown: move });
  for (const item of items) menu.append(item === null ? el("hr") : entry(item, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    menu.remove();
    if (anchor instanceof Element) anchor.setAttribute("aria-expanded", "false");
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor);
  if (anchor instanceof Element) anchor.setAttribute("aria-expanded", "true");
  menu.querySelector("[role=menuitem]:not(:disabled)")?.focus();
}

function entry(item, menu) {
  return el(`button${item.danger ? ".is-danger" : ""}`, {
    type: "button", role: "menuitem", disabled: item.disabled ?? false,
    onclick: () => {
      menu.hidePopover();
      item.onselect();
    },
  }, item.icon, item.label);
}

function place(menu, anchor) {
  const box = anchor instanceof Element
    ? anchor.getBoundingClientRect() : { left: anchor.x, bottom: anchor.y, top: anchor.y };
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, window.innerWidth - width - 8));
  const below = box.bottom + 4;
  const top = below + height > window.innerHeight - 8 ? box.top - height - 4 : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}

function move(event) {
  // The focus goes on from the button that it has come back to.
  if (event.key === "Tab") return event.currentTarget.hidePopover();
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]:not(:disabled)")];
  const index = items.indexOf(document.activeElement);
  const steps = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 };
  if (!(event.key in steps)) return undefined;
  event.preventDefault();
  return items.at(steps[event.key] % items.length)?.focus();
}
