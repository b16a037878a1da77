/** How a piece is played: what a player of each kind does with time, loudness and touch. */

/**
 * Tempo bends as shares of the tempo, timing in milliseconds. arc: within phrases; wave: over any few bars; bar: the
 * same beats of each bar longer or shorter; drift: wandering over some sixteen beats; slowing: last beats of a phrase;
 * beat: noise of each half beat; note and place: noise of notes, and of what is struck together.
 */
const PLAYERS = {
  click: {
    arc: [0, 0],
    wave: 0,
    bar: 0,
    drift: 0,
    slowing: [0, 0],
    ending: 0.1,
    beat: 0,
    place: [0, 6],
    note: [1, 8],
    lead: [0, 0],
  },
  steady: {
    arc: [0, 0.04],
    wave: 0.02,
    bar: 0.01,
    drift: 0.02,
    slowing: [0, 0.06],
    ending: 0.5,
    beat: 0.01,
    place: [4, 14],
    note: [3, 10],
    lead: [0, 12],
  },
  classical: {
    arc: [0.03, 0.13],
    wave: 0.05,
    bar: 0.025,
    drift: 0.025,
    slowing: [0.02, 0.25],
    ending: 0.85,
    beat: 0.02,
    place: [4, 13],
    note: [3, 11],
    lead: [0, 28],
  },
  romantic: {
    arc: [0.06, 0.26],
    wave: 0.12,
    bar: 0.05,
    drift: 0.04,
    slowing: [0.1, 0.5],
    ending: 0.9,
    beat: 0.04,
    place: [5, 20],
    note: [5, 16],
    lead: [5, 40],
  },
};

export function drawPlayer(style, chance) {
  const kind = chance.weighted(style.playing);
  const player = PLAYERS[kind];
  const isFlat = chance.happens(0.07);
  return {
    ...player,
    kind,
    arc: chance.between(...player.arc),
    slowing: chance.between(...player.slowing),
    place: chance.between(...player.place) / 1000,
    note: chance.between(...player.note) / 1000,
    lead: chance.between(...player.lead) / 1000,
    bassLead: kind === 'romantic' && chance.happens(0.3) ? chance.between(0.01, 0.05) : 0,
    hasEnding: chance.happens(player.ending),
    fermatas: kind === 'click' ? 0 : (style.fermatas ?? (kind === 'romantic' ? 0.1 : 0.03)),
    swing: chance.happens(style.swing ?? 0)
      ? chance.pick([1.3, 1.5, 1.7, 2, 2])
      : chance.happens(0.02)
        ? 2
        : 1,
    pedal: chance.weighted({ none: 5, harmony: 5, bar: 1.5 }),
    legato: chance.between(0.75, 1.05),
    shortChords: chance.pick([0.4, 0.7, 0.95]),
    loudness: isFlat ? chance.pick([64, 80, 90, 100]) : chance.whole(45, 85),
    isFlat,
    // How much the bar is heard in the loudness: much, hardly, or against it.
    hierarchy: chance.pick([0, 2, 4, 6, 8, 12, 16, -4]),
    balance: chance.between(2, 20),
    velocityNoise: chance.between(2, 8),
    rolls: chance.happens(0.3) ? chance.between(0.01, 0.15) : 0,
    chordSpread: chance.between(0.002, kind === 'romantic' ? 0.022 : 0.012),
    stressedBeat: style.stressedBeat ? chance.pick([1, 2, 2]) : undefined,
  };
}
