// What the server says of the draft, below the canvas: an error, or what lint has noticed.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { declareVariable, undeclaredNames } from "../tools/placeholders.js";
import { errorText } from "../toast.js";

const offersMax = 3;

/** One line that opens to a list; beside it what mends the error, where that is known. */
export function notesBar(editor) {
  const { doc, preview } = editor;
  const summary = el("summary.notes-summary");
  const list = el("ul.notes-list");
  const details = el("details.notes", null, summary, list);
  const offers = el("div.notes-offers");
  const element = el("div.notes-bar", null, details, offers);

  function show() {
    const { error, notes } = preview;
    details.classList.toggle("is-bad", error !== null);
    fill(offers, error ? undeclaredNames(doc.data).slice(0, offersMax).map(offer) : null);
    if (error) {
      // In one line, so that the canvas stays where it is; the whole of it is in the list.
      const text = errorText(error);
      fill(summary, icon("warning"), el("span.notes-error", { title: text }, "Not drawn: ", text));
      fill(list, el("li", null, text));
      return;
    }
    const { milliseconds } = preview;
    const time = milliseconds === null ? "" : `Drawn in ${Math.round(milliseconds)} ms`;
    const count = notes.length === 1 ? "1 note" : `${notes.length} notes`;
    fill(summary, notes.length ? [icon("warning"), count, " · "] : null, time);
    if (!notes.length) {
      fill(list, el("li.soft", null, "Nothing to note."));
      return;
    }
    fill(list, notes.map((note) => el("li", null, note.layer && doc.layer(note.layer)
      ? el("button.button.is-small.is-quiet", {
        type: "button", onclick: () => doc.select([note.layer]),
      }, note.layer) : null, note.message)));
  }

  function offer(name) {
    return el("button.button.is-small", {
      type: "button",
      onclick: () => {
        declareVariable(doc, name);
        editor.announce(`Variable ${name} added`);
        editor.stage.element.focus({ preventScroll: true });
      },
    }, `Declare {{${name}}}`);
  }

  let told = null;
  function tell() {
    const text = preview.error && errorText(preview.error);
    if (text && text !== told) editor.announce(`Not drawn: ${text}`);
    told = text;
  }

  preview.on("picture", show);
  preview.on("boxes", show);
  preview.on("error", show);
  preview.on("error", tell);
  show();
  return element;
}
