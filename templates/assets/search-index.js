// Asks the index that lies beside the search page, in volumes of whole months, as if it were one.

// So many ways to go on with words that were begun are tried; what is found by others comes last.
const MOST_QUERIES = 60;
const { cutter, files } = document.getElementById("search").dataset;
const [{ begun, combined, parted, MARK }, { begin, check, isOld, load, renew }] = await Promise.all([import(cutter), import(files)]);

export class Index {
  constructor(root) {
    this.root = root;
    this.failures = 0;
    this.opened = new Map();
  }

  // So that the next search begins anew: the network is back, or there was a publication.
  forget() {
    this.failures += 1;
    this.listed = this.pagefind = this.last = undefined;
    this.opened = new Map();
    renew();
  }

  async volumes() {
    this.listed ??= (await load(this.root, "volumes.json")).volumes;
    return this.listed;
  }

  // Loads what all searches need.
  async start() {
    for (const [newest] of (await this.volumes()).slice(0, 1)) await this.open(newest);
  }

  // What results show.
  async lines({ id, volume, parts }) {
    const short = id.split("_").pop().slice(0, 6);
    const path = `${volume}/results/${parseInt(short, 16) % parts}.json`;
    // A file that the browser has kept since the last publication lacks what is new.
    return (await load(this.root, path))[id] ?? (await load(this.root, `${path}#anew`))[id];
  }

  open(volume) {
    // That of the newest volume is for all; a program that did not load would not be loaded under its name.
    const program = `${this.listed[0][0]}/pagefind.js${this.failures ? `?${this.failures}` : ""}`;
    this.pagefind ??= import(new URL(program, this.root));
    if (!this.opened.has(volume)) {
      // Two that begin at once would each set up the memory that they share.
      this.last = begin(this.pagefind, new URL(`${volume}/`, this.root), this.last);
      this.opened.set(volume, this.last);
    }
    return this.opened.get(volume);
  }

  async search({ q, section, year, month, order }) {
    const filters = {};
    for (const [name, value] of Object.entries({ section, year, month })) if (value) filters[`${name}-${value}`] = "y";
    const text = parted(q.trim());
    const by = order || (text ? "" : "newest");
    const options = { filters, ...(by && { sort: { date: by === "newest" ? "desc" : "asc" } }) };
    const wanted = (await this.volumes()).filter(([, , years]) => !year || years.includes(year));
    const several = [];
    for (const [volume, parts] of wanted) {
      this.open(volume).catch(() => {});
      const ways = text ? await this.asked(text, volume, parts) : [[null]];
      const best = new Map();
      const ask = (query) => this.ask(query, volume, options);
      const queries = combined(ways, MOST_QUERIES);
      for (const query of queries) {
        for (const { id, score } of await ask(query)) best.set(id, Math.max(score, best.get(id) ?? 0));
      }
      if (queries.length === MOST_QUERIES) {
        let all;
        for (const some of ways) {
          const found = new Set();
          for (const way of some) for (const { id } of await ask(way)) if (!all || all.has(id)) found.add(id);
          all = found;
        }
        for (const id of all) best.set(id, best.get(id) ?? 0);
      }
      const ids = by && queries.length > 1 ? (await ask(null)).map(({ id }) => id).filter((id) => best.has(id)) : [...best.keys()];
      several.push(ids.map((id) => ({ id, score: best.get(id), volume, parts })));
    }
    if (by === "oldest") several.reverse();
    const all = several.flat();
    if (wanted.length && !all.length && (await isOld())) throw new Error("There was a publication.");
    return by ? all : all.sort((a, b) => b.score - a.score);
  }

  // For each word what to ask a volume for, so that it has the word or one that begins with it; nothing where it lacks one.
  async asked(text, volume, parts) {
    if (/^".+"$/.test(text)) return [[text]];
    const several = [];
    for (const word of new Set(text.split(/[\s"]+/))) {
      if (!/[\p{L}\p{N}]/u.test(word)) continue;
      several.push(await this.ways(word, volume, parts));
      if (!several.at(-1).length) return [];
    }
    return several;
  }

  // A word, where the volume has it, and what finds longer words whose stems do not begin with its own.
  async ways(word, volume, parts) {
    const look = (some) => begun(some, (part) => load(this.root, `${volume}/words/${part % parts}.json`));
    const { letters, own, found } = await look(word);
    // Of the pieces of the index, Pagefind by itself loads the one where the word stands.
    if (found.length) await (await this.open(volume)).preload(found.map(([stem]) => stem).join(" "));
    check();
    const ways = [];
    const covered = [];
    if (found.some(([stem]) => stem.startsWith(own)) || (await this.knows(word, volume))) {
      ways.push(word);
      covered.push(own);
    }
    for (const [stem, longer] of found) {
      if (covered.some((shorter) => stem.startsWith(shorter))) continue;
      const next = await look([...longer].slice(0, letters.length + 1).join(""));
      const isEnough = stem.startsWith(next.own);
      if (!isEnough && !(await this.knows(longer, volume))) continue;
      ways.push(isEnough ? next.letters : longer);
      covered.push(isEnough ? next.own : stem);
    }
    return ways;
  }

  // A volume without a word would answer for a shorter word, or without it.
  async knows(word, volume) {
    if ((await this.ids(`"${word}"`, volume)).length) return true;
    // No word begins with the second: where both find the same, it is by a shorter word.
    return `${await this.ids(word, volume)}` !== `${await this.ids(`${word}${MARK}${MARK}`, volume)}`;
  }

  async ids(query, volume) {
    return (await this.ask(query, volume)).map(({ id }) => id);
  }

  async ask(query, volume, options) {
    const { results } = await (await this.open(volume)).search(query, options);
    check();
    return results;
  }
}
