// Text fields that write while they are typed in, and that nobody else writes into meanwhile.

import { toast } from "../../toast.js";
import { tellProblem } from "./problem.js";

/**
 * Makes a text field live.
 *
 * @param {HTMLInputElement|HTMLTextAreaElement} control
 * @param {{parse: (text: string) => {value: any}|null, settle?: (text: string) => any, expected?:
 *   string, change: (value: any) => void, done: () => void, remember?: () => () => void}} wish
 *   `parse` is null for what cannot be written: with `settle` that is half typed, and what `settle`
 *   makes of it is written when the typing ends; without, it is marked with what is `expected`, as
 *   in "a number from 0 to 1", and when the field is left what stood before is put back, and said.
 *   `remember` is asked when typing begins for what takes it back
 * @returns {{show: (text: string, placeholder?: string) => void, end: () => void}} `show` sets what
 *   stands in the field while it is not being typed in, `end` ends the typing
 */
export function liveField(control, wish) {
  const typing = { latest: "", before: null, putBack: null, isWritten: false };
  control.addEventListener("input", () => take(control, typing, wish));
  const end = () => finish(control, typing, wish);
  // Browsers tell of a change before the field is left, and of Enter while one is in it.
  control.addEventListener("change", () => {
    if (!isRefused(control, typing, wish)) end();
  });
  control.addEventListener("blur", end);
  control.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && control.tagName === "INPUT") {
      // What is wrong stays, with what is said of it, as long as one is at it.
      if (!isRefused(control, typing, wish)) end();
      control.select();
    }
    if (event.key !== "Escape" || typing.before === null) return;
    // The first Escape takes back what was typed; the next one is the editor's.
    event.stopPropagation();
    event.preventDefault();
    giveUp(control, typing, wish);
  });
  return {
    end,
    show(text, placeholder = "") {
      typing.latest = text;
      control.placeholder = placeholder;
      if (typing.before === null && control.value !== text) control.value = text;
    },
  };
}

function take(control, typing, { parse, settle, expected, change, remember }) {
  if (typing.before === null) {
    typing.before = typing.latest;
    typing.putBack = remember?.() ?? null;
  }
  control.dataset.typing = "";
  const read = parse(control.value);
  const isWrong = !read && !settle;
  tellProblem(control, isWrong ? `Expected ${expected ?? "another value"}` : null);
  if (!read) return;
  typing.isWritten = true;
  change(read.value);
}

const isRefused = (control, typing, { parse, settle }) => {
  return typing.before !== null && !settle && !parse(control.value);
};

function finish(control, typing, wish) {
  const { parse, settle, change, done } = wish;
  if (typing.before === null) return;
  if (isRefused(control, typing, wish)) {
    tellRefused(control, typing.before, wish.expected);
    giveUp(control, typing, wish);
    return;
  }
  if (settle && !parse(control.value)) {
    change(settle(control.value));
    typing.latest = control.value;
  }
  rest(control, typing);
  done();
}

/** The field may be gone with the layer that it was of: it is said where messages are. */
function tellRefused(control, before, expected = "another value") {
  const name = control.getAttribute("aria-label") ?? control.labels[0]?.textContent ?? "It";
  const typed = [...control.value.trim()].slice(0, shownMax).join("");
  const what = typed ? `“${typed}” was typed, expected` : "expected";
  toast(`${name} is still ${before || "as it was"}: ${what} ${expected}`, { seconds: 8 });
}

const shownMax = 40;

function giveUp(control, typing, { parse, change, done }) {
  const read = parse(typing.before);
  if (typing.isWritten && typing.putBack) typing.putBack();
  else if (typing.isWritten && read) change(read.value);
  typing.latest = typing.before;
  rest(control, typing);
  done();
}

/** Shows what the document says again. */
function rest(control, typing) {
  Object.assign(typing, { before: null, putBack: null, isWritten: false });
  delete control.dataset.typing;
  control.value = typing.latest;
  tellProblem(control, null);
}
