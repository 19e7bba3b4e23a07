// How a network shows the card: its frame around the picture, with lines where its texts stand.

import { el } from "../dom.js";
import { settings } from "../settings.js";
import { shownArea } from "./audience.js";

/** Where the texts stand, by network; those that are not here show the picture alone. */
const looks = {
  facebook: { className: "is-below", lines: ["title", "text"] },
  x: { className: "is-over", lines: ["title"] },
  linkedin: { className: "is-below", lines: ["title"], isDomainLast: true },
  whatsapp: { className: "is-below is-bubble", lines: ["title", "text"], isDomainLast: true },
  imessage: { className: "is-below is-bubble", lines: ["title"], isDomainLast: true },
  slack: { className: "is-above is-barred", lines: ["title", "text"] },
  discord: { className: "is-above is-barred is-boxed", lines: ["title", "text"] },
};

/**
 * The frame.
 *
 * @param {Object} network a row of settings.networks
 * @param {{url: string, width: number, height: number}} picture
 * @param {boolean} isCut whether what the network does not show is cut off, else it is dimmed
 * @returns {HTMLElement}
 */
export function networkFrame(network, picture, isCut) {
  const look = looks[network.id];
  const crop = network.isCropUsual ? network.crop : null;
  // Margins are covered or asked to be kept free, never cut off.
  const shown = shot(picture, crop, isCut && isCutting(network));
  if (!look) return el("div.network-frame", null, shown);
  const texts = el(
    "div.network-texts", null,
    !look.isDomainLast && domain(),
    look.lines.map((line) => el(`span.network-line.is-${line}`)),
    look.isDomainLast && domain());
  const isAbove = look.className.includes("is-above");
  const frame = el("div.network-frame", null, isAbove ? [texts, shown] : [shown, texts]);
  frame.classList.add(...look.className.split(" "));
  return frame;
}

/** Whether the network cuts most pictures down to other proportions. */
export const isCutting = ({ crop, isCropUsual }) => {
  return isCropUsual && crop !== null && "aspect" in crop;
};

/** The small form, a thumbnail beside the texts, of networks that crop only there. */
export function networkThumbnail(network, picture) {
  return el(
    "div.network-frame.is-beside", null, shot(picture, network.crop, true),
    el(
      "div.network-texts", null, el("span.network-line.is-title"), el("span.network-line.is-text"),
      domain()));
}

function domain() {
  let host = "example.org";
  try {
    host = new URL(settings.site.baseUrl).host;
  } catch {
    // A site need not have an address.
  }
  return el("span.network-domain", null, host);
}

/** The picture with what is outside of the crop cut off or dimmed. */
function shot(picture, crop, isCut) {
  const area = shownArea(crop, picture);
  const image = el("img", { src: picture.url, alt: "", draggable: false });
  const percent = (part, whole) => `${(part / whole) * 100}%`;
  if (isCut) {
    image.style.position = "absolute";
    image.style.width = percent(picture.width, area.width);
    image.style.left = percent(-area.x, area.width);
    image.style.top = percent(-area.y, area.height);
    const aspectRatio = `${area.width} / ${area.height}`;
    return el("div.network-shot", { style: { aspectRatio } }, image);
  }
  const isWhole = area.width === picture.width && area.height === picture.height;
  return el(
    "div.network-shot", { style: { aspectRatio: `${picture.width} / ${picture.height}` } }, image,
    !isWhole && el("div.network-crop", {
      style: {
        left: percent(area.x, picture.width), top: percent(area.y, picture.height),
        width: percent(area.width, picture.width), height: percent(area.height, picture.height),
      },
    }));
}
