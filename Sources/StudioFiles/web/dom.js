// Elements made by script: the page has no markup in strings, so no text becomes markup.

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * Makes an element.
 *
 * @param {string} tag its name, with classes as in `div.card.is-open`
 * @param {Object} [props] `onclick` and its like listen; `data` and `style` are objects of strings;
 *   names that the element has as properties are set as such, all others as attributes; null and
 *   undefined are left out, and so is false but for properties that are true or false
 * @param {...(Node|string|null|undefined|false|Array)} children what is in it; strings are text
 * @returns {HTMLElement}
 */
export function el(tag, props, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.classList.add(...classes);
  give(element, props ?? {});
  add(element, children);
  return element;
}

/**
 * Makes an element of SVG; `props` are attributes, but for `onclick` and its like.
 *
 * @returns {SVGElement}
 */
export function svg(tag, props, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElementNS(svgNamespace, name);
  if (classes.length) element.classList.add(...classes);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  add(element, children);
  return element;
}

/** Puts `children` in place of what is in `parent`; the same values as for `el`. */
export function fill(parent, ...children) {
  parent.replaceChildren();
  add(parent, children);
  return parent;
}

/** An id that no other element of the page has, for labels. */
export function freshId(stem = "id") {
  count += 1;
  return `${stem}-${count}`;
}

let count = 0;

function add(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(parent, child);
    else if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
}

function give(element, props) {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    // Some are true from the start, such as `spellcheck`.
    if (value === false && typeof element[key] !== "boolean") continue;
    if (key.startsWith("on") && typeof value === "function") {
      element.addEventListener(key.slice(2), value);
    } else if (key === "data") {
      Object.assign(element.dataset, value);
    } else if (key === "style") {
      for (const [name, text] of Object.entries(value)) setStyle(element, name, text);
    } else if (key in element && !key.includes("-") && key !== "list" && key !== "form") {
      element[key] = value;
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
}

function setStyle(element, name, text) {
  if (name.startsWith("--")) element.style.setProperty(name, text);
  else element.style[name] = text;
}
