// Dashes and gaps: numbers, the usual ones in a menu, and how they look.

import { el, svg } from "../../dom.js";
import { icon } from "../../icons.js";
import { openMenu } from "../../menu.js";
import { parseDashes, printDashes } from "../css/lists.js";
import { boundTo } from "../bindings.js";
import { liveField } from "./live-field.js";

/** The usual ones in widths of the stroke. */
const usual = [["Solid", []], ["Dashed", [4, 2]], ["Short dashes", [2, 2]], ["Dotted", [1, 1]]];

/** The input of `dashes`. */
export function dashesInput({ id, name, row, target, change, done, remember }) {
  const control = el("input.input", {
    id, type: "text", autocomplete: "off", spellcheck: false, title: "Dash, gap, dash, gap… in px",
  });
  const field = liveField(control, {
    parse(text) {
      if (boundTo(text.trim())) return { value: text.trim() };
      const dashes = parseDashes(text);
      return dashes && dashes.length <= 64 ? { value: printDashes(dashes) } : null;
    }, change, done, remember, expected: row.expectation,
  });
  const button = el("button.button.is-icon", {
    type: "button", "aria-label": `Usual ${name.toLowerCase()}`, "aria-haspopup": "menu",
    title: "Usual dashes",
    onclick: () => openMenu(button, usual.map(([label, widths]) => ({
      label, icon: sample(widths),
      onselect: () => {
        const width = Number(target.values("strokeWidth")[0]) || 1;
        change(printDashes(widths.map((each) => each * width)));
        done();
      },
    }))),
  }, icon("chevron-down"));
  return {
    element: el("div.with-button", null, control, button),
    show(value, { isMixed }) {
      const dashes = parseDashes(value ?? "none");
      const text = dashes ? printDashes(dashes) : String(value);
      field.show(isMixed || text === "none" ? "" : text, isMixed ? "Mixed" : "none");
    },
  };
}

function sample(widths) {
  const dashes = widths.map((width) => width * 1.5).join(" ");
  const line = svg("path", { d: "M0 8h16", "stroke-dasharray": dashes });
  return svg("svg", {
    viewBox: "0 0 16 16", width: 16, height: 16, stroke: "currentColor", "stroke-width": 2,
    "aria-hidden": "true",
  }, line);
}
