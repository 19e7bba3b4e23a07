// A draft that this browser has kept, offered when its template is opened again.

import { createTemplate, getVersion } from "../api.js";
import { openDialog } from "../dialog.js";
import { el } from "../dom.js";
import { lockAgain } from "../editor/locks.js";
import { go } from "../route.js";
import { toast, toastError } from "../toast.js";
import { shapeError } from "./data-shape.js";
import { templateDifference } from "./difference.js";
import { differenceList } from "./difference-list.js";
import { dropDraft, readDraft } from "./drafts.js";
import { timeText } from "./time-text.js";

/**
 * Takes up the draft of the editor's template if there is one and it is wanted.
 *
 * @returns {Promise<void>} when it has been decided
 */
export async function offerDraft(editor) {
  const { doc } = editor;
  const draft = readDraft(doc.id);
  if (!draft || shapeError(draft.jsonData)) return dropDraft(doc.id);
  const members = { ...draft.head, jsonData: draft.jsonData };
  if (!templateDifference(doc.base, members).length) return dropDraft(doc.id);
  const base = await baseOf(draft, doc);
  const answer = await ask(draft, doc, templateDifference(base, members));
  if (answer !== "drop") return take(editor, draft, base);
  dropDraft(doc.id);
  const kept = doc.data;
  toast("The draft is deleted", {
    action: "Undo",
    onaction: () => {
      if (doc.data === kept) take(editor, draft, base);
      else toast("The template has been changed meanwhile: the draft is not loaded over it");
    },
  });
  return undefined;
}

/**
 * What is offered of the draft of a template that is no longer there.
 *
 * @returns {HTMLElement|null} null when there is no draft of it
 */
export function orphanOffer(id) {
  const draft = readDraft(id);
  if (!draft || shapeError(draft.jsonData)) return null;
  const button = el("button.button.is-primary", {
    type: "button", onclick: () => revive(id, draft, button),
  }, "Make a new template of the draft");
  return el(
    "div.stacked", null,
    el("p", null, `This browser has a draft of “${draft.head.name || id}” from `
      + `${timeText(draft.savedAt)} that was not saved.`),
    el("p", null, button));
}

async function revive(id, draft, button) {
  button.disabled = true;
  try {
    const { template } = await createTemplate({ ...draft.head, jsonData: draft.jsonData });
    dropDraft(id);
    go(`/studio/templates/${encodeURIComponent(template.id)}`);
  } catch (error) {
    button.disabled = false;
    toastError(error);
  }
}

function take(editor, draft, base) {
  const { doc } = editor;
  doc.rebase(base, draft.etag);
  doc.replaceData(draft.jsonData, "Go on with the draft");
  doc.setHead(draft.head);
  lockAgain(doc);
  editor.announce(`The draft from ${timeText(draft.savedAt)} is loaded`);
}

/** The version that the draft was made from, so that a save is compared with it. */
async function baseOf(draft, doc) {
  if (draft.etag === doc.etag) return doc.base;
  try {
    return (await getVersion(doc.id, draft.version)).template;
  } catch {
    // Without the version a save is still refused for its tag, only told less well.
    return doc.base;
  }
}

function ask(draft, doc, changes) {
  const isOld = draft.etag !== doc.etag;
  return openDialog(`Draft from ${timeText(draft.savedAt)}`, (close) => [
    el("p", null,
      "This browser has changes of this template that were not saved. Undo leads back to the saved "
      + "version, if you go on with them."),
    isOld && el("p.notice.is-warn", null,
      `The template has been saved since: the draft is of version ${draft.version}, the server has `
      + `version ${doc.base.version}. You will be asked what to keep before anything is `
      + "overwritten."),
    differenceList(changes, ""),
    el(
      "div.dialog-actions", null,
      el("button.button", { type: "button", onclick: () => close("drop") }, "Delete the draft"),
      el("button.button.is-primary", {
        type: "button", autofocus: true, onclick: () => close("take"),
      }, "Go on with the draft")),
  ]);
}
