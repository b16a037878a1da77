import { DEFAULT_DECODER_KIND, type DecoderKind } from '../../autoencoder/decoder.js';

/**
 * What is typed to train an object: its name stands in quotes where a shell would take it apart.
 * @example trainCommand('my mug', 'seed') // '`mirror train "my mug" --kind seed`'
 */
export function trainCommand(name: string, kind: DecoderKind = DEFAULT_DECODER_KIND): string {
  const option = kind === DEFAULT_DECODER_KIND ? '' : ` --kind ${kind}`;
  return `\`mirror train ${shellWord(name)}${option}\``;
}

/** A name as it can be typed: in quotes where a shell would take it apart. */
export function shellWord(name: string): string {
  return /^[\p{L}\p{N}._-]+$/u.test(name) ? name : inQuotes(name);
}

/**
 * A text in quotes, which a shell leaves as it is. Between double quotes a POSIX shell still understands `$`, a
 * backtick, a backslash and `!`; Windows knows no single quotes, and there no path holds a double one.
 *
 * @example inQuotes('my $home') // "'my $home'"
 */
export function inQuotes(text: string, isWindows: boolean = process.platform === 'win32'): string {
  if (isWindows || !/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
