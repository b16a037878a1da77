// A walk over the map of an object, as MIDI: node examples/walk-a-map.js cup walk.mid
import { writeFile } from 'node:fs/promises';
import {
  decodePlaces,
  findObject,
  mapLatents,
  openCollection,
  ticksPerBar,
  writeMidi,
} from 'sound-mirror';

const [name = 'cup', out = 'walk.mid'] = process.argv.slice(2);
const object = findObject(await openCollection(), name);
const map = await mapLatents(object);
// From the leftmost window of the takes to the rightmost one; `latents` of a place is what `takeOffs` of `openComposer` takes.
const across = [...map.points].sort((a, b) => a.x - b.x);
const places = [0, 0.25, 0.5, 0.75, 1].map(
  (share) => across[Math.round(share * (across.length - 1))],
);
const { notes, tempoBpm, lengthTicks } = await decodePlaces(object, { map, places });
const timeSignature = { beats: 4, beatUnit: 4 };
const part = { name, midiChannel: 0, program: object.program, gainDb: 0, pan: 0, notes };
const barTicks = ticksPerBar(timeSignature);
const score = {
  title: `${name}, a walk`,
  tempoBpm,
  timeSignature,
  lengthTicks: Math.ceil(lengthTicks / barTicks) * barTicks,
  parts: [part],
};
await writeFile(out, writeMidi(score));
console.log(
  `${out}: ${map.points.length} windows of ${map.takes.length} takes, ${notes.length} notes`,
);
