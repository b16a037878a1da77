import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Studio } from '../../state/studio.js';

/** What a meter shows at its left end. */
const LEAST_DB = -54;

/** How loud a lane sounds at the moment. */
export function Meter({
  studio,
  midiChannel,
}: {
  readonly studio: Studio;
  readonly midiChannel: number;
}) {
  const bar = useRef<HTMLSpanElement>(null);
  useSignalEffect(() => {
    const level = studio.session.place.value.levels[midiChannel] ?? 0;
    const db = 20 * Math.log10(Math.max(level, 1e-6));
    const share = Math.min(1, Math.max(0, 1 - db / LEAST_DB));
    if (bar.current !== null) bar.current.style.transform = `scaleX(${share.toFixed(3)})`;
  });
  return (
    <span class="meter" aria-hidden="true" data-channel={midiChannel}>
      <span ref={bar} />
    </span>
  );
}
