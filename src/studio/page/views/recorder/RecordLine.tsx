import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clockTime } from '../../../../format.js';
import { countedBeats } from '../../../../music/metre.js';
import type { RecordingPlace } from '../../engine/recorder/grid.js';
import { MOST_SECONDS, type Recording } from '../../state/recording.js';
import { Icon } from '../icons.js';
import { useEveryFrame } from './everyFrame.js';

/** How much time is left is said when there is no more than this: always of the microphone. */
const SAID_SECONDS = 600;

/** The button that records, and where the recording is: beats of the bar, time, and time that is left. */
export function RecordLine({
  recording,
  onRecord,
}: {
  readonly recording: Recording;
  readonly onRecord: () => void;
}) {
  const isRecording = recording.isRecording.value;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isRecording) button.current?.focus();
  }, [isRecording]);
  return (
    <div class="record-line">
      <button
        ref={button}
        type="button"
        class={isRecording ? 'record main' : 'record'}
        disabled={recording.input.value.state !== 'open'}
        aria-keyshortcuts={isRecording ? 'R Escape' : 'R'}
        onClick={isRecording ? recording.stop : onRecord}
      >
        <Icon name={isRecording ? 'stop' : 'record'} />
        {isRecording ? 'Stop' : 'Record'}
        <kbd>R</kbd>
        {isRecording && <kbd>Esc</kbd>}
      </button>
      {isRecording ? (
        <Progress recording={recording} />
      ) : (
        <p class="progress" role="status">
          {recording.notice.value ?? ''}
        </p>
      )}
    </div>
  );
}

function Progress({ recording }: { readonly recording: Recording }) {
  const shown = useSignal<RecordingPlace | undefined>(undefined);
  useEveryFrame(() => {
    const place = recording.place();
    if (textOf(place) !== textOf(shown.peek()) || beatOf(place) !== beatOf(shown.peek())) {
      shown.value = place;
    }
  });
  const place = shown.value;
  const { grid } = recording.seen();
  const isCountIn = place?.kind === 'countIn';
  const left = MOST_SECONDS[recording.source.value] - secondsOf(place);
  return (
    <div class={isCountIn ? 'progress counting' : 'progress'}>
      <span class="unseen" role="status">
        {isCountIn ? 'Counting in' : 'Recording'}
      </span>
      {grid !== undefined && (
        <span class="beats" aria-hidden="true">
          {Array.from({ length: countedBeats(grid.metre) }, (_, i) => (
            <i key={i} class={beatOf(place) === i + 1 ? 'on' : ''} />
          ))}
        </span>
      )}
      <span class="where">{textOf(place)}</span>
      {left <= SAID_SECONDS && <span class="left">{clockTime(Math.ceil(left))} left</span>}
    </div>
  );
}

function textOf(place: RecordingPlace | undefined): string {
  if (place === undefined) return '';
  if (place.kind === 'countIn') return `Count-in: ${place.beat}`;
  const time = clockTime(place.seconds);
  return place.bar === undefined ? time : `Bar ${place.bar} · ${time}`;
}

function beatOf(place: RecordingPlace | undefined): number | undefined {
  return place?.beat;
}

function secondsOf(place: RecordingPlace | undefined): number {
  return place?.kind === 'take' ? Math.floor(place.seconds) : 0;
}
