// Bars of parts and of sizes, each with its figure beside it.

import { el } from "../../dom.js";
import { share } from "./figures.js";

/**
 * One bar of parts of a whole, with a legend that has the figures.
 *
 * @param {string} label
 * @param {Array<{title: string, value: number, colour: number}>} parts colour from 1 to 6
 * @param {(value: number) => string} print
 */
export function splitBar(label, parts, print) {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  return el(
    "div.stacked", null,
    el(
      "div.split", { role: "img", "aria-label": `${label}: ${told(parts, print)}` },
      parts.filter(({ value }) => value > 0).map(({ value, colour }) => el(
        `span.chart-${colour}`, { style: { flexGrow: String(value) } }))),
    el("ul.split-legend", null, parts.map(({ title, value, colour }) => el(
      "li", null, el(`span.key-colour.chart-${colour}`), title,
      el("b", null, print(value)), el("span.soft", null, share(value, whole))))));
}

function told(parts, print) {
  return parts.map(({ title, value }) => `${title} ${print(value)}`).join(", ");
}

/**
 * A bar a row, the longest as long as there is room.
 *
 * @param {Array<{title: string, href: string|null, note: string|null, value: number,
 *   text: string}>} rows
 */
export function barList(rows) {
  const max = Math.max(1, ...rows.map(({ value }) => value));
  return el("ul.bar-list", null, rows.map(({ title, href, note, value, text }) => el(
    "li", null,
    el(
      "span.bar-title", null, href ? el("a", { href }, title) : title,
      note && el("span.tag", null, note)),
    el("span.bar-track", null, el("span.chart-1", {
      style: { width: `${(value / max) * 100}%` },
    })),
    el("span.bar-text", null, text))));
}
