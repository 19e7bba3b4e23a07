// Which input a kind of property has.

import { addressInput } from "./address.js";
import { boolInput, decorationInput, keywordInput } from "./choice.js";
import { colorInput } from "./color.js";
import { constraintsInput } from "./constraints.js";
import { dashesInput } from "./dashes.js";
import { familiesInput } from "./families.js";
import { filtersInput } from "./filters.js";
import { fourInput } from "./four.js";
import { numberInput } from "./number.js";
import { paintInput } from "./paint.js";
import { positionInput } from "./position.js";
import { shadowsInput } from "./shadows.js";
import { spansInput } from "./spans.js";
import { featuresInput, variationsInput } from "./tags.js";
import { dataInput, jsonInput, langInput, pathInput, textInput } from "./text.js";
import { weightInput } from "./weight.js";

const inputs = {
  number: numberInput, integer: numberInput, extent: numberInput, count: numberInput,
  bool: boolInput, text: textInput, data: dataInput, keyword: keywordInput, color: colorInput,
  paint: paintInput, boxShadows: shadowsInput, textShadows: shadowsInput, corners: fourInput,
  insets: fourInput, families: familiesInput, weight: weightInput, position: positionInput,
  features: featuresInput, variations: variationsInput, decoration: decorationInput,
  lang: langInput, address: addressInput, spans: spansInput, constraints: constraintsInput,
  filters: filtersInput, path: pathInput, dashes: dashesInput,
};

/**
 * The input for a property of any kind; of one that the studio does not know, its JSON.
 *
 * An input is `{element, show(value, {isMixed, isGiven}), insert?(text), showsVariables?}`: `show`
 * is called whenever the value may have changed and leaves alone what is being typed;
 * `showsVariables` inputs show a bound value themselves. `context` is `{id, label, name, row,
 * editor, target, change, done, remember}`: `change(value | (old) => value)` writes live, `done()`
 * ends the step; undefined takes the property out; `remember()` gives what puts back what is now.
 *
 * @param {Object} context
 */
export function makeInput(context) {
  return (inputs[context.row.kind] ?? jsonInput)(context);
}
