/**
 * Highlighted text comes HTML-escaped, with the matching words in `<em>`. It is read here into
 * pieces of text and never given to an HTML parser, so whatever else it holds is shown as it is.
 */

const TOKEN = /<em>|<\/em>|&(?:amp|lt|gt|quot|apos|#39|#x27|#x2F|#47);/gi;
const CHARACTERS = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
  '&#x2f;': '/',
  '&#47;': '/',
};

/**
 * @param {string} fragment
 * @returns {{text: string, em: boolean}[]}
 */
export function pieces(fragment) {
  const result = [];
  let em = false;
  let last = 0;
  const add = (text) => {
    const previous = result.at(-1);
    if (previous?.em === em) {
      previous.text += text;
    } else if (text !== '') {
      result.push({ text, em });
    }
  };
  for (const match of fragment.matchAll(TOKEN)) {
    add(fragment.slice(last, match.index));
    last = match.index + match[0].length;
    const token = match[0].toLowerCase();
    if (token in CHARACTERS) {
      add(CHARACTERS[token]);
    } else {
      em = token === '<em>';
    }
  }
  add(fragment.slice(last));
  return result;
}

export function plain(fragment) {
  return pieces(fragment).map((piece) => piece.text).join('');
}
