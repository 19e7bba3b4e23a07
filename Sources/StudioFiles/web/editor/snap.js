// Where a moved frame catches: edges, centres and equal gaps of what is around it.

/** How near on the screen something is that catches. */
export const slackPixels = 6;

/**
 * What frames may catch on.
 *
 * @param {{width: number, height: number}} canvas
 * @param {Array<{x: number, y: number, width: number, height: number}>} others upright frames
 */
export function targets(canvas, others) {
  const margin = Math.round(Math.min(canvas.width, canvas.height) / 20);
  return {
    x: lines(0, canvas.width, margin, canvas.height, others, "x"),
    y: lines(0, canvas.height, margin, canvas.width, others, "y"),
    others,
  };
}

function lines(start, end, margin, across, others, axis) {
  const [place, size, crossPlace, crossSize] = axis === "x"
    ? ["x", "width", "y", "height"] : ["y", "height", "x", "width"];
  const all = [start, (start + end) / 2, end, start + margin, end - margin].map((at) => {
    return { at, from: 0, to: across };
  });
  for (const other of others) {
    const span = { from: other[crossPlace], to: other[crossPlace] + other[crossSize] };
    for (const share of [0, 0.5, 1]) all.push({ at: other[place] + other[size] * share, ...span });
  }
  return all;
}

/**
 * How far a frame is to be moved so that it catches, and the guides that say on what.
 *
 * @param {Object} frame upright, in px of the canvas
 * @param {Object} around what `targets` has made
 * @param {number} zoom
 * @param {{x?: Array<number>, y?: Array<number>}} [points] which of a frame's edges and middle may
 *   catch, as shares; all three when not given
 * @returns {{x: number, y: number, guides: Array}}
 */
export function snap(frame, around, zoom, points = {}) {
  const slack = slackPixels / zoom;
  const x = catchAxis(frame, around.x, "x", slack, points.x ?? [0, 0.5, 1])
    ?? (points.x ? null : gap(frame, around.others, "x", slack));
  const y = catchAxis(frame, around.y, "y", slack, points.y ?? [0, 0.5, 1])
    ?? (points.y ? null : gap(frame, around.others, "y", slack));
  const moved = { ...frame, x: frame.x + (x?.by ?? 0), y: frame.y + (y?.by ?? 0) };
  return {
    x: x?.by ?? 0, y: y?.by ?? 0,
    guides: [...(x?.guides(moved) ?? []), ...(y?.guides(moved) ?? [])],
  };
}

function catchAxis(frame, lines, axis, slack, shares) {
  const [place, size, crossPlace, crossSize] = axis === "x"
    ? ["x", "width", "y", "height"] : ["y", "height", "x", "width"];
  let best = null;
  for (const share of shares) {
    const own = frame[place] + frame[size] * share;
    for (const line of lines) {
      const by = line.at - own;
      if (Math.abs(by) <= slack && (!best || Math.abs(by) < Math.abs(best))) best = by;
    }
  }
  if (best === null) return null;
  const guides = (moved) => {
    const at = shares.map((share) => moved[place] + moved[size] * share);
    return guidesOn(lines, axis, at, {
      from: moved[crossPlace], to: moved[crossPlace] + moved[crossSize],
    });
  };
  return { by: best, guides };
}

/**
 * The guides along those of `lines` that stand at one of `places`.
 *
 * @param {Array} lines one axis of what `targets` has made
 * @param {{from: number, to: number}} span what has caught, along the lines
 */
export function guidesOn(lines, axis, places, span) {
  const caught = new Map();
  for (const line of lines) {
    if (!places.some((at) => Math.abs(line.at - at) <= 0.01)) continue;
    const known = caught.get(line.at) ?? { axis, at: line.at, ...span };
    known.from = Math.min(known.from, line.from);
    known.to = Math.max(known.to, line.to);
    caught.set(line.at, known);
  }
  return [...caught.values()];
}

// Equal gaps: between two neighbours of the row or column, or as wide as the gap of two others.
function gap(frame, others, axis, slack) {
  const [place, size, crossPlace, crossSize] = axis === "x"
    ? ["x", "width", "y", "height"] : ["y", "height", "x", "width"];
  const row = others.filter((other) => {
    return other[crossPlace] < frame[crossPlace] + frame[crossSize]
      && frame[crossPlace] < other[crossPlace] + other[crossSize];
  });
  const start = (each) => each[place];
  const end = (each) => each[place] + each[size];
  const before = row.filter((each) => end(each) <= start(frame) + slack)
    .sort((one, other) => end(other) - end(one));
  const after = row.filter((each) => start(each) >= end(frame) - slack)
    .sort((one, other) => start(one) - start(other));
  const wishes = [];
  if (before[0] && after[0]) {
    const room = start(after[0]) - end(before[0]) - frame[size];
    wishes.push({ to: end(before[0]) + room / 2, gap: room / 2, pair: [before[0], after[0]] });
  }
  if (before[1]) {
    const width = start(before[0]) - end(before[1]);
    wishes.push({ to: end(before[0]) + width, gap: width, pair: [before[1], before[0]] });
  }
  if (after[1]) {
    const width = start(after[1]) - end(after[0]);
    wishes.push({
      to: start(after[0]) - width - frame[size], gap: width, pair: [after[0], after[1]],
    });
  }
  const found = wishes.filter((wish) => wish.gap > 0 && Math.abs(wish.to - start(frame)) <= slack)
    .sort((one, other) => Math.abs(one.to - start(frame)) - Math.abs(other.to - start(frame)))[0];
  if (!found) return null;
  return {
    by: found.to - start(frame),
    guides: (moved) => gapGuides(moved, found, axis, { start, end, crossPlace, crossSize }),
  };
}

function gapGuides(moved, found, axis, { start, end, crossPlace, crossSize }) {
  const list = [...found.pair, moved].sort((one, other) => start(one) - start(other));
  return [0, 1].map((index) => ({
    axis: axis === "x" ? "y" : "x",
    at: moved[crossPlace] + moved[crossSize] / 2,
    from: end(list[index]), to: start(list[index + 1]),
    label: String(Math.round(start(list[index + 1]) - end(list[index]))),
  }));
}
