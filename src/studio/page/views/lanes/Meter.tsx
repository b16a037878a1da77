import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Studio } from '../../state/studio.js';
import { meterShare } from './meterShare.js';

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
    if (bar.current !== null) bar.current.style.transform = `scaleX(${meterShare(level)})`;
  });
  return (
    <span class="meter" aria-hidden="true" data-channel={midiChannel}>
      <span ref={bar} />
    </span>
  );
}
