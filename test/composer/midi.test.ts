import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { recordingBytes } from '../../composer/midi.js';
import { play } from '../../composer/pianist.js';
import { seededRandom } from '../../src/math/random.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import { smallTake } from './takes.js';

const take = smallTake();
const rendition = play(take, seededRandom('kettle'));
const bytes = recordingBytes(take, rendition);

describe('recordingBytes', () => {
  it('writes a conductor and two hands, each with its name', () => {
    const { header, tracks } = parseMidi(bytes);
    expect(header).toMatchObject({ format: 1, numTracks: 3, ticksPerBeat: 480 });
    const names = tracks.map((track) => track.find((event) => event.type === 'trackName'));
    expect(names.map((event) => event?.text)).toEqual([
      'kettle, take 7',
      'right hand',
      'left hand',
    ]);
  });

  it('gives back every note, tick and velocity', () => {
    const played = rendition.notes.map(({ pitch, startTicks, velocity }) => [
      startTicks,
      pitch,
      velocity,
    ]);
    const read = parseMidi(bytes).tracks.flatMap((track) => {
      let tick = 0;
      return track.flatMap((event) => {
        tick += event.deltaTime;
        return event.type === 'noteOn' ? [[tick, event.noteNumber, event.velocity]] : [];
      });
    });
    const inOrder = (notes: number[][]) => [...notes].map(String).sort();
    expect(inOrder(read)).toEqual(inOrder(played));
  });

  it('is read by our own reader with nothing left out', () => {
    const { performance, skipped } = readRecording(bytes, 'take-07.mid');
    expect(skipped).toEqual([]);
    expect(performance.notes).toHaveLength(rendition.notes.length);
    expect(performance.timeSignature).toEqual({ beats: 4, beatUnit: 4 });
  });

  it('calls a lone hand the piano', () => {
    const rightOnly = rendition.notes.filter(({ hand }) => hand === 'right');
    const { tracks } = parseMidi(recordingBytes(take, { ...rendition, notes: rightOnly }));
    expect(tracks).toHaveLength(2);
    expect(tracks[1]?.[0]).toMatchObject({ type: 'trackName', text: 'piano' });
  });
});
