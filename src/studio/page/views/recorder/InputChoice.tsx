import { useId } from 'preact/hooks';
import type { Source } from '../../state/recorderInputs.js';
import type { Recording } from '../../state/recording.js';
import { IncomingRoll } from './IncomingRoll.js';
import { IncomingSound } from './IncomingSound.js';

const SOURCES: readonly (readonly [Source, string])[] = [
  ['keyboard', 'MIDI keyboard'],
  ['microphone', 'Microphone'],
];

/** Keyboard or microphone, which one of them, and what comes in from it. */
export function InputChoice({ recording }: { readonly recording: Recording }) {
  const { source, input, isRecording } = recording;
  const name = useId();
  return (
    <>
      <fieldset class="sources" disabled={isRecording.value}>
        <legend class="unseen">Record from</legend>
        {SOURCES.map(([value, words]) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={source.value === value}
              onChange={() => void recording.open(value)}
            />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
      <DeviceChoice recording={recording} />
      {input.value.state === 'open' && source.value === 'keyboard' && (
        <IncomingRoll recording={recording} />
      )}
      {input.value.state === 'open' && source.value === 'microphone' && (
        <IncomingSound recording={recording} />
      )}
    </>
  );
}

/** Which of several devices; and in a sentence where there is none. */
function DeviceChoice({ recording }: { readonly recording: Recording }) {
  const { source, device, isRecording } = recording;
  const input = recording.input.value;
  const id = useId();
  const isKeyboard = source.value === 'keyboard';
  if (input.state === 'failed') {
    return (
      <div class="input-failed">
        <p role="alert">{input.message}</p>
        <button type="button" onClick={() => void recording.open(source.value)}>
          Try again
        </button>
      </div>
    );
  }
  if (input.state !== 'open') {
    return (
      <p class="input-waiting">
        {isKeyboard ? 'Looking for keyboards…' : 'Asking for the microphone…'} The browser may ask
        you to allow it.
      </p>
    );
  }
  const isMissing = isKeyboard && input.devices.length === 0;
  return (
    <div class="device">
      <label for={id}>Listen to</label>
      <select
        id={id}
        disabled={isRecording.value || isMissing}
        value={device.value ?? ''}
        onChange={({ currentTarget }) => void recording.choose(currentTarget.value || undefined)}
      >
        {isKeyboard && <option value="">{isMissing ? 'No keyboard yet' : 'All keyboards'}</option>}
        {input.devices.map(({ id: value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {isMissing && (
        <p role="status">No keyboard is connected. Plug one in; it appears here by itself.</p>
      )}
    </div>
  );
}
