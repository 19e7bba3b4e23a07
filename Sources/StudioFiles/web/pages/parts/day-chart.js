// Bars of a month, a day each, stacked by key.

import { el, svg } from "../../dom.js";
import { counted } from "./figures.js";
import { daysOf } from "./months.js";
import { ticks, tickText } from "./scale.js";

const coloursMax = 6;
const frame = { width: 1180, height: 260, left: 44, right: 8, top: 12, bottom: 26 };
const weekdays = new Intl.DateTimeFormat("en", {
  weekday: "short", day: "numeric", month: "long", timeZone: "UTC",
});

/**
 * Gives keys a colour each, those that drew most first; the last colour is shared by the rest.
 *
 * @returns {Array<{key: Object, colour: number}>} colour from 1 to 6
 */
export function keyColours(keys) {
  return [...keys].sort((a, b) => b.used - a.used || a.name.localeCompare(b.name))
    .map((key, index) => ({ key, colour: Math.min(index + 1, coloursMax) }));
}

/** The chart with its legend. Its days take the focus by turns, with the arrow keys. */
export function dayChart(coloured, month) {
  const columns = daysOf(month).map((date) => columnOf(date, coloured));
  const values = ticks(Math.max(...columns.map(({ sum }) => sum)));
  const tip = el("div.chart-tip", { hidden: true });
  const picture = svg(
    "svg.chart", {
      viewBox: `0 0 ${frame.width} ${frame.height}`, role: "group",
      "aria-label": "Fresh renders by day; the arrow keys go from day to day",
      onkeydown: (event) => move(event),
    },
    axis(values), columns.map((column, index) => bar(column, index, columns.length, values, tip)));
  return el("figure.chart-frame", null, picture, tip, legend(coloured));
}

function columnOf(date, coloured) {
  const parts = coloured.map(({ key, colour }) => ({
    name: key.name || key.keyId, colour,
    count: key.days.find((each) => each.day === date)?.count ?? 0,
  })).filter(({ count }) => count > 0);
  return { date, parts, sum: parts.reduce((sum, { count }) => sum + count, 0) };
}

function height(value, values) {
  return (value / values.at(-1)) * (frame.height - frame.top - frame.bottom);
}

/** The lines of an axis with their values, for charts of this frame. */
function axis(values) {
  return values.map((value) => {
    const y = Math.round(frame.height - frame.bottom - height(value, values)) + 0.5;
    return [
      svg("line.chart-line", { x1: frame.left, x2: frame.width - frame.right, y1: y, y2: y }),
      svg(
        "text.chart-text", { x: frame.left - 8, y: y + 4, "text-anchor": "end" }, tickText(value)),
    ];
  });
}

function bar(column, index, length, values, tip) {
  const step = (frame.width - frame.left - frame.right) / length;
  const x = frame.left + index * step;
  const text = column.parts.map(({ name, count }) => `${name}: ${count}`).join(", ");
  const day = weekdays.format(new Date(column.date));
  const show = (event) => showTip(tip, event.currentTarget, day, column);
  const hide = () => { tip.hidden = true; };
  let y = frame.height - frame.bottom;
  const pieces = column.parts.map(({ colour, count }) => {
    const high = height(count, values);
    y -= high;
    return svg(`rect.chart-${colour}`, {
      x: x + step * 0.16, y, width: step * 0.68, height: Math.max(0.5, high - 1), rx: 1.5,
    });
  });
  const label = index === 0 || (index + 1) % 5 === 0;
  return svg(
    "g.chart-day", {
      tabindex: index === 0 ? 0 : -1, role: "img",
      "aria-label": `${day}: ${counted(column.sum, "render")}${text ? `; ${text}` : ""}`,
      onfocus: show, onblur: hide, onmouseenter: show, onmouseleave: hide,
    },
    svg("rect.chart-ground", { x, y: frame.top, width: step, height: frame.height - frame.top }),
    pieces,
    label && svg(
      "text.chart-text", { x: x + step / 2, y: frame.height - 8, "text-anchor": "middle" },
      String(index + 1)));
}

function showTip(tip, group, day, column) {
  const box = group.getBoundingClientRect();
  const outer = tip.parentElement.getBoundingClientRect();
  tip.replaceChildren(
    el("b", null, `${day}: ${counted(column.sum, "render")}`),
    ...column.parts.map(({ name, colour, count }) => el(
      "span", null, el(`span.key-colour.chart-${colour}`), `${name}: ${count}`)));
  tip.hidden = false;
  const half = tip.offsetWidth / 2;
  const middle = box.left + box.width / 2 - outer.left;
  tip.style.left = `${Math.max(half, Math.min(middle, outer.width - half))}px`;
}

function move(event) {
  const days = [...event.currentTarget.querySelectorAll(".chart-day")];
  const index = days.indexOf(document.activeElement);
  const to = {
    ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: days.length - 1,
  }[event.key];
  if (to === undefined || !days[to]) return;
  event.preventDefault();
  days[index]?.setAttribute("tabindex", "-1");
  days[to].setAttribute("tabindex", "0");
  days[to].focus();
}

function legend(coloured) {
  const used = coloured.filter(({ key }) => key.used > 0);
  const own = used.filter(({ colour }) => colour < coloursMax);
  const rest = used.filter(({ colour }) => colour === coloursMax);
  const item = (colour, text) => el("li", null, el(`span.key-colour.chart-${colour}`), text);
  const restText = rest.length === 1 ? rest[0].key.name : counted(rest.length, "other key");
  return el(
    "ul.legend", { "aria-label": "Keys" },
    own.map(({ key, colour }) => item(colour, key.name || key.keyId)),
    rest.length > 0 && item(coloursMax, restText));
}
