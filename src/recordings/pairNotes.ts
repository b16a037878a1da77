import type { NoteEvent, PlayingEvent } from './midiEvents.js';

/** Where note-ons and note-offs do not pair first in, first out; events by their index. */
export interface PairingRepairs {
  /** Note-ons whose note-off stands before them at the same tick. */
  readonly releasedAtOnce: ReadonlySet<number>;
  /** Note-ons that end older notes of their key, and how many: note-offs of these are missing. */
  readonly endsOlder: ReadonlyMap<number, number>;
}

interface MutableRepairs {
  readonly releasedAtOnce: Set<number>;
  readonly endsOlder: Map<number, number>;
}

/** Events of each key by their index; a key is a pitch of a track on a channel. */
type Keys = Map<number, number[]>;

/**
 * Says which notes cannot be paired first in, first out, key by key.
 *
 * Two faults of files are told by their counts. Some writers, such as music21, write a grace note as a
 * note-off and a note-on at one tick, the note-off first: a note-off that meets no open note belongs to the
 * note-on behind it, unless the next note-off of the key would then be without a note too (as where a
 * program sends a note-off before every note-on, or a file begins within a repeated note). And where the
 * number of open notes of a key never returns to zero, note-offs are missing: the note that is open when the
 * key is struck again ends there. Overlapping notes that all have their note-offs stay as they are.
 *
 * «All notes off» and «all sound off» release every key, so the events before and after are read apart.
 * Linear in the number of events.
 *
 * @param events of all tracks, in order of time
 */
export function pairNotes(events: readonly PlayingEvent[]): PairingRepairs {
  const repairs: MutableRepairs = { releasedAtOnce: new Set(), endsOlder: new Map() };
  const channels = new Map<number, Keys>();
  const pairKeys = (keys: Keys) => {
    const all = [...keys.values()].map((indices) => ({
      indices,
      keyTicks: ticksOfKey(indices, events),
    }));
    if (!areStruckAnew(all.map(({ keyTicks }) => keyTicks))) {
      for (const key of all) pairKey(key, { events, repairs });
    }
    keys.clear();
  };
  for (const [index, event] of events.entries()) {
    const keys: Keys = channels.get(event.midiChannel) ?? new Map();
    channels.set(event.midiChannel, keys);
    if (event.kind === 'releaseAll' || event.kind === 'silence') pairKeys(keys);
    if (event.kind !== 'noteOn' && event.kind !== 'noteOff') continue;
    const indices = keys.get(keyOf(event));
    if (indices) indices.push(index);
    else keys.set(keyOf(event), [index]);
  }
  for (const keys of channels.values()) pairKeys(keys);
  return repairs;
}

/**
 * Whether keys are struck behind a note-off each time, and let go of all together or by the end of the file: a program that plays safe,
 * and no channel of grace notes.
 */
function areStruckAnew(keys: readonly (readonly KeyTick[])[]): boolean {
  const isAnew = keys.every((keyTicks) => keyTicks.every(({ net }) => net === 0));
  return isAnew && keys.some(({ length }) => length > 1);
}

/** One number for a pitch of a track. */
export function keyOf({ track, pitch }: Pick<NoteEvent, 'track' | 'pitch'>): number {
  return track * 128 + pitch;
}

/** What a key does at one tick, and what it does after it. */
interface KeyTick {
  /** Its events are those of the key from the `start`-th to before the `end`-th. */
  readonly start: number;
  readonly end: number;
  readonly noteOffs: number;
  /** Note-ons less note-offs. */
  readonly net: number;
  /** The least that `net` sums up to from this tick to the end of it or of a later one. */
  readonly fewest: number;
  /** `net` of the first later tick where it is not 0; 0 where there is none. */
  readonly nextNet: number;
}

/** The ticks of a key's events, the last one first. */
function ticksOfKey(indices: readonly number[], events: readonly PlayingEvent[]): KeyTick[] {
  const eventAt = (at: number) => events[indices[at] ?? -1];
  const keyTicks: KeyTick[] = [];
  let fewest = Infinity;
  let nextNet = 0;
  for (let end = indices.length; end > 0; ) {
    let start = end;
    let noteOffs = 0;
    while (start > 0 && eventAt(start - 1)?.ticks === eventAt(end - 1)?.ticks) {
      start--;
      if (eventAt(start)?.kind === 'noteOff') noteOffs++;
    }
    const net = end - start - 2 * noteOffs;
    fewest = net + Math.min(0, fewest);
    keyTicks.push({ start, end, noteOffs, net, fewest, nextNet });
    if (net !== 0) nextNet = net;
    end = start;
  }
  return keyTicks;
}

function pairKey(
  { indices, keyTicks }: { indices: readonly number[]; keyTicks: KeyTick[] },
  { events, repairs }: { events: readonly PlayingEvent[]; repairs: MutableRepairs },
): void {
  let open = 0;
  for (const { start, end, noteOffs, net, fewest, nextNet } of keyTicks.reverse()) {
    // Whether note-ons behind unmatched note-offs can spare the note-offs of later ticks.
    const areGraces = open + net > 0 || nextNet >= 0;
    // How many notes that are open in this tick never get a note-off.
    let missing = Math.max(0, open + fewest);
    // Note-offs end older notes first, also where they stand behind a note-on.
    let offsAhead = noteOffs;
    let unmatchedOffs = 0;
    for (let at = start; at < end; at++) {
      const index = indices[at] as number;
      if (events[index]?.kind === 'noteOff') {
        offsAhead--;
        if (open > 0) open--;
        else unmatchedOffs++;
      } else if (unmatchedOffs > 0 && areGraces) {
        unmatchedOffs--;
        repairs.releasedAtOnce.add(index);
      } else {
        const older = Math.min(missing, Math.max(0, open - offsAhead));
        if (older > 0) repairs.endsOlder.set(index, older);
        missing -= older;
        open += 1 - older;
      }
    }
  }
}
