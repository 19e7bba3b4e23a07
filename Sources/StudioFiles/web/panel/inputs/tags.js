// Features and axes of fonts: four-letter tags with their values.

import { el, fill } from "../../dom.js";
import { openMenu } from "../../menu.js";
import { parseTags } from "../css/lists.js";
import { fontsOf, familyOf } from "../families.js";
import { addButton, listInput, rowAction } from "./list.js";
import { numberField } from "./number.js";
import { tellProblem } from "./problem.js";
import { rangeSlider } from "./slider.js";
import { cssInput, jsonInput } from "./text.js";

const featureNames = {
  kern: "Kerning", liga: "Ligatures", clig: "Contextual ligatures", dlig: "Rare ligatures",
  calt: "Contextual alternates", tnum: "Tabular figures", pnum: "Proportional figures",
  lnum: "Lining figures", onum: "Old-style figures", zero: "Slashed zero", frac: "Fractions",
  ordn: "Ordinals", sups: "Superscript", subs: "Subscript", smcp: "Small capitals",
  c2sc: "Capitals to small capitals", case: "Case-sensitive forms", cpsp: "Capital spacing",
  salt: "Alternates", swsh: "Swashes", ss01: "Style set 1", ss02: "Style set 2",
  ss03: "Style set 3", ss04: "Style set 4", ss05: "Style set 5", cv01: "Character variant 1",
  cv02: "Character variant 2", vert: "Vertical forms",
};

const axisNames = {
  wght: "Weight", wdth: "Width", opsz: "Optical size", slnt: "Slant", ital: "Italic", GRAD: "Grade",
};

/** The text that stands for tags that are not read: CSS when it is a string, else JSON. */
function plainText(context) {
  const [css, json] = [cssInput(context), jsonInput(context)];
  return {
    element: el("div", null, css.element, json.element),
    show(value, state) {
      const isText = typeof value === "string";
      css.element.hidden = !isText;
      json.element.hidden = isText;
      (isText ? css : json).show(value, state);
    },
  };
}

const tagList = (isFeatures) => ({
  read: (value) => {
    const tags = parseTags(value ?? {}, isFeatures);
    return tags && Object.entries(tags);
  },
  print: (entries) => (entries.length ? Object.fromEntries(entries) : undefined),
  max: 64,
});

/** The input of `features`. */
export function featuresInput(context) {
  return listInput(context, {
    ...tagList(true), empty: "The font's own", text: plainText(context),
    row: (wish) => featureRow(wish),
    add(append, items) {
      const button = addButton("Feature", () => {
        const given = new Set(items().map(([tag]) => tag));
        const left = Object.entries(featureNames).filter(([tag]) => !given.has(tag));
        openMenu(button, left.map(([tag, title]) => ({
          label: `${title} (${tag})`, onselect: () => append([tag, 1]),
        })));
      });
      button.setAttribute("aria-haspopup", "menu");
      return el("div.row", null, ownTag(append, 1), button);
    },
  });
}

function featureRow({ update, done, remove, index }) {
  const words = el("span.stretch.tag-words");
  const field = numberField({
    name: `Feature ${index + 1}, value`, min: 0, max: 65535, whole: true, done,
    change: (next) => update(([tag, value]) => {
      return [tag, typeof next === "function" ? next(value) : next];
    }),
  });
  const check = el("input", {
    type: "checkbox",
    onchange: () => {
      update(([tag]) => [tag, Number(check.checked)]);
      done();
    },
  });
  const toggle = el("label.check.stretch", null, check, words);
  return {
    element: el(
      "div.list-row", null, toggle, el("div.tag-value", null, field.element),
      rowAction(`Remove feature ${index + 1}`, "trash", remove)),
    show([tag, value]) {
      words.textContent = featureNames[tag] ?? tag;
      words.title = tag;
      check.checked = value > 0;
      field.show(value);
    },
  };
}

/** A field for any other tag, added with Enter or when the field is left. */
function ownTag(append, value) {
  const isTag = () => /^[ -~]{4}$/.test(control.value);
  const control = el("input.input.is-code.tag-field", {
    type: "text", maxLength: 4, placeholder: "tag", "aria-label": "Another tag, of four letters",
    spellcheck: false, autocomplete: "off",
    oninput: () => tellProblem(control, null),
    onblur: () => tellProblem(control, null),
    onkeydown: (event) => {
      if (event.key !== "Enter" || isTag()) return;
      tellProblem(control, "Expected four letters or digits");
    },
    onchange: () => {
      if (!isTag()) return;
      append([control.value, value]);
      control.value = "";
    },
  });
  return control;
}

/** The input of `variations`: the axes that the chosen family has. */
export function variationsInput(context) {
  const { editor, target } = context;
  let axes = [];
  const note = el("span.hint");
  const list = listInput(context, {
    ...tagList(false), empty: "", text: plainText(context),
    row: (wish) => axisRow(wish, () => axes),
    add(append, items) {
      const button = addButton("Axis", () => {
        const given = new Set(items().map(([tag]) => tag));
        const left = axes.filter(({ tag }) => !given.has(tag));
        openMenu(button, left.map((axis) => ({
          label: `${axisNames[axis.tag] ?? axis.tag} (${axis.min}–${axis.max})`,
          onselect: () => append([axis.tag, axis.default]),
        })));
      });
      button.setAttribute("aria-haspopup", "menu");
      note.after(button);
      return el("div.row", null, note, ownTag(append, 0), button);
    },
  });
  let shown = null;
  const look = async () => {
    const known = axes;
    axes = (await familyOf(editor, target))?.axes ?? [];
    const { families } = await fontsOf(editor);
    const isVariable = axes.length > 0;
    fill(note, isVariable || families.length === 0 ? "" : "No axes in this font");
    list.element.querySelector(".list-add .button").disabled = !isVariable;
    // The rows of axes that were not known yet have no sliders.
    if (JSON.stringify(axes) !== JSON.stringify(known)) list.show(...shown);
  };
  return {
    element: list.element,
    show(...wish) {
      shown = wish;
      list.show(...wish);
      look();
    },
  };
}

function axisRow({ update, done, remove, index }, axes) {
  const words = el("span.label");
  const holder = el("div.slider-row");
  let key = null;
  let controls = [];
  const change = (next) => update(([tag, value]) => {
    return [tag, typeof next === "function" ? next(value) : next];
  });
  return {
    element: el("div.list-row.is-tall", null, el("div.list-head", null, words,
      rowAction(`Remove axis ${index + 1}`, "trash", remove)), holder),
    show([tag, value]) {
      const axis = axes().find((each) => each.tag === tag);
      const next = JSON.stringify([tag, axis]);
      if (next !== key) {
        key = next;
        const name = axisNames[tag] ?? tag;
        words.textContent = `${name} (${tag})`;
        const { min, max } = axis ?? { min: -100000, max: 100000 };
        const field = numberField({ name: `${name}, exactly`, min, max, change, done });
        const step = max - min > 100 ? 1 : max - min > 10 ? 0.1 : 0.01;
        const slider = axis && rangeSlider({ name, min, max, step, change, done });
        controls = [slider, field].filter(Boolean);
        holder.replaceChildren(...controls.map(({ element }) => element));
      }
      for (const control of controls) control.show(value);
    },
  };
}
