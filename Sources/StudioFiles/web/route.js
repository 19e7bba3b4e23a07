// The address bar and the page that it names.

/** How many steps of the browser's history are before the present one, as far as it is known. */
export const step = () => history.state?.step ?? 0;

/** Goes to an address of the studio without loading the page anew, as in "/studio/keys". */
export function go(path) {
  history.pushState({ step: step() + 1 }, "", path);
  window.dispatchEvent(new Event("route"));
}

/** Has clicks on links within the studio change the page in place. */
export function catchLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !/^\/studio(\/|$)/.test(url.pathname)) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}

/** The parts of the address behind /studio, decoded, as in ["templates", "blog-post"]. */
export function parts() {
  return location.pathname.split("/").slice(2).filter(Boolean).map(decoded);
}

/** A part that is no percent-encoding stays as it is: it names nothing. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
