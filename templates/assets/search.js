const page = document.getElementById("search");
const form = page.querySelector("form");
const found = page.querySelector(".search__found");
const list = page.querySelector(".search__results");
const words = page.dataset;
const labels = JSON.parse(words.labels || "{}");
const language = document.documentElement.lang;
const STEP = 10;
// Nothing is said to be found once nothing more is typed for so long.
const PAUSE = 1000;

let index;
let asked = 0;
let turn = Promise.resolve();

const make = (tag, className, ...parts) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...parts);
  return made;
};

// As lists have it: not twice where the section says the same.
function kicker(label, section) {
  const word = labels[label] ?? label;
  if (!word || word.toLowerCase() === section.toLowerCase()) return [];
  return [make("span", "kicker", label === "sponsored" ? make("span", "kicker__paid", word) : word), " · "];
}

const endList = () => page.querySelector(".search__more")?.remove();

async function show(results, from, end = from + STEP) {
  const mine = asked;
  const shown = await Promise.all(results.slice(from, end).map((result) => index.lines(result)));
  if (mine !== asked) return;
  if (!from) list.replaceChildren();
  endList();
  const items = shown.filter(Boolean).map(([url, headline, section, date, iso, text, label, lang, dir]) => {
    const link = Object.assign(make("a", "", headline), { href: url });
    const time = Object.assign(make("time", "", date), { dateTime: iso });
    const meta = make("p", "search__meta", ...kicker(label, section), section, " · ", time);
    if (lang) meta.lang = language;
    const parts = [meta, make("h2", "search__headline", link), text ? make("p", "row__deck", text) : ""];
    return Object.assign(make("li", "search__result", ...parts), lang && { lang, dir });
  });
  list.append(...items);
  if (end < results.length) {
    const onclick = () => show(results, end);
    list.after(Object.assign(make("button", "search__button search__more", words.more), { type: "button", onclick }));
  }
  if (from) items[0]?.querySelector("a").focus();
}

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Once more where it fails: since the page was opened there may have been a publication.
async function search(query) {
  try {
    return await index.search(query);
  } catch {
    index.forget();
    await addYears();
    return index.search(query);
  }
}

async function answer({ isTyped = false, end = STEP, note = "" } = {}) {
  const query = Object.fromEntries(new FormData(form));
  const mine = ++asked;
  const { q, section, year, month } = query;
  if (!`${q}${section}${year}${month}`.trim()) {
    found.textContent = note;
    list.replaceChildren();
    return endList();
  }
  found.textContent = words.busy;
  try {
    turn = turn.catch(() => {}).then(() => (mine === asked ? search(query) : []));
    const results = await turn;
    if (isTyped && !results.length) await wait(PAUSE);
    if (mine !== asked) return;
    await show(results, 0, end);
    if (mine !== asked) return;
    const count = results.length.toLocaleString(language);
    const said = { 0: words.none, 1: words.one }[results.length] ?? words.many.replace("{count}", count);
    found.textContent = `${note} ${said}`.trim();
  } catch (error) {
    console.warn(error);
    index.forget();
    if (mine === asked) found.textContent = words.failed;
  }
}

// The address is what is asked for.
function ask(isTyped = false) {
  const kept = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", kept.size ? `?${kept}` : location.pathname);
  return answer({ isTyped });
}

page.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [form.q, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (!step || at < 0 || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
});

// For who comes back: how many results there were, and where the reader was.
addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  const links = [...list.querySelectorAll("a")];
  if (link) history.replaceState({ end: links.length, at: links.indexOf(link), top: scrollY }, "");
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  ask();
});
let timer;
form.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(ask, target === form.q ? 250 : 0, target === form.q);
});

async function restore() {
  const lost = [];
  const kept = new URLSearchParams(location.search);
  for (const name of ["q", "section", "year", "month", "order"]) {
    const value = kept.get(name);
    if (!value) continue;
    form[name].value = name === "month" ? value.padStart(2, "0") : value;
    if (form[name].selectedIndex !== -1) continue;
    form[name].value = "";
    lost.push(value);
  }
  const { end, at, top } = history.state ?? {};
  await answer({ end: Math.max(end ?? 0, STEP), note: lost.length ? words.lost.replace("{choice}", lost.join(", ")) : "" });
  if (!end) return;
  list.querySelectorAll("a")[at]?.focus({ preventScroll: true });
  scrollTo({ top, behavior: "instant" });
}

// The years are known where the index is.
async function addYears() {
  if (form.year.length > 1) return;
  const years = new Set((await index.volumes()).flatMap(([, , some]) => some));
  form.year.append(...[...years].map((year) => new Option(year, year)));
}

async function open({ Index }) {
  index = new Index(new URL(words.index, location.href));
  index.start().catch(() => {});
  await addYears().catch(() => {});
  return restore();
}

import(words.asker)
  .then(open)
  .catch(() => (found.textContent = words.failed));
