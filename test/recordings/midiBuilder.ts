/** MIDI files byte by byte, so that a test can write what no decent writer would. */

export interface MidiParts {
  readonly format?: number;
  /** The two bytes after the number of tracks; ticks a quarter unless the top bit is set. */
  readonly division?: number;
  /** What the header says, where that is to differ from the tracks there are. */
  readonly promised?: number;
  /** Each track a list of events, each event with its delta time. */
  readonly tracks: readonly (readonly number[])[];
}

export function midiFile({ format = 1, division = 480, promised, tracks }: MidiParts): Uint8Array {
  const count = promised ?? tracks.length;
  return Uint8Array.from([
    ...chunk('MThd', [...uint16(format), ...uint16(count), ...uint16(division)]),
    ...tracks.flatMap((events) => chunk('MTrk', events)),
  ]);
}

export function chunk(id: string, data: readonly number[], length = data.length): number[] {
  return [...ascii(id), ...uint16(length >>> 16), ...uint16(length & 0xffff), ...data];
}

/** One event list out of several. */
export function track(...events: readonly (readonly number[])[]): number[] {
  return events.flat();
}

export function on(delta: number, pitch: number, { velocity = 77, channel = 0 } = {}): number[] {
  return [...varInt(delta), 0x90 | channel, pitch, velocity];
}

export function off(delta: number, pitch: number, { channel = 0 } = {}): number[] {
  return [...varInt(delta), 0x80 | channel, pitch, 64];
}

export function controller(
  delta: number,
  number: number,
  { value = 0, channel = 0 } = {},
): number[] {
  return [...varInt(delta), 0xb0 | channel, number, value];
}

export function pedalDown(delta: number, { value = 127, channel = 0 } = {}): number[] {
  return controller(delta, 64, { value, channel });
}

export function pedalUp(delta: number, { value = 0, channel = 0 } = {}): number[] {
  return controller(delta, 64, { value, channel });
}

export function tempo(delta: number, microsecondsPerQuarter: number): number[] {
  return meta(delta, 0x51, [
    microsecondsPerQuarter >> 16,
    ...uint16(microsecondsPerQuarter & 0xffff),
  ]);
}

export function timeSignature(delta: number, beats: number, power: number): number[] {
  return meta(delta, 0x58, [beats, power, 24, 8]);
}

export function trackName(delta: number, name: string | readonly number[]): number[] {
  return meta(delta, 0x03, typeof name === 'string' ? [...new TextEncoder().encode(name)] : name);
}

export function end(delta: number): number[] {
  return meta(delta, 0x2f, []);
}

export function meta(delta: number, type: number, data: readonly number[]): number[] {
  return [...varInt(delta), 0xff, type, ...varInt(data.length), ...data];
}

export function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function uint16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function varInt(value: number): number[] {
  return value < 128 ? [value] : [...varInt(value >> 7).map((byte) => byte | 0x80), value & 0x7f];
}
