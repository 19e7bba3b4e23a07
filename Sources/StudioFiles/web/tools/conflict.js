// Questions that a save meets when the template is no longer what the editor began with.

import { el } from "../dom.js";
import { openDialog } from "../dialog.js";
import { templateDifference } from "./difference.js";
import { differenceList } from "./difference-list.js";
import { mergedMembers } from "./members.js";
import { timeText } from "./time-text.js";

/**
 * Asks what to do with a template that was saved elsewhere meanwhile.
 *
 * @param {Object} base the template that the edits are of
 * @param {Object} mine its members with the edits
 * @param {Object} theirs the template as the server has it
 * @returns {Promise<"merge"|"mine"|"theirs"|"copy"|null>} null: nothing is to be done
 */
export async function askInConflict(base, mine, theirs) {
  const there = templateDifference(base, theirs);
  const here = templateDifference(base, mine);
  const canMerge = there.length > 0 && mergedMembers(base, mine, theirs) !== null;
  const time = timeText(Date.parse(theirs.updatedAt));
  const answer = await openDialog("Saved elsewhere meanwhile", (close) => [
    el("p", null,
      `Version ${theirs.version} was saved at ${time}; your changes are of version `
      + `${base.version}. Nothing has been overwritten.`),
    el(
      "div.conflict-sides", null,
      side("Changed there", there, "The other version says the same as the one you began with."),
      side("Changed here", here, "Nothing.")),
    canMerge && el("p.hint", null,
      "The two do not touch the same parts, so both can be kept in one version."),
    el(
      "div.dialog-actions.is-wrapping", null,
      action("Cancel", "", () => close(null)),
      action("Load theirs", "", () => close("theirs"), "Yours stays in the undo steps"),
      action("Save mine as a copy", "", () => close("copy"), "As a new template"),
      action("Overwrite theirs with mine", ".is-danger", () => close("mine"),
        `Version ${theirs.version} stays among the versions`),
      canMerge && action("Save both", ".is-primary", () => close("merge"))),
  ], { wide: true });
  return answer ?? null;
}

/**
 * Asks what to do with the edits of a template that was deleted meanwhile.
 *
 * @returns {Promise<"restore"|"new"|null>}
 */
export async function askWhenGone(name) {
  const answer = await openDialog("The template was deleted meanwhile", (close) => [
    el("p", null,
      `“${name}” is no longer on the server. Your changes are still here: bring the template back `
      + "with them, under its old id, or save them as a new template."),
    el(
      "div.dialog-actions", null,
      action("Cancel", "", () => close(null)),
      action("Save as a new template", "", () => close("new")),
      action("Bring it back", ".is-primary", () => close("restore"))),
  ]);
  return answer ?? null;
}

function side(title, changes, none) {
  return el(
    "section.conflict-side", null, el("h3", null, title), differenceList(changes, none, title));
}

function action(label, tone, onclick, title = null) {
  return el(`button.button${tone}`, { type: "button", onclick, title }, label);
}
