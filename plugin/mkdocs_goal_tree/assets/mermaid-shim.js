/* A window.mermaid that loads the bundle beside it when the first diagram is drawn.
 *
 * Material looks for a global `mermaid` before it asks a CDN for one, and calls initialize() once and
 * render() for each diagram. This file must therefore run before the theme's scripts do their work:
 * a plain script, neither async nor a module. Nothing here lifts a limit of Mermaid or loosens its
 * security: larger diagrams are drawn by Graphviz when the site is built. */
(() => {
  "use strict";

  // An element with id="mermaid", say a heading, is a property of window too.
  if (typeof window.mermaid !== "undefined" && !(window.mermaid instanceof Element)) return;

  const own = document.currentScript ?? document.querySelector('script[src*="mermaid-shim"]');
  if (!own) return;
  const bundle = new URL("vendor/mermaid.min.js", own.src).href;

  // On a fault Mermaid would put a drawing of a bomb below the page; the source stays visible instead.
  const defaults = { startOnLoad: false, suppressErrorRendering: true };
  let options = {};
  let loading = null;

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = bundle;
      script.onload = () => {
        const real = window.mermaid;
        window.mermaid = shim;
        real.initialize({ ...defaults, ...options });
        resolve(real);
      };
      script.onerror = () => {
        script.remove();
        loading = null;
        reject(new Error(`goal tree: ${bundle} could not be loaded`));
      };
      document.head.append(script);
    });
    return loading;
  }

  const shim = {
    lazy: true,

    initialize(given) {
      options = { ...given };
      loading?.then((real) => real.initialize({ ...defaults, ...options }), () => {});
    },

    async render(id, text, container) {
      const real = await load();
      const drawn = await real.render(id, text, container);
      // Material reads the name that Mermaid gave bindFunctions before version 10.
      return { ...drawn, fn: drawn.bindFunctions };
    },

    async run(given) {
      const real = await load();
      return real.run(given);
    },
  };

  window.mermaid = shim;
})();
