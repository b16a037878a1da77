import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MidiEvent, parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { CYCLES } from '../../composer/objects/index.js';
import { COLLECTION } from '../../composer/options.js';
import { objectJson, recordTake } from '../../composer/record.js';
import { takeFile } from '../../composer/writeObject.js';
import { programOf } from '../../src/music/instruments.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import { COCO_LABELS } from '../../src/vision/labels.js';

const objects = fileURLToPath(new URL('../../objects/', import.meta.url));
const starterNames: string[] = JSON.parse(readFileSync(`${objects}starter.json`, 'utf8'));
const names = CYCLES.map((cycle) => cycle.name);
const takeFiles = Array.from({ length: COLLECTION.takes }, (_, index) => takeFile(index + 1));
const bytesOf = (name: string, file: string) =>
  readFileSync(`${objects}${name}/recordings/${file}`);

describe('the starter collection', () => {
  it('has at least twenty objects, one for each cycle, listed apart from what a user adds', () => {
    expect(starterNames).toEqual([...names].sort());
    expect(readdirSync(objects)).toEqual(expect.arrayContaining(names));
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  it('answers each label that the detector can name, once', () => {
    const labels = CYCLES.flatMap((cycle) => cycle.labels);
    expect([...labels].sort()).toEqual([...COCO_LABELS].sort());
  });

  it('uses General MIDI sounds, hardly any of them twice', () => {
    const programs = CYCLES.map((cycle) => programOf(cycle.instrument));
    expect(programs).not.toContain(undefined);
    expect(new Set(programs).size).toBeGreaterThan(0.9 * programs.length);
  });

  it('is described in its README, object by object', () => {
    const readme = readFileSync(`${objects}README.md`, 'utf8');
    for (const { name, labels, instrument, text } of CYCLES) {
      expect(readme).toContain(
        `| \`${name}\` | ${labels.join(', ') || 'taught'} | ${instrument} | ${text} |`,
      );
    }
  });

  it('is no larger than a megabyte and a half', () => {
    const sizes = names.flatMap((name) => takeFiles.map((file) => bytesOf(name, file).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.5e6);
  });
});

describe.each(CYCLES)('$name', (cycle) => {
  it('is what the composer writes, byte for byte (npm run compose makes it again)', () => {
    expect(readFileSync(`${objects}${cycle.name}/object.json`, 'utf8')).toBe(objectJson(cycle));
    for (const [index, file] of takeFiles.entries()) {
      const composed = recordTake(cycle, { seed: COLLECTION.seed, number: index + 1 });
      expect(bytesOf(cycle.name, file).equals(composed), file).toBe(true);
    }
  });

  it('has takes of 40 to 90 seconds that start with a tempo and a time signature', () => {
    for (const file of takeFiles) {
      const [conductor = []] = parseMidi(bytesOf(cycle.name, file)).tracks;
      const atOnce = conductor.filter((_, place) =>
        conductor.slice(0, place + 1).every((event) => event.deltaTime === 0),
      );
      expect(atOnce.map((event) => event.type)).toEqual(['trackName', 'timeSignature', 'setTempo']);
      const seconds = secondsOf(bytesOf(cycle.name, file));
      expect(seconds, file).toBeGreaterThanOrEqual(40);
      expect(seconds, file).toBeLessThanOrEqual(90);
    }
  });

  it('is played on the first channel only, soft and loud', () => {
    for (const file of takeFiles) {
      const events = parseMidi(bytesOf(cycle.name, file)).tracks.flat();
      const notes = events.filter((event) => event.type === 'noteOn');
      const velocities = notes.map((event) => event.velocity);
      expect(new Set(notes.map((event) => event.channel)), file).toEqual(new Set([0]));
      expect(Math.max(...velocities) - Math.min(...velocities), file).toBeGreaterThan(20);
      expect(new Set(velocities).size, file).toBeGreaterThan(12);
    }
  });

  it('has enough to learn from, in words that come again', () => {
    const symbols = new Map<string, number>();
    for (const file of takeFiles) {
      const { performance, skipped } = readRecording(bytesOf(cycle.name, file), file);
      expect(skipped, file).toEqual([]);
      const chords = chordsOf(performance.notes);
      expect(chords.length, file).toBeGreaterThan(40);
      for (const chord of chords) symbols.set(chord, (symbols.get(chord) ?? 0) + 1);
    }
    const counts = [...symbols.values()];
    expect(counts.length).toBeLessThanOrEqual(160);
    expect(counts.filter((count) => count === 1).length).toBeLessThan(0.4 * counts.length);
  });
});

/** Length of a file by the tempo map of its first track. */
function secondsOf(bytes: Uint8Array): number {
  const { header, tracks } = parseMidi(bytes);
  const ticksPerQuarter = header.ticksPerBeat ?? 480;
  const endTicks = Math.max(
    ...tracks.map((track) => track.reduce((sum, event) => sum + event.deltaTime, 0)),
  );
  let seconds = 0;
  let tick = 0;
  let secondsPerTick = 0;
  for (const event of tracks[0] as MidiEvent[]) {
    seconds += event.deltaTime * secondsPerTick;
    tick += event.deltaTime;
    if (event.type === 'setTempo')
      secondsPerTick = event.microsecondsPerBeat / 1e6 / ticksPerQuarter;
  }
  return seconds + (endTicks - tick) * secondsPerTick;
}

/** Pitches struck on the same twelfth of a quarter, as one word each. */
function chordsOf(notes: readonly { pitch: number; startTicks: number }[]): string[] {
  const chords = new Map<number, number[]>();
  for (const { pitch, startTicks } of notes) {
    const step = Math.round(startTicks / 40);
    chords.set(step, [...(chords.get(step) ?? []), pitch]);
  }
  return [...chords.values()].map((pitches) => pitches.sort((a, b) => a - b).join(' '));
}
