// Plain sliders.

import { el } from "../../dom.js";

/**
 * A slider.
 *
 * @param {{name: string, min: number, max: number, step: number, change: (value: number) => void,
 *   done: () => void}} wish
 * @returns {{element: HTMLInputElement, show: (value: number) => void}}
 */
export function rangeSlider({ name, min, max, step, change, done }) {
  const control = el("input.slider", {
    type: "range", min, max, step, "aria-label": name,
    oninput: () => change(Number(control.value)), onchange: done, onkeydown: keepArrows,
  });
  return {
    element: control,
    show(value) {
      control.value = String(value);
    },
  };
}

/** Arrow keys move the slider, not the layers. */
function keepArrows(event) {
  if (event.key.startsWith("Arrow")) event.stopPropagation();
}
