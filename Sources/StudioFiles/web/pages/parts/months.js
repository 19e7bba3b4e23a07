// Months in words of the API, as in "2026-11", which are those of UTC.

const names = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
const shortNames = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** The month that it is. */
export const thisMonth = () => new Date().toISOString().slice(0, 7);

/** The month `steps` later; earlier when that is negative. */
export function shiftMonth(month, steps) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + steps)).toISOString().slice(0, 7);
}

/** As in "November 2026". */
export const monthName = (month) => names.format(new Date(`${month}-01`));

/** As in "Nov". */
export const shortMonth = (month) => shortNames.format(new Date(`${month}-01`));

/** The days of a month: ["2026-11-01", …]. */
export function daysOf(month) {
  const [year, number] = month.split("-").map(Number);
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
}

/**
 * What keys drew together in the 12 months that end with `month`: `[{month, count}]`, the earliest
 * first.
 */
export function monthSums(keys, month) {
  return Array.from({ length: 12 }, (_, index) => {
    const each = shiftMonth(month, index - 11);
    return { month: each, count: keys.reduce((sum, key) => sum + countIn(key, each), 0) };
  });
}

/** What a key drew in a month. */
export function countIn(key, month) {
  return key.months.find((each) => each.month === month)?.count ?? 0;
}
