import { describe, expect, it } from 'vitest';
import { hearingLine } from '../../src/cli/hearing.js';

describe('the line that tells how far the listening is', () => {
  it('is in minutes of the audio', () => {
    const heard = { name: 'take.wav', stage: 'heard', seconds: 83.9, totalSeconds: 296 } as const;
    expect(hearingLine(heard)).toBe('take.wav: heard 1:23 of 4:56');
    const checked = { name: 'day.wav', stage: 'checked', seconds: 3723 } as const;
    expect(hearingLine(checked)).toBe('day.wav: checked 1:02:03');
  });
});
