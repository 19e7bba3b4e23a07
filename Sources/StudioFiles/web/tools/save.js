// The editor's save button, with what state the template is in.

import { getTemplate } from "../api.js";
import { confirmDialog } from "../dialog.js";
import { el, fill } from "../dom.js";
import { toast } from "../toast.js";
import { offerDraft } from "./draft-offer.js";
import { dropDraft, keepDraft, onDraftElsewhere, readDraft } from "./drafts.js";
import { Saving } from "./saving.js";
import { timeText } from "./time-text.js";
import { settle } from "./unsettled.js";

const draftDelay = 500;

/**
 * The button and the state beside it. Keeps drafts while the editor is open and offers one that was
 * kept before. Sets `editor.save`, `editor.forgetProblem`, and `editor.mayLeave`, which answers a
 * promise of whether the page can be left: it asks where something would be lost.
 *
 * @returns {HTMLElement}
 */
export function saveControls(editor) {
  const controls = new SaveControls(editor);
  editor.save = () => controls.save();
  editor.mayLeave = () => controls.mayLeave();
  editor.forgetProblem = () => controls.forgetProblem();
  return controls.element;
}

class SaveControls {
  #editor;
  #saving;
  #isRunning = false;
  #problem = null;
  #draftTime = null;
  #isDraftLost = false;
  #timer = null;
  /** Drafts are not touched before the one from last time has been looked at. */
  #isOffering = false;
  #isToldOfOther = false;

  constructor(editor) {
    this.#editor = editor;
    this.state = el("span.save-state", { role: "status" });
    this.detail = el("span.save-detail.small.soft");
    this.button = el("button.button.is-primary", {
      type: "button", title: "Save (Ctrl+S)", "aria-keyshortcuts": "Control+S Meta+S",
      onclick: () => this.save(),
    }, "Save");
    this.element = el(
      "div.save", null, el("div.save-texts", null, this.state, this.detail), this.button);
    this.#saving = new Saving(editor, ({ isRunning, problem }) => {
      this.#isRunning = isRunning;
      this.#problem = problem;
      if (problem) this.#keep();
      this.#show();
    });
    this.#listen();
    this.#offer();
    this.#show();
  }

  save() {
    return this.#saving.save();
  }

  forgetProblem() {
    this.#problem = null;
    this.#show();
  }

  async mayLeave() {
    const reason = settle(this.#editor);
    const { doc } = this.#editor;
    if (reason && !(await confirmDialog(
      "Leave the template?", `${reason}: what is typed there is lost.`, "Leave"))) return false;
    if (!doc.isChanged) return true;
    this.#keepNow();
    if (this.#isDraftLost) {
      return confirmDialog(
        "Leave without saving?", "This browser has no room for a draft: your changes are lost.",
        "Leave", { danger: true });
    }
    toast(`What is unsaved of “${doc.head.name}” is kept as a draft in this browser`);
    return true;
  }

  #listen() {
    const { doc } = this.#editor;
    for (const event of ["data", "head", "saved"]) doc.on(event, () => this.#changed());
    const stopDrafts = onDraftElsewhere(doc.id, (isKept) => {
      if (!this.element.isConnected) return stop();
      if (isKept) this.#tellOfOther();
      else this.#lookForNews();
    });
    const onhide = () => (this.element.isConnected ? this.#keepNow() : stop());
    const onunload = (event) => {
      if (!this.element.isConnected) return stop();
      // What could not be taken in is in no draft either.
      const isLost = settle(this.#editor) !== null;
      this.#keepNow();
      if (isLost || (this.#isDraftLost && doc.isChanged)) event.preventDefault();
    };
    window.addEventListener("pagehide", onhide);
    window.addEventListener("beforeunload", onunload);
    const stop = () => {
      stopDrafts();
      window.removeEventListener("pagehide", onhide);
      window.removeEventListener("beforeunload", onunload);
    };
  }

  async #offer() {
    if (!readDraft(this.#editor.doc.id)) return;
    this.#isOffering = true;
    await offerDraft(this.#editor);
    this.#isOffering = false;
    this.#keepNow();
  }

  #changed() {
    this.#problem = null;
    this.#timer ??= window.setTimeout(() => this.#keepNow(), draftDelay);
    // During a drag this is called for each frame: whether the template is as saved can wait.
    if (this.state.textContent !== "Unsaved changes") this.#show();
  }

  #keepNow() {
    window.clearTimeout(this.#timer);
    this.#timer = null;
    this.#keep();
    this.#show();
  }

  #keep() {
    if (this.#isOffering) return;
    const { doc } = this.#editor;
    if (!doc.isChanged) {
      if (this.#draftTime !== null) dropDraft(doc.id);
      this.#draftTime = null;
      this.#isDraftLost = false;
      return;
    }
    this.#draftTime = keepDraft(doc);
    if (this.#draftTime === null && !this.#isDraftLost) {
      toast("This browser has no room for a draft: save before you leave", { seconds: 8 });
    }
    this.#isDraftLost = this.#draftTime === null;
  }

  #show() {
    const isChanged = this.#editor.doc.isChanged;
    const text = this.#isRunning ? "Saving…" : isChanged ? "Unsaved changes" : "Saved";
    if (this.state.textContent !== text) fill(this.state, text);
    fill(this.detail, this.#detailText(isChanged));
    this.state.classList.toggle("is-changed", isChanged);
    this.detail.classList.toggle("is-bad", this.#problem !== null || this.#isDraftLost);
    this.detail.title = this.#problem ?? "";
    this.button.setAttribute("aria-disabled", String(!isChanged && !this.#isRunning));
  }

  #detailText(isChanged) {
    const draft = this.#draftTime === null ? "" : `Draft from ${timeText(this.#draftTime)}`;
    if (this.#problem) return draft ? `${this.#problem} · ${draft}` : this.#problem;
    if (!isChanged) return `Version ${this.#editor.doc.base.version}`;
    return this.#isDraftLost ? "No draft is kept" : draft;
  }

  #tellOfOther() {
    if (this.#isToldOfOther) return;
    this.#isToldOfOther = true;
    toast("This template is being edited in another tab too: drafts of the two replace each other",
      { seconds: 10 });
  }

  /** Another tab has no draft any more: it may have saved. */
  async #lookForNews() {
    const { doc } = this.#editor;
    // A draft of this tab went with that of the other.
    if (doc.isChanged) this.#keepNow();
    try {
      const { template, etag } = await getTemplate(doc.id);
      if (etag === doc.etag) return;
      this.#isToldOfOther = false;
      if (doc.isChanged) {
        toast("Another tab has saved this template: you will be asked when you save");
      } else {
        toast("Another tab has saved this template", {
          action: "Load it", onaction: () => doc.adopt(template, etag),
        });
      }
    } catch {
      // What is wrong is told when this tab saves.
    }
  }
}
