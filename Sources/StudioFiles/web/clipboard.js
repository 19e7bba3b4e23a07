// The system's clipboard.

import { toast } from "./toast.js";

/**
 * Copies text and says so.
 *
 * @param {string} text
 * @param {string} what what it is, as in "Template ID"
 */
export async function copyText(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    // Pages that did not come over HTTPS or from this machine have no clipboard.
    copyBySelection(text);
    toast(`${what} copied`);
  }
}

function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "visually-hidden";
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
