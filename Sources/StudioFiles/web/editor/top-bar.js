// The bars of the editor: undo, zoom, size and saving at the top, alignment above the canvas.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { brand, themeButton } from "../shell.js";
import { saveControls } from "../tools/save.js";
import { sizesControl } from "../tools/sizes.js";
import { align, distribute } from "./arrange.js";
import { openShortcuts } from "./shortcuts.js";

/** The bar at the top. */
export function topBar(editor) {
  const name = el("h1.editor-name");
  const showName = () => {
    name.textContent = editor.doc.head.name || editor.doc.id;
    name.title = editor.doc.id;
  };
  editor.doc.on("head", showName);
  showName();
  return el(
    "header.bar.editor-bar", null, brand(), name, steps(editor.doc),
    el("div.bar-end", null, sizesControl(editor), zoomControl(editor), keysButton(), themeButton(),
      saveControls(editor)));
}

function iconButton(label, name, action) {
  return el("button.button.is-quiet.is-icon", {
    type: "button", title: label, "aria-label": label, onclick: action,
  }, icon(name));
}

function steps(doc) {
  const undo = iconButton("Undo", "undo", () => doc.undo());
  const redo = iconButton("Redo", "redo", () => doc.redo());
  const show = () => {
    undo.disabled = doc.undoLabel === null;
    redo.disabled = doc.redoLabel === null;
    undo.title = doc.undoLabel ? `Undo: ${doc.undoLabel}` : "Undo";
    redo.title = doc.redoLabel ? `Redo: ${doc.redoLabel}` : "Redo";
  };
  doc.on("data", show);
  show();
  return el("div.row", null, undo, redo);
}

function keysButton() {
  const button = iconButton("Keys of the editor", "more", () => openShortcuts());
  fill(button, el("span", { "aria-hidden": "true" }, "?"));
  return button;
}

function zoomControl({ view }) {
  const button = el("button.button.is-quiet.zoom-button", {
    type: "button", "aria-haspopup": "menu", title: "Zoom",
    onclick: () => openMenu(button, [
      { label: "Whole canvas", onselect: () => view.fit() },
      ...[50, 100, 200, 400].map((percent) => ({
        label: `${percent} %`, onselect: () => view.setZoom(percent / 100),
      })),
    ]),
  });
  const show = () => {
    button.textContent = `${Math.round(view.zoom * 100)} %`;
    button.setAttribute("aria-label", `Zoom: ${button.textContent}`);
  };
  view.on("zoom", show);
  show();
  return el(
    "div.row", null, iconButton("Zoom out", "minus", () => view.step(-1)), button,
    iconButton("Zoom in", "plus", () => view.step(1)));
}

/** Buttons that align and distribute what is selected. */
export function arrangeBar(stage) {
  const { doc } = stage.editor;
  const some = [
    iconButton("Align left", "align-left", () => align(stage, "x", 0)),
    iconButton("Align centres across", "align-center", () => align(stage, "x", 0.5)),
    iconButton("Align right", "align-right", () => align(stage, "x", 1)),
    iconButton("Align top", "align-top", () => align(stage, "y", 0)),
    iconButton("Align middles", "align-middle", () => align(stage, "y", 0.5)),
    iconButton("Align bottom", "align-bottom", () => align(stage, "y", 1)),
  ];
  const three = [
    iconButton("Distribute across", "distribute-x", () => distribute(stage, "x")),
    iconButton("Distribute down", "distribute-y", () => distribute(stage, "y")),
  ];
  const show = () => {
    for (const button of some) button.disabled = doc.selection.size < 1;
    for (const button of three) button.disabled = doc.selection.size < 3;
  };
  doc.on("selection", show);
  show();
  return el(
    "div.arrange-bar", { role: "toolbar", "aria-label": "Align and distribute" }, some, three);
}
