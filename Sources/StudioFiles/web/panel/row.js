// One property in the panel: its name, input, binding and reset, and what is wrong with it.

import { el, fill, freshId } from "../dom.js";
import { icon } from "../icons.js";
import {
  boundTo, declared, filled, fittingTypes, hasVariables, openBindMenu, sampleOf,
} from "./bindings.js";
import { makeInput } from "./inputs/kinds.js";
import { isHalf, labelOf } from "./sections.js";
import { leaveOutInitial, spelled } from "./shortest.js";

/**
 * The property of `target` that `row` (of `settings.layerTypes`) describes.
 *
 * @returns {{element: HTMLElement, sync: () => void, name: string, showError: (error: Object|null)
 *   => void}} `sync` shows what the document says now
 */
export function propertyRow(editor, target, row, options = {}) {
  const id = freshId("prop");
  const name = row.name;
  const label = el("label.prop-label", { htmlFor: id, id: `${id}-label` }, labelOf(name));
  let isWritten = false;
  const change = (next) => {
    isWritten = true;
    const isUpdate = typeof next === "function";
    target.change(name, isUpdate
      ? (old, member) => next(old ?? target.initial(row, member)) : () => next);
  };
  // What the members say now, to be put back when typing is given up.
  const remember = () => {
    const values = target.values(name)[Symbol.iterator]();
    return () => target.change(name, () => values.next().value);
  };
  const done = () => {
    // Not while it is typed: 16 may become 160.
    if (isWritten && !target.isExplicit) leaveOutInitial(target, row);
    isWritten = false;
    target.done();
  };
  const input = makeInput({
    id, row, editor, target, label, name: labelOf(name), change, remember, done,
  });
  const chip = el("div.prop-bound", { hidden: true });
  const error = el("p.error", { role: "alert", hidden: true });
  const state = { value: undefined, isMixed: false, isGiven: false, shown: null };
  const buttons = actionButtons({
    editor, target, row, input, state, change, done, options,
  });
  const element = el(
    `div.prop${isHalf(name) ? ".is-half" : ""}`, { data: { property: name } },
    label, input.element, chip, buttons.element, error);

  function sync() {
    const { value, isMixed, isGiven, mark } = read(target, row);
    const bound = !isGiven || isMixed || input.showsVariables ? null : boundTo(value);
    const note = bound === null ? innerNote(editor.doc, value) : noteOf(editor.doc, bound);
    if (mark + note === state.shown) return;
    Object.assign(state, { value, isMixed, isGiven, shown: mark + note });
    element.classList.toggle("is-initial", !isGiven);
    element.classList.toggle("is-mixed", isMixed);
    input.element.hidden = bound !== null;
    chip.hidden = bound === null;
    if (bound !== null) fill(chip, boundChip(bound, note, buttons.unbind, labelOf(name)));
    else input.show(value, { isMixed, isGiven });
    buttons.sync();
  }

  return {
    element, name, sync,
    isGiven: () => state.isGiven,
    refresh() {
      state.shown = null;
      sync();
    },
    showError: errorShower(element, error),
  };
}

/** Shows what the server says of the property; while it is typed in not before there is a pause. */
function errorShower(element, error) {
  let timer = 0;
  let shown = null;
  const show = (problem) => {
    error.hidden = !problem;
    element.classList.toggle("is-wrong", Boolean(problem));
    const message = problem?.message.replace(/^layer "[^"]*": /, "") ?? "";
    error.textContent = [message, problem?.hint].filter(Boolean).join("; ");
    error.title = error.textContent;
  };
  return (problem) => {
    if (problem === shown) return;
    shown = problem;
    window.clearTimeout(timer);
    if (problem && error.hidden && element.contains(document.activeElement)) {
      timer = window.setTimeout(show, typingPause, problem);
    } else show(problem);
  };
}

const typingPause = 700;

/** What the members of the target say of the property; `mark` is the same as long as that is. */
function read(target, row) {
  const values = target.values(row.name);
  const members = target.members();
  const shown = values.map((value, index) => value ?? target.initial(row, members[index]));
  const texts = shown.map((value) => JSON.stringify(value));
  const isMixed = new Set(shown.map((value) => spelled(row, value))).size > 1;
  const isGiven = values.some((value) => value !== undefined);
  const value = isMixed ? undefined : shown[0];
  return { value, isMixed, isGiven, mark: `${isGiven} ${texts.join("\n")}` };
}

/** What a value is with the variables in it filled in: its swatch is another when they are. */
const innerNote = (doc, value) => (hasVariables(value) ? filled(doc, value) : "");

/** What a variable is filled with on the canvas. */
function noteOf(doc, name) {
  if (!declared(doc, name)) return "not declared";
  const sample = sampleOf(doc, name);
  return sample === undefined ? "no default" : String(sample);
}

function boundChip(variable, note, unbind, label) {
  return [
    el("code", null, `{{${variable}}}`), el("span.prop-sample", null, note),
    el("button.prop-action", {
      type: "button", "aria-label": `Unbind ${label}`, title: "Unbind", onclick: unbind,
    }, icon("close")),
  ];
}

function actionButtons({ editor, target, row, input, state, change, done, options }) {
  const label = labelOf(row.name);
  const unbind = () => {
    const variable = declared(editor.doc, boundTo(state.value) ?? "");
    const fallback = variable?.default ?? (target.isRequired(row) ? fixed(row) : undefined);
    change(fallback);
    done();
  };
  const reset = el("button.prop-action", {
    type: "button", "aria-label": `Reset ${label}`, title: "Reset to the initial value",
    onclick: () => {
      change(undefined);
      done();
    },
  }, icon("undo"));
  const bind = el("button.prop-action", {
    type: "button", "aria-label": `Bind ${label} to a variable`, title: "Bind to a variable",
    "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => openBindMenu(bind, {
      editor, row, value: state.value, unbind, insert: input.insert ?? null,
      suggestion: suggestion(target, row),
      bind: (variable) => {
        change(`{{${variable}}}`);
        done();
      },
    }),
  }, icon("braces"));
  const canBind = fittingTypes(row.kind).length > 0 && !options.unbindable;
  return {
    unbind, element: el("div.prop-actions", null, reset, canBind && bind),
    sync() {
      reset.hidden = !state.isGiven || target.isRequired(row) || holdsText.has(row.name);
      bind.classList.toggle("is-bound", boundTo(state.value) !== null);
    },
  };
}

/** Properties that hold what is written: taking them out would lose it. */
const holdsText = new Set(["text", "spans"]);

/** A value for a property that must have one. */
const fixed = (row) => (row.min === undefined ? "" : Math.max(row.min, 100));

function suggestion(target, row) {
  const stem = target.names.length === 1 ? target.names[0] : "";
  const isMain = ["text", "image_url", "data"].includes(row.name);
  return isMain && stem ? stem : [stem, labelOf(row.name).toLowerCase()].filter(Boolean).join("-");
}
