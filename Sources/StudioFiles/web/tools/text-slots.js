// The texts of a template that cards give, or could.

import { walk } from "../editor/tree.js";
import { pieces } from "./placeholders.js";
import { sampleRole } from "./sample-texts.js";

/**
 * @typedef {{key: string, kind: "layer"|"variable", name: string, layer: string, role: string, own:
 *   string}} TextSlot `name` is the layer's or the variable's, `layer` the layer where it is seen,
 *   `own` what the template itself says
 */

/**
 * The text variables that stand in text layers, and the text layers with words that have none.
 *
 * @param {Object} data jsonData
 * @returns {TextSlot[]} in painting order, each variable once
 */
export function textSlots(data) {
  const variables = new Map((data.variables ?? []).map((variable) => [variable.name, variable]));
  const slots = new Map();
  const add = (kind, name, layer, own) => {
    const key = `${kind}:${name}`;
    if (slots.has(key)) return;
    slots.set(key, { key, kind, name, layer: layer.name, role: sampleRole(name, layer), own });
  };
  for (const { layer } of walk(data.layers ?? [])) {
    if (layer.type !== "text" || layer.visible === false) continue;
    const texts = layer.spans?.map?.((span) => span.text) ?? [layer.text];
    const spelled = texts.filter((text) => typeof text === "string");
    const names = spelled.flatMap(pieces).map(({ name }) => name).filter((name) => name !== null);
    for (const name of names) {
      const variable = variables.get(name);
      if (variable && (variable.type ?? "text") === "text") {
        add("variable", name, layer, variable.default ?? "");
      }
    }
    const own = spelled.join("");
    // A mark, as a lone quote, is drawn rather than said.
    if (!names.length && /[\p{L}\p{N}]/u.test(own)) add("layer", layer.name, layer, own);
  }
  return [...slots.values()];
}

/** What the slot is tried with; undefined when it is its own. */
export function triedText({ layers, variables }, { kind, name }) {
  // Names are anybody's words, "constructor" too.
  const of = (values) => (Object.hasOwn(values, name) ? values[name] : undefined);
  return kind === "variable" ? of(variables) : of(layers)?.text;
}

/**
 * `trial` with texts for slots.
 *
 * @param {Object} trial of the document
 * @param {Array<[TextSlot, string|undefined]>} texts undefined: its own again
 * @returns {{layers: Object, variables: Object}} new objects
 */
export function withTexts(trial, texts) {
  const layers = new Map(Object.entries(trial.layers));
  const variables = new Map(Object.entries(trial.variables));
  for (const [{ kind, name }, text] of texts) {
    if (kind === "variable") {
      if (text === undefined) variables.delete(name);
      else variables.set(name, text);
      continue;
    }
    const { text: former, ...others } = layers.get(name) ?? {};
    if (text !== undefined) layers.set(name, { ...others, text });
    else if (Object.keys(others).length) layers.set(name, others);
    else layers.delete(name);
  }
  return { layers: Object.fromEntries(layers), variables: Object.fromEntries(variables) };
}
