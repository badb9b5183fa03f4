/* Goal tree handbook: what a page can do beyond being read. Without this file nothing is lost: tables are
 * complete, diagrams scroll, Mermaid shows its source. No request leaves the site.
 *
 * Every word comes from the page; see the data attributes below. */
(() => {
  "use strict";

  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });
  const seen = new WeakSet();

  /* Runs `dress` once for each element, however often a page is announced. */
  function once(selector, dress) {
    for (const element of document.querySelectorAll(selector)) {
      if (seen.has(element)) continue;
      seen.add(element);
      dress(element);
    }
  }

  const squeeze = (text) => (text ?? "").replace(/\s+/g, " ").trim();

  /* ---------- tables that sort ---------- */

  const bodyRows = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  /* What a filter shows and hides: rows of a table, or the items of a list in groups. */
  const itemsOf = (host) => (host.tBodies ? bodyRows(host) : [...host.querySelectorAll("[data-item]")]);

  /* The value in data-v, else the text. An empty data-v is "unknown" and always sorts last. */
  function sortKey(row, column) {
    const cell = row.cells[column];
    return squeeze(cell?.dataset.v ?? cell?.textContent);
  }

  function compare(a, b) {
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
  }

  function sortTable(table, head, direction) {
    const sign = direction === "ascending" ? 1 : -1;
    for (const body of table.tBodies) {
      const keyed = [...body.rows].map((row) => [sortKey(row, head.cellIndex), row]);
      keyed.sort(([a], [b]) => (a === "") - (b === "") || sign * compare(a, b));
      body.append(...keyed.map(([, row]) => row));
    }
    for (const other of head.parentElement.cells) {
      if (other.querySelector(":scope > .gt-sort")) other.setAttribute("aria-sort", other === head ? direction : "none");
    }
  }

  function makeSortable(table) {
    const row = table.tHead?.rows[0];
    if (!row) return;
    for (const head of row.cells) {
      if (head.dataset.sort === "off" || !squeeze(head.textContent)) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "gt-sort";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", head.getAttribute("aria-sort") ?? "none");
      button.addEventListener("click", () => {
        const first = head.dataset.sort === "descending" ? "descending" : "ascending";
        const second = first === "ascending" ? "descending" : "ascending";
        sortTable(table, head, head.getAttribute("aria-sort") === first ? second : first);
      });
    }
  }

  /* ---------- filters over a table or a list ---------- */

  /* "behind" → ["behind"], '["growth", "platform"]' → both */
  function valuesOf(row, key) {
    const text = row.getAttribute(`data-${key}`);
    if (text === null) return [];
    if (text.trimStart().startsWith("[")) {
      try {
        return JSON.parse(text).map((value) => squeeze(String(value)));
      } catch {
        // not a list after all: one value that begins with a bracket
      }
    }
    return [squeeze(text)];
  }

  /* "state=behind": one of the row's values is that one. "closed": the row has the attribute, and not as "false". */
  function rowMatches(row, wanted) {
    const at = wanted.indexOf("=");
    if (at < 0) return row.hasAttribute(`data-${wanted}`) && row.getAttribute(`data-${wanted}`) !== "false";
    return valuesOf(row, wanted.slice(0, at).trim()).includes(squeeze(wanted.slice(at + 1)));
  }

  const plain = (text) => squeeze(text).normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();

  /* A group without an item that is shown goes, and the letter that leads to it is off. */
  function hideGroups(host) {
    // By hash: Material makes the addresses of links whole.
    const letters = new Map([...document.querySelectorAll(".gt-letters a")].map((link) => [link.hash, link]));
    for (const group of host.querySelectorAll("section")) {
      group.hidden = !group.querySelector("[data-item]:not([hidden])");
      const id = group.querySelector("h2")?.id ?? "";
      letters.get(`#${encodeURIComponent(id)}`)?.setAttribute("aria-disabled", String(group.hidden));
    }
  }

  function makeFilter(box) {
    const table = document.getElementById(box.dataset.for);
    if (!table) return;
    const text = box.querySelector("[data-filter-text]");
    const picks = [...box.querySelectorAll("button[data-filter]")];
    const selects = [...box.querySelectorAll("select[data-filter-key]")];
    const count = box.querySelector("[data-filter-count]");
    const isAll = (pick) => pick.dataset.filter === "";
    const isPressed = (pick) => pick.getAttribute("aria-pressed") === "true";
    const press = (pick, pressed) => pick.setAttribute("aria-pressed", String(pressed));
    const sameGroup = (a, b) => a === b || (a.dataset.group !== undefined && a.dataset.group === b.dataset.group);

    function apply() {
      const words = plain(text?.value).split(" ").filter(Boolean);
      const wanted = [
        ...picks.filter((pick) => !isAll(pick) && isPressed(pick)).map((pick) => pick.dataset.filter),
        ...selects.filter((select) => select.value).map((select) => `${select.dataset.filterKey}=${select.value}`),
      ];
      picks.filter(isAll).forEach((pick) => press(pick, !wanted.length && !words.length));
      const rows = itemsOf(table);
      for (const row of rows) {
        const content = words.length ? plain(`${row.textContent} ${row.dataset.find ?? ""}`) : "";
        row.hidden = !(wanted.every((one) => rowMatches(row, one)) && words.every((word) => content.includes(word)));
      }
      if (!table.tBodies) hideGroups(table);
      if (count) {
        const shown = rows.filter((row) => !row.hidden).length;
        const pattern = count.dataset.filterCount || "{shown} / {all}";
        count.textContent = pattern.replace("{shown}", shown).replace("{all}", rows.length);
      }
    }

    for (const pick of picks) {
      pick.addEventListener("click", () => {
        const pressed = !isPressed(pick);
        if (isAll(pick)) {
          picks.forEach((other) => press(other, false));
          selects.forEach((select) => { select.value = ""; });
          if (text) text.value = "";
        } else {
          picks.filter((other) => sameGroup(pick, other)).forEach((other) => press(other, false));
          press(pick, pressed);
        }
        apply();
      });
    }
    text?.addEventListener("input", apply);
    selects.forEach((select) => select.addEventListener("change", apply));
    box.hidden = false;
    // A browser that comes back to the page fills in what was typed before.
    if (text?.value || selects.some((select) => select.value)) apply();
  }

  /* ---------- a scrolled tree shows the goal of the page ---------- */

  const centering = new ResizeObserver((entries) => {
    for (const { target: box } of entries) {
      if (!box.clientWidth) continue; // in a closed fold
      centering.unobserve(box);
      if (box.scrollWidth <= box.clientWidth) continue;
      const node = box.querySelector(".gt-node.here .box") ?? box.querySelector(".gt-node.first .box");
      if (!node) continue;
      const [inner, outer] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
      box.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
    }
  });

  /* ---------- Mermaid where the theme does not run it ---------- */

  // Material and its kin draw every pre.mermaid themselves, through mermaid-shim.js.
  const themeDraws = () => "document$" in window || document.querySelector("[data-md-component]") !== null;
  const isDark = () => document.documentElement.dataset.bsTheme === "dark";
  const drawn = new Map(); // pre → the element that holds its picture
  let queue = Promise.resolve();
  let serial = 0;

  function drawMermaid() {
    // Another global than ours: the site runs Mermaid itself.
    if (themeDraws() || !window.mermaid?.lazy) return;
    const sources = [...document.querySelectorAll("pre.mermaid")].filter((pre) => !pre.dataset.processed);
    if (!sources.length) return;
    queue = queue.then(async () => {
      window.mermaid.initialize({
        startOnLoad: false,
        securityLevel: "strict",
        theme: isDark() ? "dark" : "default",
        fontFamily: getComputedStyle(document.body).fontFamily,
      });
      for (const pre of sources) await drawOne(pre);
    });
  }

  async function drawOne(pre) {
    const text = (pre.querySelector("code") ?? pre).textContent;
    const id = `gt-mermaid-${(serial += 1)}`;
    try {
      const { svg, bindFunctions } = await window.mermaid.render(id, text);
      let host = drawn.get(pre);
      if (!host) {
        host = document.createElement("div");
        host.className = "gt-mermaid";
        // As in Material: the page's style sheets do not reach the picture, custom properties do.
        host.attachShadow({ mode: "open" });
        pre.after(host);
        drawn.set(pre, host);
      }
      host.shadowRoot.innerHTML = svg;
      bindFunctions?.(host.shadowRoot);
      pre.hidden = true;
    } catch {
      document.getElementById(`d${id}`)?.remove();
      drawn.get(pre)?.remove();
      drawn.delete(pre);
      pre.hidden = false;
    }
  }

  function watchScheme() {
    if (themeDraws() || !document.querySelector("pre.mermaid")) return;
    new MutationObserver(drawMermaid).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  }

  /* ---------- the definition of a word ---------- */

  /* One tooltip for all words. It opens on hover, focus and the first tap, can be pointed at, and goes with Escape. */
  let tip = null; // the element that is placed; the tooltip is in it
  let word = null; // the link whose definition is shown
  let touched = null; // the link that was open when a finger came down
  let pointer = "";
  let timer = 0;

  const wordAt = (event) => event.target?.closest?.("a.gt-term[data-gt-definition]") ?? null;
  const later = (act, delay) => { clearTimeout(timer); timer = setTimeout(act, delay); };

  function showWord(link) {
    clearTimeout(timer);
    if (link === word) return;
    hideWord();
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "gt gt-tips";
      tip.append(Object.assign(document.createElement("div"), { className: "gt-tip", id: "gt-tip", role: "tooltip" }));
    }
    word = link;
    tip.firstChild.textContent = link.dataset.gtDefinition;
    tip.hidden = false;
    // Here and not in the link's own box, which may be clipped; instant navigation may have taken it away.
    if (!tip.isConnected) document.body.append(tip);
    link.setAttribute("aria-describedby", "gt-tip");
    placeWord();
  }

  function hideWord() {
    clearTimeout(timer);
    word?.removeAttribute("aria-describedby");
    word = null;
    if (tip) tip.hidden = true;
  }

  /* Above the word where there is room, else below, never beyond the window. */
  function placeWord() {
    if (!word) return;
    if (!word.isConnected) return hideWord();
    const [at, size] = [word.getClientRects()[0] ?? word.getBoundingClientRect(), tip.getBoundingClientRect()];
    const room = document.documentElement.clientWidth;
    const inner = tip.firstChild.getBoundingClientRect().width;
    const header = document.querySelector(".md-header, .navbar.fixed-top")?.getBoundingClientRect().bottom ?? 0;
    const above = at.top - size.height;
    tip.style.left = `${Math.max(8, Math.min(at.left, room - inner - 8))}px`;
    tip.style.top = `${above > Math.max(header, 0) ? above : at.bottom}px`;
  }

  function watchWords() {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const link = wordAt(event);
      if (link) later(() => showWord(link), word ? 0 : 120);
      else if (tip?.contains(event.target)) clearTimeout(timer);
      else if (word !== document.activeElement) later(hideWord, 200);
      else clearTimeout(timer);
    });
    document.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType;
      const link = wordAt(event);
      touched = link === word ? word : null;
      if (!link && !tip?.contains(event.target)) hideWord();
    });
    // Before the theme's instant navigation, which follows links by itself.
    document.addEventListener("click", (event) => {
      const link = wordAt(event);
      if (!link || pointer !== "touch" || event.detail === 0) return;
      if (link === touched) return hideWord();
      event.preventDefault();
      event.stopPropagation();
      showWord(link);
    }, true);
    document.addEventListener("focusin", (event) => {
      const link = wordAt(event);
      if (link && (pointer !== "touch" || link.matches(":focus-visible"))) showWord(link);
      else if (word && !link) hideWord();
    });
    document.addEventListener("focusout", (event) => { if (wordAt(event) === word) hideWord(); });
    document.addEventListener("keydown", (event) => {
      pointer = "";
      if (event.key === "Escape") hideWord();
    });
    window.addEventListener("scroll", placeWord, { passive: true, capture: true });
    window.addEventListener("resize", placeWord, { passive: true });
  }

  /* ---------- what an address names is open ---------- */

  function openNamed() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // a broken escape: taken as it is
    }
    const fold = id ? document.getElementById(id)?.closest("details.gt-fold") : null;
    if (!fold || fold.open) return;
    fold.open = true;
    fold.scrollIntoView();
  }

  function makePrint(button) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  /* Paper shows the folds that the reader opened. Material opens all of them for it, before anyone else hears. */
  let printing = false;

  function rememberClosed(fold) {
    const note = () => printing || fold.toggleAttribute("data-closed", !fold.open);
    fold.addEventListener("toggle", note);
    note();
  }

  function watchPrinting() {
    window.addEventListener("beforeprint", () => (printing = true));
    window.addEventListener("afterprint", () => (printing = false));
  }

  /* ---------- start ---------- */

  function start() {
    once("table.gt-table[data-sortable]", makeSortable);
    once(".gt-filters[data-for]", makeFilter);
    once(".gt-scroll", (box) => centering.observe(box));
    once("button[data-print]", makePrint);
    once("details:is(.gt-fold, .gt-behind)", rememberClosed);
    openNamed();
  }

  function startPage() {
    start();
    watchWords();
    window.addEventListener("hashchange", openNamed);
    watchPrinting();
    drawMermaid();
    watchScheme();
    // Material announces each page here, also those that instant navigation brings in.
    window.document$?.subscribe?.(start);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startPage);
  else startPage();
})();
