// A text edited where it stands: a field over its box, in the face, size and colour of the layer,
// while the server leaves the layer's own text out of the drawing.

import { el } from "../dom.js";
import { toast } from "../toast.js";
import { loadFaces } from "./faces.js";
import { dressText } from "./text-face.js";

/** Makes `editText(name)` for a stage, which opens the field over a text layer. */
export function textEditor(stage) {
  let open = null;
  return async (name) => {
    open?.end();
    const { doc } = stage.editor;
    const layer = doc.layer(name);
    if (layer?.type !== "text" || doc.locks.has(name)) return;
    if (layer.spans) {
      toast("This text is in pieces: edit them under Design");
      goToPieces(stage.editor.element);
      return;
    }
    open = new TextField(stage, name, () => {
      open = null;
    });
    await open.start();
  };
}

/** Gives the first piece's field the keys, in the panel of what is selected. */
function goToPieces(element) {
  element.querySelector('[role="tab"][id$="-properties"]').click();
  // The panel shows another selection, or one that a tab hid, with the next frame.
  requestAnimationFrame(() => {
    const field = element.querySelector(".pieces textarea");
    field?.focus();
    field?.select();
  });
}

class TextField {
  #stops = [];
  #isOver = false;

  constructor(stage, name, onend) {
    this.stage = stage;
    this.doc = stage.editor.doc;
    this.name = name;
    this.onend = onend;
    this.text = el("div.text-editor-text", {
      contentEditable: "plaintext-only", role: "textbox", "aria-multiline": "true",
      "aria-label": `Text of ${name}`, spellcheck: true,
      oninput: () => this.#typed(),
      onblur: () => this.end(),
      onkeydown: (event) => {
        // An input method is still at it: Escape is for its own list.
        if (event.isComposing) return;
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
          event.preventDefault();
          this.end();
          stage.element.focus({ preventScroll: true });
        }
      },
    });
    this.element = el("div.text-editor", null, this.text);
  }

  async start() {
    const layer = this.doc.layer(this.name);
    this.text.textContent = layer.text ?? "";
    const { preview } = this.stage.editor;
    preview.hidden.add(this.name);
    preview.refresh();
    this.stage.sheet.append(this.element);
    this.#stops = [
      this.stage.view.on("zoom", () => this.#lay()), this.doc.on("data", () => this.#lay()),
      preview.on("boxes", () => this.#lay()),
    ];
    this.stage.element.classList.add("is-editing");
    this.#lay();
    this.text.focus();
    window.getSelection().selectAllChildren(this.text);
    const fonts = await this.stage.editor.fonts.catch(() => null);
    if (!fonts) return;
    this.text.style.fontFamily = await loadFaces(layer.fontFamily, fonts);
    if (!this.#isOver) this.#lay();
  }

  #typed() {
    // innerText has the capitals that a style makes; those are not the text's own.
    this.text.style.textTransform = "none";
    const text = this.text.innerText.replace(/\n$/, "");
    this.doc.editLayer(this.name, `Type ${this.name}`, (layer) => {
      layer.text = text;
    }, `type ${this.name}`);
  }

  #lay() {
    const layer = this.doc.layer(this.name);
    const place = this.stage.places.get(this.name);
    if (!layer || !place) return;
    const { zoom } = this.stage.view;
    const { style } = this.element;
    style.width = `${place.width}px`;
    style.height = `${place.height}px`;
    const [x, y] = [place.width / 2, place.height / 2];
    style.transform = `translate(${place.x * zoom}px, ${place.y * zoom}px) scale(${zoom}) `
      + `translate(${x}px, ${y}px) rotate(${place.rotation}deg) translate(${-x}px, ${-y}px)`;
    const [top, right, bottom, left] = four(layer.padding);
    style.padding = `${top}px ${right}px ${bottom}px ${left}px`;
    style.alignItems = { middle: "center", bottom: "end" }[layer.verticalAlign] ?? "start";
    const border = Number(layer.borderWidth) || 0;
    style.borderWidth = `${border}px`;
    dressText(this.text, layer, place.height - top - bottom - 2 * border);
  }

  end() {
    // Taking the field away ends its focus, which ends it once more.
    if (this.#isOver) return;
    this.#isOver = true;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    const { preview } = this.stage.editor;
    preview.hidden.delete(this.name);
    preview.refresh();
    this.doc.seal();
    this.stage.element.classList.remove("is-editing");
    this.element.remove();
    this.onend();
  }
}

function four(padding) {
  if (Array.isArray(padding)) return padding.map((each) => Number(each) || 0);
  return new Array(4).fill(Number(padding) || 0);
}
