// Properties that mean something only beside another one, and are left out of sight elsewhere.

const conditions = {
  d: (layer) => layer.shape === "path",
  minFontSize: (layer) => layer.fit !== undefined && layer.fit !== "none",
  text: (layer) => !layer.spans?.length,
  wrap: (layer) => layer.type === "stack",
};

/** Whether the property of that name is of use for the layer, or given without. */
export function isShown(name, layer) {
  const condition = conditions[name];
  return !condition || condition(layer) || (layer[name] ?? null) !== null;
}
