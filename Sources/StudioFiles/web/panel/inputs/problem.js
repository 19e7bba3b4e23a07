// What is wrong with what is being typed, in a bubble below the field: nothing else moves for it.

import { el, freshId } from "../../dom.js";

const bubbles = new WeakMap();

/** Says below a field what it takes, or nothing any more with null. */
export function tellProblem(control, text) {
  const shown = bubbles.get(control);
  if (!text) {
    shown?.remove();
    bubbles.delete(control);
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
    return;
  }
  control.setAttribute("aria-invalid", "true");
  const bubble = shown ?? bubbleBelow(control);
  bubble.textContent = text;
}

function bubbleBelow(control) {
  const id = freshId("problem");
  const bubble = el("div.field-problem", { id, role: "alert", popover: "manual" });
  bubbles.set(control, bubble);
  control.setAttribute("aria-describedby", id);
  control.after(bubble);
  bubble.showPopover();
  const box = control.getBoundingClientRect();
  bubble.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - 268))}px`;
  bubble.style.top = `${box.bottom + 4}px`;
  return bubble;
}
