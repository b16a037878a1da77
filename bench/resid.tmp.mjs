import { writeFileSync } from 'node:fs';
import { writeMidi } from 'sound-mirror';
import { composeRooms } from './loudness/composeRooms.js';
import { mixPieces } from './loudness/mixedPieces.js';
import { meterOf } from './loudness/fluidsynth.js';
for (const [pieces, file] of [[await composeRooms({ seeds: [11, 12], bars: 16 }), '/work/x/loud2.json'], [await mixPieces(24), '/work/x/loud3.json']]) {
const out = pieces.map(({ name, score, areaShares }) => ({ name, tempoBpm: score.tempoBpm, parts: score.parts.map((part, i) => {
  const alone = { ...score, parts: [{ ...part, gainDb: 0, trimDb: 0 }] };
  return { name: part.name, program: part.program, notes: part.notes, gainDb: part.gainDb, trimDb: part.trimDb, areaShare: areaShares[i],
    m: part.notes.length ? ['FluidR3_GM.sf2', 'TimGM6mb.sf2'].map((f) => [...meterOf(writeMidi(alone), '/usr/share/sounds/sf2/' + f).momentaryLufs()].map(x => Number.isFinite(x) ? Math.round(x*100)/100 : -200)) : null };
}) }));
writeFileSync(file, JSON.stringify(out));
}
