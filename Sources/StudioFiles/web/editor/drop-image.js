// Picture files dropped on the canvas or pasted: uploaded, and shown by a new layer.

import { uploadAsset } from "../api.js";
import { errorText, toast } from "../toast.js";
import { insertLayer } from "./insert.js";

/** How far pictures that are dropped together stand from one another, in px of the canvas. */
const apart = 16;

/**
 * Takes picture files that are dropped on the canvas. Beside it they are refused, as are links but
 * in fields: the browser would leave the studio and show them.
 */
export function startDrop(stage) {
  const { element } = stage;
  const isOfFiles = (event) => event.dataTransfer.types.includes("Files");
  const take = (event) => {
    if (!isOfFiles(event)) return;
    event.preventDefault();
    element.classList.add("is-drop");
  };
  // WebKit drops nothing where the last thing that it asked was whether one may enter.
  for (const name of ["dragenter", "dragover"]) element.addEventListener(name, take);
  element.addEventListener("dragleave", () => element.classList.remove("is-drop"));
  element.addEventListener("drop", (event) => {
    element.classList.remove("is-drop");
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    const at = stage.view.toCanvas({ x: event.clientX, y: event.clientY });
    [...event.dataTransfer.files].forEach((file, index) => {
      insertImageFile(stage, file, { x: at.x + index * apart, y: at.y + index * apart });
    });
  });
  const fields = "input, textarea, [contenteditable]";
  const isLink = ({ dataTransfer, target }) => {
    return dataTransfer.types.includes("text/uri-list") && !target.closest(fields);
  };
  const refuse = (event) => {
    if (event.defaultPrevented || !(isOfFiles(event) || isLink(event))) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  const root = element.closest(".editor");
  for (const name of ["dragenter", "dragover", "drop"]) root.addEventListener(name, refuse);
}

/**
 * Uploads a picture and shows it on the canvas.
 *
 * @param {{x: number, y: number}|null} at its middle, in px of the canvas; null for the canvas's
 */
export async function insertImageFile(stage, file, at) {
  if (!file.type.startsWith("image/")) {
    toast(`${file.name} is not a picture: PNG, JPEG, WebP, GIF and AVIF can be dropped here`);
    return;
  }
  // Whoever waits without a word drops it again.
  const telling = window.setTimeout(() => toast(`${file.name} is being uploaded…`), 500);
  try {
    const asset = await uploadAsset(file);
    const { width: most, height: high } = stage.editor.doc.ownSize;
    const scale = Math.min(1, most * 0.6 / asset.width, high * 0.6 / asset.height);
    const [width, height] = [asset.width, asset.height].map((side) => {
      return Math.max(1, Math.round(side * scale));
    });
    insertLayer(stage, {
      name: file.name.replace(/\.[a-z\d]+$/i, "") || "image", type: "image",
      image_url: asset.path, width, height,
    }, at);
  } catch (error) {
    toast(`${file.name}: ${errorText(error)}`, { seconds: 8 });
  } finally {
    window.clearTimeout(telling);
  }
}
