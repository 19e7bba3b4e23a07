// Numbers, sizes and times in words.

// Made when they are first wanted: their tables take a while to load, and the grid of templates is
// asked for before.
const counts = once(() => new Intl.NumberFormat("en"));
const relative = once(() => new Intl.RelativeTimeFormat("en", { numeric: "auto" }));
const days = once(() => new Intl.DateTimeFormat("en", { dateStyle: "medium" }));
const moments = once(() => {
  return new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });
});

function once(make) {
  let value;
  return () => value ??= make();
}

/** A count with its thousands apart, as in "12,345". */
export const count = (number) => counts().format(number);

/** A count with its noun, as in "1 card" and "2 cards". */
export const counted = (number, noun) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

/** A part of a whole in per cent, as in "94 %"; a dash for a part of nothing. */
export function share(part, whole) {
  if (!whole) return "–";
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 1) return "< 1 %";
  if (percent > 99 && percent < 100) return "> 99 %";
  return `${Math.round(percent)} %`;
}

/** Bytes in the unit that fits, of 1000, as in "1.2 MB". */
export function bytes(number) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let value = number;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** How long ago an RFC 3339 time is, as in "3 hours ago"; after a month the day. */
export function ago(text, now = Date.now()) {
  const seconds = (Date.parse(text) - now) / 1000;
  const steps = [["day", 86_400, 30 * 86_400], ["hour", 3_600, 86_400], ["minute", 60, 3_600]];
  if (Math.abs(seconds) < 60) return "just now";
  for (const [unit, size, below] of steps.reverse()) {
    if (Math.abs(seconds) < below) return relative().format(Math.round(seconds / size), unit);
  }
  return days().format(new Date(text));
}

/** The day of an RFC 3339 time, as in "1 Dec 2026". */
export const day = (text) => days().format(new Date(text));

/** An RFC 3339 time in full. */
export const moment = (text) => moments().format(new Date(text));
