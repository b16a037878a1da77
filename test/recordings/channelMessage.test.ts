import { describe, expect, it } from 'vitest';
import { channelEvent, mendedMessage, messageBytes } from '../../src/recordings/channelMessage.js';

const place = { ticks: 7, track: 2 };

describe('channelEvent and messageBytes', () => {
  it.each([
    [0x83, 61, 64],
    [0x93, 61, 77],
    [0xa5, 62, 31],
    [0xb7, 74, 33],
    [0xc9, 13, 0],
    [0xda, 91, 0],
    [0xef, 5, 90],
  ])('turn %i %i %i there and back', (status, first, second) => {
    const bytes = messageBytes(channelEvent({ status, first, second }, place));
    expect([...bytes, 0].slice(0, 3)).toEqual([status, first, second]);
  });

  it('take a note-on of velocity 0 for a note-off', () => {
    const event = channelEvent({ status: 0x91, first: 60, second: 0 }, place);
    expect(event).toEqual({ kind: 'noteOff', ...place, midiChannel: 1, pitch: 60 });
  });
});

describe('mendedMessage', () => {
  it.each<[string, number[], number[], string[]]>([
    ['a velocity to 127', [0x90, 60, 200], [0x90, 60, 127], ['value']],
    ['a controller’s value to 127', [0xb0, 7, 255], [0xb0, 7, 127], ['value']],
    ['a bend to the highest', [0xe0, 130, 131], [0xe0, 127, 127], ['value', 'value']],
    ['a pressure to 127', [0xd0, 128, 0], [0xd0, 127], ['value']],
    ['a pitch to one without the top bit', [0x90, 0xbd, 80], [0x90, 0x3d, 80], ['number']],
    ['the same pitch of a note-off', [0x80, 0xbd, 64], [0x80, 0x3d, 64], ['number']],
    ['a program', [0xc0, 0x8d, 0], [0xc0, 0x0d], ['number']],
    ['number and value of a controller', [0xb2, 0x87, 0xc8], [0xb2, 7, 127], ['number', 'value']],
  ])('brings %s', (_, [status = 0, first = 0, second = 0], expected, mends) => {
    const [event, ...mended] = mendedMessage({ status, first, second }, place);
    expect(event && 'midiChannel' in event && messageBytes(event)).toEqual(expected);
    expect(mended).toEqual(mends.map((mend) => ({ kind: 'mended', ...place, mend })));
  });
});
