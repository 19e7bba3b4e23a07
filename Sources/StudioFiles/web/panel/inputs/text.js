// Texts: of layers and codes, of languages, of paths, and values that no other input can hold.

import { el, freshId } from "../../dom.js";
import { liveField } from "./live-field.js";

/** A live text area or field with `insert(text)`, which writes at the caret. */
function textArea(context, wish) {
  const { rows, isCode = false, isLine = false, parse, print, list, expected, settle } = wish;
  const control = el(`${isLine ? "input" : "textarea"}.input${isCode ? ".is-code" : ""}`, {
    id: context.id, spellcheck: !isCode, autocomplete: "off", rows: isLine ? null : rows,
    type: isLine ? "text" : null, dir: isCode ? null : "auto", list: list?.id,
  });
  const field = liveField(control, {
    parse, expected, settle, change: context.change, done: context.done, remember: context.remember,
  });
  return {
    element: list ? el("div", null, control, list.element) : control,
    showsVariables: true,
    show(value, { isMixed }) {
      field.show(isMixed ? "" : print(value), isMixed ? "Mixed" : "");
    },
    insert(text) {
      control.focus();
      control.setRangeText(text, control.selectionStart, control.selectionEnd, "end");
      control.dispatchEvent(new Event("input", { bubbles: true }));
      context.done();
    },
  };
}

const print = (value) => String(value ?? "");
const asIs = { parse: (text) => ({ value: text }), print };
/** What is wrong as long as it is half typed is written at the end. */
const atEnd = { parse: () => null, settle: (text) => text.trim() || undefined, print };

/** The input of `text`: lines that grow with what is in them. */
export const textInput = (context) => textArea(context, { rows: 3, ...asIs });

/** The input of `data`. */
export const dataInput = (context) => textArea(context, { rows: 2, ...asIs });

/** The input of `path`. */
export const pathInput = (context) => textArea(context, { rows: 4, isCode: true, ...atEnd });

/** The input of values that no other input knows: one line of CSS. */
export const cssInput = (context) => textArea(context, { isLine: true, isCode: true, ...atEnd });

const languages = [
  ["en", "English"], ["de", "German"], ["fr", "French"], ["es", "Spanish"], ["pt", "Portuguese"],
  ["it", "Italian"], ["nl", "Dutch"], ["pl", "Polish"], ["tr", "Turkish"], ["ru", "Russian"],
  ["uk", "Ukrainian"], ["el", "Greek"], ["ar", "Arabic"], ["he", "Hebrew"], ["fa", "Persian"],
  ["ur", "Urdu"], ["hi", "Hindi"], ["bn", "Bengali"], ["th", "Thai"], ["vi", "Vietnamese"],
  ["ja", "Japanese"], ["ko", "Korean"], ["zh-Hans", "Chinese, simplified"],
  ["zh-Hant", "Chinese, traditional"],
];

/** The input of `lang`: any tag, the usual ones offered. */
export function langInput(context) {
  const id = freshId("languages");
  const options = languages.map(([value, label]) => el("option", { value, label }));
  const list = { id, element: el("datalist", { id }, options) };
  const parse = (text) => {
    const tag = text.trim();
    if (tag === "") return { value: undefined };
    const isTag = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(tag) || tag.startsWith("{{");
    return isTag ? { value: tag } : null;
  };
  const expected = context.row.expectation;
  return textArea(context, { isLine: true, list, parse, print, expected });
}

/** The input of kinds that the studio does not know: their JSON. */
export function jsonInput(context) {
  const parse = (text) => {
    try {
      return { value: JSON.parse(text) };
    } catch {
      return null;
    }
  };
  return textArea(context, {
    rows: 4, isCode: true, parse, expected: "JSON",
    print: (value) => JSON.stringify(value, null, 2),
  });
}
