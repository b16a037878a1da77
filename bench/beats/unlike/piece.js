/** A piece on the page: sections of phrases, each with its texture, as notes in ticks from the first bar line. */
import { ACCOMPANIMENTS } from './accompaniments.js';
import { drawHarmony, drawKey, nearbyKey } from './harmony.js';
import { leadOf } from './leads.js';
import { drawMotifs } from './melody.js';
import { metreOf } from './metres.js';
import { TWO_HANDS } from './twoHands.js';

const TEXTURES = { ...ACCOMPANIMENTS, ...TWO_HANDS };

/**
 * @param style a row of STYLES
 * @param seconds about how long it lasts at its tempo
 * @returns {{ style, metre, tempoBpm: number, notes: object[], phrases: { start: number, end: number, section: number }[],
 *   sections: { start: number, tempo: number, loudness: number }[], lengthTicks: number, chordTicks: number[] }}
 *   tempoBpm counts counted beats; a section's tempo is a share of the piece's
 */
export function composePiece(style, { seconds, chance }) {
  const drawnMetre = metreOf(chance.weighted(style.metres), chance);
  const countsEighths = drawnMetre.beatUnit === 8 && !drawnMetre.isCompound;
  const drawn = chance.ratio(...style.tempo);
  const tempoBpm = countsEighths ? Math.min(220, Math.max(80, drawn * 1.4)) : drawn;
  const metre = { ...drawnMetre, beatSeconds: 60 / tempoBpm };
  const language = chance.weighted(style.language);
  const wanted = (seconds * tempoBpm * metre.beatTicks) / 60;

  const piece = { style, metre, tempoBpm, notes: [], phrases: [], sections: [], chordTicks: [] };
  const kinds = [];
  let key = drawKey(chance, language);
  const form = chance.pick(['aba', 'ab', 'aaba', 'abac', 'a', 'abab']);
  let tick = 0;
  for (let i = 0; tick < wanted; i++) {
    const letter = form[i % form.length];
    if (i > 0 && chance.happens(0.4)) key = nearbyKey(key, chance);
    kinds[letter] ??= drawSection(style, { metre, chance, isFirst: i === 0 });
    const section = kinds[letter];
    piece.sections.push({ start: tick, tempo: section.tempo, loudness: section.loudness });
    if (i === 0 && section.lead !== 'none' && chance.happens(0.2)) {
      tick = writePhrase(piece, {
        tick,
        bars: chance.pick([1, 2, 2, 4]),
        section,
        key,
        language,
        chance,
        isIntroduction: true,
      });
    }
    for (let left = chance.pick([1, 2, 2, 3, 4]); left > 0 && tick < wanted; left--) {
      const bars = chance.weighted({ 4: 10, 8: 3, 2: 1, 3: 1, 5: 0.7, 6: 1.2, 7: 0.3 });
      const played = section.other && chance.happens(0.4) ? section.other : section;
      tick = writePhrase(piece, {
        tick,
        bars: Number(bars),
        section: played,
        key,
        language,
        chance,
      });
      // A bar of silence; the beats go on in it.
      if (chance.happens(0.03)) tick += metre.barTicks;
    }
  }
  piece.lengthTicks = tick;
  piece.notes.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  return piece;
}

/** What a section keeps throughout: texture, motifs, register, loudness, tempo. */
function drawSection(style, { metre, chance, isFirst }) {
  // Slow beats are written with more notes, quick ones with fewer: hands are as fast as they are.
  const shift =
    metre.beatSeconds > 1 && chance.happens(0.6) ? 1 : metre.beatSeconds < 0.42 ? -1 : 0;
  const density = Math.max(0, Math.min(4, Number(chance.weighted(style.densities)) + shift));
  const syncopation = Number(chance.weighted(style.syncopation));
  const kind = chance.weighted(style.accompaniments);
  const hasHemiola = ['3/4', '6/8'].includes(metre.name) && chance.happens(0.3);
  const across = hasHemiola && acrossMetre(metre, chance);
  const section = {
    lead: chance.weighted(style.leads),
    density,
    material: drawMotifs({ metre, density, syncopation, chance }),
    accompany: TEXTURES[kind]({ metre, chance }),
    accompanyAcross:
      across && TEXTURES[chance.happens(0.5) ? 'held' : 'oomPah']({ metre: across, chance }),
    across,
    around: chance.whole(66, 82),
    hasPickups: chance.happens(style.pickups),
    harmonicRhythm: chance.weighted(style.harmonicRhythm),
    loudness: chance.whole(-14, 14),
    tempo: isFirst || !chance.happens(style.tempoChanges ?? 0.15) ? 1 : chance.ratio(0.7, 1.4),
    ornaments: chance.happens(0.6) ? style.ornaments : 0,
    shiftsRegister: chance.happens(0.3),
  };
  // Many sections change their texture or their motion for a phrase and come back.
  if (chance.happens(0.45)) {
    section.other = { ...section, ...drawOther(style, { metre, density, syncopation, chance }) };
  }
  return section;
}

/** Two beats against three: 2/4 in 3/4, 3/4 in 6/8. */
function acrossMetre(metre, chance) {
  const across = metreOf(metre.name === '3/4' ? '2/4' : '3/4', chance);
  return { ...across, beatSeconds: (metre.beatSeconds * across.beatTicks) / metre.beatTicks };
}

function drawOther(style, { metre, density, syncopation, chance }) {
  const moved = Math.max(0, Math.min(4, density + chance.pick([-2, -1, 0, 1, 1])));
  const another = chance.weighted({ ...style.accompaniments, held: 1, alberti: 0.5, none: 0.5 });
  return {
    lead: another !== 'none' && chance.happens(0.5) ? chance.weighted(style.leads) : 'melody',
    material: drawMotifs({ metre, density: moved, syncopation, chance }),
    accompany: TEXTURES[another]({ metre, chance }),
  };
}

function writePhrase(
  piece,
  { tick, bars, section, key, language, chance, isIntroduction = false },
) {
  const { metre } = piece;
  const end = tick + bars * metre.barTicks;
  const chords = drawHarmony({
    bars,
    key,
    language,
    metre,
    rhythm: section.harmonicRhythm,
    chance,
  });
  piece.chordTicks.push(...chords.map((chord) => tick + chord.tick));
  piece.phrases.push({ start: tick, end, section: piece.sections.length - 1 });

  const across =
    section.across && !isIntroduction && bars >= 4 && chance.happens(0.5)
      ? section.across
      : undefined;
  const hemiola = across
    ? { from: (bars - 3) * metre.barTicks, to: (bars - 1) * metre.barTicks }
    : undefined;
  const notes = [];
  if (!isIntroduction) {
    const around = section.around + (section.shiftsRegister ? chance.pick([0, 12, -12, 0]) : 0);
    const hasPickup = section.hasPickups && chance.happens(0.85);
    notes.push(
      ...leadOf(
        { bars, chords, metre, hasPickup, endsLong: chance.happens(0.7), around },
        section,
        chance,
      ),
    );
  }
  for (let bar = 0; bar < bars; bar++) {
    const start = bar * metre.barTicks;
    if (hemiola && start >= hemiola.from && start < hemiola.to) continue;
    notes.push(...section.accompany({ start, end: start + metre.barTicks, chords, index: bar }));
  }
  for (let start = hemiola?.from ?? 0; start < (hemiola?.to ?? 0) - 1; start += across.barTicks) {
    const stop = Math.min(start + across.barTicks, hemiola.to);
    notes.push(...section.accompanyAcross({ start, end: stop, chords, index: 0 }));
  }
  // A phrase may end in rests instead of running on.
  const stopsAt = chance.happens(0.12) ? (bars - 1) * metre.barTicks + metre.beatTicks : Infinity;
  for (const note of notes) {
    if (note.tick >= stopsAt) continue;
    const ornament =
      note.role === 'melody' && chance.happens(section.ornaments)
        ? drawOrnament(note, metre, chance)
        : undefined;
    const rolled = note.rolled || undefined;
    piece.notes.push({
      ...note,
      tick: tick + note.tick,
      section: piece.sections.length - 1,
      ornament,
      rolled,
    });
  }
  return end;
}

function drawOrnament({ ticks }, metre, chance) {
  const isLong = ticks >= metre.beatTicks;
  return chance.weighted({
    grace: 4,
    twoGrace: 1,
    octaveGrace: 0.5,
    mordent: 2,
    turn: isLong ? 1.5 : 0,
    trill: isLong ? 2.5 : 0,
    run: isLong ? 0.7 : 0,
  });
}
