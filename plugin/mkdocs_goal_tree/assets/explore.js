/* The explorer: its filters over the outline and the picture, kept in the address so that a view can be shared.
 * What does not match leaves the outline, unless something below it matches, and turns faint in the picture.
 * Without this file both are whole. Every word and value comes from the page. */
(() => {
  "use strict";

  const running = Symbol.for("goal-tree/explore");
  if (window[running]) return;
  window[running] = true;

  const plain = (text) => (text ?? "").normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();
  let current = null; // the explorer of this page

  function makeExplorer(page) {
    const filters = page.parentElement.querySelector(".gt-filters");
    const facts = JSON.parse(page.parentElement.querySelector("[data-explore-facts]").content.textContent);
    const goals = Object.keys(facts);
    const items = [...page.querySelectorAll("li[data-goal]")].reverse(); // what is below comes first
    const folds = new Map([...page.querySelectorAll("details")].map((fold) => [fold, fold.open]));
    const picture = page.querySelector("svg.gt-tree");
    const controls = [...filters.querySelectorAll("[data-explore]")];
    const count = filters.querySelector("[data-explore-count]");
    const clear = filters.querySelector("[data-explore-clear]");
    const texts = new Map(items.map((item) => [item.dataset.goal, plain(item.querySelector(".what").textContent)]));
    for (const goal of goals) {
      const { owner = [], tag = [] } = facts[goal];
      texts.set(goal, `${texts.get(goal) ?? ""} ${plain([goal, ...owner, ...tag].join(" "))}`);
    }

    /* ---------- the address ---------- */

    const asked = () => new Map(controls.map((one) => [one.dataset.explore, one.value.trim()]).filter(([, value]) => value));

    function write(how) {
      const hash = new URLSearchParams([...asked()]).toString();
      if (hash === location.hash.slice(1)) return;
      history[how](history.state, "", hash ? `#${hash}` : location.pathname + location.search);
    }

    function read() {
      const wanted = new URLSearchParams(location.hash.slice(1));
      for (const one of controls) {
        one.value = wanted.get(one.dataset.explore) ?? "";
        if (one.selectedIndex === -1) one.value = ""; // no goal has this value any more
      }
      show();
    }

    /* ---------- what matches ---------- */

    function matching() {
      const { q = "", ...wanted } = Object.fromEntries(asked());
      const words = plain(q).split(" ").filter(Boolean);
      const rest = Object.entries(wanted);
      const fits = (goal) => rest.every(([key, value]) => facts[goal][key]?.includes(value)) &&
        words.every((word) => texts.get(goal).includes(word));
      return new Set(goals.filter(fits));
    }

    function show() {
      const isAsked = asked().size > 0;
      const found = matching();
      showOutline(found, isAsked);
      if (picture) showPicture(found);
      count.textContent = count.dataset.exploreCount.replace("{shown}", found.size).replace("{all}", goals.length);
      clear.hidden = !isAsked;
      page.toggleAttribute("data-asked", isAsked);
    }

    function showOutline(found, isAsked) {
      const holds = new Set(); // items with something below that matches
      for (const item of items) {
        const matches = found.has(item.dataset.goal);
        const shown = matches || holds.has(item);
        if (shown) holds.add(item.parentElement.closest("li[data-goal]"));
        item.hidden = !shown;
        item.classList.toggle("around", shown && !matches);
        const fold = item.querySelector(":scope > details");
        // Opened as far as something matches; without a question as they were.
        if (folds.has(fold)) fold.open = isAsked ? fold.open || holds.has(item) : folds.get(fold);
      }
    }

    function showPicture(found) {
      const boxes = [...picture.querySelectorAll(".gt-node")];
      const drawn = new Set(boxes.map((box) => box.dataset.goal));
      const seen = new Set(found);
      // A goal without a box of its own is in the fold of the next one above it that has one.
      for (const goal of seen) {
        if (drawn.has(goal) || !facts[goal]) continue;
        const { up, level } = facts[goal];
        for (const parent of up.length ? up : [""]) {
          seen.add(drawn.has(parent) || !parent ? `${parent}+${level[0]}` : parent);
        }
      }
      for (const box of boxes) box.classList.toggle("out", !seen.has(box.dataset.goal));
      for (const line of picture.querySelectorAll("path[data-from]")) {
        const out = !seen.has(line.dataset.from) || !seen.has(line.dataset.to);
        line.classList.toggle("out", out);
        line.nextElementSibling?.classList.toggle("out", out);
      }
    }

    /* ---------- a line of the outline lights its box ---------- */

    let timer = 0;

    function light(event) {
      clearTimeout(timer);
      const line = event.target.closest?.(".gt-twig");
      timer = setTimeout(() => {
        const goal = line?.closest("li[data-goal]").dataset.goal ?? "";
        picture.dispatchEvent(new CustomEvent("gt-light", { detail: goal, bubbles: true }));
        if (goal) bringIntoView(picture.querySelector(`[data-goal="${CSS.escape(goal)}"] .box`));
      }, 120);
    }

    /* Moves the picture in its box, never the page. */
    function bringIntoView(node) {
      const box = picture.parentElement;
      if (!node) return;
      const [inner, outer] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
      const isInside = inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
      if (isInside) return;
      box.scrollBy({
        left: inner.left + inner.width / 2 - (outer.left + outer.width / 2),
        top: inner.top + inner.height / 2 - (outer.top + outer.height / 2),
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth",
      });
    }

    /* ---------- start ---------- */

    for (const one of controls) {
      const isText = one.dataset.explore === "q";
      one.addEventListener(isText ? "input" : "change", () => { show(); write(isText ? "replaceState" : "pushState"); });
    }
    clear.addEventListener("click", () => {
      for (const one of controls) one.value = "";
      show();
      write("pushState");
      controls[0].focus();
    });
    if (picture) {
      const outline = page.querySelector(".words");
      for (const name of ["pointerover", "pointerleave", "focusin", "focusout"]) outline.addEventListener(name, light);
    }
    filters.hidden = false;
    read();
    return { page, read };
  }

  function start() {
    const page = document.querySelector(".gt-explore");
    if (page && current?.page !== page) current = makeExplorer(page);
  }

  const readAgain = () => { if (current?.page.isConnected) current.read(); };

  function startPage() {
    start();
    window.addEventListener("popstate", readAgain);
    window.addEventListener("hashchange", readAgain);
    // Material announces each page here, also those that instant navigation brings in.
    window.document$?.subscribe?.(start);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startPage);
  else startPage();
})();
