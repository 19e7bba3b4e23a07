// What is stored, for which templates, and how it is used.

import { el } from "../dom.js";
import { getStore, listTemplates } from "../api.js";
import { icon } from "../icons.js";
import { loadInto } from "./parts/states.js";
import { bytes, count, counted, share } from "./parts/figures.js";
import { missedSection } from "./parts/missed.js";
import { barList, splitBar } from "./parts/bars.js";
import { timeElement } from "./parts/time.js";

/** The page of the store. */
export function storePage() {
  const area = el("div.usage");
  const ask = async () => {
    const [store, templates] = await Promise.all([getStore(), listTemplates()]);
    return { store, names: new Map(templates.map(({ id, name }) => [id, name || id])) };
  };
  const load = () => loadInto(area, ask, ({ store, names }) => content(store, names));
  load();
  return el(
    "div.page-inner", null,
    el(
      "div.page-head", null, el("h1", null, "Store"),
      el("button.button", { type: "button", onclick: load }, icon("rotate"), "Refresh")),
    area);
}

function content(store, names) {
  return [
    facts(store),
    el("div.columns", null, answers(store.answers), origins(store)),
    templates(store.byTemplate, names),
    missedSection(store.missed, names),
  ];
}

function facts(store) {
  const { build } = store;
  const fact = (value, title, ...more) => el(
    "div.panel.store-fact", null, el("dt", null, title),
    el("dd", null, el("b", null, value), more.length > 0 && el("span.soft.small", null, more)));
  return el(
    "dl.store-facts", null,
    fact(count(store.cards), store.cards === 1 ? "Card" : "Cards", "pictures under an address"),
    fact(count(store.objects), store.objects === 1 ? "Stored file" : "Stored files",
      "equal pictures are kept once"),
    fact(bytes(store.bytes.objects), "Pictures", `the store takes ${bytes(store.bytes.used)}`),
    build
      ? fact(`#${build.number}`, "Published build", timeElement(build.finishedAt))
      : fact("–", "Published build", "placard build publishes one"),
    fact(count(store.templates), store.templates === 1 ? "Template" : "Templates",
      `${counted(store.assets, "asset")}, ${counted(store.keys, "key")}`));
}

function answers({ since, hit, miss, joined, fallback }) {
  const all = hit + miss + joined + fallback;
  return el(
    "section.panel.boxed", null,
    el("h2", null, "Answers for pictures"),
    el("p.soft", null, "Since the server began, ", timeElement(since), "."),
    all === 0
      ? el("p.soft", null, "None yet.")
      : [
        el(
          "p.ratio", null, el("b", null, share(hit, all)), " from the store"),
        splitBar("Answers for pictures", [
          { title: "Hits: had already", value: hit, colour: 1 },
          { title: "Misses: drawn then", value: miss, colour: 3 },
          { title: "Joined a drawing under way", value: joined, colour: 2 },
          { title: "The fallback instead", value: fallback, colour: 6 },
        ], count),
      ]);
}

const originTexts = {
  built: "built by placard build",
  generated: "asked for with a key at /api/generate",
  missed: "drawn when /api/render was asked for them",
};

function origins({ byOrigin, bytes: sizes }) {
  const filled = sizes.missedMax ? Math.min(1, sizes.missed / sizes.missedMax) : 0;
  const room = `${bytes(sizes.missed)} of ${bytes(sizes.missedMax)}`;
  return el(
    "section.panel.boxed", null, el("h2", null, "Where the pictures come from"),
    el(
      "table.table.is-tight", null,
      el("thead", null, el(
        "tr", null, el("th", { scope: "col" }, "Origin"),
        el("th.number", { scope: "col" }, "Cards"), el("th.number", { scope: "col" }, "Size"))),
      el("tbody", null, byOrigin.map((each) => el(
        "tr", null,
        el("th.row-name", { scope: "row" }, each.origin, el(
          "span.hint", null, originTexts[each.origin])),
        el("td.number", null, count(each.cards)), el("td.number", null, bytes(each.bytes)))))),
    el(
      "div.field", null,
      el("span.label", null, `Room for misses: ${room}`),
      el("div.meter", {
        role: "meter", "aria-label": "Room taken by misses", "aria-valuemin": "0",
        "aria-valuemax": String(sizes.missedMax), "aria-valuenow": String(sizes.missed),
        "aria-valuetext": room,
      }, el("span", { style: { width: `${filled * 100}%` } })),
      el("span.hint", null, "When it is full, those not asked for longest make room.")));
}

function templates(byTemplate, names) {
  const rows = byTemplate.map(({ templateId, cards, bytes: size }) => ({
    title: templateId === null ? "Of no known template" : names.get(templateId) ?? templateId,
    href: names.has(templateId) ? `/studio/templates/${encodeURIComponent(templateId)}` : null,
    note: templateId !== null && !names.has(templateId) ? "deleted" : null,
    value: size, text: `${counted(cards, "card")} · ${bytes(size)}`,
  }));
  return el(
    "section.panel.boxed", null, el("h2", null, "Pictures by template"),
    rows.length
      ? barList(rows)
      : el("p.soft", null, "No picture is stored yet: a build or a first request stores one."));
}
