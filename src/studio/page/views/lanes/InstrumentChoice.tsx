import { useComputed, useSignal } from '@preact/signals';
import { instrumentName } from '../../../../music/instruments.js';
import type { TrackAnswer } from '../../../protocol/answers.js';
import type { Studio } from '../../state/studio.js';
import { InstrumentOptions } from '../InstrumentOptions.js';

/** What a lane sounds as: any instrument of General MIDI, for all voices of its object. */
export function InstrumentChoice({
  studio,
  track: { name, object, program },
}: {
  readonly studio: Studio;
  readonly track: TrackAnswer;
}) {
  // Fifteen lanes of 128 instruments each would be most of the page: they are there once a hand comes near.
  const isNear = useSignal(false);
  const comeNear = () => {
    isNear.value = true;
  };
  const chosen = useComputed(() => studio.document.value.settings.instruments?.[object]).value;
  return (
    <select
      class="instrument"
      aria-label={`Instrument of ${name}`}
      value={chosen === undefined ? '' : instrumentName(program)}
      onPointerEnter={comeNear}
      onPointerDown={comeNear}
      onFocus={comeNear}
      onChange={({ currentTarget }) =>
        studio.chooseInstrument(object, currentTarget.value || undefined)
      }
    >
      <option value="">{chosen === undefined ? instrumentName(program) : 'its own'}</option>
      {chosen !== undefined && !isNear.value && (
        <option value={instrumentName(program)}>{instrumentName(program)}</option>
      )}
      {isNear.value && <InstrumentOptions />}
    </select>
  );
}
