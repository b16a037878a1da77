import toneMidi from '@tonejs/midi';
import { describe, expect, it } from 'vitest';
import { type Score, writeMidi } from '../src/index.js';
import { toToneMidi } from '../src/toToneMidi.js';
import { AWKWARD_SCORE } from './output/awkwardScore.js';

/** A key, a bending tempo and an upbeat, which the awkward score lacks; all tempi are whole microseconds a quarter. */
const KEYED: Score = {
  ...AWKWARD_SCORE,
  key: { tonic: 6, mode: 'minor' },
  firstBar: { beats: 3, beatUnit: 8 },
  tempoBpm: 120,
  tempoChanges: [
    { ticks: 0, tempoBpm: 120 },
    { ticks: 4_321, tempoBpm: 62.5 },
    { ticks: 9_001, tempoBpm: 187.5 },
  ],
};

/** What both have: without names, which a file has as UTF-8 and the package reads as Latin-1. */
function comparable(midi: toneMidi.Midi) {
  const { header, tracks } = midi;
  return {
    ppq: header.ppq,
    tempi: header.tempos.map(({ ticks, bpm, time }) => [ticks, bpm, time]),
    metres: header.timeSignatures.map(({ ticks, timeSignature }) => [ticks, ...timeSignature]),
    keys: header.keySignatures,
    tracks: tracks.map((track) => ({
      channel: track.channel,
      instrument: track.instrument.number,
      end: track.endOfTrackTicks,
      controllers: Object.values(track.controlChanges).map((changes) =>
        changes.map(({ number, ticks, value }) => [number, ticks, value]),
      ),
      notes: track.notes
        .map(({ midi, ticks, durationTicks, velocity, time, duration }) =>
          [ticks, midi, durationTicks, velocity, time, duration].join(' '),
        )
        .sort(),
    })),
  };
}

describe('toToneMidi', () => {
  it.each([
    ['in one tempo', { ...AWKWARD_SCORE, tempoBpm: 96 }],
    ['in a key, with a tempo map and an upbeat', KEYED],
  ])('is what @tonejs/midi reads out of the file of a score %s', (_, score) => {
    expect(comparable(toToneMidi(score))).toEqual(comparable(new toneMidi.Midi(writeMidi(score))));
  });

  it('keeps names in every script, which a file of the package cannot hold', () => {
    const midi = toToneMidi(AWKWARD_SCORE);
    expect(midi.name).toBe(AWKWARD_SCORE.title);
    expect(midi.tracks.map(({ name }) => name)).toEqual(
      AWKWARD_SCORE.parts.map(({ name }) => name),
    );
    const names = new toneMidi.Midi(midi.toArray()).tracks.map(({ name }) => name);
    expect(names[0]).toBe('breadknife');
    expect(names).not.toContain('Café 冷蔵庫');
  });

  it('survives the package’s own writer with every key press', () => {
    const midi = toToneMidi(AWKWARD_SCORE);
    const read = new toneMidi.Midi(midi.toArray());
    const presses = ({ tracks }: toneMidi.Midi) =>
      tracks.map(({ channel, notes }) => [
        channel,
        notes
          .map((note) => [note.ticks, note.midi, note.durationTicks, note.velocity].join())
          .sort(),
      ]);
    expect(presses(read)).toEqual(presses(midi));
  });

  it('refuses what no MIDI file could hold, such as a part on the channel of drums', () => {
    const [part] = AWKWARD_SCORE.parts;
    const drums = { ...AWKWARD_SCORE, parts: [{ ...part, midiChannel: 9 }] } as Score;
    expect(() => toToneMidi(drums)).toThrow(/drums/);
  });
});
