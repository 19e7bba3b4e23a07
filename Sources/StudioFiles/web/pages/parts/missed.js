// Pictures that were asked for and not built: candidates for a manifest.

import { el } from "../../dom.js";
import { copyText } from "../../clipboard.js";
import { icon } from "../../icons.js";
import { settings } from "../../settings.js";
import { bytes, counted } from "./figures.js";
import { timeElement } from "./time.js";

const command = "placard absorb --site DIR -o absorbed.jsonl --since 7d";

/**
 * The list of misses, and how they become cards of a manifest.
 *
 * @param {Array<Object>} missed as GET /api/store tells them
 * @param {Map<string, string>} names of templates by id
 */
export function missedSection(missed, names) {
  return el(
    "section.panel.boxed", null,
    el(
      "div.row.is-spread", null, el("h2", { id: "missed-title" }, "Misses to absorb"),
      missed.length > 0 && el("span.soft", null, counted(missed.length, "picture"))),
    el(
      "p.soft", null, "Asked for at /api/render and drawn then. As cards of a manifest they are ",
      "built beforehand and kept for good. Copy single lines, or have the whole list written:"),
    el(
      "div.copied", null, el("pre.code", { tabIndex: 0 }, command),
      el("button.button", {
        type: "button", "aria-label": "Copy the command",
        onclick: () => copyText(command, "Command"),
      }, icon("copy"), "Copy")),
    missed.length ? table(missed, names)
      : el("p.soft", null, "There are none: all that was asked for had been built."));
}

function table(missed, names) {
  const titles = ["Picture", "Template", "Changes", "Size", "Last used"];
  return el(
    "div.table-frame", { tabIndex: 0, role: "region", "aria-labelledby": "missed-title" },
    el(
      "table.table.missed", null,
      el("thead", null, el(
        "tr", null, titles.map((title) => el("th", { scope: "col" }, title)),
        el("th", { scope: "col" }, el("span.visually-hidden", null, "Manifest line")))),
      el("tbody", null, missed.map((each) => row(each, names)))));
}

function row(each, names) {
  const { templateId, width, height, scale } = each;
  const size = width ? `${width} × ${height}${scale === 1 ? "" : ` @${scale}x`}` : null;
  return el(
    "tr", null,
    el("td", null, picture(each)),
    el(
      "td", null, templateId === null ? el("span.soft", null, "unknown")
        : names.has(templateId)
          ? el("a", { href: `/studio/templates/${encodeURIComponent(templateId)}` },
            names.get(templateId))
          : templateId),
    el("td.missed-changes", null, changes(each.changes)),
    el("td", null, size, el("span.hint.block", null, bytes(each.bytes))),
    el("td", null, lastUse(each.lastUsed)),
    el("td.number", null, templateId !== null && el("button.button.is-small", {
      type: "button", onclick: () => copyText(manifestLine(each), "Manifest line"),
    }, "Copy manifest line")));
}

/** When it was asked for last, of which the server keeps the hour. */
function lastUse(hour) {
  const isThisHour = Date.now() - Date.parse(hour) < 3_600_000;
  return isThisHour ? el("time", { dateTime: hour }, "within the hour") : timeElement(hour);
}

/** A small picture that leads to the whole one, of this very server. */
function picture({ imageUrl, hash, templateId }) {
  if (!imageUrl) return el("span.soft", null, "–");
  const path = new URL(imageUrl, location.href).pathname;
  return el(
    "a.missed-picture", { href: path, target: "_blank", rel: "noopener" },
    el("img", {
      src: path, loading: "lazy", decoding: "async", width: 96, height: 50,
      alt: `Picture ${hash.slice(0, 8)} of ${templateId ?? "an unknown template"}`,
    }));
}

/** What the picture has of its own, a value each line. */
function changes(wish) {
  const layers = Object.entries(wish?.layers ?? {}).flatMap(([layer, properties]) => {
    return Object.entries(properties).map(([name, value]) => [`${layer}.${name}`, value]);
  });
  const values = [...layers, ...Object.entries(wish?.variables ?? {})];
  if (!values.length) return el("span.soft", null, "none");
  return el("ul.ids", null, values.map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return el("li", { title: `${name}: ${text}` }, el("code.soft", null, `${name} `), text);
  }));
}

/**
 * The card of a manifest, in JSON Lines, that leads to a missed picture.
 *
 * @param {Object} each one of the misses of GET /api/store, of a known template
 */
export function manifestLine({ templateId, hash, width, height, scale, format, changes: wish }) {
  const preset = settings.presets.find((known) => {
    return known.width === width && known.height === height;
  });
  return JSON.stringify({
    id: `absorbed/${templateId}/${hash.slice(0, 12)}`, templateId, ...wish,
    sizes: [preset?.id ?? `${width}x${height}`], scales: [scale], formats: [format],
  });
}
