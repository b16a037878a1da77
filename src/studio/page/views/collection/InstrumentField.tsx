import { useId } from 'preact/hooks';
import { InstrumentOptions } from '../InstrumentOptions.js';

/** What an object is played with. */
export function InstrumentField({
  instrument,
  onChange,
}: {
  readonly instrument: string;
  readonly onChange: (instrument: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Instrument</label>
      <select
        id={id}
        value={instrument}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <InstrumentOptions />
      </select>
    </div>
  );
}
