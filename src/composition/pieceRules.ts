import type { OptionResult } from '../checks/checkOptions.js';

/** What is written down as a score. */
export const PLAYED_RULE: OptionResult = {
  givenBy: 'playTogether(plan, options)',
  fields: ['plan', 'parts'],
};

/** What players play together. */
export const PLAN_RULE: OptionResult = {
  givenBy: 'planPiece(players, options)',
  fields: ['parts', 'timeSignature', 'bars'],
};
