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
  return /^[\p{L}\p{N}._-]+$/u.test(name) ? name : `"${name}"`;
}
