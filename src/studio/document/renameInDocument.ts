import type { BoxEdit, BoxName } from './boxEdits.js';
import type { Document } from './document.js';
import { renamedSeenId } from './seenId.js';

/** Voices of one object are lanes with a number behind its name. */
const LANE = /^(.*?)( \d+)?$/;

/**
 * The document of a room with objects by the names that they have now: what was drawn, named, chosen or kept for them stays theirs. Boxes
 * with a label of the detector keep it.
 *
 * @param renamed names now, by names before
 * @returns the same document where it names none of them
 */
export function renameInDocument(
  document: Document,
  renamed: Readonly<Record<string, string>>,
): Document {
  const nameNow = (name: string) => (Object.hasOwn(renamed, name) ? renamed[name] : name) as string;
  const laneNow = (lane: string) => {
    const [, name = lane, number = ''] = LANE.exec(lane) ?? [];
    return Object.hasOwn(renamed, lane) ? nameNow(lane) : `${nameNow(name)}${number}`;
  };
  const boxNow = (name: BoxName): BoxName =>
    name.taught ? { ...name, label: nameNow(name.label) } : name;
  const { instruments } = document.settings;
  const now: Document = {
    settings: {
      ...document.settings,
      ...(instruments && { instruments: renameKeys(instruments, nameNow) }),
    },
    edits: document.edits.map((edit): BoxEdit => {
      if (edit.kind === 'drawn') return { ...edit, name: boxNow(edit.name) };
      const seen = renamedSeenId(edit.seen, nameNow);
      return edit.kind === 'named' ? { ...edit, seen, name: boxNow(edit.name) } : { ...edit, seen };
    }),
    mix: renameKeys(document.mix, laneNow),
    takeOffs: renameKeys(document.takeOffs, nameNow),
  };
  return JSON.stringify(now) === JSON.stringify(document) ? document : now;
}

function renameKeys<Value>(
  values: Readonly<Record<string, Value>>,
  nameNow: (name: string) => string,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [nameNow(name), value]));
}
