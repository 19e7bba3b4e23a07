// Saving a template: dry run, question, write, and what is done when the server refuses.

import {
  createTemplate, dryRunUpdate, getTemplate, restoreVersion, updateTemplate,
} from "../api.js";
import { copyName } from "../copy-name.js";
import { headOf } from "../editor/document.js";
import { go } from "../route.js";
import { errorText, toast } from "../toast.js";
import { askInConflict, askWhenGone } from "./conflict.js";
import { changedMembers, membersOf, mergedMembers } from "./members.js";
import { askToPublish, counted } from "./publish.js";
import { settle } from "./unsettled.js";

/** The saves of one editor, one at a time. */
export class Saving {
  #editor;
  #listener;
  #running = null;
  #isWanted = false;

  /**
   * @param {Object} editor
   * @param {(state: {isRunning: boolean, problem: string|null}) => void} listener told of each
   *   change
   */
  constructor(editor, listener) {
    this.#editor = editor;
    this.#listener = listener;
  }

  /**
   * Saves what is unsaved. Asked again while a save runs, it saves what was edited since after it.
   *
   * @returns {Promise<boolean>} whether all that was there when it began is saved
   */
  save() {
    if (this.#running) {
      this.#isWanted = true;
      return this.#running;
    }
    this.#running = this.#all().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #all() {
    let isSaved;
    do {
      this.#isWanted = false;
      isSaved = await this.#one();
    } while (isSaved && this.#isWanted && this.#doc.isChanged);
    return isSaved;
  }

  get #doc() {
    return this.#editor.doc;
  }

  async #one() {
    const reason = settle(this.#editor);
    if (reason) return this.#stop(reason);
    if (!this.#doc.isChanged) {
      this.#editor.announce("There is nothing to save");
      return true;
    }
    this.#listener({ isRunning: true, problem: null });
    const mine = membersOf(this.#doc);
    try {
      return this.#end(await this.#write(mine, this.#doc.base, this.#doc.etag));
    } catch (error) {
      return this.#refused(error, mine);
    }
  }

  /** Writes `mine` over the template `base`, which the server has with `etag`. */
  async #write(mine, base, etag) {
    const members = changedMembers(base, mine);
    const dry = await dryRunUpdate(this.#doc.id, members, etag);
    if (!(await askToPublish(dry))) return false;
    this.#took(await updateTemplate(this.#doc.id, members, etag), mine);
    if (dry.cards > 0) toast(`Saved; ${counted(dry.cards, "card")} will be drawn anew`);
    return true;
  }

  /** The server has `mine` now. Its own spelling of it is not taken, as that would be no news. */
  #took({ template, etag }, mine) {
    this.#doc.rebase({ ...template, ...mine }, etag);
  }

  #end(isSaved) {
    this.#listener({ isRunning: false, problem: null });
    if (isSaved) this.#editor.announce("Saved");
    return isSaved;
  }

  #stop(problem) {
    this.#listener({ isRunning: false, problem });
    toast(problem, { seconds: 8 });
    return false;
  }

  async #refused(error, mine) {
    try {
      if (error.status === 412) return this.#end(await this.#meet(mine));
      if (error.status === 404) return this.#end(await this.#revive(mine));
    } catch (later) {
      // Another save may have come in between again, or the template gone.
      return this.#refused(later, mine);
    }
    if (error.status === undefined) {
      this.#listener({ isRunning: false, problem: "Not saved: the studio failed" });
      throw error;
    }
    if (error.status === 401) {
      // The page itself offers to sign in.
      this.#listener({ isRunning: false, problem: "Your session has ended; sign in to save" });
      return false;
    }
    return this.#stop(`Not saved: ${errorText(error)}`);
  }

  async #meet(mine) {
    const doc = this.#doc;
    const { template: theirs, etag } = await getTemplate(doc.id);
    // The answer to a save of this very page may have been lost on its way.
    if (Object.keys(changedMembers(theirs, mine)).length === 0) {
      this.#took({ template: theirs, etag }, mine);
      return true;
    }
    const answer = await askInConflict(doc.base, mine, theirs);
    switch (answer) {
      case "merge": return this.#merge(mine, theirs, etag);
      case "mine": return this.#write(mine, theirs, etag);
      case "theirs":
        this.#load(theirs, etag);
        return true;
      case "copy":
        await this.#copy({ ...mine, name: copyName(mine.name, " (copy)") });
        return true;
      default: return false;
    }
  }

  /** Has the editor show both before they are saved: what is edited meanwhile is of both, too. */
  #merge(mine, theirs, etag) {
    const doc = this.#doc;
    const { jsonData, ...head } = mergedMembers(doc.base, mine, theirs);
    doc.rebase(theirs, etag);
    doc.replaceData(jsonData, "Merge versions");
    doc.setHead(head);
    return this.#write(membersOf(doc), theirs, etag);
  }

  #load(theirs, etag) {
    const doc = this.#doc;
    const { data, head } = doc;
    doc.adopt(theirs, etag);
    toast("Theirs is loaded", {
      action: "Back to mine",
      onaction: () => {
        doc.replaceData(data, "Back to mine");
        doc.setHead(head);
      },
    });
  }

  async #copy(members) {
    const doc = this.#doc;
    const { template } = await createTemplate(members);
    // Nothing is unsaved now, so that the page can be left.
    doc.rebase({ ...doc.base, ...membersOf(doc) }, doc.etag);
    toast(`Saved as “${template.name}”`);
    go(`/studio/templates/${encodeURIComponent(template.id)}`);
  }

  async #revive(mine) {
    const doc = this.#doc;
    const answer = await askWhenGone(mine.name);
    if (answer === "new") await this.#copy(mine);
    if (answer !== "restore") return answer === "new";
    const { template, etag } = await restoreVersion(doc.id, doc.base.version);
    return this.#write(mine, { ...template, ...headOf(template) }, etag);
  }
}
