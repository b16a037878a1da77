import { describe, expect, it } from 'vitest';
import { transcriptionLine } from '../../../src/cli/inputs/audioTranscriber.js';

describe('the line that tells how far the listening is', () => {
  it('is in minutes of the audio', () => {
    const transcribed = {
      name: 'take.wav',
      stage: 'transcribed',
      seconds: 83.9,
      totalSeconds: 296,
    } as const;
    expect(transcriptionLine(transcribed)).toBe('take.wav: transcribed 1:23 of 4:56');
    const checked = { name: 'day.wav', stage: 'checked', seconds: 3723 } as const;
    expect(transcriptionLine(checked)).toBe('day.wav: checked 1:02:03');
  });
});
