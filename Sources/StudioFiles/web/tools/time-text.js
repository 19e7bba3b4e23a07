// Moments, in this browser's time zone.

/** The time of day, as "12:31", with the date when it is not today's. */
export function timeText(milliseconds) {
  const date = new Date(milliseconds);
  const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}, ${time}`;
}

/** Date and time, as "26 Nov 2026, 12:31". */
export function momentText(milliseconds) {
  const style = { dateStyle: "medium", timeStyle: "short" };
  return new Date(milliseconds).toLocaleString("en-GB", style);
}
