// What lists of values have in common: rows, a way to add one, and text where they are not read.

import { el } from "../../dom.js";
import { icon } from "../../icons.js";
import { cssInput } from "./text.js";
import { rowsIn } from "./rows.js";

/**
 * The input of a list.
 *
 * @param {Object} context of the input
 * @param {{read: (value: any) => any[]|null, print: (items: any[]) => any, row: (wish: {index:
 *   number, update: (change: (item: any) => any) => void, done: () => void, remove: () => void, up:
 *   () => void}) => {element: Element, show: (item: any) => void}, add: (append: (item: any) =>
 *   void, items: () => any[]) => Element, empty: string, text?: Object, max?: number}} list `text`
 *   is the input where `read` is null, the value's CSS unless given
 */
export function listInput(context, list) {
  const { change, done, label } = context;
  const { read, print, empty, max = 16 } = list;
  const text = list.text ?? cssInput(context);
  let items = [];
  const write = (next) => change(print(next));
  const edit = (make) => change((old) => print(make(read(old) ?? [])));
  const remove = (index) => {
    write(items.filter((_, place) => place !== index));
    done();
    addRow.querySelector("button")?.focus();
  };
  const up = (index) => {
    const next = [...items];
    [next[index - 1], next[index]] = [next[index], next[index - 1]];
    write(next);
    done();
  };
  const body = el("div.list-rows", { role: "list" });
  const rows = rowsIn(body, (index) => {
    const row = list.row({
      index, done, remove: () => remove(index), up: () => up(index),
      update: (next) => edit((all) => all.map((item, place) => {
        return place === index ? next(item) : item;
      })),
    });
    row.element.setAttribute("role", "listitem");
    return row;
  });
  const append = (item) => {
    edit((all) => (all.length < max ? [...all, item] : all));
    done();
  };
  const nothing = el("span.hint", null, empty);
  const addRow = el("div.list-add", null, nothing, list.add(append, () => items));
  const element = el(
    "div.list", { role: "group", "aria-labelledby": label.id },
    body, addRow, text.element);
  return {
    element,
    show(value, state) {
      const found = state.isMixed ? null : read(value);
      items = found ?? [];
      const isText = found === null && !state.isMixed;
      nothing.textContent = state.isMixed ? "Mixed" : items.length ? "" : empty;
      text.element.hidden = !isText;
      body.hidden = isText;
      addRow.hidden = isText;
      if (isText) text.show(value, state);
      rows.show(items);
    },
  };
}

/** The small buttons at a row's end. */
export function rowAction(title, mark, onclick) {
  return el("button.prop-action", {
    type: "button", "aria-label": title, title, onclick,
  }, icon(mark));
}

/** The button that adds a row. */
export function addButton(title, onclick) {
  return el("button.button.is-small", { type: "button", onclick }, icon("plus"), title);
}
