// What moves by itself (clock, weather, notices), and the controls that need a script.
const LIVE = "/live.json";
const KEPT = "live";
const MINUTE = 60_000;

const all = (selector) => [...document.querySelectorAll(selector)];
const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

async function loadLive() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (kept && Date.now() - kept.at < MINUTE) return kept.live;
  const response = await fetch(LIVE);
  if (!response.ok) return null;
  const live = await response.json();
  sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), live }));
  return live;
}

function showTime(live) {
  const now = new Date();
  const say = (parts) => new Intl.DateTimeFormat(live.language, { timeZone: live.timezone, ...parts }).format(now);
  const degrees = (value) =>
    new Intl.NumberFormat(live.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
      .format(value).replace("-", "\u2212") + "\u00a0°C";
  const known = (value) => typeof value === "number";
  for (const line of all("[data-live=line]")) {
    const date = make("time", "mast__date", say({ dateStyle: "full" }));
    const time = make("time", "mast__time", say({ timeStyle: "short" }));
    date.dateTime = time.dateTime = now.toISOString();
    const rest = [live.city, ...(known(live.temperature) ? [degrees(live.temperature)] : [])];
    line.replaceChildren(date, " ", time, ...rest.flatMap((text, i) => [" | ", make("span", i ? "mast__temperature" : "mast__city", text)]));
  }
  for (const place of all("[data-weather]")) {
    const weather = live.regions?.[place.dataset.weather] ?? {};
    place.textContent = [known(weather.temperature) ? degrees(weather.temperature) : "", weather.sky].filter(Boolean).join(", ");
  }
}

function showBulletins(live) {
  for (const place of all("[data-live=bulletins]")) {
    const inForce = (live.notices ?? []).filter((notice) => !notice.until || new Date(notice.until) > new Date());
    const closable = (block, key) => {
      if (sessionStorage.getItem(key)) return;
      const close = make("button", "bulletins__close", place.dataset.close);
      close.type = "button";
      close.onclick = () => { sessionStorage.setItem(key, "closed"); block.remove(); };
      block.append(close);
      place.append(block);
    };
    if (live.breaking) {
      const block = make("p", "breaking");
      const link = make("a", "breaking__link", live.breaking.text);
      link.href = live.breaking.url;
      block.append(make("b", "breaking__label", place.dataset.breaking), link);
      closable(block, live.breaking.text);
    }
    for (const notice of inForce) {
      const block = make("p", "notice");
      block.append(make("b", "notice__label", notice.label || place.dataset.notice), make("span", "notice__text", notice.text));
      closable(block, notice.text);
    }
  }
}

function addTools() {
  for (const tools of all("[data-copy]")) {
    const add = (text, act) => {
      const button = make("button", "tools__item", text);
      button.type = "button";
      button.onclick = () => act(button);
      tools.append(button);
    };
    if (navigator.clipboard) {
      add(tools.dataset.copy, async (button) => {
        await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]").href);
        button.textContent = tools.dataset.copied;
      });
    }
    add(tools.dataset.print, () => print());
  }
}

function addPlayers() {
  for (const card of all("[data-frame]")) {
    const play = make("button", "embed__play", card.dataset.play);
    play.type = "button";
    play.onclick = () => {
      const frame = make("iframe", "embed__frame");
      frame.title = card.querySelector("a").textContent;
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.style.aspectRatio = card.dataset.ratio;
      frame.src = card.dataset.frame;
      card.replaceChildren(frame);
      frame.focus();
    };
    card.querySelector(".embed__note").textContent = card.dataset.note;
    card.append(play);
  }
}

addTools();
addPlayers();
loadLive().then((live) => {
  if (!live) return;
  showTime(live);
  showBulletins(live);
  document.addEventListener("visibilitychange", () => showTime(live));
}, () => {}); // Without the live file the page keeps the city it was printed with.
