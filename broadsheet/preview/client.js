// Hears that this page is another now, fetches it, and changes what differs: nothing flashes, nothing jumps.
(() => {
  const own = document.currentScript;
  const home = own.src.replace(/client\.js$/, "");
  let tag = own.dataset.tag;
  // What the server sent, before any script of the page changed it: differences are found between two of these.
  let sent = document.documentElement.cloneNode(true);
  let source, busy, again;

  const same = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.id === b.id;
  const kept = (node, name) => name === "open" && /^(DETAILS|DIALOG)$/.test(node.nodeName);

  function attributes(live, was, is) {
    for (const { name } of was.attributes) if (!is.hasAttribute(name) && !kept(live, name)) live.removeAttribute(name);
    for (const { name, value } of is.attributes)
      if (was.getAttribute(name) !== value && !kept(live, name)) live.setAttribute(name, value);
  }

  // A new stylesheet is put in and loaded before the old one goes.
  function style(live, is) {
    const next = document.importNode(is, true);
    next.onload = next.onerror = () => live.remove();
    live.after(next);
  }

  function change(live, was, is) {
    if (was.isEqualNode(is)) return;
    if (!same(was, is) || live.nodeName !== was.nodeName) return live.replaceWith(document.importNode(is, true));
    if (is.nodeType !== 1) return void (live.nodeValue = is.nodeValue);
    if (is.nodeName === "LINK" && is.rel === "stylesheet") return style(live, is);
    if (is.nodeName === "SCRIPT" && is.src) return attributes(live, was, is);
    if (is.nodeName === "STYLE" || is.nodeName === "SCRIPT") return live.replaceWith(document.importNode(is, true));
    attributes(live, was, is);
    children(live, was, is);
  }

  function children(live, was, is) {
    const old = [...was.childNodes], now = [...is.childNodes];
    // Pair what the server sent with what stands here; a script may have put more in between.
    const here = [];
    let at = live.firstChild;
    for (const node of old) {
      let found = at;
      while (found && !same(found, node)) found = found.nextSibling;
      here.push(found);
      if (found) at = found.nextSibling;
    }
    let start = 0, end = 0;
    while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) start++;
    while (end < Math.min(old.length, now.length) - start && old.at(-1 - end).isEqualNode(now.at(-1 - end))) end++;
    const stop = old.length - end;
    let before = here.slice(stop).find((node) => node) || null;
    let from = start;
    for (const node of now.slice(start, now.length - end)) {
      let match = from;
      while (match < stop && !(here[match] && same(old[match], node))) match++;
      if (match < stop) {
        for (; from < match; from++) here[from]?.remove();
        change(here[match], old[match], node);
        from++;
      } else {
        const next = here.slice(from, stop).find((one) => one) || before;
        live.insertBefore(document.importNode(node, true), next);
      }
    }
    for (; from < stop; from++) here[from]?.remove();
  }

  async function update() {
    if (busy) return void (again = true);
    busy = true;
    try {
      const reply = await fetch(location.href, { headers: { accept: "text/html" } });
      const next = new DOMParser().parseFromString(await reply.text(), "text/html").documentElement;
      const { scrollX, scrollY } = window;
      change(document.documentElement, sent, next);
      if (scrollX !== window.scrollX || scrollY !== window.scrollY) scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
      sent = next;
      tag = next.querySelector("script[data-tag]")?.dataset.tag || "";
      document.dispatchEvent(new Event("preview:changed"));
    } catch {
      setTimeout(follow, 500);
    }
    busy = false;
    if (again) (again = false), update();
  }

  // Only the page in front listens: a browser allows six connections to one server.
  function follow() {
    source?.close();
    if (document.hidden) return;
    source = new EventSource(`${home}events?page=${encodeURIComponent(location.pathname)}&tag=${tag}`);
    source.onmessage = update;
    source.onerror = () => source.readyState === 2 && setTimeout(restart, 1000);
  }

  // The preview ended or began anew, with another path for its script.
  const restart = () =>
    fetch(location.href, { method: "HEAD" }).then(() => location.reload(), () => setTimeout(restart, 1000));

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && follow());
  follow();
})();
