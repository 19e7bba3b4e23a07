// Styled pieces of a text, which stand in place of the plain one.

import { el } from "../../dom.js";
import { settings } from "../../settings.js";
import { given, spanTarget } from "../target.js";
import { propertyRow } from "../row.js";
import { addButton, rowAction } from "./list.js";
import { liveField } from "./live-field.js";
import { rowsIn } from "./rows.js";
import { jsonInput } from "./text.js";

/** What a piece may say of itself, in the panel's order. */
const names = [
  "color", "fontFamily", "fontWeight", "fontSize", "lineHeight", "letterSpacing", "fontStyle",
  "textTransform", "textDecoration", "textShadow", "textStrokeWidth", "textStrokeColor",
  "fontFeatures", "fontVariations",
];

/** The input of `spans`. */
export function spansInput(context) {
  const { editor, target, label, done } = context;
  const layerName = target.names[0];
  const edit = (title, change) => {
    editor.doc.editLayer(layerName, `${title} of ${layerName}`, change);
    done();
  };
  const list = el("ol.pieces");
  const rows = rowsIn(list, (index) => piece(editor, layerName, index, {
    remove: () => edit("Remove a piece", (layer) => {
      layer.spans.splice(index, 1);
      // With none left it is a plain text again.
      if (!layer.spans.length) delete layer.spans;
    }),
    up: () => edit("Move a piece", (layer) => {
      layer.spans.splice(index - 1, 0, ...layer.spans.splice(index, 1));
    }),
  }));
  const split = el("button.button.is-small", {
    type: "button",
    onclick: () => edit("Style pieces", (layer) => {
      layer.spans = [{ text: given(layer, "text") ?? "" }];
      delete layer.text;
    }),
  }, "Style pieces of the text");
  const add = addButton("Piece", () => {
    edit("Add a piece", (layer) => layer.spans.push({ text: "text" }));
    // Its row is there with the next frame.
    requestAnimationFrame(() => {
      const field = list.querySelector("li:last-child textarea");
      field?.focus();
      field?.select();
    });
  });
  const join = el("button.button.is-small", {
    type: "button",
    onclick: () => edit("Join the pieces", (layer) => {
      layer.text = layer.spans.map((span) => span.text ?? "").join("");
      delete layer.spans;
    }),
  }, "Back to one text");
  const json = jsonInput(context);
  return {
    element: el(
      "div.pieces-field", { role: "group", "aria-labelledby": label.id },
      list, split, el("div.row", null, add, join), json.element),
    show(value, state) {
      const isList = Array.isArray(value) && value.every((each) => typeof each?.text === "string");
      const pieces = isList ? value : [];
      split.hidden = !isList || pieces.length > 0;
      add.parentElement.hidden = pieces.length === 0;
      json.element.hidden = isList;
      if (!isList) json.show(value, state);
      rows.show(pieces);
    },
  };
}

function piece(editor, layerName, index, { remove, up }) {
  const target = spanTarget(editor, layerName, index);
  const control = el("textarea.input", {
    rows: 1, dir: "auto", "aria-label": `Piece ${index + 1}, text`,
  });
  const text = liveField(control, {
    parse: (value) => ({ value }), change: (value) => target.change("text", () => value),
    done: target.done,
  });
  let style = null;
  const body = el("div.prop-grid");
  const details = el("details.piece-style", {
    ontoggle: () => {
      style ??= styleRows(editor, target, body);
      for (const row of style) row.sync();
    },
  }, el("summary", null, "Style"), body);
  const said = el("span.hint");
  details.firstChild.append(said);
  const upButton = rowAction(`Put piece ${index + 1} before the one above`, "up", up);
  upButton.hidden = index === 0;
  return {
    element: el(
      "li.piece", null,
      el("div.list-row", null, control, upButton,
        rowAction(`Remove piece ${index + 1}`, "trash", remove)),
      details),
    show(span) {
      text.show(String(span.text ?? ""));
      const count = Object.keys(span).length - ("text" in span ? 1 : 0);
      said.textContent = count ? ` · ${count} of its own` : "";
      if (details.open) for (const row of style ?? []) row.sync();
    },
  };
}

function styleRows(editor, target, body) {
  const table = settings.layerTypes.text;
  const rows = names.map((name) => table.find((row) => row.name === name)).filter(Boolean)
    .map((row) => propertyRow(editor, target, row));
  body.append(...rows.map((row) => row.element));
  return rows;
}
