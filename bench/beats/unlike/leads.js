/** What the right hand makes of a melody: alone, in octaves, in chords, with a figure below it, or several voices. */
import { chordAt, voiced } from './harmony.js';
import { drawMotifs, melodyOf } from './melody.js';
import { playableParts, weightOf } from './metres.js';

/**
 * @param phrase `{ bars, chords, metre, hasPickup, endsLong, around }`, around: the pitch that a single melody stays near
 * @param section what was drawn once for the section: `{ lead, material }`; voices are kept in it
 * @returns notes from the phrase's start
 */
export function leadOf(phrase, section, chance) {
  if (section.lead === 'none') return [];
  if (section.lead === 'voices') return voicesOf(phrase, section, chance);
  const melody = melodyOf({
    ...phrase,
    material: section.material,
    around: phrase.around,
    chance,
  });
  return DRESSINGS[section.lead](melody, phrase, chance);
}

const DRESSINGS = {
  melody: (melody) => melody,
  octaves: (melody) => melody.flatMap((note) => [note, { ...note, pitch: note.pitch - 12 }]),
  thirds: (melody, { chords }, chance) => {
    const away = chance.pick([3, 4, 8, 9]);
    return melody.flatMap((note) => {
      const scale = chordAt(chords, note.tick).scale;
      const below = [0, 1, -1]
        .map((shift) => note.pitch - away + shift)
        .find((pitch) => scale.includes(pitch % 12));
      return below === undefined ? [note] : [note, { ...note, pitch: below, role: 'chord' }];
    });
  },
  chords: (melody, { chords, metre }, chance) =>
    melody.flatMap((note) => {
      const isHeavy = note.ticks >= metre.beatTicks || weightOf(note.tick, metre) >= 0.7;
      if (!isHeavy && chance.happens(0.7)) return [note];
      return [note, ...below(note, chords, chance.whole(1, 3))];
    }),
  /** The same hand fills the time between the melody's notes with notes of the chord. */
  filled: (melody, { chords, metre, bars }, chance) => {
    const unit =
      metre.beatTicks / playableParts(metre.division === 3 ? 3 : chance.pick([2, 3, 4]), metre);
    const notes = [...melody];
    const skipsBeat = chance.happens(0.7);
    for (let tick = 0; tick < bars * metre.barTicks - 1; tick += unit) {
      if (skipsBeat && tick % metre.beatTicks < 1) continue;
      const over = melody.find(
        (note) => note.tick <= tick + 1 && note.tick + note.ticks > tick + 1,
      );
      if (!over || Math.abs(over.tick - tick) < 1) continue;
      const inner = below(over, chords, 3);
      const chosen = inner[Math.round(tick / unit) % Math.max(1, inner.length)];
      if (chosen) notes.push({ ...chosen, tick, ticks: unit, role: 'figure' });
    }
    return notes;
  },
  /** The left hand or a tenor sings, and chords stand above it off the beat. */
  tenor: (melody, { chords, metre, bars }, chance) => {
    const notes = melody.map((note) => ({ ...note, pitch: note.pitch - 19 }));
    const late = metre.division === 3 ? metre.beatTicks / 3 : metre.beatTicks / 2;
    const isLate = chance.happens(0.6);
    for (let tick = 0; tick < bars * metre.barTicks - 1; tick += metre.beatTicks) {
      for (const pitch of voiced(chordAt(chords, tick), { low: 65, count: 3 })) {
        notes.push({ tick: tick + (isLate ? late : 0), ticks: late, pitch, role: 'chord' });
      }
    }
    return notes;
  },
};

function below(note, chords, count) {
  const { classes } = chordAt(chords, Math.max(0, note.tick));
  const pitches = [];
  for (let pitch = note.pitch - 3; pitch > note.pitch - 13 && pitches.length < count; pitch--) {
    if (classes.includes(pitch % 12)) pitches.push(pitch);
  }
  return pitches.map((pitch) => ({ ...note, pitch, role: 'chord' }));
}

/** Two to four voices: they enter one after another with one subject, or each goes its own way. */
function voicesOf(phrase, section, chance) {
  const { bars, chords, metre } = phrase;
  section.voices ??= Array.from({ length: chance.whole(2, 4) }, (_, voice) => ({
    around: [76, 64, 52, 43][voice],
    own: drawMotifs({
      metre,
      density: chance.whole(1, 4),
      syncopation: chance.pick([0, 0, 0.15]),
      chance,
    }),
  }));
  const imitates = chance.happens(0.6);
  section.entered ??= 0;
  const isFirst = section.entered++ === 0;
  return section.voices.flatMap(({ around, own }, voice) => {
    const wait = isFirst ? Math.min(voice, bars - 1) : chance.happens(0.1) ? 1 : 0;
    const shift = wait * metre.barTicks;
    const notes = melodyOf({
      bars: bars - wait,
      chords: chords.map((chord) => ({ ...chord, tick: chord.tick - shift })),
      metre,
      material: imitates
        ? { ...section.material, form: voice % 2 ? own.form : section.material.form }
        : own,
      around,
      chance,
      hasPickup: phrase.hasPickup && voice === 0,
      endsLong: phrase.endsLong && chance.happens(0.6),
    });
    return notes.map((note) => ({
      ...note,
      tick: note.tick + shift,
      role: voice === 0 ? 'melody' : voice === section.voices.length - 1 ? 'bass' : 'voice',
    }));
  });
}
