// How large a picture is of its own.

import { inspect } from "../api.js";

const patienceMilliseconds = 5_000;

/**
 * The size of the picture at `address` as the server reads it: in a stack a picture without a size
 * has its own.
 *
 * @param {string} address as in `image_url`
 * @param {Array<Object>} [variables] the template's, for addresses with placeholders
 * @returns {Promise<{width: number, height: number}|null>} in px; null when there is none, or it
 *   takes long to come
 */
export async function naturalSize(address, variables) {
  const picture = { name: "picture", type: "image", image_url: address };
  const stack = {
    name: "stack", type: "stack", alignItems: "start", x: 0, y: 0, width: 1, height: 1,
    layers: [picture],
  };
  const jsonData = { canvas: { width: 1, height: 1 }, layers: [stack], variables };
  try {
    const { boxes } = await inspect(null, { jsonData }, AbortSignal.timeout(patienceMilliseconds));
    const { width, height } = boxes.find(({ name }) => name === picture.name).frame;
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
