/** The published peer: music-tempo (MIT), which is BeatRoot's tempo induction and agents, fed with our onsets. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const TempoInduction = require('music-tempo/dist/node/TempoInduction.js');
const BeatTracking = require('music-tempo/dist/node/BeatTracking.js');

/** Onsets nearer than this are one event, as the package's own peak finder keeps them apart. */
const EVENT_SECONDS = 0.035;
/** 40 to 200 beats a minute; the package's own default, 60 to 200, would miss the slow takes. */
const PARAMETERS = { minBeatInterval: 0.3, maxBeatInterval: 1.5 };

/**
 * Beats by music-tempo, from onset times and their strengths (velocities added up) in the place of its spectral flux.
 * It knows no downbeats, no metre and no confidence.
 *
 * @param notes SoundedNote[]
 * @returns Beats, without downbeats
 */
export function musicTempoBeats(notes) {
  const events = [];
  for (const { startSeconds, velocity } of [...notes].sort(
    (a, b) => a.startSeconds - b.startSeconds,
  )) {
    const last = events.at(-1);
    if (last && startSeconds - last.seconds < EVENT_SECONDS) last.strength += velocity / 127;
    else events.push({ seconds: startSeconds, strength: velocity / 127 });
  }
  const times = events.map(({ seconds }) => seconds);
  const nothing = { tempoBpm: null, metre: null, confidence: 0, beats: [], downbeats: [] };
  if (times.length < 4) return nothing;
  const intervals = TempoInduction.processRhythmicEvents(times, PARAMETERS);
  const clusters = TempoInduction.mergeClusters(intervals, PARAMETERS);
  const scored = { ...clusters, ...TempoInduction.calculateScore(clusters, PARAMETERS) };
  const tempi = TempoInduction.createTempoList(scored, PARAMETERS);
  const strengths = events.map(({ strength }) => strength);
  const agents = BeatTracking.trackBeat(times, strengths, tempi, PARAMETERS);
  const best = agents.reduce(
    (most, agent) => (agent.score > (most?.score ?? -1) ? agent : most),
    undefined,
  );
  if (!best) return nothing;
  best.fillBeats();
  return { ...nothing, tempoBpm: 60 / best.beatInterval, beats: best.events };
}
