// The studio: one page, whose address says which part of it is shown.

import { el } from "./dom.js";
import { signOut } from "./api.js";
import { closeDialogs } from "./dialog.js";
import { catchLinks, parts, step } from "./route.js";
import { settings } from "./settings.js";
import { brand, themeButton } from "./shell.js";
import { startTheme } from "./theme.js";
import { toast, toastError } from "./toast.js";
import { failure } from "./pages/parts/states.js";
import { templatesPage } from "./pages/templates.js";

// The grid is what most come for: it waits for no other page's modules.
const sections = [
  { id: "templates", title: "Templates", page: () => templatesPage() },
  { id: "keys", title: "Keys", page: async () => (await import("./pages/keys.js")).keysPage() },
  { id: "usage", title: "Usage", page: async () => (await import("./pages/usage.js")).usagePage() },
  { id: "store", title: "Store", page: async () => (await import("./pages/store.js")).storePage() },
];

// A page is an element; one that must be told when it is left has `leave`, which may answer false
// (or a promise of it) to stay, and one that goes on after another sign-in has `resume`.
let shown = null;
let shownStep = 0;
let isAsking = false;
let isReturning = false;
let isSigningIn = false;

startTheme();
catchLinks();
window.addEventListener("popstate", show);
window.addEventListener("route", show);
window.addEventListener("signedout", () => {
  // A wrong key on the page that signs in is told there.
  if (!settings.session || isSigningIn) return;
  toast("Your session has ended: sign in again", {
    action: "Sign in", seconds: 60, isOnce: true, onaction: signInAgain,
  });
});
show();

/** What is edited stays where it is; other pages have nothing to lose. */
async function signInAgain() {
  const { signInDialog } = await import("./pages/sign-in.js");
  isSigningIn = true;
  const isDone = await signInDialog();
  isSigningIn = false;
  if (!isDone) return;
  if (shown?.resume) shown.resume();
  // What stands in a dialog stays there.
  else if (!document.querySelector("dialog[open]")) location.reload();
}

async function show() {
  const isBack = isReturning && step() === shownStep;
  isReturning = false;
  if (isBack || isAsking) return;
  if (!(await isLeft())) {
    // The address goes back to the page that stays, along the history as it is.
    isReturning = step() !== shownStep;
    if (isReturning) history.go(shownStep - step());
    return;
  }
  const path = location.pathname;
  let next;
  try {
    next = await page();
  } catch {
    // The one that is shown has been left: an editor would go on without its keys and drawings.
    next = { element: unreached() };
  }
  // Another page may have been asked for while the editor's modules came.
  if (location.pathname !== path) return;
  const isFirst = shown === null;
  shownStep = step();
  shown = next;
  closeDialogs();
  // Messages outlive the page that gave them.
  for (const other of [...document.body.children]) if (!other.matches(".toasts")) other.remove();
  document.body.prepend(shown.element);
  // Whoever listens to the page begins where it has changed.
  const begin = shown.element.querySelector("[autofocus]")
    ?? (isFirst ? null : shown.element.querySelector("main[tabindex]"));
  begin?.focus();
}

/** Whether the page that is shown can be left, which may be a question to who edits it. */
async function isLeft() {
  isAsking = true;
  try {
    return (await shown?.leave?.()) !== false;
  } finally {
    isAsking = false;
  }
}

/** What the address names: `{element, leave?}`. */
async function page() {
  if (!settings.session) {
    document.title = "Sign in · Placard Studio";
    const { signInPage } = await import("./pages/sign-in.js");
    return { element: signInPage() };
  }
  const [section = "templates", id] = parts();
  if (section === "templates" && id) {
    // Most of the studio's modules are the editor's: the grid does not wait for them.
    const { editorPage } = await import("./editor/page.js");
    return editorPage(id);
  }
  const found = sections.find((each) => each.id === section);
  document.title = `${found?.title ?? "Not found"} · Placard Studio`;
  return { element: shell(found, found ? await found.page() : notFound()) };
}

/** In place of a page whose modules did not come. */
function unreached() {
  document.title = "Not loaded · Placard Studio";
  const trouble = failure(new Error("the server does not answer"), show);
  return settings.session
    ? shell(null, el("div.page-inner", null, trouble)) : el("main", { id: "main" }, trouble);
}

function notFound() {
  return el(
    "div.page-inner", null, el("h1", null, "There is no such page"),
    el("p", null, el("a", { href: "/studio" }, "To the templates")));
}

function shell(current, content) {
  return el(
    "div.shell", null,
    el("a.button.skip", { href: "#main" }, "To the content"),
    el(
      "header.bar", null, brand(),
      el("nav", { "aria-label": "Studio" }, sections.map((section) => el("a", {
        href: `/studio/${section.id}`,
        "aria-current": section === current ? "page" : null,
      }, section.title))),
      el("div.bar-end", null, themeButton(), signOutButton())),
    el("main.page", { id: "main", tabIndex: -1 }, content));
}

function signOutButton() {
  const button = el("button.button.is-quiet", {
    type: "button",
    onclick: async () => {
      // What is still being loaded would be refused once the session is over.
      const page = shown.element;
      page.remove();
      window.stop();
      try {
        await signOut();
        location.assign("/studio");
      } catch (error) {
        document.body.prepend(page);
        button.focus();
        toastError(error);
      }
    },
  }, "Sign out");
  return button;
}
