// What a draft is drawn with where nobody has said yet what a card will give.

// One grey pixel, which every fit makes a grey area of.
const picture = "data:image/png;base64,"
  + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mPYAgAAtgC1tS5faQAAAABJRU5ErkJggg==";

const standIns = { number: 1, boolean: true, color: "#94a3b8", image: picture };

/**
 * A wish to draw or to inspect a draft, with values for the variables that each card must give: the
 * default, or something of its type, a text's own name.
 *
 * @param {{jsonData?: Object, variables?: Object}} wish as `preview` of api.js takes it
 */
export function withDraftValues(wish) {
  const list = wish.jsonData?.variables;
  if (!Array.isArray(list)) return wish;
  const given = wish.variables ?? {};
  const missing = list.filter((variable) => {
    return variable?.required === true && !Object.hasOwn(given, variable.name);
  });
  if (missing.length === 0) return wish;
  const values = missing.map((variable) => [
    variable.name, variable.default ?? standIns[variable.type] ?? variable.name,
  ]);
  return { ...wish, variables: { ...Object.fromEntries(values), ...given } };
}
