// A layer in the list: its name, whether it is seen, whether it is locked.

import { el, fill } from "../dom.js";
import { icon, layerIcon } from "../icons.js";
import { toast } from "../toast.js";
import { hasChildren, nameProblem, names } from "./tree.js";

/** One row; the same for a layer as long as it has its name. */
export class LayerRow {
  constructor(list, name) {
    this.list = list;
    this.name = name;
    this.label = el("span.layer-name", null, name);
    this.sign = el("span.layer-sign");
    this.fold = el("button.layer-fold", {
      type: "button", tabIndex: -1,
      onclick: (event) => {
        event.stopPropagation();
        list.fold(name);
      },
    }, icon("chevron"));
    this.eye = this.#button(() => list.toggleVisible(name));
    this.lock = this.#button(() => list.toggleLock(name));
    this.element = el("li.layer-row", {
      role: "treeitem", draggable: true, data: { name },
      onclick: (event) => list.choose(name, event), ondblclick: () => this.rename(),
      onmouseenter: () => list.doc.hover(name),
      ondragstart: (event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", name);
        list.drag(name);
      },
      ondragend: () => list.endDrag(),
    }, this.fold, this.sign, this.label, this.eye, this.lock);
  }

  #button(action) {
    return el("button.layer-button", {
      type: "button", tabIndex: -1,
      onclick: (event) => {
        event.stopPropagation();
        action();
      },
      ondblclick: (event) => event.stopPropagation(),
    });
  }

  /**
   * @param {{layer: Object, depth: number, parent: string|null, index: number,
   *   isFolded: boolean}} item
   */
  show(item) {
    this.item = item;
    const { layer, depth, isFolded } = item;
    const isLocked = this.list.doc.locks.has(layer.name);
    const isHidden = layer.visible === false;
    const { element } = this;
    element.setAttribute("aria-level", depth);
    element.style.setProperty("--depth", depth - 1);
    const hasFold = hasChildren(layer);
    if (hasFold) element.setAttribute("aria-expanded", String(!isFolded));
    else element.removeAttribute("aria-expanded");
    element.setAttribute(
      "aria-label", `${layer.name}, ${layer.type}${isHidden ? ", hidden" : ""}${
        isLocked ? ", locked" : ""}`);
    this.fold.classList.toggle("is-gone", !hasFold);
    this.fold.setAttribute("aria-label", `${isFolded ? "Unfold" : "Fold"} ${layer.name}`);
    fill(this.sign, layerIcon(layer));
    element.classList.toggle("is-hidden", isHidden);
    this.#set(this.eye, isHidden, isHidden ? "eye-off" : "eye",
      `${isHidden ? "Show" : "Hide"} ${layer.name}`);
    this.#set(this.lock, isLocked, isLocked ? "lock" : "unlock",
      `${isLocked ? "Unlock" : "Lock"} ${layer.name}`);
  }

  #set(button, isOn, name, label) {
    button.classList.toggle("is-on", isOn);
    button.setAttribute("aria-label", label);
    button.title = label;
    fill(button, icon(name));
  }

  /** Puts a field in place of the name. */
  rename() {
    const { doc } = this.list;
    const field = el("input.input.layer-field", {
      value: this.name, "aria-label": `New name of ${this.name}`, spellcheck: false,
    });
    let isOver = false;
    // The name that the layer has then.
    const end = (isTaken) => {
      if (isOver) return null;
      const name = field.value.trim();
      const trouble = isTaken ? this.#trouble(name) : null;
      isOver = true;
      field.replaceWith(this.label);
      if (trouble) toast(trouble);
      if (trouble || !isTaken || name === this.name) return this.name;
      doc.renameLayer(this.name, name);
      return name;
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "Escape") {
        this.list.focus(end(event.key === "Enter"));
      }
    });
    field.addEventListener("blur", () => end(true));
    field.addEventListener("click", (event) => event.stopPropagation());
    field.addEventListener("dblclick", (event) => event.stopPropagation());
    this.label.replaceWith(field);
    field.select();
  }

  #trouble(name) {
    return name === this.name ? null : nameProblem(name, names(this.list.doc.layers));
  }
}
