// Asks the index that lies beside the search page, in volumes of whole months, as if it were one.

const SCRIPTS = "\u3005\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46";
const UNSPACED = new RegExp(`([${SCRIPTS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?=[${SCRIPTS}])`, "g");
const ELISION = /(?<!\p{L})(?:\p{L}|un|\p{L}{0,6}(?:qu|ll))['’](?=\p{L}{2})/giu;
// More words say nothing new of a volume.
const MOST_WORDS = 6;

// Cuts a text as the index does: without `l’`, and between the letters of scripts without blanks; `$78` is `78` there.
const parted = (text) => text.replace(ELISION, "").replace(UNSPACED, "$1 ").replace(/[$€£¥](?=\d)/g, "");

export class Index {
  constructor(root) {
    this.root = root;
    this.forget();
  }

  forget() {
    this.pagefind = undefined;
    this.opened = new Map();
    this.files = new Map();
  }

  async load(path) {
    const response = await fetch(new URL(path, this.root));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  async volumes() {
    this.listed ??= (await this.load("volumes.json")).volumes;
    return this.listed;
  }

  // What a result shows.
  async lines({ id, volume, parts }) {
    const short = id.split("_").pop().slice(0, 6);
    const path = `${volume}/results/${parseInt(short, 16) % parts}.json`;
    if (!this.files.has(path)) this.files.set(path, this.load(path));
    return (await this.files.get(path))[id];
  }

  open(volume) {
    // That of the newest volume is for all.
    this.pagefind ??= import(new URL(`${this.listed[0][0]}/pagefind.js`, this.root).href);
    if (!this.opened.has(volume)) {
      const start = async ({ createInstance }) => {
        const index = createInstance({ basePath: new URL(`${volume}/`, this.root).href });
        await index.init();
        return index;
      };
      this.opened.set(volume, this.pagefind.then(start));
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
    // Two at once would each set up the memory that they share.
    const several = [];
    for (const [volume, parts] of await this.knowing(text, wanted)) {
      const { results } = await (await this.open(volume)).search(text || null, options);
      several.push(results.map(({ id, score }) => ({ id, score, volume, parts })));
    }
    if (by === "oldest") several.reverse();
    const all = several.flat();
    return by ? all : all.sort((a, b) => b.score - a.score);
  }

  // Leaves out the volumes that lack a word: they would answer for a shorter word, or without it.
  async knowing(text, volumes) {
    const words = [...new Set(text.toLowerCase().split(/[\s"]+/))].filter((word) => /[\p{L}\p{N}]/u.test(word));
    let left = volumes;
    for (const word of words.slice(0, MOST_WORDS)) {
      const known = [];
      for (const item of left) if (await this.knows(word, item[0])) known.push(item);
      left = known;
    }
    return left;
  }

  async knows(word, volume) {
    const index = await this.open(volume);
    const ids = async (query) => (await index.search(query)).results.map(({ id }) => id).join();
    if (await ids(`"${word}"`)) return true;
    // No word begins with the second: where both find the same, it is by a shorter word.
    return (await ids(word)) !== (await ids(`${word}\u0292\u0292`));
  }
}
