/* A drawn diagram shows what belongs to the box that is pointed at or focused: all that it serves and all that
 * serves it. Arrow keys follow the links; Tab and Enter are the browser's. Without this file boxes are plain links.
 *
 * Everything is heard at the document, so a diagram that comes later needs no set-up. Another script lights a goal
 * of a drawing with new CustomEvent("gt-light", { detail: id }), "" for none. */
(() => {
  "use strict";

  const running = Symbol.for("goal-tree/lineage");
  if (window[running]) return;
  window[running] = true;

  const DRAWING = "svg.gt-tree";
  const BOX = ".gt-node[data-goal]";
  const STEPS = {
    TB: { ArrowUp: "above", ArrowDown: "below", ArrowLeft: "before", ArrowRight: "after" },
    LR: { ArrowLeft: "above", ArrowRight: "below", ArrowUp: "before", ArrowDown: "after" },
  };

  const graphs = new WeakMap();

  /* The boxes of a drawing by goal, and who stands above and below whom. */
  function graphOf(drawing) {
    let graph = graphs.get(drawing);
    if (graph) return graph;
    const boxes = new Map([...drawing.querySelectorAll(BOX)].map((box) => [box.dataset.goal, box]));
    graph = { boxes, above: new Map(), below: new Map(), links: [] };
    for (const line of drawing.querySelectorAll("path[data-from]")) {
      const { from, to } = line.dataset;
      graph.links.push({ from, to, parts: [line, line.nextElementSibling] });
      add(graph.below, from, to);
      add(graph.above, to, from);
    }
    graphs.set(drawing, graph);
    return graph;
  }

  const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);

  /* All goals that a way leads to; in a set that grows while it is walked. */
  function reach(goal, ways) {
    const found = new Set([goal]);
    for (const one of found) for (const next of ways.get(one) ?? []) found.add(next);
    return found;
  }

  /* ---------- the lineage of one box ---------- */

  let lit = null; // the drawing that is lit

  function light(drawing, goal) {
    if (lit && lit !== drawing) dim(lit);
    const { boxes, above, below, links } = graphOf(drawing);
    if (!boxes.has(goal)) return dim(drawing);
    const family = new Set([...reach(goal, above), ...reach(goal, below)]);
    for (const [one, box] of boxes) box.classList.toggle("lit", family.has(one));
    for (const { from, to, parts } of links) {
      const inside = family.has(from) && family.has(to);
      for (const part of parts) part?.classList.toggle("lit", inside);
    }
    drawing.dataset.lit = goal;
    lit = drawing;
  }

  function dim(drawing) {
    drawing.removeAttribute("data-lit");
    for (const part of drawing.querySelectorAll(".lit")) part.classList.remove("lit");
    if (lit === drawing) lit = null;
  }

  const boxAt = (target) => target?.closest?.(BOX) ?? null;

  /* What is focused stays lit where nothing is pointed at. */
  function settle() {
    const focused = boxAt(document.activeElement);
    if (focused?.matches(":focus-visible")) light(focused.closest(DRAWING), focused.dataset.goal);
    else if (lit) dim(lit);
  }

  function hear(event) {
    const box = boxAt(event.target);
    const drawing = box?.closest(DRAWING);
    if (drawing) light(drawing, box.dataset.goal);
    else settle();
  }

  /* ---------- from box to box by arrow keys ---------- */

  const middle = (box) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };

  /* The nearest of some boxes; only those that can be focused, and so lead somewhere. */
  function nearest(from, boxes) {
    const here = middle(from);
    const far = (box) => { const { x, y } = middle(box); return Math.hypot(x - here.x, y - here.y); };
    return boxes.filter((box) => box?.hasAttribute("tabindex")).sort((a, b) => far(a) - far(b))[0];
  }

  /* The boxes of the same lane on one side of this one. */
  function beside(drawing, box, step) {
    const axis = drawing.dataset.direction === "LR" ? "y" : "x";
    const sign = step === "before" ? -1 : 1;
    const here = middle(box)[axis];
    const lane = [...drawing.querySelectorAll(BOX)].filter((one) => one.dataset.level === box.dataset.level);
    return lane.filter((one) => one !== box && sign * (middle(one)[axis] - here) > 1);
  }

  function walk(event) {
    const box = boxAt(event.target);
    const drawing = box?.closest(DRAWING);
    if (!drawing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = STEPS[drawing.dataset.direction]?.[event.key];
    if (!step) return;
    const graph = graphOf(drawing);
    const linked = (ways) => (ways.get(box.dataset.goal) ?? []).map((goal) => graph.boxes.get(goal));
    const next = nearest(box, step in graph ? linked(graph[step]) : beside(drawing, box, step));
    if (!next) return;
    event.preventDefault(); // else the page scrolls
    next.focus();
  }

  document.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") hear(event); });
  document.addEventListener("focusin", hear);
  document.addEventListener("focusout", (event) => { if (boxAt(event.target)) settle(); });
  document.addEventListener("keydown", walk);
  document.addEventListener("gt-light", ({ target, detail }) => (detail ? light(target, detail) : dim(target)));
})();
