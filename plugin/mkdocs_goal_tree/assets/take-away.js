/* What a page offers to take away: of a diagram its source as Mermaid or DOT in the clipboard and the drawing as an SVG
 * file, of what can be added the lines to paste.
 *
 * All of a diagram is read off the drawing itself, so a page carries each diagram once. The buttons stand in the page, hidden
 * until this file is there; where they are links to files, the files are there without it. */
(() => {
  "use strict";

  const running = Symbol.for("goal-tree/take-away");
  if (window[running]) return;
  window[running] = true;

  const LEVELS = { impact: ["#E6B656", "#fff4d6"], outcome: ["#72A8D8", "#e3f1fd"], output: ["#54A66A", "#e8f6e9"] };
  // The colors of a drawing in the dark, as render/standalone.py writes them.
  const DARK = '@media (prefers-color-scheme: dark){[fill="#ffffff"]{fill:#1a1d24}[stroke="#ffffff"]{stroke:#1a1d24}[fill="#fff4d6"]{fill:#3a2f11}[stroke="#fff4d6"]{stroke:#3a2f11}[fill="#b07c14"]{fill:#c2943a}[stroke="#b07c14"]{stroke:#c2943a}[fill="#7d5200"]{fill:#f0c467}[stroke="#7d5200"]{stroke:#f0c467}[fill="#3f3208"]{fill:#ffebb8}[stroke="#3f3208"]{stroke:#ffebb8}[fill="#e3f1fd"]{fill:#14304a}[stroke="#e3f1fd"]{stroke:#14304a}[fill="#4583bf"]{fill:#5d9ccf}[stroke="#4583bf"]{stroke:#5d9ccf}[fill="#1b5b98"]{fill:#8cc3f2}[stroke="#1b5b98"]{stroke:#8cc3f2}[fill="#0d3455"]{fill:#d3eaff}[stroke="#0d3455"]{stroke:#d3eaff}[fill="#e8f6e9"]{fill:#173520}[stroke="#e8f6e9"]{stroke:#173520}[fill="#3f8c55"]{fill:#58a868}[stroke="#3f8c55"]{stroke:#58a868}[fill="#25703a"]{fill:#86cf95}[stroke="#25703a"]{stroke:#86cf95}[fill="#1b401f"]{fill:#d4f3d8}[stroke="#1b401f"]{stroke:#d4f3d8}[fill="#eceff2"]{fill:#2d323d}[stroke="#eceff2"]{stroke:#2d323d}[fill="#818994"]{fill:#7b8492}[stroke="#818994"]{stroke:#7b8492}[fill="#535d69"]{fill:#b2bac6}[stroke="#535d69"]{stroke:#b2bac6}[fill="#09695b"]{fill:#63d2bb}[stroke="#09695b"]{stroke:#63d2bb}[fill="#973a00"]{fill:#f5ab73}[stroke="#973a00"]{stroke:#f5ab73}[fill="#a01235"]{fill:#ff93a8}[stroke="#a01235"]{stroke:#ff93a8}[fill="#3545a0"]{fill:#aab6ff}[stroke="#3545a0"]{stroke:#aab6ff}[fill="#1f2328"]{fill:#e3e6eb}[stroke="#1f2328"]{stroke:#e3e6eb}[fill="#59626d"]{fill:#a9b1bd}[stroke="#59626d"]{stroke:#a9b1bd}[fill="#7f8791"]{fill:#8b94a3}[stroke="#7f8791"]{stroke:#8b94a3}[fill="#f8f9fa"]{fill:#232730}[stroke="#f8f9fa"]{stroke:#232730}[fill="#e4e7eb"]{fill:#323743}[stroke="#e4e7eb"]{stroke:#323743}[fill="#cbdcea"]{fill:#26384a}[stroke="#cbdcea"]{stroke:#26384a}}';

  const squeeze = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu;
  const plain = (text) => squeeze((text ?? "").replace(UNSEEN, ""));

  /* ---------- what is drawn ---------- */

  function read(drawing, words) {
    const boxes = [...drawing.querySelectorAll(".gt-node[data-goal]")].map((node, i) => ({
      name: `n${i}`,
      goal: node.dataset.goal,
      level: node.dataset.level,
      title: titleOf(node, words[node.dataset.level]),
      owner: textOf(node, "text.o"),
      state: [textOf(node, "text.s:not(.n, .o)"), textOf(node, "text.n")].filter(Boolean),
      url: urlOf(node),
      marks: ["first", "here", "dash", "gone"].filter((mark) => node.classList.contains(mark)),
    }));
    const names = new Map(boxes.map((box) => [box.goal, box.name]));
    const links = [...drawing.querySelectorAll("path[data-from]")].map((path) => ({
      from: names.get(path.dataset.from),
      to: names.get(path.dataset.to),
      weak: path.classList.contains("weak"),
    }));
    const lanes = [...drawing.querySelectorAll(".gt-lane text")].map((text) => plain(text.textContent).toUpperCase());
    const levels = Object.keys(LEVELS).filter((level) => boxes.some((box) => box.level === level));
    return { boxes, links, lanes, levels, direction: drawing.dataset.direction, label: drawing.getAttribute("aria-label") };
  }

  /* What may stand in several lines. */
  const textOf = (node, lines) => plain([...node.querySelectorAll(lines)].map((line) => line.textContent).join(" "));

  /* The whole title, without the facts behind it: a box may show less. */
  function titleOf(node, word) {
    const text = node.querySelector("title")?.textContent ?? "";
    const at = text.lastIndexOf(` (${word}`);
    return plain(at < 0 ? text : text.slice(0, at));
  }

  function urlOf(node) {
    const url = node.href?.baseVal;
    if (!url) return "";
    const whole = new URL(url, document.baseURI);
    return ["http:", "https:", "mailto:"].includes(whole.protocol) ? whole.href : "";
  }

  /* ---------- its languages ---------- */

  // What Mermaid looks for after it has decoded a label: its placeholders, a line's end, an icon, a formula.
  const LATE = /ﬂ(?=°)|¶(?=ß)|\\(?=n)|fa[bklrs]?:(?=fa-)|\$(?=\$)/g;
  const mermaidText = (text) =>
    plain(text).replace(LATE, "$&\u2060").replace(/[\u0000-\u007f]/g, (char) =>
      /[A-Za-z0-9 ,]/.test(char) ? char : `#${char.charCodeAt(0)};`);
  const mermaidUrl = (url) => url.replace(/["'`;()[\]{}|\\<> ]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

  function mermaidOf({ boxes, links, lanes, levels, direction, label }) {
    const lines = [`flowchart ${direction}`, `  accTitle: ${mermaidText(label)}`];
    levels.forEach((level, i) => {
      lines.push(`  subgraph lane${i}["${mermaidText(lanes[i])}"]`);
      for (const box of boxes.filter((one) => one.level === level)) {
        const text = [mermaidText(box.title), mermaidText(box.owner), box.state.map(mermaidText).join(" · ")].filter(Boolean).join("<br/>");
        lines.push(`    ${box.name}["${text || " "}"]:::${level}`);
      }
      lines.push("  end");
    });
    lines.push(...links.map((link) => `  ${link.from} ${link.weak ? "-.->" : "-->"} ${link.to}`));
    lines.push(...boxes.filter((box) => box.url).map((box) => `  click ${box.name} href "${mermaidUrl(box.url)}" _self`));
    for (const level of levels) {
      const [color] = LEVELS[level];
      lines.push(`  classDef ${level} fill:${color}33,stroke:${color},stroke-width:1.5px`);
    }
    const styles = { first: "stroke-width:3px", here: "stroke-width:4px", dash: "stroke-dasharray:5 4", gone: "fill:#81899433,stroke:#818994" };
    for (const [mark, style] of Object.entries(styles)) {
      const marked = boxes.filter((box) => box.marks.includes(mark)).map((box) => box.name);
      if (marked.length) lines.push(`  classDef ${mark} ${style}`, `  class ${marked.join(",")} ${mark}`);
    }
    return `${lines.join("\n")}\n`;
  }

  // Entities first: no quote is left. A label is substituted once, a tooltip twice.
  const entities = (text) => plain(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const dotText = (text) => entities(text).replaceAll("\\", "\\\\");
  const dotTip = (text) => entities(text).replaceAll("\\", "\\\\\\\\");

  function dotOf({ boxes, links, lanes, levels, direction, label }) {
    const lines = [
      "digraph {",
      `graph[rankdir=${direction},ranksep=0.72,nodesep=0.2,tooltip="${dotTip(label)}"]`,
      'node[shape=box,style="rounded,filled",fontname="Arial",fontsize=13,margin="0.16,0.12"]',
      'edge[color="#7f8791",arrowsize=0.7]',
    ];
    levels.forEach((level, i) => {
      const inside = boxes.filter((one) => one.level === level);
      lines.push(`subgraph cluster_${i}{`, `label="${dotText(lanes[i])}";labeljust=l;style=filled;color="#f8f9fa"`);
      for (const box of inside) {
        const text = [dotText(box.title), dotText(box.owner), box.state.map(dotText).join(" · ")].filter(Boolean).join("\\n");
        const style = box.marks.includes("dash") ? ',style="rounded,filled,dashed"' : "";
        const url = box.url ? `,URL="${entities(box.url).replaceAll("\\", "")}"` : "";
        const fill = box.marks.includes("gone") ? "#eceff2" : LEVELS[level][1];
        lines.push(`${box.name}[label="${text}",tooltip="${dotTip(box.title)}",fillcolor="${fill}"${style}${url}]`);
      }
      lines.push("}");
    });
    lines.push(...links.map((link) => `${link.from}->${link.to}${link.weak ? "[style=dotted]" : ""}`), "}");
    return `${lines.join("\n")}\n`;
  }

  /* The drawing as a file of its own: its colors are attributes, and the file follows the viewer's scheme. */
  function svgOf(drawing) {
    const copy = drawing.cloneNode(true);
    const { width, height } = drawing.viewBox.baseVal;
    copy.removeAttribute("style");
    copy.removeAttribute("data-lit");
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.querySelectorAll(".lit").forEach((part) => part.classList.remove("lit"));
    copy.querySelectorAll(".gt-lane text").forEach((text) => { text.textContent = text.textContent.toUpperCase(); });
    [...copy.querySelectorAll("a.gt-node")].forEach((link, i) => {
      const url = urlOf(drawing.querySelectorAll("a.gt-node")[i]);
      if (url) link.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", url);
    });
    const make = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const ground = make("rect");
    for (const [key, value] of [["width", "100%"], ["height", "100%"], ["fill", "#ffffff"]]) ground.setAttribute(key, value);
    const style = make("style");
    style.textContent = DARK;
    copy.prepend(style, ground);
    return `${new XMLSerializer().serializeToString(copy)}\n`;
  }

  /* ---------- the buttons ---------- */

  const sources = new WeakMap(); // figure → the Mermaid source that the theme replaces by its picture

  const drawingIn = (box) => box.closest("figure")?.querySelector("svg.gt-tree") ?? null;
  const nameOf = (drawing) => drawing.querySelector(".gt-node.here")?.dataset.goal ?? "goal-tree";

  async function take(button, box) {
    const kind = button.dataset.take;
    const drawing = drawingIn(box);
    if (kind === "svg") return drawing && save(svgOf(drawing), `${nameOf(drawing)}.svg`);
    const words = { impact: box.dataset.impact, outcome: box.dataset.outcome, output: box.dataset.output };
    const text = drawing
      ? (kind === "dot" ? dotOf : mermaidOf)(read(drawing, words))
      : sources.get(box.closest("figure"));
    if (text) tell(box, await copy(text) ? box.dataset.copied : box.dataset.failed);
  }

  function save(text, name) {
    const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard in pages from files or without TLS: the old way.
      const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
      area.style.cssText = "position:fixed;opacity:0";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function tell(box, text) {
    const status = box.querySelector("[role=status]");
    status.textContent = text;
    setTimeout(() => { status.textContent = ""; }, 2500);
  }

  function show(box) {
    const figure = box.closest("figure");
    const source = figure?.querySelector("pre.mermaid");
    if (source) sources.set(figure, source.textContent);
    if (!drawingIn(box) && !sources.has(figure)) return;
    for (const one of box.querySelectorAll("button[data-take]")) one.hidden = !drawingIn(box) && one.dataset.take !== "mermaid";
    box.hidden = false;
  }

  async function copyLines(box) {
    tell(box, await copy(box.closest("details").querySelector("pre").textContent) ? box.dataset.copied : box.dataset.failed);
  }

  document.addEventListener("click", (event) => {
    const lines = event.target.closest?.("[data-copy]");
    if (lines) return copyLines(lines.closest(".copy"));
    const button = event.target.closest?.("[data-take]");
    const box = button?.closest(".gt-take");
    if (!box || (button.matches("a") && button.dataset.take === "svg")) return;
    event.preventDefault();
    take(button, box);
  });

  function start() {
    document.querySelectorAll(".gt-take").forEach(show);
    for (const box of document.querySelectorAll(".gt-add .copy")) box.hidden = false;
  }
  function startPage() {
    start();
    window.document$?.subscribe?.(start);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startPage);
  else startPage();
})();
