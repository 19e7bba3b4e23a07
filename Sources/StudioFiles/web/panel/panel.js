// The property panel: everything that the selected layers, or the canvas, can be told.

import { el, fill } from "../dom.js";
import { find, walk } from "../editor/tree.js";
import { settings } from "../settings.js";
import { errorText } from "../toast.js";
import { onSettle } from "../tools/unsettled.js";
import { canvasHead } from "./canvas-head.js";
import { layerHead } from "./layer-head.js";
import { propertyRow } from "./row.js";
import { sectioned } from "./sections.js";
import { canvasTarget, layersTarget } from "./target.js";
import { isShown } from "./shown.js";

/**
 * The panel of an editor.
 *
 * @param {Object} editor `{doc, preview, fonts, announce, …}`
 * @returns {HTMLElement}
 */
export function propertyPanel(editor) {
  const element = el("div.props", {
    role: "region", "aria-label": "Properties", onkeydown: (event) => takeKey(event, editor.doc),
  });
  const state = { key: null, view: null, isStale: false, frame: 0 };
  const endTyping = () => element.querySelector("[data-typing]")?.blur();
  onSettle(editor, () => {
    endTyping();
    return null;
  });

  function update() {
    state.frame = 0;
    state.isStale = !element.checkVisibility();
    if (state.isStale) return;
    const key = keyOf(editor.doc);
    if (key !== state.key) {
      const focus = focusIn(element);
      // What is half typed is of the layers before.
      endTyping();
      state.key = key;
      state.view = panelView(editor);
      fill(element, state.view.element);
      state.view.sync();
      focus?.restore();
    } else state.view.sync();
    state.view.showError(editor.preview?.error ?? null);
  }

  const later = () => {
    state.frame ||= requestAnimationFrame(update);
  };
  for (const event of ["data", "selection", "trial"]) editor.doc.on(event, later);
  for (const event of ["error", "picture"]) editor.preview?.on(event, later);
  // What has changed while a tab hid the panel is shown when it comes to light.
  new ResizeObserver(() => {
    if (state.isStale || !state.view) update();
  }).observe(element);
  editor.fonts?.then((fonts) => {
    editor.defaultFamilies = fonts.defaultFamilies;
    state.view?.refresh();
  }).catch(() => {});
  later();
  return element;
}

/**
 * Keys without Ctrl are the panel's own, so that Delete on a button deletes no layer. Undo is the
 * field's while it is typed in and else the document's.
 */
function takeKey(event, doc) {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (!isCommand) event.stopPropagation();
  // What is being typed is saved too.
  if (isCommand && key === "s") event.target.closest("[data-typing]")?.blur();
  if (!isCommand || (key !== "z" && key !== "y") || event.target.closest("[data-typing]")) return;
  event.preventDefault();
  event.stopPropagation();
  if (key === "y" || event.shiftKey) doc.redo();
  else doc.undo();
}

/** Where the focus is in the panel, to be found again when the panel is made anew. */
function focusIn(element) {
  const focused = document.activeElement;
  const name = element.contains(focused) && focused.closest("[data-property]")?.dataset.property;
  if (!name) return null;
  const controls = () => [...element.querySelectorAll(
    `[data-property="${CSS.escape(name)}"] :is(input, select, textarea, button)`)];
  const index = controls().indexOf(focused);
  return { restore: () => controls()[index]?.focus() };
}

/** The same as long as the panel's inputs are for the same things. */
function keyOf(doc) {
  const layers = [];
  for (const { layer, parent } of walk(doc.layers)) {
    if (!doc.selection.has(layer.name)) continue;
    layers.push([layer.name, layer.type, parent?.type === "stack"]);
  }
  return JSON.stringify([layers, [...doc.selection][0]]);
}

function panelView(editor) {
  const names = [...editor.doc.selection];
  const head = names.length ? layerHead(editor, names) : canvasHead(editor);
  const target = names.length ? layersTarget(editor, names) : canvasTarget(editor);
  const sections = names.length ? layerSections(editor, names) : canvasSections();
  const shown = sections.map((section) => sectionView(editor, target, section));
  const rows = shown.flatMap((section) => section.rows);
  const trouble = el("p.error.prop-trouble", { hidden: true });
  return {
    element: [head.element, trouble, shown.map((section) => section.element)],
    sync() {
      head.sync();
      for (const section of shown) section.sync();
    },
    refresh: () => rows.forEach((row) => row.refresh()),
    showError(error) {
      const isOf = (row) => concerns(error, target.path(row.name));
      for (const row of rows) row.showError(isOf(row) ? error : null);
      // What is wrong with the whole, such as a canvas of too many pixels.
      const isWhole = concerns(error, target.place()) && !rows.some(isOf);
      trouble.hidden = !isWhole;
      trouble.textContent = isWhole ? errorText(error) : "";
    },
  };
}

/** Whether the server's error is of the property at `path` or of something in it. */
function concerns(error, path) {
  if (!error?.path || !path) return false;
  if (error.path === path) return true;
  return error.path.startsWith(path) && /[.[]/.test(error.path[path.length]);
}

function layerSections(editor, names) {
  const places = names.map((name) => find(editor.doc.layers, name)).filter(Boolean);
  const types = [...new Set(places.map(({ layer }) => layer.type))];
  const inStack = places.map(({ parent }) => parent?.type === "stack");
  const scopes = { inStacks: inStack.every(Boolean), outsideStacks: !inStack.some(Boolean) };
  const tables = types.map((type) => settings.layerTypes[type] ?? []);
  const rows = (tables[0] ?? []).filter((row) => {
    const isEverywhere = tables.every((table) => table.some((other) => isSame(row, other)));
    const isOwn = names.length === 1 || !["text", "spans"].includes(row.name);
    return isEverywhere && isOwn && (scopes[row.scope] ?? true);
  });
  return sectioned(rows, types);
}

const isSame = (row, other) => {
  return row.name === other.name && row.kind === other.kind
    && JSON.stringify(row.words) === JSON.stringify(other.words);
};

function canvasSections() {
  const side = { kind: "integer", min: 1, max: settings.limits.sidePixelsMax, isRequired: true };
  const rows = [
    { ...side, name: "width", initial: 1200 }, { ...side, name: "height", initial: 630 },
    { name: "background", kind: "paint", initial: "#ffffff", isRequired: false },
  ];
  return [{ title: "Size and background", rows, isFolded: false }];
}

/** Which sections have been opened or closed by hand, by their titles. */
const folds = new Map();

function sectionView(editor, target, { title, rows: descriptors, isFolded }) {
  const rows = descriptors.map((row) => {
    return propertyRow(editor, target, row, { unbindable: row.isRequired && !target.names.length });
  });
  const element = el(
    "details.prop-section", {
      ontoggle: () => {
        if (element.open !== byItself) folds.set(title, element.open);
        byItself = null;
      },
    },
    el("summary", null, el("h3", null, title)),
    el("div.prop-grid", null, rows.map((row) => row.element)));
  const sync = () => {
    const members = target.members();
    for (const row of rows) {
      row.element.hidden = !members.every((member) => isShown(row.name, member));
      row.sync();
    }
    element.hidden = rows.every((row) => row.element.hidden);
  };
  sync();
  let byItself = folds.get(title) ?? (!isFolded || rows.some((row) => row.isGiven()));
  element.open = byItself;
  return { element, rows, sync };
}
