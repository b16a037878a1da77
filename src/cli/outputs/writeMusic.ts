import { writeMidiFile } from '../../files/disk/writeMidiFile.js';
import type { CommandContext } from '../context.js';
import { followLink, keptLine } from './replacing.js';

/**
 * Writes the MIDI file of a piece, and says at once where a file of another maker is from now on that was in its place.
 *
 * @throws MirrorError as `followLink` and `writeMidiFile` do
 */
export async function writeMusic(
  path: string,
  bytes: Uint8Array,
  { terminal }: Pick<CommandContext, 'terminal'>,
): Promise<void> {
  const kept = await writeMidiFile(await followLink(path), bytes);
  if (kept !== undefined) terminal.warn(keptLine(path, kept));
}
