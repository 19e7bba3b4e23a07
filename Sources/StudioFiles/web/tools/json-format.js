// JSON as people read it: what fits stands on one line, all else one member a line.

/**
 * @param {any} value
 * @param {number} [width] how long a line may be for a list or an object to stand on it, in
 *   characters
 * @returns {string} without a line feed at its end
 */
export function formatJSON(value, width = 48) {
  return spelled(value, "", width);
}

function spelled(value, indent, width) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const isArray = Array.isArray(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (!entries.length) return isArray ? "[]" : "{}";
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  const isFlat = entries.every(([, inner]) => inner === null || typeof inner !== "object");
  const inner = `${indent}  `;
  const items = entries.map(([key, each]) => {
    return (isArray ? "" : `${JSON.stringify(key)}: `) + spelled(each, inner, width);
  });
  if (isFlat && entries.length <= 4) {
    const line = isArray ? `[${items.join(", ")}]` : `{ ${items.join(", ")} }`;
    if (indent.length + line.length <= width) return line;
  }
  return `${open}\n${items.map((item) => inner + item).join(",\n")}\n${indent}${close}`;
}
