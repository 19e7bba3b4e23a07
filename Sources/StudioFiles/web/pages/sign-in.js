// The page of those who are not signed in.

import { el, freshId } from "../dom.js";
import { signIn } from "../api.js";
import { openDialog } from "../dialog.js";
import { brand, themeButton } from "../shell.js";

/** A form that takes an admin's key and loads the page anew when it is right. */
export function signInPage() {
  return el(
    "div.sign-in", null,
    el("header.sign-in-bar", null, brand(), themeButton()),
    el(
      "main.sign-in-main", { id: "main" },
      signInForm(() => location.reload(), el("h1", null, "Sign in to the studio"))));
}

/**
 * Has somebody whose session has ended sign in without leaving the page.
 *
 * @returns {Promise<boolean>} whether it was done
 */
export async function signInDialog() {
  const answer = await openDialog("Sign in again", (close) => [
    el("p.soft", null, "Your session has ended. What you were at stays as it is."),
    signInForm(close),
  ], { stays: true });
  return answer !== undefined;
}

/** @param {(session: Object) => void} done is given `{keyId}`  @param {...Node} head */
function signInForm(done, ...head) {
  const id = freshId("key");
  const error = el("p.error", { id: `${id}-error`, role: "alert", hidden: true });
  const field = el("input.input", {
    id, type: "password", name: "key", autocomplete: "current-password", required: true,
    spellcheck: false, placeholder: "plk_live_…",
    "aria-describedby": `${id}-hint ${id}-error`,
    oninput: () => refuse(""),
  });
  const button = el("button.button.is-primary", { type: "submit" }, "Sign in");
  const refuse = (text) => {
    error.hidden = !text;
    error.textContent = text;
    field.setAttribute("aria-invalid", String(Boolean(text)));
  };
  const submit = async (event) => {
    event.preventDefault();
    const token = field.value.trim();
    if (!token) {
      refuse("Type or paste a key.");
      return field.focus();
    }
    button.disabled = true;
    try {
      done(await signIn(token));
    } catch (problem) {
      button.disabled = false;
      const hint = problem.hint ? `; ${problem.hint}` : "";
      refuse(`That did not work: ${problem.message}${hint}.`);
      field.select();
    }
    return undefined;
  };
  requestAnimationFrame(() => field.focus());
  return el(
    "form.panel.sign-in-form", { onsubmit: submit, noValidate: true }, head,
    // For managers of passwords, which keep no secret without a name.
    el("input", { type: "text", autocomplete: "username", value: "admin", hidden: true }),
    el("div.field", null, el("label", { htmlFor: id }, "Admin key"), field, error),
    button, hint(`${id}-hint`));
}

function hint(id) {
  return el(
    "div.hint.sign-in-hint", { id },
    el(
      "p", null, "A key with the scope admin. The first one was printed when the store was ",
      "made and is kept in its file ", el("code", null, "admin-token"), ". To make another:"),
    el("pre.code", { tabIndex: 0 },
      "placard keys create --name me --scope admin --store DIR"));
}
