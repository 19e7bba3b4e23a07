// The scale of a chart's values.

/**
 * Round values from 0 to `max` and a bit more, three to six of them, whole numbers.
 *
 * @param {number} max
 * @returns {number[]} the last is the top of the chart
 */
export function ticks(max) {
  const rough = Math.max(1, max / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((each) => each * power >= rough) * power);
  const length = Math.max(1, Math.ceil(max / step)) + 1;
  return Array.from({ length }, (_, index) => index * step);
}

const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A value as it stands at an axis, as in "1.5K". */
export const tickText = (value) => short.format(value);
