/** The clock of a performance: where in time each tick of the page is played. */

/**
 * @returns {(tick: number) => number} seconds; ticks before the first bar line (an upbeat) come before the rest
 */
export function drawClock(piece, player, chance) {
  const { metre } = piece;
  const cell = metre.beatTicks / 2;
  const from = -2 * metre.barTicks;
  const count = Math.ceil((piece.lengthTicks + 2 * metre.barTicks - from) / cell);
  const baseSeconds = (60 / piece.tempoBpm) * (cell / metre.beatTicks);
  const bends = [
    phraseArcs,
    waves,
    barPattern,
    wandering,
    sectionTempi,
    stretchedPlaces,
    ending,
  ].map((bend) => bend({ piece, player, chance, cell, from, count }));
  const times = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const tick = from + (i + 0.5) * cell;
    let slowness = 1;
    for (const bend of bends) slowness *= bend(tick, i);
    times[i + 1] = times[i] + baseSeconds * Math.max(0.35, slowness);
  }
  const offset = chance.between(0.2, 3);
  const zero = times[Math.round(-from / cell)] - offset;
  return (tick) => {
    const at = Math.max(0, Math.min(count - 1e-9, (tick - from) / cell));
    const index = Math.floor(at);
    return times[index] + (at - index) * (times[index + 1] - times[index]) - zero;
  };
}

/** Each bend answers how much longer than usual a place lasts, 1 as usual. */
function phraseArcs({ piece, player, chance, cell }) {
  const arcs = piece.phrases.map(({ start, end }) => ({
    start,
    end,
    depth: player.arc * chance.between(0.4, 1.3),
    peak: chance.between(0.3, 0.7),
    slowing: player.slowing * chance.between(0.2, 1.6),
    // The slowing of a phrase's end takes the last one to three beats.
    slowingTicks: chance.between(1, 3) * piece.metre.beatTicks,
    small: player.arc * chance.between(0, 0.6),
  }));
  let at = 0;
  return (tick) => {
    while (at < arcs.length - 1 && tick >= arcs[at].end) at++;
    const arc = arcs[at];
    if (!arc || tick < arc.start - cell) return 1;
    const progress = (tick - arc.start) / (arc.end - arc.start);
    const away =
      progress < arc.peak
        ? (arc.peak - progress) / arc.peak
        : (progress - arc.peak) / (1 - arc.peak);
    const smallArc = Math.cos((2 * Math.PI * (tick - arc.start)) / (2 * piece.metre.barTicks));
    const left = Math.max(0, 1 - (arc.end - tick) / arc.slowingTicks);
    return (
      Math.exp(arc.depth * (away * away * 2 - 0.67) + arc.small * 0.5 * smallArc) *
      (1 + arc.slowing * left * left)
    );
  };
}

function waves({ piece, player, chance }) {
  const made = Array.from({ length: 3 }, () => ({
    period: chance.between(1.5, 9) * piece.metre.barTicks,
    phase: chance.between(0, 2 * Math.PI),
    depth: (player.wave * chance.between(0, 1.2)) / 2,
  }));
  return (tick) =>
    Math.exp(
      made.reduce(
        (sum, { period, phase, depth }) =>
          sum + depth * Math.sin((2 * Math.PI * tick) / period + phase),
        0,
      ),
    );
}

/** Agogics of the bar: the Viennese second beat, the mazurka's, a first beat that is leaned on. */
function barPattern({ piece, player, chance, cell }) {
  const { metre } = piece;
  const cells = Math.max(1, Math.round(metre.barTicks / cell));
  const pattern = Array.from({ length: cells }, () => Math.exp(chance.normal(player.bar)));
  if (player.bar > 0 && chance.happens(0.4)) pattern[0] *= 1 + 2 * player.bar * chance.random();
  if (player.stressedBeat) {
    const swayed = 1 + chance.between(0.02, 0.18);
    for (const half of [0, 1]) pattern[(player.stressedBeat * 2 + half) % cells] *= swayed;
  }
  return (tick) =>
    pattern[
      Math.floor((((tick % metre.barTicks) + metre.barTicks) % metre.barTicks) / cell) % cells
    ];
}

function wandering({ player, chance, count }) {
  const drawn = new Float64Array(count);
  let drift = 0;
  let noise = 0;
  for (let i = 0; i < count; i++) {
    drift = drift * 0.97 + chance.normal(player.drift * 0.24);
    noise = noise * -0.3 + chance.normal(player.beat);
    drawn[i] = Math.exp(drift + noise);
  }
  return (_, i) => drawn[i];
}

function sectionTempi({ piece, player, chance }) {
  const speeds = piece.sections.map(({ tempo }) =>
    player.kind === 'click' ? 1 : tempo * Math.exp(chance.normal(player.drift)),
  );
  // Some sections press on or hold back from their start to their end.
  const presses = piece.sections.map(() =>
    player.kind === 'romantic' && chance.happens(0.15) ? chance.between(-0.25, 0.3) : 0,
  );
  let at = 0;
  return (tick) => {
    while (at < piece.sections.length - 1 && tick >= piece.sections[at + 1].start) at++;
    const { start } = piece.sections[at];
    const end = piece.sections[at + 1]?.start ?? piece.lengthTicks;
    return Math.exp(-presses[at] * Math.max(0, (tick - start) / (end - start))) / speeds[at];
  };
}

/** Fermatas on the last beats of phrases, breaths before new ones, leaned-on beats anywhere. */
function stretchedPlaces({ piece, player, chance, cell, from }) {
  const { metre } = piece;
  const stretched = new Map();
  const stretch = (tick, by) => {
    const index = Math.floor((tick - from) / cell + 1e-6);
    stretched.set(index, (stretched.get(index) ?? 1) * by);
  };
  for (const { end } of piece.phrases) {
    if (chance.happens(player.fermatas)) {
      const by = chance.between(1.4, 2.8);
      const beat = end - metre.beatTicks * chance.pick([1, 1, 2]);
      stretch(beat, by);
      stretch(beat + cell, by);
    }
    if (player.kind !== 'click' && chance.happens(player.slowing * 1.2))
      stretch(end - cell, 1 + chance.between(0.1, 0.9));
  }
  if (player.kind === 'romantic') {
    const beats = piece.lengthTicks / metre.beatTicks;
    for (let i = 0; i < beats * 0.04; i++)
      stretch(Math.floor(chance.random() * beats) * metre.beatTicks, chance.between(1.1, 1.5));
  }
  return (_, i) => stretched.get(i) ?? 1;
}

/** The last bars grow slower. */
function ending({ piece, player, chance }) {
  const { metre, lengthTicks } = piece;
  const start = lengthTicks - chance.pick([0.5, 1, 1.5, 2, 3]) * metre.barTicks;
  const depth = player.hasEnding ? chance.between(0.2, 1.2) : 0;
  return (tick) =>
    1 + depth * Math.max(0, Math.min(1, (tick - start) / (lengthTicks - start))) ** 1.5;
}
