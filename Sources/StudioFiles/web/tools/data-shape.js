// Whether something read as JSON can be edited as a template's jsonData at all. What its properties
// may say is the server's to judge; here is only what the editor's own parts rely on.

import { hasChildren } from "../editor/tree.js";
import { settings } from "../settings.js";

/**
 * @param {any} data
 * @returns {{path: string, message: string}|null} the first thing that is wrong; null when it is
 *   sound
 */
export function shapeError(data) {
  if (!isObject(data)) return { path: "", message: "jsonData must be an object" };
  if ("canvas" in data && !isObject(data.canvas)) {
    return { path: "canvas", message: "the canvas must be an object" };
  }
  return layersError(data.layers, "layers", new Set()) ?? variablesError(data.variables);
}

const isObject = (value) => {
  return value !== null && typeof value === "object" && !Array.isArray(value);
};

function layersError(layers, path, names) {
  if (layers === undefined) return null;
  if (!Array.isArray(layers)) return { path, message: "layers must be an array" };
  for (const [index, layer] of layers.entries()) {
    const place = `${path}[${index}]`;
    if (!isObject(layer)) return { path: place, message: "a layer must be an object" };
    const error = layerError(layer, place, names);
    if (error) return error;
  }
  return null;
}

function layerError(layer, path, names) {
  if (typeof layer.name !== "string" || layer.name === "") {
    return { path: "name" in layer ? `${path}.name` : path, message: "a layer must have a name" };
  }
  if (names.has(layer.name)) {
    return { path: `${path}.name`, message: `two layers have the name ${layer.name}` };
  }
  names.add(layer.name);
  if (!Object.hasOwn(settings.layerTypes, layer.type)) {
    const types = Object.keys(settings.layerTypes).join(", ");
    const place = "type" in layer ? `${path}.type` : path;
    return { path: place, message: `the layer's type must be one of ${types}` };
  }
  return hasChildren(layer) ? layersError(layer.layers, `${path}.layers`, names) : null;
}

function variablesError(variables) {
  if (variables === undefined) return null;
  if (!Array.isArray(variables)) {
    return { path: "variables", message: "variables must be an array" };
  }
  const names = new Set();
  for (const [index, variable] of variables.entries()) {
    const path = `variables[${index}]`;
    if (!isObject(variable) || typeof variable.name !== "string") {
      return { path, message: "a variable must be an object with a name" };
    }
    if (names.has(variable.name)) {
      return { path, message: `two variables have the name ${variable.name}` };
    }
    names.add(variable.name);
  }
  return null;
}
