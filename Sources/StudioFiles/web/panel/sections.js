// How the properties of layers are grouped and what they are called in the panel.

/**
 * Sections in their order. A property that stands in none is put into the last, so every row of
 * the server's tables is shown.
 */
const sections = [
  {
    title: "Layer",
    names: ["x", "y", "width", "height", "rotation", "opacity", "blendMode", "visible"],
  },
  { title: "In its stack", names: ["flexGrow", "flexShrink", "alignSelf"] },
  {
    title: "Stack", names: ["direction", "wrap", "alignItems", "justifyContent", "gap"],
    of: "stack",
  },
  { title: "Text", names: ["text", "spans"] },
  {
    title: "Type",
    names: [
      "fontFamily", "fontWeight", "fontSize", "lineHeight", "letterSpacing", "color", "textAlign",
      "verticalAlign", "fontStyle", "textTransform", "textDecoration",
    ],
    of: "text",
  },
  { title: "Fitting", names: ["fit", "minFontSize", "maxLines", "textOverflow"] },
  { title: "Picture", names: ["image_url", "objectFit", "objectPosition"] },
  { title: "Code", names: ["data", "color", "errorCorrection", "margin"], of: "qr" },
  { title: "Colour", names: ["color"] },
  { title: "Shape", names: ["shape", "d", "fill", "stroke", "strokeWidth", "strokeDasharray"] },
  { title: "Box", names: ["background", "borderRadius", "padding", "overflow"] },
  { title: "Border", names: ["borderWidth", "borderColor"], isFolded: true },
  {
    title: "Effects",
    names: ["boxShadow", "textShadow", "textStrokeWidth", "textStrokeColor", "filter"],
    isFolded: true,
  },
  { title: "Other sizes", names: ["constraints"] },
  { title: "Language", names: ["direction", "lang"], of: "text", isFolded: true },
  { title: "OpenType", names: ["fontFeatures", "fontVariations"], isFolded: true },
];

const rest = { title: "More", names: [] };

const labels = {
  x: "X", y: "Y", width: "Width", height: "Height", rotation: "Rotation", opacity: "Opacity",
  visible: "Visible", flexGrow: "Grow", flexShrink: "Shrink", alignSelf: "Align itself",
  wrap: "Wrap", gap: "Gap", alignItems: "Align", justifyContent: "Distribute",
  overflow: "Overflow", text: "Text", spans: "Styled pieces", textTransform: "Case",
  direction: "Direction", lang: "Language", fontFamily: "Font", fontWeight: "Weight",
  fontSize: "Size", lineHeight: "Line height", letterSpacing: "Letter spacing", color: "Colour",
  textAlign: "Align", verticalAlign: "Vertical align", fontStyle: "Style",
  textDecoration: "Lines", fit: "Fit", minFontSize: "Smallest size", maxLines: "Most lines",
  textOverflow: "Past the box", image_url: "Picture", objectFit: "Fit",
  objectPosition: "Picture's place", data: "Content", errorCorrection: "Error correction",
  margin: "Quiet zone", shape: "Outline", d: "Path", fill: "Fill", stroke: "Stroke",
  strokeWidth: "Stroke width", strokeDasharray: "Dashes", background: "Background",
  borderRadius: "Corner radius", padding: "Padding", borderWidth: "Border width",
  borderColor: "Border colour", boxShadow: "Box shadows", textShadow: "Text shadows",
  textStrokeWidth: "Outline width", textStrokeColor: "Outline colour", filter: "Filters",
  blendMode: "Blend mode", constraints: "When the size changes", fontFeatures: "Features",
  fontVariations: "Axes",
};

/** Properties of which two stand side by side. */
const halves = new Set([
  "x", "y", "width", "height", "rotation", "opacity", "flexGrow", "flexShrink", "gap", "wrap",
  "fontWeight", "fontSize", "lineHeight", "letterSpacing", "verticalAlign",
  "fontStyle", "textTransform", "minFontSize", "maxLines", "textOverflow", "fit", "strokeWidth",
  "strokeDasharray", "errorCorrection", "margin", "overflow", "blendMode", "direction", "lang",
  "textStrokeWidth", "visible", "alignItems", "justifyContent",
]);

const units = {
  x: "px", y: "px", width: "px", height: "px", rotation: "°", gap: "px", fontSize: "px",
  letterSpacing: "px", minFontSize: "px", strokeWidth: "px", borderWidth: "px",
  textStrokeWidth: "px", borderRadius: "px", padding: "px",
};

const steps = { opacity: 0.05, lineHeight: 0.05, letterSpacing: 0.1, flexGrow: 1, flexShrink: 1 };

/** The short name of a property, as it stands beside its input. */
export const labelOf = (name) => labels[name] ?? name;

/** Whether the property's input takes half of the panel's width. */
export const isHalf = (name) => halves.has(name);

/** What its numbers count; "" where they have no unit. */
export const unitOf = (name) => units[name] ?? "";

/** By how much an arrow key changes its numbers. */
export const stepOf = (name) => steps[name] ?? 1;

/**
 * The rows (of `settings.layerTypes`) in their sections, those without any left out.
 *
 * @param {Object[]} rows  @param {string[]} types of the layers
 * @returns {Array<{title: string, isFolded: boolean, rows: Object[]}>}
 */
export function sectioned(rows, types) {
  const left = new Map(rows.map((row) => [row.name, row]));
  const filled = sections.map((section) => {
    if (section.of && types.some((type) => type !== section.of)) return { ...section, rows: [] };
    const found = section.names.filter((name) => left.has(name)).map((name) => left.get(name));
    for (const row of found) left.delete(row.name);
    return { ...section, rows: found };
  });
  const all = [...filled, { ...rest, rows: [...left.values()] }];
  return all.filter((section) => section.rows.length > 0).map(({ title, isFolded, rows: own }) => {
    return { title, isFolded: Boolean(isFolded), rows: own };
  });
}
