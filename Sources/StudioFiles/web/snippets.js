// Ready lines that ask for a template's picture, to copy.

import { el } from "./dom.js";
import { getTemplate } from "./api.js";
import { copyText } from "./clipboard.js";
import { openDialog } from "./dialog.js";
import { settings } from "./settings.js";
import { toastError } from "./toast.js";

/**
 * What to paste to have a template drawn.
 *
 * @param {Object} template with its jsonData
 * @param {string} baseUrl as in "https://cards.example.org"; "" for the address of this page
 * @returns {Array<{id: string, title: string, hint: string, text: string}>}
 */
export function snippets(template, baseUrl) {
  const base = (baseUrl || location.origin).replace(/\/$/, "");
  const changes = sampleChanges(template.jsonData);
  const body = { templateId: template.id, ...changes, format: "png" };
  return [
    { id: "curl", title: "curl", hint: keyHint, text: curl(base, body) },
    { id: "javascript", title: "JavaScript", hint: keyHint, text: javaScript(base, body) },
    {
      id: "meta", title: "<meta> tags",
      hint: publicHint(template),
      text: metaTags(template, base, changes),
    },
    {
      id: "manifest", title: "Manifest line",
      hint: "A card of a manifest in JSON Lines, for placard build.",
      text: JSON.stringify({ id: "posts/hello", templateId: template.id, ...changes }),
    },
  ];
}

const keyHint = "Takes a key with the scope generate in PLACARD_KEY; keys are made under Keys.";

/** Who is answered at /api/render. */
function publicHint(template) {
  if (!template.public) {
    return "Make the template public first: the address needs no key then.";
  }
  return addressHints[template.onMiss] ?? addressHints.render;
}

const addressHints = {
  render: "The template is public: the address needs no key.",
  signed: "The template draws for signed addresses only: sign this one with placard sign.",
  never: "The template draws nothing for this address: what a build has made of it is served.",
};

/** Values to replace: of the variables when there are some, else of the first texts. */
function sampleChanges(data) {
  const variables = (data.variables ?? []).map((variable) => {
    const isGiven = variable.default !== undefined && variable.default !== "";
    return { ...variable, value: isGiven ? variable.default : standIns[variable.type ?? "text"] };
  });
  if (variables.length) return { variables: pickVariables(variables) };
  const texts = textLayers(data.layers ?? []).slice(0, 2);
  if (!texts.length) return {};
  return { layers: Object.fromEntries(texts.map((layer) => {
    return [layer.name, { text: layer.text ?? "Hello" }];
  })) };
}

/** The values of all required variables, and of the first others till there are three. */
function pickVariables(variables) {
  const required = variables.filter((variable) => variable.required);
  const others = variables.filter(({ required, default: given }) => {
    return !required && given !== undefined && given !== "";
  });
  const picked = [...required, ...others.slice(0, Math.max(0, 3 - required.length))];
  const sample = picked.length ? picked : variables.slice(0, 1);
  return Object.fromEntries(sample.map(({ name, value }) => [name, value]));
}

const standIns = {
  text: "Hello", number: 1, boolean: true, color: "#4f46e5", image: "https://example.org/photo.jpg",
};

function textLayers(layers) {
  return layers.flatMap((layer) => {
    if (layer.layers) return textLayers(layer.layers);
    return layer.type === "text" ? [layer] : [];
  });
}

function curl(baseUrl, body) {
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  return [
    `curl ${baseUrl}/api/generate \\`,
    "  -H \"Authorization: Bearer $PLACARD_KEY\" \\",
    "  -H \"Content-Type: application/json\" \\",
    `  -d '${json}'`,
  ].join("\n");
}

function javaScript(baseUrl, body) {
  const json = JSON.stringify(body, null, 2).replaceAll("\n", "\n  ");
  return [
    `const response = await fetch(${JSON.stringify(`${baseUrl}/api/generate`)}, {`,
    "  method: \"POST\",",
    "  headers: {",
    "    Authorization: `Bearer ${process.env.PLACARD_KEY}`,",
    "    \"Content-Type\": \"application/json\",",
    "  },",
    `  body: JSON.stringify(${json}),`,
    "});",
    "const answer = await response.json();",
    "if (!answer.success) throw new Error(answer.error.message);",
    "console.log(answer.imageUrl);",
  ].join("\n");
}

function metaTags(template, baseUrl, changes) {
  const query = [["templateId", template.id]];
  for (const [name, value] of Object.entries(changes)) query.push([name, JSON.stringify(value)]);
  const pairs = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const { width, height } = template.jsonData.canvas;
  const tag = (key, name, content) => `<meta ${key}="${name}" content="${escaped(content)}">`;
  return [
    tag("property", "og:image", `${baseUrl}/api/render?${pairs.join("&")}`),
    tag("property", "og:image:type", "image/png"),
    tag("property", "og:image:width", String(width)),
    tag("property", "og:image:height", String(height)),
    tag("property", "og:image:alt", template.description || template.name || template.id),
    tag("name", "twitter:card", "summary_large_image"),
  ].join("\n");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("\"", "&quot;").replaceAll("<", "&lt;");
}

/**
 * Shows the snippets of a template, each with a button that copies it.
 *
 * @param {Object} template with or without its jsonData, which is then asked for
 */
export async function snippetsDialog(template) {
  try {
    const whole = template.jsonData ? template : (await getTemplate(template.id)).template;
    await openDialog(`Snippets for “${whole.name || whole.id}”`, (close) => [
      el("div.snippet-list", null, snippets(whole, settings.site.baseUrl).map(block)),
      el(
        "div.dialog-actions", null,
        el("button.button", { type: "button", onclick: () => close() }, "Close")),
    ], { wide: true });
  } catch (error) {
    toastError(error);
  }
}

function block({ title, hint, text }) {
  return el(
    "section.snippet-block", null,
    el(
      "div.row.is-spread", null, el("h3", null, title),
      el("button.button.is-small", {
        type: "button", "aria-label": `Copy: ${title}`, onclick: () => copyText(text, title),
      }, "Copy")),
    el("p.hint", null, hint),
    el("pre.code", { tabIndex: 0, role: "region", "aria-label": title }, text));
}
