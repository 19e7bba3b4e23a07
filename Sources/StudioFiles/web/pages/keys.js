// The keys that programs call the server with.

import { el } from "../dom.js";
import { listKeys, revokeKey } from "../api.js";
import { confirmDialog } from "../dialog.js";
import { settings } from "../settings.js";
import { toast, toastError } from "../toast.js";
import { newKeyDialog } from "./parts/new-key.js";
import { actionButton, empty, loadInto } from "./parts/states.js";
import { timeElement } from "./parts/time.js";

/** The page of all keys, the live ones first. */
export function keysPage() {
  const area = el("div");
  const load = () => loadInto(area, listKeys, (keys) => content(keys, load, make));
  const make = async () => {
    if (await newKeyDialog()) load();
  };
  load();
  return el(
    "div.page-inner", null,
    el(
      "div.page-head", null, el("h1", null, "Keys"),
      actionButton("plus", "New key", make, ".is-primary")),
    el(
      "p.soft.lead", null, "Programs call the server with a key. The server keeps only a digest ",
      "of it, so a key is shown once, when it is made."),
    area);
}

function content(keys, load, make) {
  if (!keys.length) {
    return empty(
      "No key yet", "Make one for each program that calls /api/generate.",
      actionButton("plus", "New key", make, ".is-primary"));
  }
  const sorted = [...keys].sort((a, b) => {
    return Number(Boolean(a.revokedAt)) - Number(Boolean(b.revokedAt))
      || b.createdAt.localeCompare(a.createdAt);
  });
  return el(
    "div.panel.table-frame", { tabIndex: 0, role: "region", "aria-label": "Keys" },
    el(
      "table.table", null,
      el("thead", null, el("tr", null, [
        "Name", "Key", "Plan", "Scopes", "Created", "Last used", "State",
      ].map((title) => el("th", { scope: "col" }, title)), el(
        "th", { scope: "col" }, el("span.visually-hidden", null, "Revoke")))),
      el("tbody", null, sorted.map((key) => row(key, load)))));
}

function row(key, load) {
  const isOwn = key.id === settings.session?.keyId;
  return el(
    `tr${key.revokedAt ? ".is-off" : ""}`, null,
    el(
      "th.row-name", { scope: "row" }, key.name || el("span.soft", null, "Unnamed"),
      isOwn && el("span.tag", { title: "You are signed in with this key" }, "yours")),
    el("td", null, el("code", { title: `ID ${key.id}` }, `${key.prefix}…`)),
    el("td", null, key.plan ?? el("span.soft", null, "no limit")),
    el("td", null, el(
      "span.tags", null, key.scopes.map((scope) => el("span.tag", null, scope)))),
    el("td", null, timeElement(key.createdAt)),
    el("td", null, timeElement(key.lastUsedAt)),
    el("td", null, state(key)),
    el("td.number", null, !key.revokedAt && el("button.button.is-small", {
      type: "button", "aria-label": `Revoke ${key.name || key.prefix}`,
      onclick: () => revoke(key, isOwn, load),
    }, "Revoke")));
}

function state(key) {
  if (!key.revokedAt) return el("span.tag.is-good", null, "live");
  return el("span.tag.is-bad", null, "revoked ", timeElement(key.revokedAt));
}

async function revoke(key, isOwn, load) {
  const name = key.name || `${key.prefix}…`;
  const text = el(
    "div.stacked", null,
    el("p", null, "Calls with this key are refused from now on. This cannot be undone."),
    isOwn && el(
      "p.notice.is-warn", null,
      "You are signed in with this very key: the studio will ask for another."));
  if (!(await confirmDialog(`Revoke “${name}”?`, text, "Revoke", { danger: true }))) return;
  try {
    await revokeKey(key.id);
    toast(`“${name}” is revoked`);
    if (isOwn) location.reload();
    else load();
  } catch (error) {
    toastError(error);
  }
}
