// The dialog that asks which picture a new image layer shows.

import { el } from "../dom.js";
import { openDialog } from "../dialog.js";
import { addressInput } from "../panel/inputs/address.js";

/**
 * Asks for a picture: a file to upload, one that the site has, or an address.
 *
 * @returns {Promise<string|null>} what `image_url` takes; null when it was dismissed
 */
export async function askForPicture(editor) {
  const chosen = await openDialog("Insert an image", (close) => {
    const id = "insert-image-address";
    let address;
    const input = addressInput({
      id, name: "Picture", editor,
      change: (value) => {
        address = value;
        input.show(value, { isMixed: false });
        insert.disabled = !value;
        // A picture that was uploaded or chosen is all that was asked for.
        if (value && document.activeElement?.id !== id) insert.focus();
      },
      done: () => {},
    });
    input.show(undefined, { isMixed: false });
    const insert = el("button.button.is-primary", { type: "submit", disabled: true }, "Insert");
    return [
      el(
        "form.dialog-form", {
          onsubmit: (event) => {
            event.preventDefault();
            close(address);
          },
        },
        el(
          "div.field", null,
          el("label", { htmlFor: id }, "A picture to upload, one of the site's, or an address"),
          input.element),
        el(
          "div.dialog-actions", null,
          el("button.button", { type: "button", onclick: () => close() }, "Cancel"), insert)),
    ];
  });
  return chosen ?? null;
}
