// What names of files must not hold; the expressions are global, so use them with match and replace.

/** What steers a terminal or breaks a line: controls, lone surrogates, separators, turns of direction. */
export const UNPRINTABLE_CHARACTERS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** What Windows, macOS and Linux cannot all keep in a name, and what cannot be printed. */
export const FORBIDDEN_CHARACTERS = new RegExp(
  `[/\\\\:*?"<>|]|${UNPRINTABLE_CHARACTERS.source}`,
  'gu',
);

/** Names that Windows keeps for its devices, with or without an extension. */
export const DEVICE_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** As many whole characters as fit into that many bytes of UTF-8. */
export function cutBytes(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}
