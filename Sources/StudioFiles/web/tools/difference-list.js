// A difference, for people.

import { el } from "../dom.js";

const shownMax = 200;
const excerptMax = 80;
const words = { added: "new", removed: "gone", changed: "changed", moved: "moved" };
const tones = { added: ".is-good", removed: ".is-bad", changed: "", moved: "" };

/**
 * A list of changes: place, what became of it, what it was and is.
 *
 * @param {import("./difference.js").Change[]} changes
 * @param {string} none what is said when there are none
 * @param {string} [label] for screen readers
 * @returns {HTMLElement}
 */
export function differenceList(changes, none, label = "What is different") {
  if (!changes.length) return el("p.soft", null, none);
  const rest = changes.length - shownMax;
  return el(
    "div.difference", { tabIndex: 0, role: "region", "aria-label": label },
    el("ul", null, changes.slice(0, shownMax).map(entry)),
    rest > 0 && el("p.soft.small", null, `and ${rest} more`));
}

function entry({ path, kind, before, after }) {
  return el(
    "li", null,
    el("div.row", null, el("code.difference-path", null, path),
      el(`span.tag${tones[kind]}`, null, words[kind])),
    kind === "changed" && el(
      "div.difference-values.small", null,
      el("del", null, excerpt(before)), " → ", el("ins", null, excerpt(after))),
    kind === "added" && el("div.difference-values.small", null, el("ins", null, excerpt(after))),
    kind === "removed" && el("div.difference-values.small", null, el("del", null, excerpt(before))),
    kind === "moved" && el("div.difference-values.small.soft", null, moveText(before, after)));
}

function moveText(before, after) {
  if (before === after) return "to another place in the painting order";
  return `from ${before ?? "the canvas"} to ${after ?? "the canvas"}`;
}

function excerpt(value) {
  const text = value === undefined ? "not given" : JSON.stringify(value);
  return text.length > excerptMax ? `${text.slice(0, excerptMax)}…` : text;
}
