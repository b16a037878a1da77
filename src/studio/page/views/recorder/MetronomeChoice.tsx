import { useId } from 'preact/hooks';
import { clamp } from '../../../../math/clamp.js';
import { metreText, parseMetre } from '../../../../music/metre.js';
import {
  type Grid,
  LEAST_BEATS_PER_MINUTE,
  MOST_BEATS_PER_MINUTE,
} from '../../engine/recorder/grid.js';
import type { Recording, RecordingSettings } from '../../state/recording.js';

const METRES = ['2/4', '3/4', '4/4', '5/4', '2/2', '3/8', '6/8', '7/8', '9/8', '12/8'];

/** Clicks or none, how fast and in which metre, and whether keys are heard here. */
export function MetronomeChoice({ recording }: { readonly recording: Recording }) {
  const settings = recording.settings.value;
  const { grid, hasMetronome, hasCountIn, isEchoed } = settings;
  const id = useId();
  const isKeyboard = recording.source.value === 'keyboard';
  const isOn = isKeyboard ? hasMetronome : hasCountIn;
  const setGrid = (changed: Partial<Grid>) => recording.set({ grid: { ...grid, ...changed } });
  const check = (words: string, name: keyof RecordingSettings, isChecked: boolean) => (
    <label class="check">
      <input
        type="checkbox"
        class="tick"
        checked={isChecked}
        onChange={({ currentTarget }) => recording.set({ [name]: currentTarget.checked })}
      />
      {words}
    </label>
  );
  return (
    <fieldset class="metronome" disabled={recording.isRecording.value}>
      <legend class="unseen">Metronome and sound</legend>
      {isKeyboard
        ? check('Metronome', 'hasMetronome', hasMetronome)
        : check('Count-in', 'hasCountIn', hasCountIn)}
      <label class="setting" for={`${id}tempo`}>
        Beats a minute
        <input
          id={`${id}tempo`}
          type="number"
          min={LEAST_BEATS_PER_MINUTE}
          max={MOST_BEATS_PER_MINUTE}
          value={grid.beatsPerMinute}
          disabled={!isOn}
          // At once, since R may be pressed while the field has the focus; what is out of range is mended when it is left.
          onInput={({ currentTarget }) => {
            const beatsPerMinute = currentTarget.valueAsNumber;
            if (withinRange(beatsPerMinute) === beatsPerMinute) setGrid({ beatsPerMinute });
          }}
          onChange={({ currentTarget }) => {
            const beatsPerMinute = withinRange(currentTarget.valueAsNumber);
            if (beatsPerMinute !== undefined) setGrid({ beatsPerMinute });
            currentTarget.value = `${beatsPerMinute ?? grid.beatsPerMinute}`;
          }}
        />
      </label>
      <label class="setting" for={`${id}metre`}>
        Metre
        <select
          id={`${id}metre`}
          value={metreText(grid.metre)}
          disabled={!isOn}
          onChange={({ currentTarget }) =>
            setGrid({ metre: parseMetre(currentTarget.value) ?? grid.metre })
          }
        >
          {METRES.map((metre) => (
            <option key={metre}>{metre}</option>
          ))}
        </select>
      </label>
      {isKeyboard && check('Sound it here', 'isEchoed', isEchoed)}
      <p class="hint">{hintOf(isKeyboard, isOn)}</p>
    </fieldset>
  );
}

function hintOf(isKeyboard: boolean, isOn: boolean): string {
  if (isKeyboard) {
    return isOn
      ? 'One bar is counted in; your first bar begins after it.'
      : 'Play as freely as you like: the take begins with your first note.';
  }
  return isOn
    ? 'One bar is counted in, then it is silent: no click gets into the take.'
    : 'The take begins at once.';
}

/** The nearest number that a metronome can be set to; undefined for what is no number. */
function withinRange(beats: number): number | undefined {
  if (!Number.isFinite(beats)) return undefined;
  return clamp(Math.round(beats), LEAST_BEATS_PER_MINUTE, MOST_BEATS_PER_MINUTE);
}
