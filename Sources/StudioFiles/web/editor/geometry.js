// Where layers stand on the canvas, and the way back from there into their own numbers.

const radians = Math.PI / 180;
const reachMax = 2_000;

/** `(x, y)` turned clockwise by `degrees` about the origin. */
export function turned(x, y, degrees) {
  if (!degrees) return { x, y };
  const sine = Math.sin(degrees * radians);
  const cosine = Math.cos(degrees * radians);
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

/** The centre of a frame. */
export const centre = (frame) => ({
  x: frame.x + frame.width / 2, y: frame.y + frame.height / 2,
});

/**
 * Where each layer stands: its name to `{x, y, width, height, rotation, parent, isFree}`, in CSS px
 * of the canvas, upright as in the server's boxes: `rotation` is the sum of its own turn and of
 * those around it. `parent` is the place of the group it is in, or null. `isFree` says whether `x`
 * and `y` of the layer are numbers that place it. `least` is the px that it cannot be made narrower
 * than.
 *
 * @param {Array} layers
 * @param {Map<string, Object>} boxes the server's, for what only layout knows: children of stacks,
 *   and numbers that a variable gives
 * @param {boolean} [trusted] whether the boxes are of these very layers, laid to another size
 */
export function places(layers, boxes, trusted = false) {
  const found = new Map();
  collect(layers, null, boxes, trusted, found);
  return found;
}

function collect(layers, parent, boxes, trusted, found) {
  for (const layer of layers) {
    const place = placeOf(layer, parent, boxes.get(layer.name), trusted);
    if (!place) continue;
    found.set(layer.name, place);
    if (layer.layers?.length) collect(layer.layers, place, boxes, trusted, found);
  }
}

function placeOf(layer, parent, box, trusted) {
  // A line may have no extent in one direction, and need not say so.
  const isLine = layer.type === "shape" && layer.shape === "line";
  const none = isLine ? 0 : undefined;
  const own = {
    x: layer.x ?? 0, y: layer.y ?? 0, width: layer.width ?? none, height: layer.height ?? none,
  };
  const isFree = !trusted && parent?.type !== "stack" && Object.values(own).every(Number.isFinite);
  const common = {
    parent, isFree, type: layer.type, borderWidth: Number(layer.borderWidth) || 0,
    isSized: Number.isFinite(own.width) && Number.isFinite(own.height), least: isLine ? 0 : 1,
  };
  if (isFree) {
    const rotation = turn(layer) + (parent?.rotation ?? 0);
    return { ...fromParent(own, parent), rotation, ...common };
  }
  return box ? { ...box.frame, rotation: box.rotation, ...common } : null;
}

const turn = (layer) => (Number.isFinite(layer.rotation) ? layer.rotation : 0);

/** A frame in its parent's padding box, as an upright frame of the canvas. */
export function fromParent(own, parent) {
  if (!parent) return own;
  const x = parent.x + parent.borderWidth + own.x;
  const y = parent.y + parent.borderWidth + own.y;
  const middle = centre(parent);
  const offset = turned(
    x + own.width / 2 - middle.x, y + own.height / 2 - middle.y, parent.rotation);
  return {
    x: middle.x + offset.x - own.width / 2, y: middle.y + offset.y - own.height / 2,
    width: own.width, height: own.height,
  };
}

/** The way back: an upright frame of the canvas as one in its parent's padding box. */
export function intoParent(frame, parent) {
  if (!parent) return { ...frame };
  const middle = centre(parent);
  const own = centre(frame);
  const offset = turned(own.x - middle.x, own.y - middle.y, -parent.rotation);
  return {
    x: middle.x + offset.x - frame.width / 2 - parent.x - parent.borderWidth,
    y: middle.y + offset.y - frame.height / 2 - parent.y - parent.borderWidth,
    width: frame.width, height: frame.height,
  };
}

/** The corners of a turned frame, clockwise from the top left. */
export function corners(place) {
  const middle = centre(place);
  const [halfWidth, halfHeight] = [place.width / 2, place.height / 2];
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => {
    const offset = turned(x * halfWidth, y * halfHeight, place.rotation);
    return { x: middle.x + offset.x, y: middle.y + offset.y };
  });
}

/** The upright frame around turned ones; null for none. */
export function bounds(list) {
  const points = list.flatMap((place) => (place.rotation ? corners(place) : [
    { x: place.x, y: place.y }, { x: place.x + place.width, y: place.y + place.height },
  ]));
  if (points.length === 0) return null;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/**
 * How far an upright frame reaches beyond a canvas on each side, in px, up to where anybody would
 * look for something.
 */
export function reachBeyond(size, frame) {
  const { x, y, width, height } = frame ?? { x: 0, y: 0, width: 0, height: 0 };
  const most = Math.max(reachMax, 2 * size.width, 2 * size.height);
  const within = (far) => Math.min(Math.max(0, far), most);
  return {
    left: within(-x), top: within(-y), right: within(x + width - size.width),
    bottom: within(y + height - size.height),
  };
}

/** Whether a point of the canvas is in a turned frame, or within `slack` px of it. */
export function contains(place, point, slack = 0) {
  const middle = centre(place);
  const offset = turned(point.x - middle.x, point.y - middle.y, -place.rotation);
  return Math.abs(offset.x) <= place.width / 2 + slack
    && Math.abs(offset.y) <= place.height / 2 + slack;
}

/** Whether two upright frames share a point. */
export function meet(one, other) {
  return one.x <= other.x + other.width && other.x <= one.x + one.width
    && one.y <= other.y + other.height && other.y <= one.y + one.height;
}

/** Two decimals: finer than anybody sees, and without the noise of binary fractions. */
export const tidy = (number) => Math.round(number * 100) / 100;
