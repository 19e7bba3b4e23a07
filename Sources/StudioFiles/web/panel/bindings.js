// Properties that a variable fills: `{{name}}` in place of their value.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { freshName } from "../editor/tree.js";

const typesByKind = {
  number: ["number"], integer: ["number"], extent: ["number"], corners: ["number"],
  insets: ["number"], weight: ["number"], count: ["number"], dashes: ["number", "text"],
  bool: ["boolean"], color: ["color", "text"], paint: ["color", "text"],
  address: ["image", "text"], text: ["text", "number"], data: ["text", "number"],
  constraints: [], spans: [],
};

/** The types of variables that can fill a property of that kind, the usual one first. */
export const fittingTypes = (kind) => typesByKind[kind] ?? ["text"];

/** The variable that a value is alone, as in "{{title}}"; null for any other value. */
export function boundTo(value) {
  if (typeof value !== "string") return null;
  return /^\{\{[ \t]*([^{}\s]+)[ \t]*\}\}$/.exec(value)?.[1] ?? null;
}

/** Whether any variable stands in a string. */
export const hasVariables = (value) => typeof value === "string" && /(^|[^\\])\{\{/.test(value);

/** What a variable is filled with on the canvas; undefined when it has no value there. */
export function sampleOf(doc, name) {
  const { variables } = doc.trial;
  return (Object.hasOwn(variables, name) ? variables[name] : null) ?? declared(doc, name)?.default;
}

/** A string with its variables filled in as on the canvas. */
export function filled(doc, text) {
  return String(text).replaceAll(/\{\{[ \t]*([^{}\s]+)[ \t]*\}\}/g, (_, name) => {
    return String(sampleOf(doc, name) ?? "");
  });
}

/** The variable of that name as the template declares it; null when there is none. */
export function declared(doc, name) {
  return (doc.data.variables ?? []).find((variable) => variable.name === name) ?? null;
}

/**
 * Opens the menu of what can fill a property.
 *
 * @param {Element} anchor
 * @param {{editor: Object, row: Object, value: any, suggestion: string, bind: (name: string) =>
 *   void, unbind: () => void, insert: ((text: string) => void)|null}} wish
 */
export function openBindMenu(anchor, wish) {
  const { editor, row, value, bind, unbind, insert } = wish;
  const types = fittingTypes(row.kind);
  const bound = boundTo(value);
  const all = editor.doc.data.variables ?? [];
  const fitting = types.flatMap((type) => {
    return all.filter((variable) => (variable.type ?? "text") === type);
  });
  const items = fitting.filter(({ name }) => name !== bound).map((variable) => ({
    label: `{{${variable.name}}}`, icon: typeMark(variable), onselect: () => bind(variable.name),
  }));
  if (insert) {
    items.push(...fitting.map((variable) => ({
      label: `Insert {{${variable.name}}} here`, icon: icon("plus"),
      onselect: () => insert(`{{${variable.name}}}`),
    })));
  }
  if (items.length) items.push(null);
  items.push({
    label: "New variable from this", icon: icon("plus"),
    onselect: () => editor.doc.asOne(() => bind(declare(wish))),
  });
  if (bound) items.push({ label: "Unbind", icon: icon("close"), onselect: unbind });
  openMenu(anchor, items);
}

const typeMark = ({ type = "text" }) => el("span.tag", null, type);

/** Declares a variable whose default is the property's value; its name. */
function declare({ editor, row, value, suggestion }) {
  const [type] = fittingTypes(row.kind);
  const taken = (editor.doc.data.variables ?? []).map((variable) => variable.name);
  const stem = suggestion.replaceAll(/[\s{}]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const name = freshName(stem || "value", taken);
  const wanted = { number: "number", boolean: "boolean" }[type] ?? "string";
  editor.doc.edit(`Add variable ${name}`, (draft) => {
    const variable = { name, type };
    if (typeof value === wanted && !hasVariables(value)) variable.default = value;
    draft.variables = [...(draft.variables ?? []), variable];
  }, "panel declare");
  return name;
}
