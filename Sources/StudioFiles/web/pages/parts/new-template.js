// The dialog that makes a template: blank at a size, or from a starter design.

import { el, freshId } from "../../dom.js";
import { createTemplate } from "../../api.js";
import { openDialog } from "../../dialog.js";
import { icon } from "../../icons.js";
import { go } from "../../route.js";
import { settings } from "../../settings.js";
import { listStarters } from "../../starters/index.js";
import { toastError } from "../../toast.js";
import { loadInto } from "./states.js";
import { starterTile } from "./starter-tile.js";

const tileSide = 64;

/** Asks how to begin, makes the template and opens the editor with it. */
export async function newTemplateDialog() {
  // One that is being made when the dialog is dismissed would be there unseen.
  const state = { isMaking: false };
  const made = await openDialog("New template", (close) => {
    const id = freshId("name");
    // Enter is the blank template's of the size below.
    const name = el("input.input", {
      id, maxLength: 200, placeholder: "Untitled", autocomplete: "off", autofocus: true,
      form: sizeForm,
    });
    const make = attempt(close, name, state);
    return [
      el("div.field", null, el("label", { htmlFor: id }, "Name"), name),
      blankSection(make), starterSection(make),
      el(
        "div.dialog-actions", null,
        el("button.button", {
          type: "button", onclick: () => state.isMaking || close(),
        }, "Cancel")),
    ];
  }, { wide: true, className: "new-template", onescape: () => !state.isMaking });
  if (made) go(`/studio/templates/${encodeURIComponent(made.id)}`);
}

/** What makes the template once, however often it is clicked. */
function attempt(close, nameField, state) {
  return async (members) => {
    if (state.isMaking) return;
    state.isMaking = true;
    try {
      const name = nameField.value.trim() || members.name;
      close((await createTemplate({ ...members, name })).template);
    } catch (error) {
      state.isMaking = false;
      toastError(error);
    }
  };
}

const blank = (width, height) => ({
  name: "Untitled", jsonData: { canvas: { width, height, background: "#ffffff" }, layers: [] },
});

function blankSection(make) {
  return el(
    "section.stacked", null, el("h3", null, "Blank"),
    el(
      "ul.presets", null,
      settings.presets.map((preset) => el("li", null, presetTile(preset, make)))),
    customSize(make));
}

function presetTile({ title, width, height }, make) {
  const factor = tileSide / Math.max(width, height);
  const outline = el("span.preset-outline", {
    style: { width: `${width * factor}px`, height: `${height * factor}px` },
  });
  return el(
    "button.preset", { type: "button", onclick: () => make(blank(width, height)) },
    el("span.preset-stage", null, outline), el("span.preset-title", null, title),
    el("span.preset-size", null, `${width} × ${height}`));
}

function customSize(make) {
  const fields = ["Width", "Height"].map((label) => {
    const id = freshId("side");
    const input = el("input.input", {
      id, type: "number", min: 1, max: settings.limits.sidePixelsMax, step: 1, required: true,
      value: label === "Width" ? 1200 : 630, "aria-describedby": errorId,
    });
    return { input, element: el("div.field", null, el("label", { htmlFor: id }, label), input) };
  });
  const error = el("p.error", { id: errorId, role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const [width, height] = fields.map(({ input }) => input.valueAsNumber);
    error.textContent = sizeProblem(width, height) ?? "";
    if (!error.textContent) make(blank(width, height));
  };
  return el(
    "form.custom-size", { id: sizeForm, onsubmit: submit, noValidate: true },
    el("span.label", null, "Another size in px"), fields.map(({ element }) => element),
    el("button.button", { type: "submit" }, icon("plus"), "Blank template"), error);
}

const sizeForm = "custom-size";
const errorId = "custom-size-error";

function sizeProblem(width, height) {
  const { sidePixelsMax, pixelsMax } = settings.limits;
  const isSide = (side) => Number.isInteger(side) && side >= 1 && side <= sidePixelsMax;
  if (!isSide(width)) return `The width must be a whole number from 1 to ${sidePixelsMax}.`;
  if (!isSide(height)) return `The height must be a whole number from 1 to ${sidePixelsMax}.`;
  if (width * height <= pixelsMax) return null;
  return `${width} × ${height} has more than ${pixelsMax / 1e6} million pixels.`;
}

function starterSection(make) {
  const area = el("div");
  loadInto(area, listStarters, (starters) => el(
    "ul.starters", null, starters.map((starter) => starterTile(starter, make))));
  return el("section.stacked", null, el("h3", null, "Starter designs"), area);
}
