// The dialog that makes a key and shows it, once.

import { el, freshId } from "../../dom.js";
import { call, createKey, getTemplate } from "../../api.js";
import { copyText } from "../../clipboard.js";
import { openDialog } from "../../dialog.js";
import { icon } from "../../icons.js";
import { settings } from "../../settings.js";
import { snippets } from "../../snippets.js";
import { errorText, toast } from "../../toast.js";
import { count } from "./figures.js";

const scopeTexts = {
  generate: "Draw pictures with /api/generate, counted against the plan.",
  templates: "Read, make, change and delete templates.",
  admin: "Everything: keys, use, the store, and signing in to the studio.",
};

/**
 * Asks for a key's name, plan and scopes, makes it and shows it.
 *
 * @returns {Promise<boolean>} whether one was made
 */
export async function newKeyDialog() {
  // A key that is being made and that nobody sees would be lost, and yet live.
  const state = { isMaking: false };
  // Asked for now, so that nothing has to be waited for before the key is shown.
  const template = firstTemplate();
  const made = await openDialog("New key", (close) => [keyForm(close, state)], {
    stays: true, onescape: () => !state.isMaking,
  });
  if (!made) return false;
  const line = exampleCall(made, await template);
  let isWarned = false;
  await openDialog(`The key “${made.name}”`, (close) => shownOnce(made, line, close), {
    className: "key-shown", stays: true,
    // It would be gone by one key that is pressed too often.
    onescape: () => {
      if (!isWarned) toast("The key is not shown again: copy it, or press Escape once more");
      const isMeant = isWarned;
      isWarned = true;
      return isMeant;
    },
  });
  return true;
}

function keyForm(close, state) {
  const id = freshId("key");
  const name = el("input.input", {
    id, maxLength: 200, required: true, autofocus: true, autocomplete: "off",
    placeholder: "What calls with it, as in “Website build”",
  });
  const plan = planField();
  const scopes = settings.scopes.map(scopeField);
  const error = el("p.error", { role: "alert" });
  const cancel = el("button.button", { type: "button", onclick: () => close() }, "Cancel");
  const make = el("button.button.is-primary", { type: "submit" }, "Make the key");
  const setMaking = (isMaking) => {
    state.isMaking = isMaking;
    cancel.disabled = isMaking;
    make.disabled = isMaking;
  };
  const submit = async (event) => {
    event.preventDefault();
    const wanted = scopes.filter(({ input }) => input.checked).map(({ scope }) => scope);
    error.textContent = problem(name.value.trim(), wanted) ?? "";
    if (error.textContent) return;
    const members = { name: name.value.trim(), scopes: wanted };
    if (plan.select.value) members.plan = plan.select.value;
    setMaking(true);
    try {
      close(await createKey(members));
    } catch (refused) {
      setMaking(false);
      error.textContent = errorText(refused);
    }
  };
  return el(
    "form.stacked", { onsubmit: submit, noValidate: true },
    el("div.field", null, el("label", { htmlFor: id }, "Name"), name),
    plan.element,
    el(
      "fieldset.stacked", null, el("legend.label", null, "Scopes"),
      scopes.map(({ element }) => element)),
    error,
    el("div.dialog-actions", null, cancel, make));
}

function problem(name, scopes) {
  if (!name) return "The key needs a name.";
  return scopes.length ? null : "The key needs one scope at least.";
}

function planField() {
  const id = freshId("plan");
  const select = el(
    "select.input", { id },
    el("option", { value: "" }, "No plan: no limit"),
    settings.plans.map(({ name, rendersPerMonth }) => el("option", { value: name }, rendersPerMonth
      ? `${name}: ${count(rendersPerMonth)} fresh renders a month` : `${name}: no limit`)));
  return {
    select,
    element: el(
      "div.field", null, el("label", { htmlFor: id }, "Plan"), select,
      el("p.hint", null, "Answers from the store and /api/render are never counted.")),
  };
}

function scopeField(scope) {
  const input = el("input", {
    type: "checkbox", checked: settings.standardScopes.includes(scope),
  });
  return {
    scope, input,
    element: el(
      "label.check.is-tall", null, input,
      el("span", null, el("b", null, scope), el("span.hint", null, scopeTexts[scope]))),
  };
}

/** A call that the key may make, as a line of curl. */
function exampleCall({ key, scopes }, template) {
  const base = (settings.site.baseUrl || location.origin).replace(/\/$/, "");
  const bearer = `-H "Authorization: Bearer ${key}"`;
  if (!scopes.includes("generate")) return `curl ${base}/api/templates \\\n  ${bearer}`;
  const [curl] = snippets(template, base);
  return curl.text.replace("$PLACARD_KEY", key);
}

/** Some template; when there is none, one as an example. */
async function firstTemplate() {
  try {
    const { templates } = await (await call("GET", "/api/templates?limit=1")).json();
    return (await getTemplate(templates[0].id)).template;
  } catch {
    return { id: "blog-post", jsonData: { canvas: { width: 1200, height: 630 } } };
  }
}

function shownOnce(key, line, close) {
  return [
    el(
      "p.notice.is-warn", null, "Copy it now: it is not kept, and will not be shown again."),
    copied(key.key, "Key", true), el("h3", null, "Try it"), copied(line, "Example", false),
    el(
      "div.dialog-actions", null,
      el("button.button.is-primary", { type: "button", onclick: () => close() }, "Done")),
  ];
}

function copied(text, what, isFirst) {
  return el(
    "div.copied", null,
    el("pre.code", { tabIndex: 0, role: "region", "aria-label": what }, text),
    el("button.button", {
      type: "button", autofocus: isFirst, "aria-label": `Copy: ${what}`,
      onclick: () => copyText(text, what),
    }, icon("copy"), "Copy"));
}
