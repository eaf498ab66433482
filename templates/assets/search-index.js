// Asks the index that lies beside the search page, in volumes of whole months, as if it were one.

// So many ways to go on with the words that were begun are tried.
const MOST_QUERIES = 60;
const { cutter, files } = document.getElementById("search").dataset;
const [{ parted, plain, MARK }, { begin, check, isOld, load, renew }] = await Promise.all([import(cutter), import(files)]);

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

  // Loads what every search needs.
  async start() {
    for (const [newest] of (await this.volumes()).slice(0, 1)) await this.open(newest);
  }

  // What a result shows.
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
      const queries = text ? await this.queries(text, volume, parts) : [null];
      const best = new Map();
      const ask = (query) => this.ask(query, volume, options);
      for (const query of queries) {
        for (const { id, score } of await ask(query)) best.set(id, Math.max(score, best.get(id) ?? 0));
      }
      const ids = by && queries.length > 1 ? (await ask(null)).map(({ id }) => id).filter((id) => best.has(id)) : [...best.keys()];
      several.push(ids.map((id) => ({ id, score: best.get(id), volume, parts })));
    }
    if (by === "oldest") several.reverse();
    const all = several.flat();
    if (wanted.length && !all.length && (await isOld())) throw new Error("There was a publication.");
    return by ? all : all.sort((a, b) => b.score - a.score);
  }

  // What a volume is to be asked for, so that it has each word or one that begins with it; nothing where it has not.
  async queries(text, volume, parts) {
    const words = [...new Set(text.split(/[\s"]+/))].filter((word) => /[\p{L}\p{N}]/u.test(word));
    const isPhrase = /^".+"$/.test(text);
    let queries = [isPhrase ? text : ""];
    for (const word of words) {
      const ways = await this.ways(word, volume, parts);
      if (!ways.length) return [];
      if (!isPhrase) queries = queries.flatMap((query) => ways.map((way) => `${query} ${way}`)).slice(0, MOST_QUERIES);
    }
    return queries;
  }

  // A word, where the volume has it, and those that begin with it but are cut to stems that do not.
  async ways(word, volume, parts) {
    const begun = plain(word).replace(/[^\p{L}\p{N}]/gu, "");
    const [first, second] = [...begun].map((letter) => letter.codePointAt(0));
    const lines = second ? await load(this.root, `${volume}/words/${(first + second) % parts}.json`) : [];
    const found = [];
    let own = "";
    for (const line of lines) {
      const [stem, ...words] = line.split(" ");
      if (words.some((other) => plain(other) === begun)) own = stem;
      const longer = words.find((other) => plain(other).startsWith(begun));
      if (longer) found.push([stem, longer]);
    }
    const ways = [];
    const covered = [];
    if (await this.knows(word, volume)) {
      ways.push(word);
      // `fly` is cut to `fli`, and so does not find a flyway; where no text has the word, its stem is not listed.
      const [, next] = own ? [] : (found.find(([stem]) => stem.startsWith(begun)) ?? []);
      const all = next ? await this.ids(word, volume) : [];
      if (!next || (await this.ids(next, volume)).every((id) => all.includes(id))) covered.push(own || begun);
    }
    for (const [stem, longer] of found) {
      if (covered.some((shorter) => stem.startsWith(shorter)) || !(await this.knows(longer, volume))) continue;
      ways.push(longer);
      covered.push(stem);
    }
    return ways;
  }

  // A volume that lacks a word would answer for a shorter word, or without it.
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
