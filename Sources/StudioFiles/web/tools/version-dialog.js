// A version beside what is being edited.

import { preview as draw } from "../api.js";
import { openDialog } from "../dialog.js";
import { el, fill } from "../dom.js";
import { errorText } from "../toast.js";
import { templateDifference } from "./difference.js";
import { differenceList } from "./difference-list.js";
import { membersOf } from "./members.js";
import { timeText } from "./time-text.js";

/**
 * Shows a version's picture beside the present one, and what is different.
 *
 * @param {Object} template the version
 * @returns {Promise<"restore"|"load"|undefined>} what is to be done with it
 */
export async function openVersion(editor, template) {
  const { doc } = editor;
  const changes = templateDifference(membersOf(doc), template);
  const abort = new AbortController();
  const addresses = [];
  const picture = (jsonData, title) => {
    // As large as the picture will be, so that no button moves from under the pointer.
    const { width = 1200, height = 630 } = jsonData.canvas ?? {};
    const figure = el("figure.version-picture", null, el("div.version-wait.soft", {
      style: { width: `${width}px`, aspectRatio: `${width} / ${height}` },
    }, "Drawing…"), el("figcaption.small.soft", null, title));
    draw(doc.id, { jsonData }, abort.signal).then((blob) => {
      const url = URL.createObjectURL(blob);
      addresses.push(url);
      fill(figure, el("img", { src: url, alt: title }), el("figcaption.small.soft", null, title));
    }, (error) => {
      fill(figure, el("p.error", null, errorText(error)), el("figcaption.small.soft", null, title));
    });
    return figure;
  };
  const title = `Version ${template.version}, ${timeText(Date.parse(template.updatedAt))}`;
  const answer = await openDialog(title, (close) => [
    el(
      "div.version-pictures", null, picture(template.jsonData, `Version ${template.version}`),
      picture(doc.data, doc.isChanged ? "Now, with what is not saved" : "Now")),
    el("h3", null, "From now to this version"),
    differenceList(changes, "Nothing is different."),
    el(
      "div.dialog-actions", null,
      el("button.button", { type: "button", onclick: () => close() }, "Close"),
      el("button.button", { type: "button", onclick: () => close("load") }, "Load to edit"),
      el("button.button.is-primary", {
        type: "button", onclick: () => close("restore"),
      }, "Restore…")),
  ], { wide: true });
  abort.abort();
  addresses.forEach((url) => URL.revokeObjectURL(url));
  return answer;
}
