/** A piece as it is heard: notes in seconds with their velocities, and the beats they are played to. */
import { drawClock } from './clock.js';
import { weightOf } from './metres.js';
import { ornamented } from './ornaments.js';

/**
 * @returns {{ notes: { pitch: number, start: number, end: number, velocity: number }[], beats: number[], downbeats: number[] }}
 *   beats lie where what is written on them was played, between the first onset and the last
 */
export function perform(piece, player, chance) {
  const clock = drawClock(piece, player, chance);
  const { metre } = piece;
  const swung = (tick) => swungTick(tick, metre, player.swing);
  const strays = new Map();
  // What is written at one place is early or late together; a beat is where its notes are.
  const strayAt = (tick) => {
    const key = Math.round(tick);
    if (!strays.has(key))
      strays.set(key, Math.max(-2.5, Math.min(2.5, chance.normal())) * player.place);
    return strays.get(key);
  };
  const places = groupByPlace(piece.notes);
  const releases = pedalReleases(piece, player);
  const notes = [];
  for (const chord of places) {
    const tick = chord[0].tick;
    const seconds = clock(swung(tick)) + strayAt(tick);
    const isRolled =
      chord.length > 2 && (chord.some(({ rolled }) => rolled) || chance.happens(player.rolls));
    const roll = isRolled ? chance.between(0.02, 0.07) : 0;
    const anchor = chance.happens(0.6) ? chord.length - 1 : 0;
    for (const [place, note] of chord.entries()) {
      const spread = roll
        ? (place - anchor) * roll * chance.between(0.8, 1.2)
        : chance.normal(player.chordSpread);
      const leads =
        chord.length > 1
          ? note.role === 'melody'
            ? player.lead
            : note.role === 'bass'
              ? player.bassLead
              : 0
          : 0;
      const start =
        seconds +
        spread -
        leads +
        Math.max(-2.5, Math.min(2.5, chance.normal())) * player.note * 0.7;
      const end = Math.max(start + 0.03, endOf(note, { clock, swung, player, releases, chance }));
      const velocity = velocityOf(note, { piece, player, chance });
      notes.push(
        ...ornamented(
          { pitch: note.pitch, start, end, velocity, role: note.role },
          note.ornament,
          chance,
        ),
      );
    }
  }
  const onsets = notes.map(({ start }) => start);
  const first = Math.min(...onsets);
  const last = Math.max(...onsets);
  const beats = [];
  const downbeats = [];
  for (
    let i = -Math.ceil(metre.barTicks / metre.beatTicks);
    i * metre.beatTicks <= piece.lengthTicks;
    i++
  ) {
    const tick = i * metre.beatTicks;
    const seconds = clock(tick) + (strays.get(Math.round(tick)) ?? 0);
    if (seconds < first - 0.07 || seconds > last + 0.07) continue;
    beats.push(seconds);
    if (((tick % metre.barTicks) + metre.barTicks) % metre.barTicks < 1) downbeats.push(seconds);
  }
  return { notes: withFreeKeys(notes), beats, downbeats };
}

/** Eighths (or sixteenths in slow metres) that lean: the first lasts `ratio` times the second. */
function swungTick(tick, { beatTicks, division }, ratio) {
  if (ratio === 1 || division === 3) return tick;
  const beat = Math.floor(tick / beatTicks);
  const within = tick / beatTicks - beat;
  const first = ratio / (1 + ratio);
  return (
    (beat + (within < 0.5 ? within * 2 * first : first + (within - 0.5) * 2 * (1 - first))) *
    beatTicks
  );
}

function groupByPlace(notes) {
  const places = [];
  for (const note of notes) {
    const last = places.at(-1);
    if (last && Math.abs(last[0].tick - note.tick) < 2) last.push(note);
    else places.push([note]);
  }
  return places;
}

function pedalReleases(piece, player) {
  if (player.pedal === 'none') return [];
  if (player.pedal === 'harmony') return piece.chordTicks;
  const bars = Math.ceil(piece.lengthTicks / piece.metre.barTicks) + 1;
  return Array.from({ length: bars }, (_, bar) => bar * piece.metre.barTicks);
}

function endOf(note, { clock, swung, player, releases, chance }) {
  const touch =
    note.role === 'chord'
      ? player.shortChords
      : note.role === 'melody'
        ? player.legato
        : player.legato * 0.95;
  let end = note.tick + note.ticks * touch * chance.between(0.9, 1.05);
  if (releases.length > 0) {
    const release = firstAfter(releases, note.tick + 1);
    if (release !== undefined && release > end && release - note.tick < 4000) end = release;
    return clock(swung(end)) + chance.between(0.03, 0.15);
  }
  return clock(swung(end));
}

function firstAfter(sorted, tick) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > tick) high = middle;
    else low = middle + 1;
  }
  return sorted[low];
}

const ROLE_SHARE = { melody: 0.5, bass: -0.1, voice: 0, chord: -0.6, figure: -0.6 };

function velocityOf(note, { piece, player, chance }) {
  if (player.isFlat) return player.loudness;
  const phrase = piece.phrases.find(({ end }) => note.tick < end) ?? piece.phrases.at(-1);
  const progress = (note.tick - phrase.start) / (phrase.end - phrase.start);
  const arc = 8 * Math.sin(Math.PI * Math.max(0, Math.min(1, progress))) - 4;
  const weight = weightOf(note.tick, piece.metre) - 0.4;
  const inBar = ((note.tick % piece.metre.barTicks) + piece.metre.barTicks) % piece.metre.barTicks;
  const stressed =
    player.stressedBeat && Math.abs(inBar - player.stressedBeat * piece.metre.beatTicks) < 1
      ? 12
      : 0;
  const accent = chance.happens(0.02) ? chance.whole(8, 25) : 0;
  const height = note.role === 'melody' ? (note.pitch - 72) * 0.25 : 0;
  return Math.round(
    Math.max(
      8,
      Math.min(
        127,
        player.loudness +
          (piece.sections[note.section]?.loudness ?? 0) +
          arc +
          weight * player.hierarchy +
          stressed +
          accent +
          height +
          ROLE_SHARE[note.role] * player.balance +
          chance.normal(player.velocityNoise),
      ),
    ),
  );
}

/** A key is struck again only after it was let go; two strokes of one key within 40 ms are one. */
function withFreeKeys(notes) {
  const sorted = [...notes].sort((a, b) => a.start - b.start);
  const sounding = new Map();
  const kept = [];
  for (const note of sorted) {
    const before = sounding.get(note.pitch);
    if (before && note.start - before.start < 0.04) continue;
    if (before && before.end > note.start) before.end = note.start;
    const copy = { ...note };
    sounding.set(note.pitch, copy);
    kept.push(copy);
  }
  return kept;
}
