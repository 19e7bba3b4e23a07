// Panels of which one is seen (WAI-ARIA practices, tabs).

import { el, freshId } from "../dom.js";

/**
 * @param {Array<{id: string, title: string, element: HTMLElement}>} list the first is shown
 * @returns {HTMLElement} which tells its panels of the event `shown` when they come into sight
 */
export function tabs(list) {
  const stem = freshId("tabs");
  const buttons = list.map((tab) => el("button", {
    type: "button", role: "tab", id: `${stem}-${tab.id}`,
    "aria-controls": `${stem}-${tab.id}-panel`,
    onclick: () => show(tab),
  }, tab.title));
  const panels = list.map((tab) => el("div.tab-panel", {
    role: "tabpanel", id: `${stem}-${tab.id}-panel`, "aria-labelledby": `${stem}-${tab.id}`,
    tabIndex: -1,
  }, tab.element));

  function show(shown) {
    list.forEach((tab, index) => {
      const isShown = tab === shown;
      buttons[index].setAttribute("aria-selected", String(isShown));
      buttons[index].tabIndex = isShown ? 0 : -1;
      panels[index].hidden = !isShown;
      if (isShown) tab.element.dispatchEvent(new Event("shown"));
    });
  }

  function move(event) {
    const index = buttons.indexOf(document.activeElement);
    const next = {
      ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: list.length - 1,
    }[event.key];
    if (next === undefined || index < 0) return;
    event.preventDefault();
    const target = (next + list.length) % list.length;
    show(list[target]);
    buttons[target].focus();
  }

  const element = el(
    "div.tabbed", null, el("div.tabs", { role: "tablist", onkeydown: move }, buttons), panels);
  show(list[0]);
  return element;
}
