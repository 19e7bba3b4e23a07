// Small pictures that the server draws for lists: many in one, so that one request is enough.

import { preview } from "../api.js";
import { printFamilies } from "./css/lists.js";

const columnsOfPictures = 4;
/** The side of a picture's cell and the height of a font's, in px. */
export const cell = { picture: 60, font: 30, fontWidth: 250 };
const fontsPerPicture = 40;
const scale = 2;

/** Promises of pictures' addresses by what is in them, which does not change. */
const drawn = new Map();

async function draw(jsonData) {
  const key = JSON.stringify(jsonData);
  if (!drawn.has(key)) {
    const address = preview(null, { jsonData, scale }).then((blob) => URL.createObjectURL(blob));
    drawn.set(key, address);
    // What could not be drawn may be later.
    address.catch(() => drawn.delete(key));
  }
  return drawn.get(key);
}

/**
 * Shows the names of families, each set in itself, in elements of the cell's size.
 *
 * @param {Array<{name: string, element: HTMLElement}>} samples
 * @param {string} color hexadecimal digits of the text's colour
 */
export async function showFonts(samples, color) {
  for (let start = 0; start < samples.length; start += fontsPerPicture) {
    const part = samples.slice(start, start + fontsPerPicture);
    const height = part.length * cell.font;
    const layers = part.map(({ name }, index) => ({
      name: `sample-${index}`, type: "text", text: name.replaceAll("{{", "\\{{"), color,
      x: 0, y: index * cell.font, width: cell.fontWidth, height: cell.font, fontSize: 18,
      fontFamily: printFamilies([name]), verticalAlign: "middle", maxLines: 1,
    }));
    const canvas = { width: cell.fontWidth, height, background: "none" };
    const address = await draw({ canvas, layers });
    part.forEach(({ element }, index) => {
      showPart(element, address, 0, index * cell.font, cell.fontWidth, height);
    });
  }
}

/**
 * Shows pictures of the site in elements of the cell's size.
 *
 * @param {Array<{path: string, element: HTMLElement}>} samples
 */
export async function showPictures(samples) {
  if (!samples.length) return;
  const rows = Math.ceil(samples.length / columnsOfPictures);
  const size = { width: columnsOfPictures * cell.picture, height: rows * cell.picture };
  const places = samples.map((_, index) => ({
    x: (index % columnsOfPictures) * cell.picture,
    y: Math.floor(index / columnsOfPictures) * cell.picture,
  }));
  const layers = samples.map(({ path }, index) => ({
    name: `sample-${index}`, type: "image", image_url: path, objectFit: "contain",
    ...places[index], width: cell.picture, height: cell.picture,
  }));
  const address = await draw({ canvas: { ...size, background: "none" }, layers });
  samples.forEach(({ element }, index) => {
    const { x, y } = places[index];
    showPart(element, address, x, y, size.width, size.height);
  });
}

function showPart(element, address, x, y, width, height) {
  element.classList.add("is-drawn");
  element.style.backgroundImage = `url("${address}")`;
  element.style.backgroundPosition = `${-x}px ${-y}px`;
  element.style.backgroundSize = `${width}px ${height}px`;
}
