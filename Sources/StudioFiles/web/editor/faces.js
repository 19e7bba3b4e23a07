// The site's fonts for texts that are edited in place, loaded from the server when first needed.

const loaded = new Set();
const generics = new Set(["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"]);

/**
 * The CSS list of families for a text, after its faces were given to the page.
 *
 * @param {string|undefined} wanted the layer's `fontFamily`
 * @param {{defaultFamilies: Array<string>, families: Array}} fonts
 */
export async function loadFaces(wanted, fonts) {
  const list = (wanted ? wanted.split(",") : fonts.defaultFamilies)
    .map((name) => name.trim().replace(/^(["'])(.*)\1$/, "$2"));
  const names = [...list, ...fonts.families.filter((family) => family.isFallback)
    .map((family) => family.name)];
  await Promise.all(list.map((name) => {
    const family = fonts.families.find((each) => each.name.toLowerCase() === name.toLowerCase());
    return family ? load(family) : null;
  }));
  const spelled = (name) => (generics.has(name) ? name : `"placard ${name}", "${name}"`);
  return names.map(spelled).join(", ");
}

async function load(family) {
  for (const style of family.styles) {
    if (!style.url || loaded.has(style.url)) continue;
    loaded.add(style.url);
    const weight = style.weight.min === style.weight.max
      ? `${style.weight.min}` : `${style.weight.min} ${style.weight.max}`;
    const face = new FontFace(`placard ${family.name}`, `url(${style.url})`, {
      weight, style: style.style, stretch: `${style.stretch}%`,
    });
    try {
      document.fonts.add(await face.load());
    } catch {
      // The nearest face of this machine serves as well: only the field shows it.
    }
  }
}
