// Fetches the files of the index, each once. Pagefind takes a piece that does not load for one without words: here it is an error.

const OF_PAGEFIND = /\/(pagefind-entry\.json|[^/]+\.(pf_\w+|pagefind))$/;
// It says which pieces there are. What a browser has kept of it is not asked for: it may look the same from outside.
const ENTRY = /pagefind-entry\.json$/;
const send = window.fetch.bind(window);

let files = new Map();
let cache;
let lost;

async function whole(url, isAnew) {
  try {
    const response = await send(url, { cache: isAnew ? "reload" : cache });
    // Some hosts send a page in place of what they do not have.
    if (!response.ok || /html/.test(response.headers.get("content-type"))) throw new Error(response.status);
    return await response.arrayBuffer();
  } catch (error) {
    throw (lost = new Error(`${url}: ${error.message}`));
  }
}

// The program for the words of a language is the same in all volumes.
function file({ href, pathname, hash }) {
  const key = pathname.endsWith(".pagefind") ? pathname.split("/").pop() : pathname + hash;
  if (!files.has(key)) files.set(key, whole(href, hash || ENTRY.test(pathname)));
  return files.get(key);
}

window.fetch = async (asked, options) => {
  const url = new URL(asked.url ?? asked, location.href);
  return OF_PAGEFIND.test(url.pathname) ? new Response(await file(url)) : send(asked, options);
};

export const load = async (folder, path) => new Response(await file(new URL(path, folder))).json();

// What every search of a volume needs, while the program is on the way.
async function loadFirst(volume) {
  const { languages } = await load(volume, "pagefind-entry.json");
  const [{ hash, wasm }] = Object.values(languages);
  const names = [`wasm.${wasm ?? "unknown"}.pagefind`, `pagefind.${hash}.pf_meta`];
  await Promise.all(names.map((name) => file(new URL(name, volume))));
}

// Opens a volume, once `before` is done.
export async function begin(program, volume, before) {
  const [{ createInstance }] = await Promise.all([program, loadFirst(volume), before]);
  // Nobody would see what a worker fails to load.
  const index = createInstance({ basePath: volume.href, noWorker: true });
  await index.preload("");
  return index;
}

export function check() {
  if (lost) throw lost;
}

// Whether there was a publication since the newest volume was opened.
export async function isOld() {
  const [path, kept] = [...files].find(([key]) => ENTRY.test(key));
  try {
    return (await (await send(path, { cache: "reload" })).text()) !== new TextDecoder().decode(await kept);
  } catch {
    return false;
  }
}

export function renew() {
  files = new Map();
  cache = "no-cache";
  lost = undefined;
}
