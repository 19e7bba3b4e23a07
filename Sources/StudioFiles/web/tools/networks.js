// How networks show the card.

import { preview as draw } from "../api.js";
import { el, fill } from "../dom.js";
import { settings } from "../settings.js";
import { audience, shownArea } from "./audience.js";
import { isCutting, networkFrame, networkThumbnail } from "./network-frame.js";
import { bytesText } from "./publish.js";
import { settled, whenShown } from "./shown.js";

const weighDelay = 800;
const formats = ["png", "jpeg", "webp"];

/**
 * The panel: a frame for each network that takes pictures of the canvas's proportions.
 *
 * @returns {HTMLElement}
 */
export function networksPanel(editor) {
  return new NetworksPanel(editor).element;
}

class NetworksPanel {
  #editor;
  #isCut = false;
  /** Bytes by format of the picture as it is; null while they are not known. */
  #bytes = null;
  #weighing = null;
  #cropOf = null;
  #weights = [];

  constructor(editor) {
    this.#editor = editor;
    this.cut = el("input", {
      type: "checkbox",
      onchange: () => {
        this.#isCut = this.cut.checked;
        this.#show();
      },
    });
    this.weight = el("p.small.soft", { role: "status" });
    this.frames = el("div.networks");
    this.element = el(
      "section.tool-panel", { "aria-label": "Networks" },
      el("p.hint", null,
        "As far as known: networks change how they show cards without notice, and not all of them "
        + "say how."),
      el("label.check", null, this.cut, "Cut off what is not shown"), this.weight, this.frames);
    const news = whenShown(this.element, () => this.#show());
    const weigh = whenShown(this.element, () => this.#weigh());
    const later = settled(weigh, weighDelay);
    editor.preview.on("picture", () => {
      this.#weighing?.abort();
      news();
      later();
    });
    editor.doc.on("trial", () => this.#placeCrop());
  }

  #show() {
    const { picture } = this.#editor.preview;
    if (!picture) return fill(this.frames, el("p.soft", null, "There is no picture yet."));
    const size = this.#editor.doc.size;
    const networks = audience(size);
    this.#weights = [];
    this.cut.disabled = !networks.some(isCutting);
    if (!networks.length) return fill(this.frames, this.#nobody(size));
    fill(this.frames, networks.map((network) => this.#entry(network, picture)));
    return this.#showBytes();
  }

  #nobody({ width, height }) {
    const sizes = settings.presets.filter((preset) => {
      return settings.networks.some((network) => network.presets.includes(preset.id));
    });
    return el(
      "div.empty", null,
      el("p", null, `No network is known that takes ${width} × ${height}. Try one of these:`),
      el("ul", null, sizes.map((preset) => el("li", null, el("button.link", {
        type: "button",
        onclick: () => this.#editor.doc.setTrial({ width: preset.width, height: preset.height }),
      }, `${preset.title}, ${preset.width} × ${preset.height}`)))));
  }

  #entry(network, picture) {
    const weight = el("p.small", { hidden: true });
    this.#weights.push({ network, element: weight });
    const isSmallCropped = network.crop !== null && !network.isCropUsual;
    return el(
      "article.network", { "aria-label": network.title },
      el(
        "div.row.is-spread", null, el("h3", null, network.title),
        network.crop && this.#cropButton(network)),
      networkFrame(network, picture, this.#isCut),
      el("p.small.soft", null, cropText(network)),
      isSmallCropped && networkThumbnail(network, picture),
      weight);
  }

  #cropButton(network) {
    const isOn = this.#cropOf === network.id;
    return el("button.button.is-small", {
      type: "button", "aria-pressed": String(isOn), data: { network: network.id },
      onclick: () => this.#showCrop(isOn ? null : network),
    }, "On the canvas");
  }

  #showCrop(network) {
    this.#cropOf = network?.id ?? null;
    this.#editor.view.setCrop(null);
    this.#placeCrop();
    const focused = document.activeElement?.dataset?.network;
    this.#show();
    if (focused) this.frames.querySelector(`[data-network="${focused}"]`)?.focus();
  }

  /** Has the canvas dim what the chosen network does not show, at the size that it has now. */
  #placeCrop() {
    if (this.#cropOf === null) return;
    const size = this.#editor.doc.size;
    const network = audience(size).find((each) => each.id === this.#cropOf);
    if (!network) this.#cropOf = null;
    this.#editor.view.setCrop(
      network ? { ...shownArea(network.crop, size), label: network.title } : null);
  }

  /** Draws the card in each format to learn how large the files are. */
  async #weigh() {
    const { doc, preview } = this.#editor;
    this.#weighing?.abort();
    const weighing = new AbortController();
    this.#weighing = weighing;
    try {
      const bytes = {};
      for (const format of formats) {
        const picture = await draw(doc.id, { ...preview.wish(), format }, weighing.signal);
        bytes[format] = picture.size;
      }
      if (this.#weighing !== weighing) return;
      this.#bytes = bytes;
      this.#showBytes();
    } catch {
      // The preview tells of errors; a picture that cannot be drawn has no bytes.
    }
  }

  #showBytes() {
    const bytes = this.#bytes;
    if (!bytes) return;
    const text = formats.map((format) => `${format.toUpperCase()} ${bytesText(bytes[format])}`);
    fill(this.weight, `Drawn now: ${text.join(", ")}. A build may pack PNG smaller.`);
    for (const { network, element } of this.#weights) {
      const heavy = network.bytesMax === null
        ? [] : formats.filter((format) => bytes[format] > network.bytesMax);
      element.hidden = network.bytesMax === null;
      element.className = heavy.length ? "notice is-warn small" : "small soft";
      fill(element, heavy.length
        ? `${heavy.map((format) => format.toUpperCase()).join(" and ")} would be over the `
          + `${bytesText(network.bytesMax)} that ${network.title} takes`
        : `Takes up to ${bytesText(network.bytesMax)}`);
    }
  }
}

function cropText({ crop, isCropUsual }) {
  if (crop === null) return "Shows the whole picture.";
  if ("aspect" in crop) {
    const shape = crop.aspect === 1 ? "middle square" : `middle, ${crop.aspect}:1`;
    if (isCropUsual) return `Shows the ${shape}.`;
    return `Shows the whole picture; in small forms the ${shape}.`;
  }
  return "Covers the margins with its own controls, or asks to keep them free.";
}
