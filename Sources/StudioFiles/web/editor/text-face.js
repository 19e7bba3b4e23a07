// A text layer's looks as those of an element of the page.

/**
 * Gives an element the type, colour and effects of a text layer, but for its families.
 *
 * @param {HTMLElement} element as wide as the layer's content box
 * @param {Object} layer
 * @param {number} height of that box in px, for a text that shrinks to fit
 */
export function dressText(element, layer, height) {
  const { style } = element;
  const isSet = layer.direction === "rtl" || layer.direction === "ltr";
  element.dir = isSet ? layer.direction : "auto";
  element.lang = typeof layer.lang === "string" ? layer.lang : "";
  style.fontWeight = layer.fontWeight ?? 400;
  style.fontStyle = layer.fontStyle ?? "normal";
  style.fontFeatureSettings = settingsOf(layer.fontFeatures);
  style.fontVariationSettings = settingsOf(layer.fontVariations);
  style.lineHeight = Number.isFinite(layer.lineHeight) ? layer.lineHeight : 1.2;
  style.letterSpacing = `${Number(layer.letterSpacing) || 0}px`;
  style.textAlign = layer.textAlign ?? "start";
  style.textTransform = layer.textTransform ?? "none";
  style.textDecoration = layer.textDecoration ?? "none";
  paint(style, layer);
  style.fontSize = `${Number(layer.fontSize) || 16}px`;
  if (layer.fit === "shrink") shrink(element, layer, height);
}

function paint(style, layer) {
  const color = layer.color ?? "#000000";
  const isGradient = /gradient\(/.test(color);
  style.color = isGradient ? "transparent" : color;
  style.backgroundImage = isGradient ? color : "";
  style.backgroundClip = isGradient ? "text" : "";
  style.caretColor = isGradient ? "gray" : color;
  // A shadow would be seen through letters that are cut out of a gradient.
  style.textShadow = isGradient ? "none" : layer.textShadow ?? "none";
  const stroke = Number(layer.textStrokeWidth) || 0;
  style.webkitTextStroke = stroke ? `${stroke}px ${layer.textStrokeColor ?? "#000000"}` : "";
}

/** `{"tnum": 1}` as CSS says it; true is 1. */
function settingsOf(tags) {
  const pairs = Object.entries(tags ?? {}).map(([tag, value]) => `"${tag}" ${Number(value)}`);
  return pairs.join(", ") || "normal";
}

// The largest size, to half a px, at which all lines are in the box.
function shrink(element, layer, height) {
  const most = Number(layer.fontSize) || 16;
  const lines = Number(layer.maxLines) || Infinity;
  const lineHeight = Number.isFinite(layer.lineHeight) ? layer.lineHeight : 1.2;
  const fits = (size) => {
    element.style.fontSize = `${size}px`;
    const room = Math.min(height, lines * size * lineHeight);
    return element.offsetHeight <= room + 1;
  };
  let [low, high] = [Math.min(Number(layer.minFontSize) || 8, most), most];
  if (fits(high)) return;
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  element.style.fontSize = `${low}px`;
}
