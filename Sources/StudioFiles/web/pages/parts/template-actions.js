// What is done to a template from outside the editor.

import { el } from "../../dom.js";
import {
  createTemplate, deleteTemplate, dryRunDelete, getTemplate, restoreVersion, updateTemplate,
} from "../../api.js";
import { confirmDialog } from "../../dialog.js";
import { copyName } from "../../copy-name.js";
import { counted } from "./figures.js";

/** Makes a template public or a draft, whatever else has been saved of it; answers it. */
export async function setPublic(id, isPublic) {
  const { etag } = await getTemplate(id);
  return (await updateTemplate(id, { public: isPublic }, etag)).template;
}

/** Makes a draft that draws the same under the name "… copy"; answers it. */
export async function duplicate(id) {
  const { template } = await getTemplate(id);
  const { description, jsonData, onMiss, fallback } = template;
  const name = copyName(template.name || template.id, " copy");
  return (await createTemplate({
    name, description, jsonData, onMiss, fallback, public: false,
  })).template;
}

/**
 * Deletes a template, after a question when cards of the published build are made from it.
 *
 * @param {Object} template as the list has it
 * @returns {Promise<null|(() => Promise<Object>)>} null when the question was answered with no;
 *   else what brings it back as it was and answers it
 */
export async function remove(template) {
  const { cards, ids } = await dryRunDelete(template.id);
  if (cards > 0 && !(await isMeant(template, cards, ids))) return null;
  const known = await getTemplate(template.id);
  await deleteTemplate(template.id, known.etag);
  return async () => (await restoreVersion(template.id, known.template.version)).template;
}

function isMeant(template, cards, ids) {
  const shown = ids.slice(0, 8);
  const rest = cards - shown.length;
  const text = el(
    "div.stacked", null,
    el(
      "p", null, `${counted(cards, "card")} of the published build `,
      `${cards === 1 ? "loses its" : "lose their"} template. Stored pictures stay as they are `,
      "until the next build."),
    el(
      "ul.ids", null, shown.map((id) => el("li", null, el("code", null, id))),
      rest > 0 && el("li.soft", null, `and ${rest} more`)));
  const title = `Delete “${template.name || template.id}”?`;
  return confirmDialog(title, text, "Delete", { danger: true });
}
