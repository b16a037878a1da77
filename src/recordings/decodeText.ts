/**
 * The text of a name in a MIDI file, on one line and without control characters; empty where the script
 * cannot be recognised.
 *
 * The standard says ASCII, programs write what their machine has. UTF-8 and Shift-JIS are known by their
 * form, Latin-1 is taken for what reads like a Western name. Cyrillic, Greek, Korean and Chinese code
 * pages use the same bytes for one another's letters, so a short name in them is left out.
 *
 * @example decodeText(Uint8Array.of(0x83, 0x73, 0x83, 0x41, 0x83, 0x6d)) // 'ピアノ'
 */
export function decodeText(data: Uint8Array): string {
  const text = decodeUtf8(data) ?? decodeShiftJis(data) ?? decodeLatin1(data) ?? '';
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
let shiftJis: TextDecoder | undefined;

function decodeUtf8(data: Uint8Array): string | undefined {
  const text = decode(utf8, data);
  // The escapes with which ISO-2022-JP changes its script leave letters that mean nothing.
  return text?.includes('\x1b$') ? '' : text;
}

/**
 * Kana and kanji of two bytes each, the first 81–9F or E0–EF.
 *
 * Only the former are never a letter in Latin-1, and a single pair is also what a typographic mark of
 * Windows makes with the letter behind it («it’s»): so two pairs in a row are asked for, or no other
 * letters, and most pairs must begin with 81–9F.
 */
function decodeShiftJis(data: Uint8Array): string | undefined {
  const { low, high } = countLeadBytes(data);
  if (low === 0 || low < high) return undefined;
  shiftJis ??= new TextDecoder('shift_jis', { fatal: true });
  const text = decode(shiftJis, data);
  // Katakana of half width are single bytes, each a letter in Latin-1; those for private use are no script.
  if (text === undefined || /[\p{Co}\p{Cc}\uff61-\uff9f]/u.test(text)) return undefined;
  const isJapanese = /[^\p{ASCII}]{2}/u.test(text) || !/[A-Za-z]/.test(text);
  return isJapanese ? text : undefined;
}

/** How many of what would be pairs in Shift-JIS begin with 81–9F, and how many with E0–EF. */
function countLeadBytes(data: Uint8Array): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] as number;
    const isLow = byte >= 0x81 && byte <= 0x9f;
    const isHigh = byte >= 0xe0 && byte <= 0xef;
    if (isLow) low++;
    if (isHigh) high++;
    if (isLow || isHigh) at++;
  }
  return { low, high };
}

/** What no Western name has: control characters, accents in a row, symbols where letters belong. */
const NOT_WESTERN = /(?!\s)\p{Cc}|[À-ÿ]{3}|\p{L}[¡¿«]|[£-©¬-¶¸¹»-¾×÷]\p{L}|[¢¥¦¬¯¸×÷]/u;

function decodeLatin1(data: Uint8Array): string | undefined {
  const text = String.fromCharCode(...data.subarray(0, MOST_LATIN1_BYTES));
  if (NOT_WESTERN.test(text)) return undefined;
  const accented = text.match(/[À-ÿ]/g)?.length ?? 0;
  const plain = text.match(/[A-Za-z]/g)?.length ?? 0;
  return accented <= plain + 1 ? text : undefined;
}

/** Longer names are not shown, and more arguments than some 100,000 do not fit into a call. */
const MOST_LATIN1_BYTES = 1000;

function decode(decoder: TextDecoder, data: Uint8Array): string | undefined {
  try {
    return decoder.decode(data);
  } catch {
    return undefined;
  }
}
