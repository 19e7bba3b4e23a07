// The head of the panel when no layer is selected: the canvas, and the usual sizes for it.

import { el, freshId } from "../dom.js";
import { settings } from "../settings.js";

/** @returns {{element: HTMLElement, sync: () => void}} */
export function canvasHead(editor) {
  const id = freshId("canvas-size");
  const own = el("option", { value: "" }, "Own size");
  const control = el("select.input", {
    id,
    onchange: () => {
      const preset = settings.presets.find((each) => each.id === control.value);
      if (!preset) return;
      editor.doc.edit(`Make the canvas ${preset.width} × ${preset.height}`, (draft) => {
        draft.canvas = { ...draft.canvas, width: preset.width, height: preset.height };
      });
    },
  }, own, settings.presets.map((preset) => el("option", { value: preset.id }, title(preset))));
  return {
    element: el(
      "div.prop-title.is-canvas", null, el("h2", null, "Canvas"),
      el("div.field", null, el("label", { htmlFor: id }, "Usual sizes"), control)),
    sync() {
      const { width, height } = editor.doc.data.canvas ?? {};
      const preset = settings.presets.find((each) => {
        return each.width === width && each.height === height;
      });
      control.value = preset?.id ?? "";
    },
  };
}

const title = (preset) => `${preset.title} · ${preset.width} × ${preset.height}`;
