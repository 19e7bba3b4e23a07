// The layers as a tree, the topmost first.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { group, moveInTree, order, ungroup } from "./arrange.js";
import { moveIn, moveOut } from "./level.js";
import { LayerRow } from "./layer-row.js";
import { hasChildren } from "./tree.js";

/** The list of an editor's layers, with what is done to whole layers above it. */
export function layerList(stage) {
  return new LayerList(stage).element;
}

class LayerList {
  #rows = new Map();
  #shape = "";
  #folded = new Set();
  #active = null;
  #anchor = null;

  constructor(stage) {
    this.stage = stage;
    this.doc = stage.editor.doc;
    this.tree = el("ul.layers", {
      role: "tree", "aria-label": "Layers", "aria-multiselectable": "true",
      onkeydown: (event) => this.#key(event),
      // WebKit drops nothing where the last thing that it asked was whether one may enter.
      ondragenter: (event) => this.#over(event), ondragover: (event) => this.#over(event),
      ondrop: (event) => this.#drop(event), ondragleave: (event) => this.#leave(event),
      onmouseleave: () => this.doc.hover(null),
    });
    this.empty = el(
      "p.empty.small", { hidden: true }, "No layers yet: insert one above the canvas.");
    this.element = el("div.layer-list", null, this.#bar(), this.tree, this.empty);
    this.doc.on("data", () => this.#render());
    this.doc.on("locks", () => this.#render());
    this.doc.on("selection", () => this.#mirror());
    this.doc.on("hover", () => this.#mirror());
    this.#render();
  }

  #bar() {
    const button = (label, name, action) => el("button.button.is-quiet.is-icon.is-small", {
      type: "button", title: label, "aria-label": label, onclick: action,
    }, icon(name));
    return el(
      "div.row.layer-bar", { role: "toolbar", "aria-label": "Layers" },
      button("Group", "group", () => group(this.stage)),
      button("Ungroup", "ungroup", () => ungroup(this.stage)),
      button("Raise", "up", () => order(this.doc, "up")),
      button("Lower", "down", () => order(this.doc, "down")));
  }

  // What is shown.

  #items() {
    const items = [];
    const add = (layers, depth, parent) => {
      for (let index = layers.length - 1; index >= 0; index -= 1) {
        const layer = layers[index];
        const isFolded = this.#folded.has(layer.name);
        items.push({ layer, depth, parent, index, isFolded });
        if (hasChildren(layer) && !isFolded) add(layer.layers ?? [], depth + 1, layer.name);
      }
    };
    add(this.doc.layers, 1, null);
    return items;
  }

  #render() {
    const items = this.#items();
    const shape = JSON.stringify(items.map(({ layer, depth, isFolded }) => [
      layer.name, layer.type, layer.shape, layer.visible, depth, isFolded,
      this.doc.locks.has(layer.name), layer.layers?.length,
    ]));
    if (shape === this.#shape) return;
    this.#shape = shape;
    const old = this.#rows;
    const order = [...old.keys()];
    const focused = this.tree.contains(document.activeElement)
      ? document.activeElement.closest("[data-name]")?.dataset.name : null;
    this.#rows = new Map(items.map((item) => {
      const row = old.get(item.layer.name) ?? new LayerRow(this, item.layer.name);
      row.show(item);
      return [item.layer.name, row];
    }));
    fill(this.tree, [...this.#rows.values()].map((row) => row.element));
    this.empty.hidden = items.length > 0;
    if (!this.#rows.has(this.#active)) this.#active = this.#nearest(order);
    this.#mirror();
    if (focused) (this.#rows.get(focused) ?? this.#rows.get(this.#active))?.element.focus();
  }

  /** Of the rows that were there in that order the one next to the active one, which has gone. */
  #nearest(order) {
    const index = order.indexOf(this.#active);
    const isThere = (name) => this.#rows.has(name);
    const behind = order.slice(index + 1).find(isThere);
    const before = order.slice(0, Math.max(0, index)).findLast(isThere);
    return behind ?? before ?? [...this.#rows.keys()][0] ?? null;
  }

  #mirror() {
    const { selection, hovered } = this.doc;
    const [only] = selection.size === 1 ? selection : [];
    if (only && only !== this.#active) {
      this.#active = only;
      if (!this.#rows.has(only)) this.#unfoldTo(only);
      const row = this.#rows.get(only)?.element;
      if (row && this.tree.checkVisibility?.()) row.scrollIntoView({ block: "nearest" });
    }
    for (const [name, row] of this.#rows) {
      row.element.setAttribute("aria-selected", String(selection.has(name)));
      row.element.classList.toggle("is-hovered", hovered === name);
      row.element.tabIndex = name === this.#active ? 0 : -1;
    }
  }

  #unfoldTo(name) {
    for (const folded of [...this.#folded]) {
      const layer = this.doc.layer(folded);
      if (layer && JSON.stringify(layer.layers ?? []).includes(JSON.stringify(name))) {
        this.#folded.delete(folded);
      }
    }
    this.#render();
  }

  // What rows ask for.

  /** A row was clicked. */
  choose(name, event) {
    const shown = [...this.doc.selection].filter((each) => this.#rows.has(each));
    // A range begins at the row clicked last, unless something else was selected since.
    const start = shown.includes(this.#anchor) ? this.#anchor : shown[0];
    const isRange = event.shiftKey && start !== undefined;
    if (isRange) {
      const all = [...this.#rows.keys()];
      const [from, to] = [start, name].map((end) => all.indexOf(end)).sort((a, b) => a - b);
      this.doc.select(all.slice(from, to + 1));
    } else if (event.ctrlKey || event.metaKey) {
      const next = new Set(this.doc.selection);
      if (!next.delete(name)) next.add(name);
      this.doc.select(next);
    } else {
      this.doc.select([name]);
    }
    this.#anchor = isRange ? start : name;
    this.#active = name;
    this.#mirror();
    this.focus(name);
  }

  /** Gives the row of a layer the keys. */
  focus(name) {
    this.#rows.get(name)?.element.focus();
  }

  /** Shows or hides what is in a group. */
  fold(name) {
    if (!this.#folded.delete(name)) this.#folded.add(name);
    this.#render();
  }

  /** Makes a layer visible or invisible. */
  toggleVisible(name) {
    const isVisible = this.doc.layer(name).visible !== false;
    this.doc.editLayer(name, `${isVisible ? "Hide" : "Show"} ${name}`, (layer) => {
      if (isVisible) layer.visible = false;
      else delete layer.visible;
    });
  }

  /** Locks a layer or frees it. */
  toggleLock(name) {
    this.doc.setLocked(name, !this.doc.locks.has(name));
  }

  // Keys (WAI-ARIA practices, tree view).

  #key(event) {
    if (event.target.matches("input")) return;
    const all = [...this.#rows.keys()];
    const index = all.indexOf(this.#active);
    const layer = this.#active && this.doc.layer(this.#active);
    if (!layer || event.ctrlKey || event.metaKey) return;
    const actions = event.altKey ? this.#levels() : {
      ArrowDown: () => this.#goTo(all[index + 1], event),
      ArrowUp: () => this.#goTo(all[index - 1], event),
      Home: () => this.#goTo(all[0], event),
      End: () => this.#goTo(all.at(-1), event),
      ArrowRight: () => {
        if (this.#folded.has(this.#active)) this.fold(this.#active);
        else if (layer.layers?.length) this.#goTo(all[index + 1], event);
      },
      ArrowLeft: () => {
        if (layer.layers?.length && !this.#folded.has(this.#active)) this.fold(this.#active);
        else this.#goTo(this.#rows.get(this.#active).item.parent, event);
      },
      Enter: () => this.stage.element.focus(),
      " ": () => this.choose(this.#active, { ctrlKey: true }),
      F2: () => this.#rows.get(this.#active).rename(),
      h: () => this.toggleVisible(this.#active),
      l: () => this.toggleLock(this.#active),
      "[": () => order(this.doc, "down"),
      "]": () => order(this.doc, "up"),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]();
  }

  #levels() {
    const by = (move) => () => {
      const { selection } = this.doc;
      const chosen = selection.has(this.#active) ? [...selection] : [this.#active];
      this.stage.editor.announce(move(this.stage, chosen) ?? "There is no other group beside it");
    };
    return {
      ArrowRight: by(moveIn), ArrowLeft: by(moveOut),
      ArrowUp: () => order(this.doc, "up"), ArrowDown: () => order(this.doc, "down"),
    };
  }

  #goTo(name, event) {
    if (name) this.choose(name, event);
  }

  // Drag and drop.

  /** What is dragged from a row: all that is selected, when the row is. */
  dragged = [];

  /** The drag of a row is over, wherever it was dropped. */
  endDrag() {
    this.dragged = [];
    this.#mark(null);
  }

  /** A row begins to be dragged. */
  drag(name) {
    this.dragged = this.doc.selection.has(name) ? [...this.doc.selection] : [name];
  }

  #aim(event) {
    if (this.dragged.length === 0) return null;
    const row = event.target.closest?.("[data-name]");
    const found = row && this.#rows.get(row.dataset.name);
    if (!found) return this.#aimBelowAll(event);
    const box = row.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    const { layer, parent, index } = found.item;
    if (hasChildren(layer) && share > 0.25 && share < 0.75) {
      return { row, where: "into", into: layer.name, index: layer.layers?.length ?? 0 };
    }
    // The list shows the topmost first: above a row is behind it in painting order.
    if (share < 0.5) return { row, where: "above", into: parent, index: index + 1 };
    // Below the row of an open group is above what is in it.
    const isOpen = layer.layers?.length > 0 && !found.item.isFolded;
    return isOpen ? { row, where: "below", into: layer.name, index: layer.layers.length }
      : { row, where: "below", into: parent, index };
  }

  /** Below all rows is below all layers, out of whatever group stands there. */
  #aimBelowAll(event) {
    const last = [...this.#rows.values()].at(-1)?.element;
    const isBelow = last && event.clientY > last.getBoundingClientRect().bottom;
    return isBelow ? { row: this.tree, where: "end", into: null, index: 0 } : null;
  }

  #over(event) {
    const aim = this.#aim(event);
    this.#mark(aim);
    if (aim) event.preventDefault();
  }

  /** Told after the next row was entered, too. */
  #leave({ clientX, clientY }) {
    const box = this.tree.getBoundingClientRect();
    const isIn = clientX > box.left && clientX < box.right && clientY > box.top
      && clientY < box.bottom;
    if (!isIn) this.#mark(null);
  }

  #mark(aim) {
    for (const row of this.element.querySelectorAll("[data-drop]")) delete row.dataset.drop;
    if (aim) aim.row.dataset.drop = aim.where;
  }

  #drop(event) {
    const aim = this.#aim(event);
    this.#mark(null);
    if (!aim) return;
    event.preventDefault();
    moveInTree(this.stage, this.dragged, aim.into, aim.index);
    this.dragged = [];
  }
}
