// Which networks a picture is made for, and what of it they show, as the server's rules have it.

import { settings } from "../settings.js";

/**
 * Those that a picture of that size is made for: by the preset of that size, else by the first of
 * those proportions, within a fiftieth.
 *
 * @returns {Object[]} rows of settings.networks
 */
export function audience({ width, height }) {
  const isSame = (preset) => preset.width === width && preset.height === height;
  const isAlike = (preset) => Math.abs(width / height / (preset.width / preset.height) - 1) <= 0.02;
  const preset = settings.presets.find(isSame) ?? settings.presets.find(isAlike);
  if (!preset) return [];
  return settings.networks.filter((network) => network.presets.includes(preset.id));
}

/**
 * What of a picture of that size a network shows.
 *
 * @param {null|{aspect: number}|{horizontal: number, top: number, bottom: number}} crop
 * @returns {{x: number, y: number, width: number, height: number}} px
 */
export function shownArea(crop, { width, height }) {
  if (crop === null) return { x: 0, y: 0, width, height };
  if ("aspect" in crop) {
    const shown = {
      width: Math.min(width, height * crop.aspect), height: Math.min(height, width / crop.aspect),
    };
    return { x: (width - shown.width) / 2, y: (height - shown.height) / 2, ...shown };
  }
  return {
    x: width * crop.horizontal, y: height * crop.top, width: width * (1 - 2 * crop.horizontal),
    height: height * (1 - crop.top - crop.bottom),
  };
}
