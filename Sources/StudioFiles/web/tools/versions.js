// The template's versions: looked at, compared and restored.

import { dryRunUpdate, getTemplate, getVersion, listVersions, restoreVersion } from "../api.js";
import { confirmDialog } from "../dialog.js";
import { el, fill } from "../dom.js";
import { holdFocus } from "../pages/parts/states.js";
import { errorText, toast, toastError } from "../toast.js";
import { askToPublish } from "./publish.js";
import { whenShown } from "./shown.js";
import { settle } from "./unsettled.js";
import { openVersion } from "./version-dialog.js";
import { timeText } from "./time-text.js";

const sources = { file: "from the site's file", api: "saved over the API or here" };

/**
 * The panel: the versions, the newest first.
 *
 * @returns {HTMLElement}
 */
export function versionsPanel(editor) {
  return new VersionsPanel(editor).element;
}

class VersionsPanel {
  #editor;
  #versionShown = null;
  #hasFailed = false;

  constructor(editor) {
    this.#editor = editor;
    this.list = el("ol.version-list");
    this.element = el(
      "section.tool-panel", { "aria-label": "Versions" },
      el("p.hint", null, "Each save is a version. Restoring one makes a new version of it."),
      this.list);
    this.element.addEventListener("shown", () => {
      if (this.#hasFailed) this.#load();
    });
    const news = whenShown(this.element, () => this.#load());
    editor.doc.on("saved", () => {
      if (editor.doc.base.version !== this.#versionShown) news();
    });
  }

  async #load() {
    const { doc } = this.#editor;
    if (!this.list.childElementCount) fill(this.list, el("li.soft", null, "Loading…"));
    try {
      const versions = await listVersions(doc.id);
      this.#versionShown = doc.base.version;
      this.#hasFailed = false;
      holdFocus(this.list);
      fill(this.list, versions.map((version) => this.#entry(version)));
    } catch (error) {
      this.#hasFailed = true;
      holdFocus(this.list);
      fill(this.list, el("li", null, el("p.error", null, errorText(error)), el("button.button", {
        type: "button", onclick: () => this.#load(),
      }, "Try again")));
    }
  }

  #entry(version) {
    const { doc } = this.#editor;
    const { version: number, name, updatedAt, source, current } = version;
    const isBase = number === doc.base.version;
    return el(
      "li.version.panel", null,
      el(
        "div.row", null, el("strong", null, `Version ${number}`),
        current && el("span.tag.is-good", null, "current"),
        isBase && !current && el("span.tag", null, "yours is of it"),
        el("time.small.soft.version-time", {
          dateTime: updatedAt,
        }, timeText(Date.parse(updatedAt)))),
      el("div.version-name", null, name),
      el("div.small.soft", null, sources[source] ?? source),
      el(
        "div.row", null,
        el("button.button.is-small", {
          type: "button", "aria-label": `Look at version ${number}`,
          onclick: () => this.#look(number),
        }, "Look"),
        !current && el("button.button.is-small", {
          type: "button", "aria-label": `Restore version ${number}`,
          onclick: () => this.#restoreNumbered(number),
        }, "Restore…")));
  }

  async #look(number) {
    try {
      const { template } = await getVersion(this.#editor.doc.id, number);
      const answer = await openVersion(this.#editor, template);
      if (answer === "restore") await this.#restore(template);
      if (answer === "load") this.#loadAsEdit(template);
    } catch (error) {
      toastError(error);
    }
  }

  async #restoreNumbered(number) {
    try {
      await this.#restore((await getVersion(this.#editor.doc.id, number)).template);
    } catch (error) {
      toastError(error);
    }
  }

  /** Takes a version's definition as an edit, to be saved or undone. */
  #loadAsEdit(template) {
    const { doc } = this.#editor;
    doc.replaceData(template.jsonData, `Load version ${template.version}`);
    this.#editor.announce(`Version ${template.version} is loaded; it is not saved yet`);
  }

  async #restore(template) {
    const { doc } = this.#editor;
    const { version, jsonData } = template;
    settle(this.#editor);
    const warning = doc.isChanged
      ? " What you have changed and not saved is replaced; Undo brings it back." : "";
    const isSure = await confirmDialog(
      `Restore version ${version}?`,
      `The template becomes what it was then, as a new version.${warning}`, "Restore");
    if (!isSure) return;
    try {
      if (!(await askToPublish(await dryRunUpdate(doc.id, { jsonData }), "Restore"))) return;
      const restored = await restoreVersion(doc.id, version, doc.etag);
      this.#took(restored, version);
    } catch (error) {
      if (error.status === 412) await this.#restoreOverNewer(version);
      else if (error.status === 404) this.#took(await restoreVersion(doc.id, version), version);
      else throw error;
    }
  }

  /** The server has a version that the editor has not seen. */
  async #restoreOverNewer(version) {
    const { doc } = this.#editor;
    const { template, etag } = await getTemplate(doc.id);
    const isSure = await confirmDialog(
      "Saved elsewhere meanwhile",
      `Version ${template.version} was saved at ${timeText(Date.parse(template.updatedAt))}, after `
      + "the one that is loaded here. It stays among the versions. "
      + `Restore version ${version} anyway?`,
      `Restore version ${version}`, { danger: true });
    if (isSure) this.#took(await restoreVersion(doc.id, version, etag), version);
    else await this.#load();
  }

  #took({ template, etag }, version) {
    this.#editor.doc.adopt(template, etag);
    toast(`Version ${version} is restored as version ${template.version}`);
  }
}
