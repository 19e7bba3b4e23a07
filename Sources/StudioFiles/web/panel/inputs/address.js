// Pictures: an address, a file that is sent to the site, or one that is there.

import { el, fill } from "../../dom.js";
import { listAssets, uploadAsset } from "../../api.js";
import { icon } from "../../icons.js";
import { errorText, toast, toastError } from "../../toast.js";
import { popoverOf } from "../popover.js";
import { showPictures } from "../samples.js";
import { liveField } from "./live-field.js";
import { hasVariables } from "../bindings.js";

const types = "image/png,image/jpeg,image/webp,image/gif,image/avif";
const shownMax = 24;
const longest = 300;

/** The input of `address`. */
export function addressInput({ id, name, editor, change, done, remember }) {
  const control = el("input.input", {
    id, type: "text", spellcheck: false, autocomplete: "off", inputMode: "url",
  });
  const field = liveField(control, {
    // Half of an address names no picture.
    parse: () => null, settle: (text) => text.trim() || undefined, change, done, remember,
  });
  const sample = el("span.picture-sample", { "aria-hidden": "true" });
  const put = (path) => {
    change(path);
    done();
  };
  const send = (file) => upload(file, editor, put, element);
  const file = el("input", {
    type: "file", accept: types, hidden: true, tabIndex: -1, "aria-label": "Picture to upload",
    onchange: () => {
      if (file.files[0]) send(file.files[0]);
      file.value = "";
    },
  });
  const choose = el("button.button.is-small", { type: "button" }, icon("image"), "Choose");
  popoverOf(choose, name, (close) => assetChooser((path) => {
    put(path);
    close();
  }));
  const element = el(
    "div.picture-field", null, sample,
    el("div.picture-controls", null, control, el(
      "div.row", null,
      el("button.button.is-small", { type: "button", onclick: () => file.click() },
        icon("upload"), "Upload"),
      choose, file)));
  takeDrops(element, send);
  let shown = null;
  return {
    element,
    show(value, { isMixed }) {
      const text = isMixed ? "" : String(value ?? "");
      const isLong = text.length > longest;
      const size = Math.round(text.length * 0.75 / 1000);
      field.show(isLong ? "" : text, isMixed ? "Mixed" : isLong
        ? `A picture in the template, ${size} kB` : "Address, or a path of the site");
      if (text !== shown) showSample(sample, text);
      shown = text;
    },
  };
}

const pending = new WeakMap();

/** The picture in small once the address has stood for a moment; a broken one leaves it empty. */
function showSample(sample, address) {
  window.clearTimeout(pending.get(sample));
  sample.classList.remove("is-drawn");
  sample.style.backgroundImage = "";
  if (!address || hasVariables(address)) return;
  pending.set(sample, window.setTimeout(() => {
    showPictures([{ path: address, element: sample }]).catch(() => {});
  }, 300));
}

async function upload(file, editor, put, element) {
  if (!file.type.startsWith("image/")) {
    toast(`${file.name} is not a picture: PNG, JPEG, WebP, GIF and AVIF can be uploaded`);
    return;
  }
  element.setAttribute("aria-busy", "true");
  try {
    const { path } = await uploadAsset(file);
    put(path);
    editor.announce?.(`${file.name} is uploaded`);
  } catch (error) {
    toastError(error);
  } finally {
    element.removeAttribute("aria-busy");
  }
}

function takeDrops(element, send) {
  const isFile = (event) => event.dataTransfer?.types.includes("Files");
  const take = (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    element.classList.add("is-target");
  };
  for (const name of ["dragenter", "dragover"]) element.addEventListener(name, take);
  element.addEventListener("dragleave", () => element.classList.remove("is-target"));
  element.addEventListener("drop", (event) => {
    element.classList.remove("is-target");
    if (!isFile(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const [file] = event.dataTransfer.files;
    if (file) send(file);
  });
}

/** The pictures of the site's folder, the newest first. */
function assetChooser(choose) {
  const list = el("ul.pictures", { "aria-label": "Pictures of the site" });
  const note = el("p.hint", null, "Looking…");
  const more = el("button.button.is-small", { type: "button", hidden: true }, "Show more");
  const element = el("div.picture-chooser", null, note, list, more);
  let assets = [];

  function showMore() {
    const start = list.childElementCount;
    const fresh = assets.slice(start, start + shownMax).map(({ path, bytes }) => {
      const sample = el("span.picture-sample");
      const name = path.split("/").at(-1);
      const title = `${name}, ${Math.ceil(bytes / 1000)} kB`;
      const button = el("button.picture", {
        type: "button", title, "aria-label": title, onclick: () => choose(path),
      }, sample);
      return { path, element: sample, entry: el("li", null, button) };
    });
    list.append(...fresh.map(({ entry }) => entry));
    more.hidden = list.childElementCount >= assets.length;
    fresh[0]?.entry.firstChild.focus();
    drawEach(fresh);
  }

  more.addEventListener("click", showMore);
  listAssets().then((found) => {
    assets = found;
    fill(note, assets.length ? "" : "This site has no picture yet: upload one.");
    note.hidden = assets.length > 0;
    showMore();
  }, (error) => fill(note, errorText(error)));
  return { element };
}

/** All in one picture; where one of them is broken, each by itself. */
async function drawEach(samples) {
  try {
    await showPictures(samples);
  } catch {
    for (const sample of samples) showPictures([sample]).catch(() => {});
  }
}
