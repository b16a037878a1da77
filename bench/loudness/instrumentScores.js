/** 100 ms at 60 quarter notes a minute. */
const STEP_TICKS = 48;

/** The pitches whose levels are measured; neighbours are averaged, since a SoundFont changes its sample between any two. */
export const PITCHES = Array.from({ length: 20 }, (_, i) => 24 + 4 * i);

/** In the middle of what decoders play. */
export const REFERENCE_VELOCITY = 80;

/** In steps of 100 ms: a key held for 3 s and 1.5 s of what remains, then one held for 0.4 s and 1.6 s of what remains. */
export const LEVEL_STEPS = { held: 30, heldRest: 15, short: 4, shortRest: 16 };

export const VELOCITY_PITCHES = Array.from({ length: 7 }, (_, i) => 30 + 11 * i);
export const VELOCITIES = [36, 56, 80, 112];
export const VELOCITY_STEPS = { held: 4, rest: 8 };

/** Every measured pitch of a program: held, then short. */
export function levelScore(program) {
  const { held, heldRest, short, shortRest } = LEVEL_STEPS;
  return scoreOf(
    program,
    PITCHES.flatMap((pitch) => [
      { pitch, velocity: REFERENCE_VELOCITY, held, rest: heldRest },
      { pitch, velocity: REFERENCE_VELOCITY, held: short, rest: shortRest },
    ]),
  );
}

/** A few pitches of a program, each struck with four velocities. */
export function velocityScore(program) {
  return scoreOf(
    program,
    VELOCITY_PITCHES.flatMap((pitch) =>
      VELOCITIES.map((velocity) => ({ pitch, velocity, ...VELOCITY_STEPS })),
    ),
  );
}

function scoreOf(program, strokes) {
  let step = 0;
  const notes = strokes.map(({ pitch, velocity, held, rest }) => {
    const note = {
      pitch,
      velocity,
      startTicks: step * STEP_TICKS,
      durationTicks: held * STEP_TICKS,
    };
    step += held + rest;
    return note;
  });
  const part = { name: 'level', midiChannel: 0, program, gainDb: 0, trimDb: 0, pan: 0, notes };
  const timeSignature = { beats: 4, beatUnit: 4 };
  return {
    title: 'levels',
    tempoBpm: 60,
    timeSignature,
    lengthTicks: (step + 1) * STEP_TICKS,
    parts: [part],
  };
}
