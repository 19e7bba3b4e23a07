// A template's layers as a tree: looked up, put in and taken out by their names, which are unique.

/** Every layer with where it stands: `{layer, siblings, index, parent, depth}`, painting order. */
export function* walk(layers, parent = null, depth = 0) {
  for (let index = 0; index < layers.length; index += 1) {
    const layer = layers[index];
    yield { layer, siblings: layers, index, parent, depth };
    if (hasChildren(layer)) yield* walk(layer.layers ?? [], layer, depth + 1);
  }
}

/** Whether layers can stand in it. */
export const hasChildren = (layer) => layer.type === "group" || layer.type === "stack";

/** Where the layer of that name stands, as `walk` tells it; null when there is none. */
export function find(layers, name) {
  for (const place of walk(layers)) if (place.layer.name === name) return place;
  return null;
}

/** The names of all layers. */
export function names(layers) {
  return [...walk(layers)].map((place) => place.layer.name);
}

/** Groups and stacks around the layer, the outermost first; empty for one of the top. */
export function ancestors(layers, name) {
  for (const layer of layers) {
    if (layer.name === name) return [];
    if (!hasChildren(layer)) continue;
    if (find(layer.layers ?? [], name)) return [layer, ...ancestors(layer.layers ?? [], name)];
  }
  return [];
}

const nameLengthMax = 128;

/** Why a layer cannot be called that, in words; null when it can. `taken` are others' names. */
export function nameProblem(name, taken) {
  if (!name) return "A layer needs a name";
  if ([...name].length > nameLengthMax) return `A name has at most ${nameLengthMax} characters`;
  if (/[.:\u0000-\u001f\u007f]/.test(name)) {
    return `“${name}” has a dot, a colon or a line break, which names of layers may not`;
  }
  return taken.includes(name) ? `There is a layer “${name}” already` : null;
}

/** `stem`, or `stem-2` and so on: a name that a layer may have and none of `taken` is. */
export function freshName(stem, taken) {
  const used = new Set(taken);
  const clean = [...stem.replaceAll(/[.:\u0000-\u001f\u007f]/g, "-")]
    .slice(0, nameLengthMax - 8).join("").trim();
  const base = clean.replace(/-\d+$/, "") || "layer";
  if (!used.has(clean) && clean === base) return base;
  for (let number = 2; ; number += 1) {
    if (!used.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/** A copy of a layer and all in it under names that none of `taken` is. */
export function renamedCopy(layer, taken) {
  const copy = structuredClone(layer);
  const used = [...taken];
  for (const { layer: each } of walk([copy])) {
    each.name = freshName(each.name, used);
    used.push(each.name);
  }
  return copy;
}

/** Takes the layer out; null when there is none. */
export function remove(layers, name) {
  const place = find(layers, name);
  return place ? place.siblings.splice(place.index, 1)[0] : null;
}

/** Of `selected` those that stand in none of the others, in painting order. */
export function outermost(layers, selected) {
  const wanted = new Set(selected);
  return names(layers).filter((name) => {
    return wanted.has(name) && !ancestors(layers, name).some((layer) => wanted.has(layer.name));
  });
}

/** Whether the layer's place is its stack's to give, so that `x` and `y` mean nothing. */
export function isInStack(layers, name) {
  return find(layers, name)?.parent?.type === "stack";
}
