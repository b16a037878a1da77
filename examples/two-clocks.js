// One decoder, two latents, two hands: node examples/two-clocks.js two-clocks.mid
// A score is plain data, so a program can lay phrases over one another as it likes.
import { writeFile } from 'node:fs/promises';
import {
  chooseTempo,
  decodePhrase,
  drawNormals,
  findObject,
  openCollection,
  readDecoder,
  seededRandom,
  ticksPerBar,
  writeMidi,
} from 'sound-mirror';

const [out = 'two-clocks.mid'] = process.argv.slice(2);
const clock = findObject(await openCollection(), 'clock');
const decoder = await readDecoder(clock);
const lengthTicks = 16 * ticksPerBar(decoder.timeSignature);

const parts = ['left', 'right'].map((side, i) => {
  const random = seededRandom(`${side} clock`);
  const latent = drawNormals(decoder.sizes.latent, random);
  const { notes, events } = decodePhrase(decoder, [latent], { lengthTicks, random });
  const pan = side === 'left' ? -0.8 : 0.8;
  return {
    name: `${side} clock`,
    midiChannel: i,
    program: clock.program,
    gainDb: 0,
    pan,
    notes,
    events,
  };
});

// The tempo of a recording that could have begun as the left clock does; another seed may choose another's.
const tempoBpm = chooseTempo(decoder, { events: parts[0].events, seed: 1 });
const { timeSignature } = decoder;
const score = { title: 'Two clocks', tempoBpm, timeSignature, lengthTicks, parts };
await writeFile(out, writeMidi(score));
console.log(`${out}: ${parts.map((part) => `${part.notes.length} notes`).join(' and ')}`);
