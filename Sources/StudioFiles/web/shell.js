// What every page has at its top.

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { settings } from "./settings.js";
import { isDark, toggleTheme } from "./theme.js";

/** The studio's mark and the site's name, which lead to the templates. */
export function brand() {
  const source = document.querySelector("link[rel=icon]").href;
  return el(
    "a.brand", { href: "/studio" }, el("img", { src: source, alt: "" }),
    settings.site.name || "Placard");
}

/** The button that changes between light and dark. */
export function themeButton() {
  const button = el("button.button.is-quiet.is-icon", {
    type: "button", "aria-label": "Dark colours", "aria-pressed": String(isDark()),
    onclick: () => {
      toggleTheme();
      button.setAttribute("aria-pressed", String(isDark()));
      fill(button, icon(isDark() ? "moon" : "sun"));
    },
  }, icon(isDark() ? "moon" : "sun"));
  return button;
}
