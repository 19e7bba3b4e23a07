extension DevScript {
  static let overlay = #"""
    const svgSpace = "http://www.w3.org/2000/svg";
    function draw(name, attributes) {
      const node = document.createElementNS(svgSpace, name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    }
    const round = (number) => String(Math.round(number * 100) / 100);
    function numbers(box) {
      const frame = box.frame;
      const turn = box.rotation ? ", turned by " + round(box.rotation) + "°" : "";
      return round(frame.x) + ", " + round(frame.y) + ", " + round(frame.width) + " × "
        + round(frame.height) + turn;
    }
    function rect(frame, rotation, look) {
      const node = draw("rect", {
        x: frame.x, y: frame.y, width: frame.width, height: frame.height, class: look });
      if (rotation) {
        const x = frame.x + frame.width / 2;
        const y = frame.y + frame.height / 2;
        node.setAttribute("transform", "rotate(" + rotation + " " + x + " " + y + ")");
      }
      return node;
    }
    function point(index) {
      for (const node of document.querySelectorAll("[data-layer]")) {
        node.classList.toggle("on", node.dataset.layer === String(index));
      }
      const box = inspection && inspection.boxes[index];
      byId("under").textContent = box ? box.name + " (" + box.type + "): " + numbers(box) : "";
    }
    function follow(node, index) {
      node.dataset.layer = index;
      node.addEventListener("mouseenter", () => point(index));
      node.addEventListener("mouseleave", () => point(-1));
      node.addEventListener("focus", () => point(index));
      node.addEventListener("blur", () => point(-1));
      return node;
    }
    function showLayers() {
      byId("layers-part").hidden = !inspection;
      if (!inspection) return byId("layers").replaceChildren();
      byId("layers").replaceChildren(...inspection.boxes.map((box, index) => {
        const button = make(
          "button", { type: "button" }, "\u2003".repeat(box.depth) + box.name + " ",
          make("span", { class: "type", text: box.type }),
          make("span", { class: "numbers mono", text: numbers(box) }));
        button.addEventListener("click", () => {
          byId("show-boxes").checked = true;
          showOverlay();
          point(index);
        });
        return make("li", {}, follow(button, index));
      }));
    }
    function showOverlay() {
      byId("frame").querySelector("svg")?.remove();
      byId("under").textContent = "";
      const showsBoxes = byId("show-boxes").checked;
      const showsAreas = byId("show-areas").checked;
      if (!inspection || !(showsBoxes || showsAreas)) return;
      const svg = draw("svg", {
        viewBox: "0 0 " + inspection.width + " " + inspection.height,
        preserveAspectRatio: "none", role: "group", "aria-label": "Boxes of the layers" });
      if (showsAreas) {
        for (const area of inspection.areas) {
          svg.append(rect(area.frame, 0, "area-halo"), rect(area.frame, 0, "area"));
          const side = Math.min(inspection.width, inspection.height) / 32;
          const text = draw("text", {
            x: area.frame.x + side / 2, y: area.frame.y + area.frame.height - side / 2,
            "font-size": side, "stroke-width": side / 6 });
          text.textContent = area.name;
          svg.append(text);
        }
      }
      if (showsBoxes) {
        inspection.boxes.forEach((box, index) => {
          svg.append(rect(box.frame, box.rotation, "halo"));
          const node = follow(rect(box.frame, box.rotation, "box"), index);
          node.setAttribute("tabindex", "0");
          node.setAttribute("role", "img");
          node.setAttribute("aria-label", box.name + ", " + box.type + ": " + numbers(box));
          svg.append(node);
        });
      }
      byId("frame").append(svg);
    }
    for (const id of ["show-boxes", "show-areas"]) {
      byId(id).addEventListener("change", () => {
        name();
        showOverlay();
      });
    }

    """#

  static let watch = #"""
    let version = null;
    function lost() { showStatus("The server does not answer; is placard dev still running?", "bad"); }
    async function look() {
      const now = await ask("/dev/version");
      if (version && now.boot !== version.boot) return location.reload();
      const isNewState = !version || now.state !== version.state;
      const isNewPictures = !version || now.pictures !== version.pictures;
      if (isNewState || isNewPictures || byId("status").textContent.startsWith("The server")) {
        state = await ask("/dev/state");
        showState();
      }
      // The notes of the cards come with the state.
      if (isNewPictures || (isNewState && !state.isBuilding)) await loadCards(cards.length);
      version = now;
    }
    async function watch() {
      try { await look(); } catch { lost(); }
      setTimeout(watch, document.hidden ? 2000 : 500);
    }
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look().catch(lost); });
    // What is seen is in the address, so that a reload shows it again.
    function name() {
      const words = new URLSearchParams();
      if (current.id) {
        words.set("card", current.id);
        if (current.variant) words.set("variant", current.variant);
      }
      if (byId("show-boxes").checked) words.set("boxes", "1");
      if (byId("show-areas").checked) words.set("areas", "1");
      const text = words.toString().replaceAll("%2F", "/");
      history.replaceState(null, "", text ? "#" + text : location.pathname);
    }
    function openNamed() {
      const words = new URLSearchParams(location.hash.slice(1));
      byId("show-boxes").checked = words.has("boxes");
      byId("show-areas").checked = words.has("areas");
      if (words.has("card")) open(words.get("card"), Number(words.get("variant")) || 0);
    }
    addEventListener("hashchange", openNamed);
    watch().then(openNamed);

    """#
}
