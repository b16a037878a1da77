import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SoundObject } from '../../src/collection/soundObject.js';
import { gatherPlayers } from '../../src/composition/gatherPlayers.js';
import { ageDecoder, putObject, putTrainedObject } from '../collection/shelves.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';

const home = useTemporaryFolder();

const box = { x: 0, y: 0, width: 9, height: 9 };
const matchedAs = (object: SoundObject, areaShare: number) => {
  const label = `label of ${object.name}`;
  const detections = [{ label, confidence: 0.7, box }];
  return { object, labels: [label], detections, boxes: [box], areaShare };
};

describe('gatherPlayers', () => {
  it('lets an object that was never trained go unmatched, with the remedy, and the others play', async () => {
    const trained = await putTrainedObject(home.path, { name: 'mug' });
    const untrained = await putObject(home.path, { name: 'kettle' });
    const result = await gatherPlayers([matchedAs(untrained, 0.3), matchedAs(trained, 0.1)]);
    expect(result.players.map(({ matched }) => matched.object.name)).toEqual(['mug']);
    expect(result.unmatched).toEqual([{ label: 'label of kettle', areaShare: 0.3 }]);
    expect(result.notes).toEqual(['kettle is not trained yet: run `mirror train kettle`.']);
  });

  it('says of an object that was taught and not recorded what it lacks', async () => {
    const trained = await putTrainedObject(home.path, { name: 'mug' });
    const taught = await putObject(home.path, { name: 'coffee mill', takes: [] });
    const { notes } = await gatherPlayers([matchedAs(taught, 0.3), matchedAs(trained, 0.1)]);
    expect(notes).toEqual([
      'coffee mill has no recordings yet: `mirror add "coffee mill" take.mid`.',
    ]);
  });

  it('does not say again of an object why it cannot play, but leaves it out as well', async () => {
    const trained = await putTrainedObject(home.path, { name: 'mug' });
    const [kettle, pot] = await Promise.all(
      ['kettle', 'pot'].map((name) => putObject(home.path, { name })),
    );
    const matched = [kettle, pot, trained].map((each) => matchedAs(each as SoundObject, 0.2));
    const noted = new Set(['kettle']);
    const { unmatched, notes } = await gatherPlayers(matched, { noted });
    expect(unmatched.map(({ label }) => label)).toEqual(['label of kettle', 'label of pot']);
    expect(notes).toEqual(['pot is not trained yet: run `mirror train pot`.']);
  });

  it('lets the others play beside decoders of another format and damaged ones, and names both', async () => {
    const trained = await putTrainedObject(home.path, { name: 'mug' });
    const old = await putTrainedObject(home.path, { name: 'kettle' });
    await ageDecoder(old);
    const torn = await putTrainedObject(home.path, { name: 'pot' });
    await truncate(join(torn.modelsFolder, 'weights.bin'), 20);
    const result = await gatherPlayers([old, torn, trained].map((each) => matchedAs(each, 0.2)));
    expect(result.players.map(({ matched }) => matched.object.name)).toEqual(['mug']);
    expect(result.unmatched.map(({ label }) => label)).toEqual(['label of kettle', 'label of pot']);
    expect(result.notes).toEqual([
      expect.stringMatching(/^kettle is stale: .* format 2, .*Run `mirror train kettle`\.$/),
      expect.stringMatching(/pot.decoder\.json: .*20 bytes.*Train the object again\.$/),
    ]);
    const stale = await gatherPlayers([matchedAs(old, 0.2)]);
    expect([stale.players, stale.notes.length]).toEqual([[], 1]);
    await expect(gatherPlayers([matchedAs(torn, 0.2)])).rejects.toMatchObject({ code: 'input' });
  });

  it('lets the fifteen largest play when there are more, and names the others', async () => {
    const matched = [];
    for (let i = 0; i < 17; i++) {
      const object = await putTrainedObject(home.path, { name: `thing ${i}`, takes: ['a.mid'] });
      matched.push(matchedAs(object, 0.5 / (i + 1)));
    }
    const { players, unmatched, notes } = await gatherPlayers(matched);
    expect(players.map((player) => player.matched.object.name)).toEqual(
      Array.from({ length: 15 }, (_, i) => `thing ${i}`),
    );
    expect(unmatched.map(({ label }) => label)).toEqual(['label of thing 15', 'label of thing 16']);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('thing 15');
  });
});
