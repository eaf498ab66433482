// Cuts what readers type as the index is cut.

const SCRIPTS = "\u3005\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46";
const UNSPACED = new RegExp(`([${SCRIPTS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?=[${SCRIPTS}])`, "g");
const ELISION = /(?<!\p{L})(?:\p{L}|un|\p{L}{0,6}(?:qu|ll))['’](?=\p{L}{2})/giu;
// No word of a text has this letter.
export const MARK = "\u0292";

// Without `l’`, and between the letters of scripts without blanks; `$78` is `78` there.
export const parted = (text) => text.toLowerCase().replace(ELISION, "").replace(UNSPACED, "$1 ").replace(/[$€£¥](?=\d)/g, "");

// Without accents.
export const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
