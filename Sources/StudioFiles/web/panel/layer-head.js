// The head of the panel: which layers it is about.

import { el, fill, freshId } from "../dom.js";
import { layerIcon } from "../icons.js";
import { nameProblem, names as allNames } from "../editor/tree.js";
import { toast } from "../toast.js";

/**
 * A layer's type and its name, which can be changed; of several layers how many there are.
 *
 * @returns {{element: HTMLElement, sync: () => void}}
 */
export function layerHead(editor, names) {
  if (names.length > 1) {
    const types = [...new Set(names.map((name) => editor.doc.layer(name)?.type))];
    const text = `${names.length} layers${types.length > 1 ? " of different types" : ""}`;
    return { element: el("div.prop-title", null, el("h2", null, text)), sync() {} };
  }
  return nameField(editor, names[0]);
}

function nameField(editor, name) {
  const id = freshId("layer-name");
  const error = el("p.error", { id: `${id}-error`, hidden: true });
  const control = el("input.input", {
    id, type: "text", value: name, autocomplete: "off", spellcheck: false,
    "aria-describedby": `${id}-error`,
  });
  const show = (problem) => {
    error.hidden = !problem;
    error.textContent = problem ?? "";
    control.setAttribute("aria-invalid", String(Boolean(problem)));
  };
  const problemOf = (next) => {
    return next === name ? null : nameProblem(next, allNames(editor.doc.layers));
  };
  control.addEventListener("input", () => show(problemOf(control.value.trim())));
  control.addEventListener("change", () => {
    const next = control.value.trim();
    const problem = problemOf(next);
    if (problem) {
      control.value = name;
      show(null);
      toast(`The layer is still called ${name}: ${problem}`);
      return;
    }
    if (next === name) control.value = name;
    else editor.doc.renameLayer(name, next);
  });
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || control.value === name) return;
    event.stopPropagation();
    control.value = name;
    show(null);
  });
  const mark = el("span.prop-type");
  const element = el(
    "div.prop-title", { data: { property: "name" } }, mark,
    el("label.visually-hidden", { htmlFor: id }, "Layer's name"), control, error);
  return {
    element,
    sync() {
      const layer = editor.doc.layer(name);
      if (layer) fill(mark, layerIcon(layer));
      mark.title = layer?.type ?? "";
    },
  };
}
