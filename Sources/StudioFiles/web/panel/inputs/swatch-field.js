// A swatch that opens an editor, and beside it the value as CSS.

import { el } from "../../dom.js";
import { popoverOf } from "../popover.js";
import { liveField } from "./live-field.js";
import { swatchButton } from "./swatch.js";

/**
 * The input of colours and paints.
 *
 * @param {Object} context of the input: `id`, `name`, `editor`, `change`, `done`, `remember`
 * @param {{read: (text: string) => {value: string}|null, makeEditor: () => {element: HTMLElement,
 *   show: (value: string) => void}, spell?: (value: string) => string}} parts what is typed; what
 *   the swatch opens; how a value is shown
 */
export function swatchField(context, { read, makeEditor, spell = (value) => value }) {
  const { id, name, editor, change, done, remember } = context;
  const control = el("input.input.is-code", {
    id, type: "text", spellcheck: false, autocomplete: "off",
  });
  // What the server does not take is for it to say: its words stand below.
  const field = liveField(control, {
    parse: read, settle: (text) => text.trim() || undefined, change, done, remember,
  });
  const { button, show } = swatchButton(name, editor.doc);
  let current;
  const popover = popoverOf(button, name, () => {
    const content = makeEditor();
    content.show(current);
    return { element: content.element, sync: () => content.show(current), leave: done };
  });
  return {
    element: el("div.color-field", null, button, control),
    show(value, { isMixed }) {
      current = isMixed ? undefined : String(value ?? "");
      const text = isMixed ? "" : spell(current);
      field.show(text, isMixed ? "Mixed" : "");
      show(text, isMixed);
      popover.sync();
    },
  };
}
