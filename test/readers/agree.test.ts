import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  writeMidi,
} from '../../src/index.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { transcribedScore } from '../../src/output/transcribedScore.js';
import { AWKWARD_SCORE } from '../output/awkwardScore.js';

// A Python that has the packages of requirements.txt; README.md beside this file says how to make one.
const python = process.env.AGREE_PYTHON ?? '';
const script = join(import.meta.dirname, 'agree.py');

describe.skipIf(python === '')('agree.py', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'agree-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const agree = (bytes: Uint8Array) => {
    const file = join(folder, 'written.mid');
    writeFileSync(file, bytes);
    const { status, stdout, stderr } = spawnSync(python, [script, file], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1' },
    });
    return { status, said: stdout + stderr };
  };

  it('finds mido, pretty_midi and music21 of one mind about an awkward score', () => {
    const { status, said } = agree(writeMidi(AWKWARD_SCORE));
    expect(status, said).toBe(0);
    for (const { name, notes } of AWKWARD_SCORE.parts) {
      expect(said).toContain(`mido ${name}   pretty_midi ${name}   music21 ${name}`);
      expect(said).toContain(`mido ${notes.length}   pretty_midi ${notes.length}   music21`);
    }
  });

  it('finds them of one mind about a transcription that begins with an upbeat', () => {
    const beats = Array.from({ length: 24 }, (_, i) => 0.02 + 0.5 * i);
    const downbeats = beats.filter((_, i) => i % 4 === 1);
    const found = { tempoBpm: 120, metre: COMMON_TIME, confidence: 1, beats, downbeats };
    const notes = beats.map((startSeconds, i) => ({
      pitch: 50 + i,
      startSeconds,
      durationSeconds: 0.4,
      velocity: 80,
    }));
    const score = transcribedScore(notes, { name: 'upbeat.wav', beats: found });
    expect(score.firstBar).toEqual({ beats: 9, beatUnit: 32 });
    const { status, said } = agree(writeMidi(score));
    expect(status, said).toBe(0);
    expect(said).toContain('mido 24   pretty_midi 24   music21 24');
  });

  it('finds them of one mind about the sample kitchen', async () => {
    const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
    const photo = readFileSync(new URL('../../photos/kitchen.jpg', import.meta.url));
    const { score } = await mirrorPhoto(photo, { detector, collection: await openCollection() });
    detector.dispose();
    const { status, said } = agree(writeMidi(score));
    expect(status, said).toBe(0);
    expect(said).toContain(
      `mido ${score.parts.length}   pretty_midi ${score.parts.length}   music21`,
    );
  });

  it('says where they differ: notes that are never let go', () => {
    const bytes = writeMidi(AWKWARD_SCORE);
    // The last part's last two note-offs become a controller that means nothing.
    for (const fromEnd of [7, 11]) bytes.set([0xbf, 3, 0], bytes.length - fromEnd);
    const { status, said } = agree(bytes);
    expect(status, said).toBe(1);
    expect(said).toMatch(/DISAGREE .*track 15, notes/);
  });
});
