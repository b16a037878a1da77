import { FORBIDDEN_CHARACTERS } from '../../files/disk/portableNames.js';

/** Names of the files of a piece's stems, in the order of its parts. @example stemNames(['clock']) // ['01-clock.wav'] */
export function stemNames(parts: readonly string[]): string[] {
  return parts.map((part, index) => {
    const number = String(index + 1).padStart(2, '0');
    return `${number}-${part.replace(FORBIDDEN_CHARACTERS, '-')}.wav`;
  });
}
