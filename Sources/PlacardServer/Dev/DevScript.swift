/// What the page of `placard dev` does: it asks twice a second whether something has moved, and draws
/// what has. Everything that comes from cards is put in as text.
enum DevScript {
  static let text = "\"use strict\";\n" + parts + list + large + overlay + watch

  private static let parts = #"""
    const byId = (id) => document.getElementById(id);
    function make(tag, attributes = {}, ...children) {
      const node = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (value === false || value === null || value === undefined) continue;
        if (name === "text") node.textContent = value;
        else if (name === "click") node.addEventListener("click", value);
        else node.setAttribute(name, value === true ? "" : value);
      }
      node.append(...children.filter((child) => child !== null));
      return node;
    }
    async function ask(address) {
      const answer = await fetch(address, { cache: "no-store" });
      if (!answer.ok) throw new Error(address + ": " + answer.status);
      return answer.json();
    }
    const count = (number) => number.toLocaleString("en");
    const plural = (number, one, many) => count(number) + " " + (number === 1 ? one : many);
    function size(bytes) {
      if (bytes === null) return "";
      return bytes < 1e6 ? (bytes / 1e3).toFixed(1) + " kB" : (bytes / 1e6).toFixed(2) + " MB";
    }
    function label(variant) {
      const scale = variant.scale === 1 ? "" : " at " + variant.scale + "×";
      const locale = variant.locale ? " in " + variant.locale : "";
      return variant.size + scale + locale + " " + variant.format;
    }
    const pixels = (variant) => variant.width + "×" + variant.height;

    """#

  private static let list = #"""
    let state = null;
    let cards = [];
    let hasMore = false;
    let total = 0;
    let firstBuild = null;

    function showStatus(words, look = "") {
      const status = byId("status");
      status.className = look;
      if (status.textContent !== words) status.textContent = words;
    }
    function showState() {
      byId("site").textContent = state.site || "Placard dev";
      document.title = (state.site ? state.site + " – " : "") + "Placard dev";
      const report = state.report;
      if (state.isBuilding) {
        const why = state.changed.length ? ": " + state.changed.join(", ") : "";
        showStatus("Building" + why, "busy");
      } else if (state.trouble) {
        showStatus("The last build failed; the pictures are those of the build before", "bad");
      } else if (report) {
        let words = plural(report.cards, "card", "cards") + ", " + count(report.rendered)
          + " rendered in " + report.seconds.toFixed(2) + " s";
        if (report.failed) words += ", " + count(report.failed) + " failed";
        showStatus(words + "; build " + report.build, report.failed ? "bad" : "");
      } else showStatus("No build yet");
      showTrouble();
      showFailures(report ? report.failures : [], report ? report.failureCount : 0);
    }
    function showTrouble() {
      const part = byId("trouble");
      part.hidden = !state.trouble;
      if (!state.trouble) return part.replaceChildren();
      const children = [
        make("h2", { text: "The build failed" }),
        make("p", { class: "said", text: state.trouble.text }),
      ];
      const excerpt = state.trouble.excerpt;
      if (excerpt) {
        const lines = make("pre");
        const width = String(excerpt.lines[excerpt.lines.length - 1].number).length;
        for (const line of excerpt.lines) {
          const isAt = line.number === excerpt.line;
          const start = (isAt ? "> " : "  ") + String(line.number).padStart(width) + "  ";
          lines.append(make("span", { class: isAt && "at", text: start + line.text + "\n" }));
          if (isAt && excerpt.column) {
            const blank = line.text.slice(0, excerpt.column - 1).replace(/[^\t]/g, " ");
            lines.append(
              make("span", { class: "at", text: " ".repeat(start.length) + blank + "^\n" }));
          }
        }
        children.push(lines);
      }
      part.replaceChildren(...children);
    }
    function showFailures(failures, total) {
      const part = byId("failures");
      part.hidden = failures.length === 0;
      if (part.hidden) return part.replaceChildren();
      const shown = failures.map((failure) => {
        const place = [failure.file, failure.line, failure.column].filter((word) => word).join(":");
        const words = (failure.path ? failure.path + ": " : "") + failure.message
          + (failure.hint ? " (" + failure.hint + ")" : "");
        return make(
          "li", {}, make("strong", { text: (failure.card || "a card") + " " }), words,
          make("div", { class: "place mono", text: place }));
      });
      if (total > failures.length) {
        shown.push(make("li", { text: count(total - failures.length) + " more" }));
      }
      const title = plural(total, "card failed", "cards failed")
        + "; what was drawn of them before stays";
      part.replaceChildren(make("h2", { text: title }), make("ul", {}, ...shown));
    }

    function cardItem(card) {
      const shown = card.variants[0];
      const formats = [...new Set(card.variants.map((variant) => variant.format))];
      const isFresh = firstBuild !== null && card.build > firstBuild;
      const facts = [
        card.templateId, pixels(shown), size(shown.bytes), formats.join(", "),
        card.variants.length > formats.length && card.variants.length + " pictures",
      ].filter((word) => word).join(" · ");
      const old = card.variants.some((variant) => variant.isPrevious);
      return make(
        "li", { class: "card" + (isFresh ? " fresh" : "") },
        make(
          "button", { type: "button", "aria-label": "Look at " + card.id, click: () => open(card.id) },
          make("img", { src: shown.picture, alt: "", loading: "lazy", decoding: "async" })),
        make("div", { class: "id" }, card.id, " ",
          isFresh ? make("span", { class: "tag new", text: "changed" }) : null,
          old ? make("span", { class: "tag old", text: "not of this build" }) : null),
        make("div", { class: "facts", text: facts }),
        ...card.notes.map((note) => make("div", { class: "note", text: note })));
    }
    function showCards() {
      byId("cards").replaceChildren(...cards.map(cardItem));
      byId("more").hidden = !hasMore;
      const empty = byId("empty");
      empty.hidden = cards.length > 0;
      empty.textContent = byId("search").value
        ? "No card’s id, template or text holds this."
        : "The published build has no cards.";
    }
    let listing = 0;
    async function loadCards(wanted = 0) {
      const turn = ++listing;
      const found = [];
      let more = true;
      while (more && (found.length === 0 || found.length < wanted)) {
        const query = new URLSearchParams({ q: byId("search").value, first: found.length });
        const answer = await ask("/dev/cards?" + query);
        if (turn !== listing) return;
        found.push(...answer.cards);
        more = answer.hasMore;
        total = answer.total;
      }
      const newest = Math.max(0, ...found.map((card) => card.build || 0));
      if (firstBuild === null) firstBuild = newest;
      cards = found;
      hasMore = more;
      showCards();
      if (byId("large").open) showLarge();
    }
    byId("more").addEventListener("click", async () => {
      const before = cards.length;
      await loadCards(before + 1);
      byId("cards").children[before]?.querySelector("button").focus();
    });
    let typing = 0;
    byId("search").addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => loadCards().catch(lost), 150);
    });

    """#

  private static let large = #"""
    let current = { id: null, variant: 0 };
    let inspection = null;

    function open(id, variant = 0) {
      current = { id, variant };
      name();
      const dialog = byId("large");
      if (!dialog.open) dialog.showModal();
      showLarge();
    }
    async function currentCard() {
      const known = cards.find((card) => card.id === current.id);
      if (known) return known;
      const found = await ask("/dev/cards?" + new URLSearchParams({ q: current.id, first: 0 }));
      return found.cards.find((card) => card.id === current.id);
    }
    let turning = 0;
    async function showLarge() {
      const turn = ++turning;
      const card = await currentCard().catch(() => null);
      if (turn !== turning) return;
      byId("large-title").textContent = current.id;
      if (!card) {
        byId("blind").hidden = false;
        byId("blind").textContent = "The published build has no such card.";
        return;
      }
      current.variant = Math.min(current.variant, card.variants.length - 1);
      const shown = card.variants[current.variant];
      const picture = byId("picture");
      if (picture.getAttribute("src") !== shown.picture) {
        picture.setAttribute("width", Math.round(shown.width / shown.scale));
        picture.setAttribute("src", shown.picture);
      }
      picture.alt = "The card " + card.id + ", " + label(shown);
      byId("variants").replaceChildren(...card.variants.map((variant, index) => {
        const button = make("button", {
          type: "button", "aria-pressed": String(index === current.variant),
          text: label(variant) + ", " + pixels(variant) + ", " + size(variant.bytes)
            + (variant.isPrevious ? ", of an earlier build" : ""),
          click: () => open(card.id, index),
        });
        return make("li", {}, button);
      }));
      showAddresses([shown.card, shown.picture]);
      const query = new URLSearchParams({ id: card.id, variant: current.variant });
      const seen = await ask("/dev/card?" + query).catch((error) => ({ trouble: error.message }));
      if (turn !== turning) return;
      inspection = seen.trouble ? null : seen;
      const blind = byId("blind");
      blind.hidden = !seen.trouble && seen.isCurrent;
      blind.textContent = seen.trouble
        ? "Its layers cannot be looked at: " + seen.trouble
        : "The card has changed since this picture was drawn; boxes and notes are of the card as it "
          + "is now.";
      if (inspection) {
        showAddresses([shown.card, shown.picture, seen.render], seen);
      }
      const notes = inspection ? seen.notes : card.notes;
      byId("notes-part").hidden = notes.length === 0;
      byId("notes").replaceChildren(...notes.map((note) => make("li", { text: note })));
      showLayers();
      showOverlay();
    }
    function showAddresses(paths, seen = null) {
      const items = paths.map((path) => {
        const whole = location.origin + path;
        const copy = make("button", {
          type: "button", text: "Copy", "aria-label": "Copy " + path.slice(0, 60),
          click: async () => {
            await navigator.clipboard.writeText(whole).catch(() => {});
            copy.textContent = "Copied";
            setTimeout(() => { copy.textContent = "Copy"; }, 1200);
          },
        });
        return make("li", {}, make("a", { class: "mono", href: path, text: path }), copy);
      });
      if (seen && !seen.isPublic) {
        items.push(make("li", { class: "soft", text: "/api/render answers signed addresses of this "
          + "template only." }));
      }
      if (seen) {
        items.push(make("li", { class: "soft mono", text: seen.file + ":" + seen.line }));
      }
      byId("addresses").replaceChildren(...items);
    }
    function step(by) {
      const index = cards.findIndex((card) => card.id === current.id);
      const next = cards[index + by];
      if (next) open(next.id);
    }
    byId("previous").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    byId("close").addEventListener("click", () => byId("large").close());
    byId("large").addEventListener("close", () => {
      const index = cards.findIndex((card) => card.id === current.id);
      byId("cards").children[index]?.querySelector("button").focus();
      current = { id: null, variant: 0 };
      name();
    });
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isTyping = event.target instanceof HTMLInputElement && event.target.type === "search";
      if (!byId("large").open) {
        if (event.key !== "/" || isTyping) return;
        byId("search").focus();
      } else if (event.key === "b") byId("show-boxes").click();
      else if (event.key === "s") byId("show-areas").click();
      else if (event.key === "ArrowLeft") step(-1);
      else if (event.key === "ArrowRight") step(1);
      else return;
      event.preventDefault();
    });

    """#
}
