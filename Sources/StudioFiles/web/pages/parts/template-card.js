// A template in the grid: its picture, its name, and what is done with it.

import { el } from "../../dom.js";
import { thumbnailAddress } from "../../api.js";
import { copyText } from "../../clipboard.js";
import { icon } from "../../icons.js";
import { openMenu } from "../../menu.js";
import { hasDraft } from "../../tools/drafts.js";
import { ago, moment } from "./figures.js";

/**
 * The card of a template of the list.
 *
 * @param {Object} template as the list has it
 * @param {{edit: (path: string) => void, setPublic: (template, isPublic: boolean) => void,
 *   duplicate: (template) => void, snippets: (template) => void,
 *   remove: (template) => void}} actions
 * @param {boolean} isInSight whether its picture is asked for at once, not when it is scrolled to
 * @returns {HTMLElement} an `li`
 */
export function templateCard(template, actions, isInSight) {
  const path = `/studio/templates/${encodeURIComponent(template.id)}`;
  const name = template.name || template.id;
  return el(
    "li.card", { data: { id: template.id } },
    el("div.card-picture", null, thumbnail(template, isInSight)),
    el(
      "div.card-body", null,
      el(
        "div.card-head", null,
        el("a.card-name", { href: path, title: template.description || null }, name),
        el("button.button.is-quiet.is-small.is-icon", {
          type: "button", "aria-label": `Copy the ID of ${name}`, title: `Copy ID: ${template.id}`,
          onclick: () => copyText(template.id, "Template ID"),
        }, icon("copy")),
        menuButton(template, name, path, actions)),
      el(
        "div.card-foot", null,
        el("span.card-facts", null, size(template), " · ", el(
          "time", { dateTime: template.updatedAt, title: moment(template.updatedAt) },
          ago(template.updatedAt))),
        hasDraft(template.id) && el("span.tag.is-warn", {
          title: "This browser keeps changes of it that are not saved",
        }, "unsaved"),
        publicSwitch(template, name, actions))));
}

function thumbnail(template, isInSight) {
  const { width, height } = template;
  const picture = el("img", {
    loading: isInSight ? "eager" : "lazy", decoding: "async", alt: "", width, height,
    src: thumbnailAddress(template),
    onerror: () => picture.replaceWith(el("span.card-missing", null, "No picture")),
  });
  return picture;
}

function size({ width, height }) {
  return `${width ?? "?"} × ${height ?? "?"}`;
}

function publicSwitch(template, name, actions) {
  return el("button.switch", {
    type: "button", role: "switch", "aria-checked": String(template.public),
    "aria-label": `${name}: public`,
    title: template.public
      ? "Public: anybody can ask /api/render for it"
      : "Draft: drawn with a key or a signature only",
    onclick: () => actions.setPublic(template, !template.public),
  }, el("span.switch-label", null, template.public ? "Public" : "Draft"));
}

function menuButton(template, name, path, actions) {
  const button = el("button.button.is-quiet.is-small.is-icon", {
    type: "button", "aria-label": `More for ${name}`, "aria-haspopup": "menu",
    "aria-expanded": "false", onclick: () => open(button),
  }, icon("more"));
  const open = (anchor) => openMenu(anchor, [
    { label: "Edit", icon: icon("shape"), onselect: () => actions.edit(path) },
    { label: "Duplicate", icon: icon("copy"), onselect: () => actions.duplicate(template) },
    { label: "Snippets…", icon: icon("code"), onselect: () => actions.snippets(template) },
    null,
    {
      label: "Delete", icon: icon("trash"), danger: true,
      onselect: () => actions.remove(template),
    },
  ]);
  return button;
}
