// Shown name: a person's, contact's or caller's name as a call can show it.

/** Characters, as people count them, of a name that every system in between is known to carry. */
export const longest = 60;

// Marks that cannot be seen, or turn the reading direction of what stands beside the name.
const invisible = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/gu;

/**
 * The name composed (NFC), without what cannot be seen, cut between characters. With `cnam`, plain ASCII of at most
 * so many characters, for lines that carry no more. Empty where nothing is left to show, and for the word unknown,
 * which Asterisk says where there is no name.
 */
export function shownName(name: string, cnam?: number): string {
  const clean = name.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim();
  const shown = cnam === undefined ? cut(clean, longest) : cut(asciiOf(clean), cnam);
  return /^unknown$/i.test(shown) ? '' : shown;
}

const longestCharacter = 100; // UTF-16 units, marks and joiners among them

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  let [kept, count] = ['', 0];
  for (const { segment } of graphemes.segment(text.slice(0, most * longestCharacter))) {
    if (++count > most) break;
    kept += segment;
  }
  return kept.trim();
}

/** Letters lose their accents; what is no letter of ours is left out. */
function asciiOf(text: string): string {
  return text
    .replace(/[^\0-\x7f]/gu, character => letters[character] ?? character)
    .normalize('NFKD')
    .replace(/[^ -~]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
}

// What Unicode does not take apart into a letter and its mark.
const letters: Record<string, string> = {
  ...{ ß: 'ss', ẞ: 'SS', Æ: 'AE', æ: 'ae', Œ: 'OE', œ: 'oe', Ø: 'O', ø: 'o', Ł: 'L', ł: 'l' },
  ...{ Đ: 'D', đ: 'd', Ð: 'D', ð: 'd', Þ: 'Th', þ: 'th', ı: 'i', Ħ: 'H', ħ: 'h', Ŋ: 'N', ŋ: 'n' },
  ...{ '‘': "'", '’': "'", '“': '"', '”': '"', '„': '"', '‐': '-', '–': '-', '—': '-', '…': '...' },
};
