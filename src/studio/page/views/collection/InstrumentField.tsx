import { useId } from 'preact/hooks';
import { INSTRUMENTS } from '../../../../music/instruments.js';

/** The families of General MIDI, eight instruments each. */
const FAMILIES = [
  'Pianos',
  'Chromatic percussion',
  'Organs',
  'Guitars',
  'Basses',
  'Strings',
  'Ensembles',
  'Brass',
  'Reeds',
  'Pipes',
  'Synthesiser leads',
  'Synthesiser pads',
  'Synthesiser effects',
  'Instruments of the world',
  'Percussion',
  'Sound effects',
];

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
        {FAMILIES.map((family, i) => (
          <optgroup key={family} label={family}>
            {INSTRUMENTS.slice(8 * i, 8 * i + 8).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
