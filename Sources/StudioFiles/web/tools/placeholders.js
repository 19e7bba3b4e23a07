// The `{{name}}` places in a template's strings, found as the server finds them: `\{{` is a literal
// `{{`, spaces and tabs around a name do not count, and what is not closed is no place.

import { walk } from "../editor/tree.js";

/**
 * What a string is made of.
 *
 * @param {string} text
 * @returns {Array<{text: string, name: string|null}>} in order; `text` is the piece as it is
 *   spelled, `name` the variable of a place, null for what stands between
 */
export function pieces(text) {
  const found = [];
  let start = 0;
  let index = 0;
  while (index < text.length) {
    if (text.startsWith("\\{{", index)) {
      index += 3;
      continue;
    }
    const end = text.startsWith("{{", index) ? text.indexOf("}}", index + 2) : -1;
    if (end < 0) {
      index += 1;
      continue;
    }
    if (index > start) found.push({ text: text.slice(start, index), name: null });
    const name = text.slice(index + 2, end).replace(/^[ \t]+|[ \t]+$/g, "");
    found.push({ text: text.slice(index, end + 2), name: name || null });
    index = end + 2;
    start = index;
  }
  if (start < text.length) found.push({ text: text.slice(start), name: null });
  return found;
}

/** The variable when the whole string is one `{{name}}`; null otherwise. */
export function wholeVariable(text) {
  const all = pieces(text);
  return all.length === 1 ? all[0].name : null;
}

/** `text` as a template must spell it so that it is taken as it is. */
export const escaped = (text) => text.replaceAll("{{", "\\{{");

/**
 * Changes every string of the canvas and the layers that variables may stand in.
 *
 * @param {Object} data jsonData, which is written to
 * @param {(text: string) => any} change gives the value in place of a string; undefined takes it
 *   out where it is a member of an object
 */
export function changeStrings(data, change) {
  if (data.canvas) changeWithin(data.canvas, change, new Set());
  for (const { layer } of walk(data.layers ?? [])) {
    changeWithin(layer, change, new Set(["name", "type", "layers"]));
  }
}

function changeWithin(value, change, skipped) {
  for (const key of Object.keys(value)) {
    if (skipped.has(key)) continue;
    const inner = value[key];
    if (typeof inner === "string") {
      const next = change(inner);
      if (next !== undefined) value[key] = next;
      else if (Array.isArray(value)) value[key] = "";
      else delete value[key];
    } else if (inner !== null && typeof inner === "object") {
      changeWithin(inner, change, new Set());
    }
  }
}

/** Has every `{{from}}` be `{{to}}`. */
export function renameVariable(data, from, to) {
  changeStrings(data, (text) => pieces(text).map((piece) => {
    return piece.name === from ? `{{${to}}}` : piece.text;
  }).join(""));
}

/**
 * Puts a value in the variable's places: where it is all of a string it becomes the value itself,
 * else its text.
 *
 * @param {any} value undefined for none: the property goes, and within a string nothing is left
 */
export function fillVariable(data, name, value) {
  changeStrings(data, (text) => {
    const all = pieces(text);
    if (!all.some((piece) => piece.name === name)) return text;
    if (all.length === 1) return typeof value === "string" ? escaped(value) : value;
    const spelled = value === undefined ? "" : escaped(String(value));
    return all.map((piece) => (piece.name === name ? spelled : piece.text)).join("");
  });
}

/**
 * Where variables are used: by their names the layers' names, in painting order, null for the
 * canvas.
 *
 * @returns {Map<string, Array<string|null>>}
 */
export function variableUses(data) {
  const uses = new Map();
  const note = (value, layer, skipped) => {
    if (typeof value === "string") {
      for (const { name } of value.includes("{{") ? pieces(value) : []) {
        if (name === null) continue;
        if (!uses.has(name)) uses.set(name, []);
        if (!uses.get(name).includes(layer)) uses.get(name).push(layer);
      }
    } else if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) {
        if (!skipped?.has(key)) note(inner, layer);
      }
    }
  };
  note(data.canvas ?? {}, null);
  const skipped = new Set(["name", "type", "layers"]);
  for (const { layer } of walk(data.layers ?? [])) note(layer, layer.name, skipped);
  return uses;
}

/** The names that the template uses and does not declare. */
export function undeclaredNames(data) {
  const declared = new Set((data.variables ?? []).map(({ name }) => name));
  return [...variableUses(data).keys()].filter((name) => !declared.has(name));
}

/** Declares a variable, of text, as one step. */
export function declareVariable(doc, name) {
  doc.edit(`Add variable ${name}`, (draft) => {
    draft.variables = [...(draft.variables ?? []), { name, type: "text" }];
  });
}
