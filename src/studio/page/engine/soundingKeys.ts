/** Which keys are down, so that they can be let go when the music stops or becomes another. */
export interface SoundingKeys {
  /** Takes notice of a channel message that is sent. */
  readonly note: (bytes: readonly number[]) => void;
  /** Messages that let go of all keys that are down; after it none is. */
  readonly release: () => number[][];
}

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;

export function openSoundingKeys(): SoundingKeys {
  /** Channel × 128 + pitch. */
  const keys = new Set<number>();
  return {
    note: ([status = 0, pitch = 0, velocity = 0]) => {
      const kind = status & 0xf0;
      const key = (status & 0x0f) * 128 + pitch;
      if (kind === NOTE_ON && velocity > 0) keys.add(key);
      else if (kind === NOTE_ON || kind === NOTE_OFF) keys.delete(key);
    },
    release: () => {
      const released = [...keys].map((key) => [NOTE_OFF | (key >> 7), key & 0x7f, 0]);
      keys.clear();
      return released;
    },
  };
}
