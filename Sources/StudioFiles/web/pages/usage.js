// Fresh renders by key, day and month.

import { el } from "../dom.js";
import { getUsage } from "../api.js";
import { go } from "../route.js";
import { actionButton, empty, loadInto } from "./parts/states.js";
import { count, counted, day, share } from "./parts/figures.js";
import { dayChart, keyColours } from "./parts/day-chart.js";
import { dayTable, monthTable } from "./parts/usage-tables.js";
import { monthLine, sparkline } from "./parts/month-line.js";
import { monthName, monthSums, shiftMonth, thisMonth } from "./parts/months.js";

/** The page of what the keys drew, a month at a time. */
export function usagePage() {
  const area = el("div.usage");
  const head = switcher((month) => {
    loadInto(area, () => getUsage(month), ({ keys }) => content(keys, month));
  });
  return el(
    "div.page-inner", null,
    el("div.page-head", null, el("h1", null, "Usage"), head),
    el(
      "p.soft.lead", null, "Fresh renders that keys asked /api/generate for. Answers from the ",
      "store and pictures of /api/render cost nothing. Months and days are those of UTC."),
    area);
}

/** Tells `show` the month, at once and whenever it is another. */
function switcher(show) {
  let month = thisMonth();
  const step = (count) => {
    month = shiftMonth(month, count);
    update();
  };
  const before = el("button.button", {
    type: "button", "aria-label": "The month before", onclick: () => step(-1),
  }, "‹");
  const name = el("span.month", { role: "status" });
  const after = el("button.button", {
    type: "button", "aria-label": "The month after", onclick: () => step(1),
  }, "›");
  const update = () => {
    const isLatest = month === thisMonth();
    // The focus would be lost with a button that is switched off.
    if (isLatest && document.activeElement === after) before.focus();
    after.disabled = isLatest;
    name.textContent = monthName(month);
    show(month);
  };
  update();
  return el("div.segments", { role: "group", "aria-label": "Month" }, before, name, after);
}

function content(keys, month) {
  if (!keys.length) {
    return empty(
      "No key yet", "What programs draw is counted by their keys.",
      actionButton("plus", "To the keys", () => go("/studio/keys")));
  }
  const coloured = keyColours(keys);
  const total = keys.reduce((sum, key) => sum + key.used, 0);
  return [
    el(
      "section.panel.boxed", null,
      el(
        "div.row.is-spread", null, el("h2", null, `By day in ${monthName(month)}`),
        el("span.soft", null, counted(total, "fresh render"))),
      total > 0 ? [dayChart(coloured, month), figures(dayTable(coloured, month))]
        : empty("Nothing was drawn", "No key drew a picture in this month.")),
    el(
      "section.panel.boxed", null, el("h2", null, "By key, against its plan"),
      el("ul.quotas", null, coloured.map((each) => quota(each, month)))),
    year(keys, month),
  ];
}

function year(keys, month) {
  const sums = monthSums(keys, month);
  const isEmpty = sums.every((each) => each.count === 0);
  return el(
    "section.panel.boxed", null, el("h2", null, "The last 12 months"),
    isEmpty ? el("p.soft", null, "No key drew a picture in these months.")
      : [monthLine(sums), figures(monthTable(keys, month))]);
}

function figures(table) {
  return el("details.figures", null, el("summary", null, "The same figures as a table"), table);
}

function quota({ key, colour }, month) {
  const label = key.name || key.keyId;
  const isEmpty = key.limit === null;
  const filled = isEmpty ? 0 : Math.min(1, key.limit ? key.used / key.limit : 1);
  const level = filled >= 1 ? ".is-bad" : filled >= 0.8 ? ".is-warn" : "";
  return el(
    "li.quota", null,
    el(
      "div.quota-name", null, el(`span.key-colour.chart-${colour}`), el("b", null, label),
      el("span.tag", null, key.plan ?? "no plan")),
    isEmpty ? el("span.soft", null, "no limit") : el(`div.meter${level}`, {
      role: "meter", "aria-label": `Use of ${label}`, "aria-valuemin": "0",
      "aria-valuemax": String(key.limit), "aria-valuenow": String(Math.min(key.used, key.limit)),
      "aria-valuetext": `${key.used} of ${key.limit}`,
    }, el("span", { style: { width: `${filled * 100}%` } })),
    el(
      "div.quota-count", null,
      el("b", null, count(key.used)), isEmpty ? "" : ` of ${count(key.limit)}`,
      !isEmpty && el("span.soft", null, ` · ${share(key.used, key.limit)}`)),
    el(
      "span.soft.small", null, month === thisMonth()
        ? `resets ${day(key.resetsAt)}` : `ended ${day(key.resetsAt)}`),
    sparkline(monthSums([key], month), label));
}
