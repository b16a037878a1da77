/** The metres that pieces stand in, with the places in a bar that bear weight. Time is ticks, 480 a quarter. */
const QUARTER = 480;

/**
 * @param {string} name '3/4', '6/8', …
 * @param chance which grouping an irregular bar has
 * @returns {{ name: string, beats: number, beatUnit: number, barTicks: number, beatTicks: number,
 *   division: 2 | 3, strong: readonly number[], isCompound: boolean }} beatTicks: a beat as it is counted (the dotted quarter in 6/8);
 *   strong: where the bar's groups begin, the bar line first
 */
export function metreOf(name, chance) {
  const [beats, beatUnit] = name.split('/').map(Number);
  const unit = (QUARTER * 4) / beatUnit;
  const isCompound = beatUnit >= 8 && beats > 3 && beats % 3 === 0;
  const groups = GROUPS[name] ? chance.pick(GROUPS[name]) : undefined;
  const strong = groups
    ? groups.map((_, i) => unit * groups.slice(0, i).reduce((sum, size) => sum + size, 0))
    : [0];
  return {
    name,
    beats,
    beatUnit,
    barTicks: unit * beats,
    beatTicks: unit * (isCompound ? 3 : 1),
    division: isCompound ? 3 : 2,
    strong,
    isCompound,
  };
}

/** How the units of a bar are grouped; metres that are not here have one group. */
const GROUPS = {
  '4/4': [[2, 2]],
  '12/8': [[6, 6]],
  '5/4': [
    [3, 2],
    [2, 3],
  ],
  '7/8': [
    [2, 2, 3],
    [3, 2, 2],
    [2, 3, 2],
  ],
  '5/8': [
    [3, 2],
    [2, 3],
  ],
  '7/4': [
    [4, 3],
    [3, 4],
  ],
  '6/4': [[3, 3]],
};

/** How much a place in the bar weighs, 0–1: 1 the bar line, 0.7 a group's start, 0.5 a beat, 0.2 the half of one, 0 elsewhere. */
export function weightOf(ticksInBar, metre) {
  const at = ((ticksInBar % metre.barTicks) + metre.barTicks) % metre.barTicks;
  if (at < 1) return 1;
  if (metre.strong.some((strong) => Math.abs(strong - at) < 1)) return 0.7;
  if (isMultiple(at, metre.beatTicks)) return 0.5;
  return isMultiple(at, metre.beatTicks / metre.division) ? 0.2 : 0;
}

function isMultiple(at, unit) {
  const after = at % unit;
  return Math.min(after, unit - after) < 1;
}

/** Hands repeat a figure at most this quickly, about twelve notes a second. */
const QUICKEST_SECONDS = 0.085;

/**
 * Into how many parts a beat is divided: what was drawn, or fewer where the beat is too short for it.
 * @param metre with `beatSeconds`
 */
export function playableParts(drawn, { beatSeconds }) {
  let parts = drawn;
  while (parts > 1 && beatSeconds / parts < QUICKEST_SECONDS) {
    parts = parts % 2 === 0 ? parts / 2 : 1;
  }
  return parts;
}
