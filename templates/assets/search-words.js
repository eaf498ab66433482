// Cuts what readers type as the index is cut.

const SCRIPTS = "\u3005\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46";
const UNSPACED = new RegExp(`([${SCRIPTS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?=[${SCRIPTS}])`, "g");
const ELISION = /(?<!\p{L})(?:\p{L}|un|\p{L}{0,6}(?:qu|ll))['’](?=\p{L}{2})/giu;
const INITIALS = /(?<![\p{L}\p{N}.])\p{L}(?:\.\p{L})+\.?(?!\.?[\p{L}\p{N}])/gu;
const ALIKE = { ł: "l", ø: "o", đ: "d", ħ: "h", ŧ: "t", ı: "i", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ŋ: "n" };
[..."⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"].forEach((digit, at) => (ALIKE[digit] = `${at % 10}`));
for (const mark of "\u2010\u2011") ALIKE[mark] = "-";
for (const mark of "\u2013\u2014\u2015\u2026\u2022‹›") ALIKE[mark] = " ";
for (const mark of "“”„«»") ALIKE[mark] = '"';
const SMALL = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");
// No word of a text has this letter; initials have it, so that `U.S.` is not `us`.
export const MARK = "\u0292";

// Without `l’`, and between the letters of scripts without blanks; `$78` is `78` there.
export function parted(text) {
  const small = text.toLowerCase().replace(SMALL, (letter) => ALIKE[letter]);
  const cut = small.replace(ELISION, "").replace(UNSPACED, "$1 ").replace(/[$€£¥](?=\d)/g, "");
  if (/^".+"$/.test(cut)) return cut;
  return cut.replace(INITIALS, (found) => found.replace(/\./g, "").replace(/./gu, `$&${MARK}`));
}

// Without accents.
const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");

// The letters of a word, the stems of the words that begin with it, each with such a word, and its own stem: the lists
// of a volume have it where the letters do not begin with it; `fly` is cut to `fli`, with which no flyway begins.
export async function begun(word, load) {
  const letters = plain(word).replace(/[^\p{L}\p{N}]/gu, "");
  const [first, second] = [...letters].map((letter) => letter.codePointAt(0));
  const found = [];
  let own = letters;
  let said = "";
  for (const line of second ? await load(first + second) : []) {
    const [stem, ...words] = line.split(" ");
    if (words.includes(`=${letters}`)) said = stem;
    if (words.some((other) => plain(other) === letters)) own = stem;
    const longer = words.find((other) => plain(other).startsWith(letters));
    if (longer) found.push([stem, longer]);
  }
  return { letters, own: said || own, found };
}

// One of the ways of each word in a query, in all combinations.
export const combined = (ways, most) =>
  ways.reduce(
    (queries, some) => queries.flatMap((query) => some.map((way) => (query ? `${query} ${way}` : way))).slice(0, most),
    ways.slice(0, 1).map(() => ""),
  );
