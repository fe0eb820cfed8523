/** Keeps a page of the preview current: loads it again after a build, and lays faults over it. */
(() => {
  const build = document.currentScript.dataset.build;
  const overlay = document.createElement("litweave-faults");
  const faults = furnish(overlay.attachShadow({ mode: "open" }));
  let events;

  // A browser opens only a few connections to one host: a tab that nobody sees gives its own up.
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pageshow", (event) => event.persisted && listen());
  listen();

  function listen() {
    events?.close();
    if (document.hidden) return;
    events = new EventSource("/_litweave/events");
    events.addEventListener("site", (event) => isCurrent(event) && overlay.remove());
    events.addEventListener("faults", (event) => isCurrent(event) && show(event.data));
    events.addEventListener("error", ({ target }) => {
      // Some browsers give up when the server is away for a moment.
      if (target === events && target.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    });
  }

  /** Whether this page is of the build that is shown now; if not, it is loaded again. */
  function isCurrent(event) {
    if (event.lastEventId === build) return true;
    events.close();
    location.reload();
    return false;
  }

  function show(text) {
    faults.textContent = text.trimEnd();
    document.body.append(overlay);
  }

  /** Fills the overlay, out of reach of the site's own styles; returns the place for the text. */
  function furnish(root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; color-scheme: dark; }
      section { display: flex; flex-direction: column; gap: .5rem; max-height: 60vh; padding: 1rem;
        box-sizing: border-box; color: #fff; background: #3b1418; border-top: 4px solid #ff9592;
        font: 1rem/1.5 system-ui, sans-serif; }
      header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
      p, pre { margin: 0; }
      pre { overflow: auto; font: .875rem/1.5 ui-monospace, monospace; tab-size: 4; }
      button { font: inherit; }
      @media print { :host { display: none; } }
    `);
    root.adoptedStyleSheets = [sheet];

    const [section, header, message, button, pre] = ["section", "header", "p", "button", "pre"].map(
      (name) => document.createElement(name),
    );
    section.setAttribute("role", "alert");
    message.textContent = "The last change has faults. This is the page before it.";
    button.type = "button";
    button.textContent = "Hide";
    button.addEventListener("click", () => overlay.remove());
    pre.tabIndex = 0;
    header.append(message, button);
    section.append(header, pre);
    root.append(section);
    return pre;
  }
})();
