// The editor: a template's canvas, its layers and properties, and what it is tried and saved with.

import { el, fill } from "../dom.js";
import { getTemplate, listFonts } from "../api.js";
import { failure } from "../pages/parts/states.js";
import { TemplateDocument } from "./document.js";
import { startDrop } from "./drop-image.js";
import { insertBar } from "./insert.js";
import { startKeyboard } from "./keyboard.js";
import { layerList } from "./layer-list.js";
import { keepLocks } from "./locks.js";
import { notesBar } from "./notes.js";
import { startPointer } from "./pointer.js";
import { Preview } from "./preview.js";
import { Stage } from "./stage.js";
import { tabs } from "./tabs.js";
import { textEditor } from "./text-in-place.js";
import { arrangeBar, topBar } from "./top-bar.js";
import { propertyPanel } from "../panel/panel.js";
import { detailsPanel } from "../tools/details.js";
import { orphanOffer } from "../tools/draft-offer.js";
import { jsonPanel } from "../tools/json-view.js";
import { networksPanel } from "../tools/networks.js";
import { tryPanel } from "../tools/try-it.js";
import { variablesPanel } from "../tools/variables.js";
import { versionsPanel } from "../tools/versions.js";

/**
 * The page of one template, which loads it first.
 *
 * @returns {{element: HTMLElement, leave: () => void|Promise<boolean|void>, resume?: () => void}}
 *   `leave` answers false to stay
 */
export function editorPage(id) {
  document.title = `${id} · Placard Studio`;
  const element = el("div.editor-wait");
  const page = { element, leave: () => {} };
  load(id, element, page);
  return page;
}

async function load(id, element, page) {
  fill(element, el("p.soft", { role: "status" }, "Loading the template…"));
  let isLeft = false;
  page.leave = () => {
    isLeft = true;
  };
  try {
    const { template, etag } = await getTemplate(id);
    if (isLeft) return;
    const editor = new Editor(template, etag);
    element.className = "editor-host";
    fill(element, editor.element);
    page.leave = async () => {
      if (!(await editor.mayLeave())) return false;
      return editor.close();
    };
    page.resume = () => editor.resume();
    editor.start();
  } catch (error) {
    const trouble = error.status === 404
      ? nothingThere(id) : failure(error, () => load(id, element, page));
    trouble.append(el("p", null, el("a", { href: "/studio" }, "To the templates")));
    fill(element, el("main", { id: "main" }, trouble));
  }
}

function nothingThere(id) {
  return el(
    "div.empty", { role: "alert" }, el("h1", null, "There is no such template"),
    el("p", null, "It has been deleted, or the address is wrong."), orphanOffer(id));
}

/** What every panel is given. */
class Editor {
  #stopKeys = null;

  constructor(template, etag) {
    this.doc = new TemplateDocument(template, etag);
    keepLocks(this.doc);
    this.preview = new Preview(this.doc);
    this.readOnly = false;
    this.fonts = listFonts();
    this.fonts.catch(() => {});
    /** Set by saveControls: saves, and tells whether it did. */
    this.save = null;
    /** Set by saveControls: what kept the last save from being made is over. */
    this.forgetProblem = null;
    this.live = el("div.visually-hidden", { role: "status", "aria-live": "polite" });
    this.stage = new Stage(this);
    this.element = this.#lay();
    this.#watchTitle();
  }

  #lay() {
    const { stage } = this;
    const notes = notesBar(this);
    return el(
      "div.editor", null, topBar(this),
      el("aside.editor-side.is-left", { "aria-label": "Layers, variables and versions" }, tabs([
        { id: "layers", title: "Layers", element: layerList(stage) },
        { id: "variables", title: "Variables", element: variablesPanel(this) },
        { id: "versions", title: "Versions", element: versionsPanel(this) },
      ])),
      el(
        "main.editor-middle", { id: "main" },
        el("div.editor-tools", null, insertBar(stage), arrangeBar(stage)),
        stage.element, notes,
        el("p.visually-hidden", { id: "stage-help" },
          "Tab goes from layer to layer, arrow keys move, question mark lists all keys.")),
      el("aside.editor-side.is-right", { "aria-label": "Properties and tools" }, tabs([
        { id: "properties", title: "Design", element: propertyPanel(this) },
        { id: "try", title: "Try it", element: tryPanel(this) },
        { id: "networks", title: "Networks", element: networksPanel(this) },
        { id: "json", title: "JSON", element: jsonPanel(this) },
        { id: "details", title: "Details", element: detailsPanel(this) },
      ])),
      this.live);
  }

  #watchTitle() {
    const show = () => {
      document.title = `${this.doc.head.name || this.doc.id} · Placard Studio`;
    };
    this.doc.on("head", show);
    show();
  }

  /** To be called once the element is on the page. */
  start() {
    const editText = textEditor(this.stage);
    const pointer = startPointer(this.stage, { editText });
    startDrop(this.stage);
    this.#stopKeys = startKeyboard(this.element, this.stage, pointer, { editText });
    this.view.fit();
  }

  /** Tells screen readers what has happened on the canvas. */
  announce(text) {
    this.live.textContent = text;
  }

  /** Goes on after another sign-in. */
  resume() {
    this.preview.refresh();
    this.forgetProblem();
  }

  /** Ends what goes on beyond the element; drafts are kept by themselves. */
  close() {
    this.#stopKeys?.();
    this.preview.close();
  }
}
