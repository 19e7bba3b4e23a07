// Work that only matters while it is seen: panels of hidden tabs stay in the page.

/**
 * Runs `work` when the element comes into sight, and again when what it shows has changed while it
 * is in sight.
 *
 * @param {Element} element
 * @param {() => void} work
 * @returns {() => void} to be called when there is news; while the element is hidden it is noted
 */
export function whenShown(element, work) {
  let isShown = false;
  let isStale = true;
  const run = () => {
    if (!isShown || !isStale) return;
    isStale = false;
    work();
  };
  new IntersectionObserver((entries) => {
    isShown = entries.at(-1).isIntersecting;
    run();
  }).observe(element);
  return () => {
    isStale = true;
    run();
  };
}

/**
 * Has `work` run once for a burst of calls, so many ms after the last.
 *
 * @returns {{(): void, now: () => void}} `now` runs at once what waits, if anything does
 */
export function settled(work, milliseconds) {
  let timer = null;
  const run = () => {
    timer = null;
    work();
  };
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(run, milliseconds);
  };
  later.now = () => {
    if (timer === null) return;
    window.clearTimeout(timer);
    run();
  };
  return later;
}
