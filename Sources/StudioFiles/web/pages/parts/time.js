// A time that says how long ago it is and has the exact one in its title.

import { el } from "../../dom.js";
import { ago, moment } from "./figures.js";

/**
 * @param {string|null} text RFC 3339
 * @param {string} [none] what stands for null
 */
export function timeElement(text, none = "never") {
  if (!text) return el("span.soft", null, none);
  return el("time", { dateTime: text, title: moment(text) }, ago(text));
}
