// Sums that may be typed where a number is wanted, as in "1200 / 2 + 8".

const lengthMax = 100;
const token = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[-+*/()]|\S/gi;
/** Is it a thousand and more, or one and a fraction? */
const isUnclear = (text) => /[1-9]\d*,\d{3}(?!\d)/.test(text);

/**
 * The value of a sum of + - * / and parentheses, in any spelling of the signs and with decimal
 * commas; null for anything else, and where a comma may be one of thousands.
 */
export function evaluate(text) {
  if (text.length > lengthMax || isUnclear(text)) return null;
  const plain = text.replaceAll(",", ".").replaceAll(/[\u2212\u2010-\u2014]/g, "-")
    .replaceAll("×", "*").replaceAll(/[÷∕]/g, "/");
  const tokens = plain.match(token);
  if (!tokens) return null;
  const value = sum(tokens);
  return tokens.length === 0 && Number.isFinite(value) ? value : null;
}

function sum(tokens) {
  let value = product(tokens);
  while (tokens[0] === "+" || tokens[0] === "-") {
    value += tokens.shift() === "+" ? product(tokens) : -product(tokens);
  }
  return value;
}

function product(tokens) {
  let value = factor(tokens);
  while (tokens[0] === "*" || tokens[0] === "/") {
    if (tokens.shift() === "*") value *= factor(tokens);
    else value /= factor(tokens);
  }
  return value;
}

function factor(tokens) {
  const first = tokens.shift();
  if (first === "-") return -factor(tokens);
  if (first === "+") return factor(tokens);
  if (first === "(") {
    const value = sum(tokens);
    return tokens.shift() === ")" ? value : NaN;
  }
  return first === undefined ? NaN : Number(first);
}
