// Lines of twelve months.

import { el, svg } from "../../dom.js";
import { count, counted } from "./figures.js";
import { monthName, shortMonth } from "./months.js";
import { ticks, tickText } from "./scale.js";

const frame = { width: 1180, height: 180, left: 44, right: 24, top: 18, bottom: 26 };

/**
 * The line of `sums` with its axis; each month's count stands at its point.
 *
 * @param {Array<{month: string, count: number}>} sums
 */
export function monthLine(sums) {
  const values = ticks(Math.max(...sums.map((each) => each.count)));
  const bottom = frame.height - frame.bottom;
  const x = (index) => frame.left + 16
    + (index * (frame.width - frame.left - frame.right - 32)) / (sums.length - 1);
  const y = (value) => bottom - (value / values.at(-1)) * (bottom - frame.top);
  const points = sums.map((each, index) => `${x(index).toFixed(1)},${y(each.count).toFixed(1)}`);
  return el("figure.chart-frame", null, svg(
    "svg.chart", {
      viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img", "aria-label": told(sums),
    },
    values.map((value) => [
      svg("line.chart-line", {
        x1: frame.left, x2: frame.width - frame.right, y1: y(value), y2: y(value),
      }),
      svg("text.chart-text", { x: frame.left - 8, y: y(value) + 4, "text-anchor": "end" },
        tickText(value)),
    ]),
    svg("polyline.chart-stroke", { points: points.join(" ") }),
    sums.map((each, index) => [
      svg("circle.chart-dot", { cx: x(index), cy: y(each.count), r: 3.5 }),
      each.count > 0 && svg(
        "text.chart-text.is-value", { x: x(index), y: y(each.count) - 8, "text-anchor": "middle" },
        count(each.count)),
      svg("text.chart-text", { x: x(index), y: frame.height - 8, "text-anchor": "middle" },
        each.month.endsWith("-01") ? each.month.slice(0, 4) : shortMonth(each.month)),
    ])));
}

/** A line of twelve months as small as a word. */
export function sparkline(sums, name) {
  const max = Math.max(1, ...sums.map((each) => each.count));
  const points = sums.map((each, index) => `${index * 8 + 2},${22 - (each.count / max) * 18}`);
  return svg("svg.sparkline", {
    viewBox: "0 0 92 24", width: 92, height: 24, role: "img",
    "aria-label": `${name}, the last 12 months: ${told(sums)}`,
  }, svg("polyline.chart-stroke", { points: points.join(" ") }));
}

function told(sums) {
  const drawn = sums.filter((each) => each.count > 0);
  if (!drawn.length) return "nothing was drawn";
  return drawn.map((each) => `${monthName(each.month)}: ${counted(each.count, "render")}`)
    .join(", ");
}
