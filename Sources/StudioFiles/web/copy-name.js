// What the copy of something with a name is called.

const lengthMax = 200;

/** The name with an ending, as in "Blog post copy"; the name is cut where both are too long. */
export function copyName(name, ending) {
  return [...name].slice(0, lengthMax - [...ending].length).join("").trimEnd() + ending;
}
