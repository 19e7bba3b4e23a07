// The figures of the charts as tables.

import { el } from "../../dom.js";
import { count } from "./figures.js";
import { countIn, daysOf, monthName, shiftMonth } from "./months.js";

/** Days by keys; days on which nothing was drawn are left out. */
export function dayTable(coloured, month) {
  const keys = coloured.map(({ key }) => key).filter((key) => key.used > 0);
  const value = (key, date) => key.days.find((each) => each.day === date)?.count ?? 0;
  return table("Day", keys, daysOf(month).map((date) => ({
    title: date, value: (key) => value(key, date),
  })));
}

/** The twelve months that end with `month` by keys. */
export function monthTable(keys, month) {
  const rows = Array.from({ length: 12 }, (_, index) => shiftMonth(month, index - 11));
  const drawing = keys.filter((key) => rows.some((each) => countIn(key, each) > 0));
  return table("Month", drawing, rows.map((each) => ({
    title: monthName(each), value: (key) => countIn(key, each),
  })));
}

function table(title, keys, rows) {
  const filled = rows.map((row) => ({ title: row.title, values: keys.map(row.value) }))
    .map((row) => ({ ...row, sum: row.values.reduce((sum, each) => sum + each, 0) }))
    .filter(({ sum }) => sum > 0);
  if (!filled.length) return el("p.soft", null, "Nothing was drawn.");
  return el(
    "div.table-frame", { tabIndex: 0, role: "region", "aria-label": `${title}s by key` },
    el(
      "table.table", null,
      el("thead", null, el(
        "tr", null, el("th", { scope: "col" }, title),
        keys.map((key) => el("th.number", { scope: "col" }, key.name || key.keyId)),
        el("th.number", { scope: "col" }, "Sum"))),
      el("tbody", null, filled.map((row) => el(
        "tr", null, el("th", { scope: "row" }, row.title),
        row.values.map((each) => el("td.number", null, count(each))),
        el("td.number", null, el("b", null, count(row.sum))))))));
}
