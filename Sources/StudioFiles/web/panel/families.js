// The site's font families, and which of them a text is set in.

import { parseFamilies } from "./css/lists.js";

const generic = new Set(["serif", "sans-serif", "monospace", "system-ui", "cursive", "fantasy"]);

/**
 * The family that the target's texts are set in first.
 *
 * @returns {Promise<Object|null>} as the API lists it; null when the site has none of that name
 */
export async function familyOf(editor, target) {
  const { families, defaultFamilies } = await fontsOf(editor);
  const given = target.values("fontFamily")[0] ?? target.initial({ name: "fontFamily" });
  const wanted = (parseFamilies(given ?? "") ?? []).filter((name) => !generic.has(name));
  for (const name of [...wanted, ...defaultFamilies]) {
    const found = families.find((family) => family.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
  }
  return null;
}

/** The site's fonts; without any when they could not be listed. */
export async function fontsOf(editor) {
  try {
    return (await editor.fonts) ?? { families: [], defaultFamilies: [] };
  } catch {
    return { families: [], defaultFamilies: [] };
  }
}
