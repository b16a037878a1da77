/** What one place of a pattern stands for. */
type Token = { readonly is: 'run' } | { readonly is: 'one'; readonly takes: Takes };

type Takes = (character: string) => boolean;

/**
 * Whether a file's name matches a pattern as shells write them: `*` stands for any characters, `?` for one, `[a-z]` for one of
 * these, `[!a-z]` and `[^a-z]` for one of all others. A `[` that is not closed stands for itself. As in a shell, a name that
 * begins with a dot, which is hidden, matches only a pattern that begins with a dot itself.
 *
 * @param name without a folder
 * @param options.ignoresCase whether capitals make no difference, as on Windows
 * @example matchesPattern('IMG_12.jpg', 'IMG_[0-9]*.jpg') // true
 */
export function matchesPattern(
  name: string,
  pattern: string,
  { ignoresCase = false }: { readonly ignoresCase?: boolean } = {},
): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  const fold = (text: string) => [...(ignoresCase ? text.toLowerCase() : text).normalize('NFC')];
  return matches(fold(name), tokensOf(fold(pattern)));
}

/** Whether a text is a pattern rather than a name alone. */
export function isPattern(text: string): boolean {
  return /[*?]|\[[^\]]+\]/.test(text);
}

/** Each run tries the shortest stretch first, and only the last run is ever taken back: at most name times pattern steps. */
function matches(characters: readonly string[], tokens: readonly Token[]): boolean {
  let at = 0;
  let token = 0;
  let lastRun = -1;
  let runEnd = 0;
  while (at < characters.length) {
    const expected = tokens[token];
    if (expected?.is === 'run') {
      lastRun = token++;
      runEnd = at;
    } else if (expected?.takes(characters[at] as string)) {
      at++;
      token++;
    } else if (lastRun >= 0) {
      at = ++runEnd;
      token = lastRun + 1;
    } else return false;
  }
  return tokens.slice(token).every(({ is }) => is === 'run');
}

function tokensOf(pattern: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    // A bracket at once behind the opening one is a member.
    const end =
      character === '[' ? pattern.indexOf(']', at + (isNegated(pattern, at) ? 3 : 2)) : -1;
    if (character === '*') tokens.push({ is: 'run' });
    else if (character === '?') tokens.push({ is: 'one', takes: () => true });
    else if (end > 0) {
      tokens.push({ is: 'one', takes: setOf(pattern.slice(at + 1, end)) });
      at = end;
    } else tokens.push({ is: 'one', takes: (each) => each === character });
  }
  return tokens;
}

function isNegated(pattern: readonly string[], bracketAt: number): boolean {
  return ['!', '^'].includes(pattern[bracketAt + 1] ?? '');
}

/** @param members what stands between the brackets */
function setOf(members: readonly string[]): Takes {
  const isOthers = isNegated(members, -1);
  const list = isOthers ? members.slice(1) : members;
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let at = 0; at < list.length; at++) {
    const from = list[at] as string;
    const isRange = list[at + 1] === '-' && at + 2 < list.length;
    ranges.push([from, isRange ? (list[at + 2] as string) : from]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([a, b]) => a <= character && character <= b) !== isOthers;
}
