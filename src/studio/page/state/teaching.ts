import type { ReadonlySignal } from '@preact/signals';
import { count } from '../../../format.js';
import type { KnownDetection } from '../../document/boxEdits.js';
import type { TeachAnswer } from '../../protocol/teaching.js';
import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/** Teaches objects what they look like, from boxes of the room. */
export function openTeaching({
  session,
  server,
  boxes,
  ofRoom,
  fail,
}: {
  readonly session: Session;
  readonly server: Pick<StudioServer, 'teach'>;
  readonly boxes: ReadonlySignal<readonly KnownDetection[]>;
  readonly ofRoom: <Answer>(ask: (room: string) => Promise<Answer>) => Promise<Answer | undefined>;
  readonly fail: (error: unknown) => void;
}) {
  /** From all boxes that bear its name; from then on it is seen by itself. */
  return async (object: string): Promise<void> => {
    const named = boxes.value.filter(({ label, taught }) => taught && label === object);
    session.busy.value = 'teach';
    try {
      const teaching = { object, boxes: named.map(({ box }) => box) };
      // The server tells that the collection has changed, and the room is opened again for it.
      const taught = await ofRoom((room) => server.teach(room, teaching));
      if (taught !== undefined) session.notice.value = { kind: 'note', text: taughtText(taught) };
    } catch (error) {
      fail(error);
    } finally {
      if (session.busy.value === 'teach') session.busy.value = undefined;
    }
  };
}

/** @example 'kettle is seen by itself now, taught from 1 photo. Two to five, from other sides, find it far better.' */
function taughtText({ object, photos }: TeachAnswer): string {
  const more =
    photos === 1 ? ['Two to five, from other sides and in other light, find it far better.'] : [];
  const learned = `${object} is seen by itself now, taught from ${count(photos, 'photo')}.`;
  return [learned, ...more].join(' ');
}
