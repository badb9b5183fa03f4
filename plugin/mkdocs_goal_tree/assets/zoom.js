/* Diagrams that are larger than their place: zoom, pan, fit and full screen. The buttons stand in the page, hidden
 * until this file has set them up. Without it a diagram scrolls at natural size.
 *
 * The vendored Panzoom reads the gestures and does the arithmetic. What it computes becomes the drawing's size and
 * the scroll position of its box instead of a transform, so the browser's own scrolling goes on: a plain wheel and
 * one finger move the page, a focused box comes into view, scroll bars say what is not seen. */
(() => {
  "use strict";

  const running = Symbol.for("goal-tree/zoom");
  if (window[running]) return;
  window[running] = true;

  const own = document.currentScript ?? document.querySelector('script[src*="goal-tree/zoom"]');
  const LIBRARY = new URL("vendor/panzoom.min.js", own.src).href;
  const STEP = 0.25;
  const LEAST = 0.1;
  const MOST = 4;
  const SLIP = 4; // px that a pointer may move and still click
  let loading = null;

  /* The library, asked for when the first diagram is there. */
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = LIBRARY;
      script.onload = () => resolve(window.Panzoom);
      script.onerror = () => reject(new Error(`goal tree: ${LIBRARY} could not be loaded`));
      document.head.append(script);
    });
    return loading;
  }

  /* ---------- a drawing in its box ---------- */

  function makeView(Panzoom, box, drawing) {
    const natural = { width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
    const place = ({ x, y, scale }) => {
      // Through a property of ours: on paper the drawing has its own size again.
      if (scale === 1) drawing.style.removeProperty("--gt-across");
      else drawing.style.setProperty("--gt-across", `${natural.width * scale}px`);
      box.scrollLeft = ((scale - 1) * natural.width) / 2 - scale * x;
      box.scrollTop = ((scale - 1) * natural.height) / 2 - scale * y;
    };
    const panzoom = Panzoom(drawing, {
      noBind: true,
      handleStartEvent: () => {}, // links keep their clicks
      setTransform: (_, state) => place(state),
      minScale: LEAST,
      maxScale: MOST,
      step: STEP,
      cursor: "",
      overflow: "", // the style sheet's
      touchAction: "pan-x pan-y",
    });

    /* The box may have been scrolled since. */
    function catchUp() {
      const scale = panzoom.getScale();
      const at = (size, scrolled) => ((scale - 1) * size) / 2 / scale - scrolled / scale;
      panzoom.pan(at(natural.width, box.scrollLeft), at(natural.height, box.scrollTop), { animate: false, silent: true });
    }

    /* What is in the middle stays there. */
    function zoomTo(scale) {
      const { left, top } = box.getBoundingClientRect();
      catchUp();
      panzoom.zoomToPoint(scale, { clientX: left + box.clientWidth / 2, clientY: top + box.clientHeight / 2 });
    }

    /* The scale at which all of it is seen: natural size at most, on a full screen twice that. */
    function fitting() {
      const isFull = Boolean(document.fullscreenElement?.contains(box));
      const high = isFull ? box.clientHeight : window.innerHeight * 0.85;
      return Math.min(box.clientWidth / natural.width, high / natural.height, isFull ? 2 : 1);
    }

    return {
      panzoom,
      catchUp,
      zoomTo,
      by: (factor) => zoomTo(panzoom.getScale() * factor),
      fit: () => zoomTo(Math.max(fitting(), LEAST)),
      isLarge: () => fitting() < 0.99,
    };
  }

  /* ---------- wheel, mouse, fingers ---------- */

  function hearGestures(box, view) {
    const { panzoom, catchUp } = view;
    const fingers = new Set();
    let start = null;
    let dragged = false;

    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
      catchUp();
      panzoom.zoomWithWheel(event);
    }, { passive: false });

    // Two fingers are ours, one is the browser's.
    for (const name of ["touchstart", "touchmove"]) {
      box.addEventListener(name, (event) => { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
    }

    const overflows = () => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;

    function move(event) {
      if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLIP) dragged = true;
      if (event.pointerType === "touch" ? fingers.size > 1 : dragged) panzoom.handleMove(event);
    }

    function up(event) {
      fingers.delete(event.pointerId);
      panzoom.handleUp(event);
      if (fingers.size) return;
      start = null;
      box.removeAttribute("data-dragged");
      for (const [name, act] of [["pointermove", move], ["pointerup", up], ["pointercancel", up]]) {
        document.removeEventListener(name, act);
      }
    }

    box.addEventListener("pointerdown", (event) => {
      const isTouch = event.pointerType === "touch";
      if (!isTouch && (event.button !== 0 || !overflows())) return;
      dragged = false;
      start = event;
      fingers.add(event.pointerId);
      if (!isTouch) box.dataset.dragged = "";
      catchUp();
      panzoom.handleDown(event);
      document.addEventListener("pointermove", move);
      document.addEventListener("pointerup", up);
      document.addEventListener("pointercancel", up);
    });

    box.addEventListener("dragstart", (event) => event.preventDefault());
    box.addEventListener("click", (event) => {
      if (!dragged) return;
      dragged = false;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }

  /* ---------- buttons and keys ---------- */

  function setUp(bar, Panzoom) {
    const figure = bar.parentElement;
    const box = figure.querySelector(":scope > .gt-scroll");
    const drawing = box?.querySelector("svg.gt-tree");
    const view = drawing && Panzoom ? makeView(Panzoom, box, drawing) : null;
    const button = (name) => bar.querySelector(`[data-zoom="${name}"]`);
    const isFull = () => document.fullscreenElement === figure;
    const press = (name, pressed) => button(name).setAttribute("aria-pressed", String(pressed));

    const acts = {
      out: () => { press("fit", false); view.by(1 / (1 + STEP)); },
      in: () => { press("fit", false); view.by(1 + STEP); },
      fit: () => {
        const fits = button("fit").getAttribute("aria-pressed") === "true";
        press("fit", !fits);
        if (fits) view.zoomTo(1);
        else view.fit();
      },
      full: () => (isFull() ? document.exitFullscreen() : figure.requestFullscreen().catch(() => {})),
    };

    /* Only what helps: no zoom where all is seen, no button that does nothing. */
    function show() {
      const zooms = Boolean(view) && (isFull() || view.isLarge() || view.panzoom.getScale() !== 1);
      for (const name of ["out", "in", "fit"]) button(name).hidden = !zooms;
      bar.toggleAttribute("data-zooms", zooms);
      button("full").hidden = !document.fullscreenEnabled;
      bar.hidden = !zooms && !document.fullscreenEnabled;
    }

    for (const [name, act] of Object.entries(acts)) button(name).addEventListener("click", act);
    figure.addEventListener("fullscreenchange", () => {
      press("full", isFull());
      press("fit", isFull());
      show();
      requestAnimationFrame(() => (isFull() ? view?.fit() : view?.zoomTo(1)));
    });
    show();
    if (!view) return;
    hearGestures(box, view);
    if (bar.dataset.keys) box.setAttribute("aria-description", bar.dataset.keys);
    box.addEventListener("keydown", (event) => {
      const act = { "+": acts.in, "=": acts.in, "-": acts.out, 0: acts.fit }[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
    new ResizeObserver(show).observe(box);
  }

  async function start() {
    const bars = [...document.querySelectorAll(".gt-zoom[hidden]:not([data-ready])")];
    if (!bars.length) return;
    for (const bar of bars) bar.dataset.ready = "";
    const Panzoom = await load().catch(() => null); // full screen works without it
    for (const bar of bars) if (bar.isConnected) setUp(bar, Panzoom);
  }

  function startPage() {
    start();
    // Material announces each page here, also those that instant navigation brings in.
    window.document$?.subscribe?.(start);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startPage);
  else startPage();
})();
