// What moves by itself (clock, weather, notices), and the controls that need a script.
const liveFile = new URL("../live.json", document.currentScript.src);
const find = (selector) => [...document.querySelectorAll(selector)];
const make = (tag, className, textContent, rest) => Object.assign(document.createElement(tag), { className, textContent, ...rest });
const button = (name, text, onclick) => make("button", name, text, { type: "button", onclick });

async function loadLive() {
  const kept = JSON.parse(sessionStorage[liveFile] || "{}");
  if (Date.now() - kept.at < 60_000) return kept.live;
  const live = await (await fetch(liveFile)).json();
  sessionStorage[liveFile] = JSON.stringify({ at: Date.now(), live });
  return live;
}

function showLive({ language, timezone: timeZone, city, temperature, regions, notices, breaking }) {
  const now = new Date();
  const time = (at, style, name = "") =>
    make("time", name, at.toLocaleString(language, { timeZone, ...style }), { dateTime: at.toISOString() });
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const weather = (value, sky) =>
    [value?.toLocaleString(language, digits).replace("-", "−").concat("\u00a0°C"), sky].filter(Boolean).join(", ");
  const short = { timeStyle: "short" };
  const date = time(now, { dateStyle: "full" }, "mast__date");
  date.append(",");
  const rest = [city, weather(temperature)].filter(Boolean).map((text) => " | " + text);
  find(".mast__live")[0].replaceChildren(date, " ", time(now, short), ...rest);
  for (const place of find("[data-weather]")) {
    const { temperature, sky } = regions[place.dataset.weather] ?? {};
    place.textContent = weather(temperature, sky);
  }
  for (const place of find("[data-notice]")) {
    const words = place.dataset;
    const list = make("div", "bulletins__notices");
    const add = (parent, name, text, ...parts) => {
      const line = make("p", name);
      const close = () => line.remove((sessionStorage[text] = 1));
      line.append(...parts, " ", button("bulletins__close", words.close, close));
      if (!sessionStorage[text]) parent.append(line);
    };
    if (place.firstChild) continue;
    if (breaking) {
      const { text, url: href, at } = breaking;
      const link = make(href ? "a" : "span", "breaking__link", text, href ? { href } : {});
      add(place, "breaking", text, make("b", "breaking__label", words.breaking), link, at ? time(new Date(at), short) : "");
    }
    for (const { text, label, until } of notices)
      if (!until || new Date(until) > now) add(list, "notice", text, make("b", "notice__label", label || words.notice), text);
    place.append(list);
  }
}

for (const tools of find("[data-copy]")) {
  const { copy, copied, print: paper } = tools.dataset;
  const copyLink = async ({ target }) => {
    await navigator.clipboard.writeText(find("[rel=canonical]")[0].href);
    target.textContent = copied;
  };
  if (navigator.clipboard) tools.append(button("tools__item", copy, copyLink));
  tools.append(button("tools__item", paper, () => print()));
}

for (const card of find("[data-frame]")) {
  const { frame: src, ratio, play, note } = card.dataset;
  card.append(button("embed__play", play, () => {
    const player = make("iframe", "embed__frame", "", { title: card.children[0].textContent, allow: "fullscreen", src });
    player.style.aspectRatio = ratio;
    card.replaceChildren(player);
    player.focus();
  }));
  card.children[1].textContent = note;
}

// Without the live file a page keeps the city it was printed with.
loadLive().then((live) => {
  showLive(live);
  addEventListener("visibilitychange", () => showLive(live));
}, () => {});
