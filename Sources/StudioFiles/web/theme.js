// Light or dark: the system's wish, or this browser's own.

const key = "placard.theme";

/** Heeds what was chosen in this browser before. */
export function startTheme() {
  try {
    apply(localStorage.getItem(key));
  } catch {
    // A browser that keeps nothing shows what its system wishes.
  }
}

/** Changes from what is shown to the other and remembers it. */
export function toggleTheme() {
  const next = isDark() ? "light" : "dark";
  apply(next);
  try {
    localStorage.setItem(key, next);
  } catch {
    // It lasts as long as the page then.
  }
}

/** Whether the page is shown dark. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function apply(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
