import { MirrorError } from '../errors.js';

/** A file that ends before its music does. */
export function cutShort(name: string, what: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected a whole MIDI file but ${name} is cut short: ${what}. Copy or export it again.`,
  );
}

/** A file with bytes in it that no reader could give a meaning to. */
export function damaged(name: string, what: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected an intact MIDI file but ${name} is damaged: ${what}. Export it again.`,
  );
}

export function tooLarge(name: string, has: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected a MIDI file of at most 64 MB and two million events but ${name} has ${has}. Split the recording.`,
  );
}
