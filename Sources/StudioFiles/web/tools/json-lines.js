// Where the parts of a JSON text stand: for marking lines, and for errors that say what is wrong.

import { elementPath, memberPath, parentPath } from "./json-path.js";

/** What keeps a text from being JSON; `offset` is where, in UTF-16 units. */
class TextError extends Error {
  constructor(message, offset) {
    super(message);
    this.offset = offset;
  }
}

const depthMax = 64;
const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;

/**
 * Reads a JSON text.
 *
 * @param {string} text
 * @returns {{value: any, places: Map<string, {start: number, end: number}>, error: null|{message:
 *   string, offset: number}}} `places` by path, offsets in UTF-16 units, a member's from its key;
 *   `value` is undefined when there is an error, and `places` then holds what came before it
 */
export function readJSON(text) {
  const reader = new Reader(text);
  try {
    reader.whole();
    return { value: JSON.parse(text), places: reader.places, error: null };
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    const { message, offset } = error;
    return { value: undefined, places: reader.places, error: { message, offset } };
  }
}

/** The line and column, both from 1, of an offset. */
export function lineAndColumn(text, offset) {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = text.indexOf("\n", start);
    if (end < 0 || end >= offset) return { line, column: offset - start + 1 };
    line += 1;
    start = end + 1;
  }
}

/** The place of a path, or of the nearest thing around it that is there. */
export function nearestPlace(places, path) {
  for (let wanted = path; ; wanted = parentPath(wanted)) {
    const place = places.get(wanted);
    if (place) return place;
    if (wanted === "") return { start: 0, end: 0 };
  }
}

class Reader {
  constructor(text) {
    this.text = text;
    this.index = 0;
    this.depth = 0;
    this.places = new Map();
  }

  whole() {
    this.skip();
    if (this.index === this.text.length) this.fail("there is no JSON in it");
    this.value("", 0);
    this.skip();
    if (this.index < this.text.length) {
      this.fail(`nothing may follow the value, found ${this.found()}`);
    }
  }

  value(path, start) {
    this.depth += 1;
    if (this.depth > depthMax) this.fail(`it is nested more than ${depthMax} deep`);
    const first = this.text[this.index];
    if (first === "{") this.object(path);
    else if (first === "[") this.array(path);
    else if (first === '"') this.string();
    else this.plain();
    this.depth -= 1;
    this.places.set(path, { start, end: this.index });
  }

  object(path) {
    const keys = new Set();
    this.items("}", () => {
      const start = this.index;
      if (this.text[start] !== '"') this.fail(`expected a name in quotes, found ${this.found()}`);
      const key = JSON.parse(this.string());
      if (keys.has(key)) this.fail(`${JSON.stringify(key)} stands twice in one object`, start);
      keys.add(key);
      this.skip();
      if (this.text[this.index] !== ":") {
        this.fail(`expected : after ${JSON.stringify(key)}, found ${this.found()}`);
      }
      this.index += 1;
      this.skip();
      this.value(memberPath(path, key), start);
    });
  }

  array(path) {
    let count = 0;
    this.items("]", () => {
      this.value(elementPath(path, count), this.index);
      count += 1;
    });
  }

  items(end, item) {
    this.index += 1;
    this.skip();
    if (this.text[this.index] === end) {
      this.index += 1;
      return;
    }
    for (;;) {
      item();
      this.skip();
      const next = this.text[this.index];
      this.index += 1;
      if (next === end) return;
      if (next !== ",") {
        this.index -= 1;
        this.fail(`expected , or ${end}, found ${this.found()}`);
      }
      this.skip();
      if (this.text[this.index] === end) this.fail(`a , may not stand before ${end}`);
    }
  }

  string() {
    const taken = this.take(string);
    if (taken !== null) return taken;
    const rest = this.text.slice(this.index + 1);
    const end = rest.search(/["\n]/);
    this.fail(end < 0 || rest[end] === "\n"
      ? "the string is not closed on its line"
      : "the string has a \\ or a control character that JSON does not have");
  }

  plain() {
    for (const word of ["true", "false", "null"]) {
      if (this.text.startsWith(word, this.index)) {
        this.index += word.length;
        return;
      }
    }
    if (this.take(number) === null) this.fail(`expected a value, found ${this.found()}`);
  }

  take(pattern) {
    pattern.lastIndex = this.index;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.index += match[0].length;
    return match[0];
  }

  skip() {
    this.take(space);
  }

  found() {
    const rest = this.text.slice(this.index, this.index + 24);
    if (rest === "") return "the end";
    return /^[\w-]+|^./su.exec(rest)[0];
  }

  fail(message, offset = this.index) {
    throw new TextError(message, offset);
  }
}
