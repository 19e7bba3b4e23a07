// At what scale the server draws so that the drawing is sharp where it is shown.

import { settings } from "../settings.js";

const scaleMax = 3;
// More than a screen has, and what a large canvas at a large zoom would cost.
const pixelsMax = 12_000_000;

/**
 * The scale of a drawing that is shown with `density` px of the screen for each px of the canvas.
 * Browsers halve pictures well and do the rest of making them smaller badly, so a drawing has as
 * many px as the screen, or two, four … times as many.
 *
 * @param {number} density
 * @param {{width: number, height: number}} size of the canvas
 * @returns {number} 1 to 3, whole hundredths
 */
export function scaleFor(density, { width, height }) {
  let scale = density;
  while (scale < 1) scale *= 2;
  const { sidePixelsMax } = settings.limits;
  const most = Math.min(
    scaleMax, sidePixelsMax / width, sidePixelsMax / height,
    Math.sqrt(Math.min(pixelsMax, settings.limits.pixelsMax) / (width * height)));
  return Math.max(1, Math.floor(Math.min(scale, most) * 100 + 1e-6) / 100);
}
