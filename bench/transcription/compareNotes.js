/** How far a heard note may begin from the true one, as mir_eval.transcription has it. */
const TOLERANCE_SECONDS = 0.05;

/**
 * Compares heard notes with the true ones: a pair has the same pitch and begins within 50 ms, each note is in one
 * pair at most, and there are as many pairs as can be. Ends are not looked at.
 */
export function compareNotes(heard, played) {
  const pairs = pairsOf(heard, played);
  const precision = heard.length === 0 ? 0 : pairs.length / heard.length;
  const recall = played.length === 0 ? 0 : pairs.length / played.length;
  const errors = pairs.map(([a, b]) => a.startSeconds - b.startSeconds);
  return {
    f1: pairs.length === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    timingMs: (1000 * errors.reduce((sum, error) => sum + error, 0)) / errors.length,
    velocityRank: rankCorrelation(
      pairs.map(([a]) => a.amplitude),
      pairs.map(([, b]) => b.velocity),
    ),
  };
}

/** Walking both in order of time pairs as many as can be, because the tolerance is the same everywhere. */
function pairsOf(heard, played) {
  const pairs = [];
  for (const pitch of new Set(played.map((note) => note.pitch))) {
    const [some, others] = [heard, played].map((notes) =>
      notes.filter((note) => note.pitch === pitch).sort((a, b) => a.startSeconds - b.startSeconds),
    );
    let next = 0;
    for (const note of others) {
      while (some[next]?.startSeconds < note.startSeconds - TOLERANCE_SECONDS) next++;
      if (some[next]?.startSeconds <= note.startSeconds + TOLERANCE_SECONDS) {
        pairs.push([some[next], note]);
        next++;
      }
    }
  }
  return pairs;
}

/** Spearman's: the correlation of the ranks, equal values sharing theirs. */
function rankCorrelation(a, b) {
  const [x, y] = [a, b].map(ranksOf);
  const middle = (a.length - 1) / 2;
  const product = (p, q) =>
    p.reduce((sum, value, i) => sum + (value - middle) * (q[i] - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function ranksOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
