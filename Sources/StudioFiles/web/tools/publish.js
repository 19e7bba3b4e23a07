// What a save does to the cards that are published, before it is made.

import { el } from "../dom.js";
import { openDialog } from "../dialog.js";

/**
 * Tells how many cards a save changes and asks whether to.
 *
 * @param {{cards: number, pictures: number, bytes: number, ids: string[], unknownPictures: number}}
 *   dry what the dry run answered
 * @param {string} [verb] what is done
 * @returns {Promise<boolean>} at once true when no card changes
 */
export async function askToPublish(dry, verb = "Save") {
  if (dry.cards === 0) return true;
  const cards = counted(dry.cards, "card");
  const rest = dry.cards - dry.ids.length;
  const answer = await openDialog(`${cards} will change`, (close) => [
    el("p", null,
      `${counted(dry.pictures, "stored picture")} (${bytesText(dry.bytes)}) of the published build `
      + "will no longer be used. Each card is drawn anew when it is asked for, or by the next "
      + "build."),
    dry.unknownPictures > 0 && el("p.notice.is-warn", null,
      `${counted(dry.unknownPictures, "older picture")} of the build cannot tell of which `
      + "template, and may change as well."),
    el("ul.card-ids", { tabIndex: 0, "aria-label": "Cards that will change" },
      dry.ids.map((id) => el("li", null, el("code", null, id))),
      rest > 0 && el("li.soft", null, `and ${rest} more`)),
    el(
      "div.dialog-actions", null,
      el("button.button", { type: "button", onclick: () => close(false) }, "Cancel"),
      el("button.button.is-primary", {
        type: "button", autofocus: true, onclick: () => close(true),
      }, `${verb} and change ${cards}`)),
  ]);
  return answer === true;
}

/** "1 card", "2 cards". */
export const counted = (number, noun) => {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
};

/** Bytes as "84 kB" or "1.2 MB", of thousands. */
export function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${Number((bytes / 1_000_000).toFixed(1))} MB`;
}
