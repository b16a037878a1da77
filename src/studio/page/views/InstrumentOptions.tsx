import { INSTRUMENT_FAMILIES, INSTRUMENTS } from '../../../music/instruments.js';

/** Programs of a family. */
const FAMILY = 8;

/** All instruments of General MIDI by their families, for a select. */
export function InstrumentOptions() {
  return (
    <>
      {INSTRUMENT_FAMILIES.map((family, i) => (
        <optgroup key={family} label={family}>
          {INSTRUMENTS.slice(FAMILY * i, FAMILY * (i + 1)).map((instrument) => (
            <option key={instrument} value={instrument}>
              {instrument}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}
