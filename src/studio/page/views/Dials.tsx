import { useMemo } from 'preact/hooks';
import type { DialName } from '../../protocol/pieceSettings.js';
import type { Studio } from '../state/studio.js';
import { Dial } from './Dial.js';

interface DialWords {
  readonly name: DialName;
  readonly label: string;
  readonly hint: string;
  /**
   * What the slider reaches, where that is less than what is allowed: a slider over 512 bars would be too coarse for
   * the usual 16. The number beside it takes all that is allowed.
   */
  readonly slider: { readonly least?: number; readonly most?: number; readonly step: number };
}

const DIALS: readonly DialWords[] = [
  {
    name: 'bars',
    label: 'Bars',
    hint: 'how long the piece is; another length is another piece',
    slider: { least: 4, most: 64, step: 1 },
  },
  {
    name: 'tempoBpm',
    label: 'Tempo',
    hint: 'quarter notes a minute in every metre; what is played may change with it',
    slider: { least: 40, most: 180, step: 1 },
  },
  {
    name: 'temperature',
    label: 'Temperature',
    hint: 'how daring the objects play',
    slider: { step: 0.05 },
  },
  {
    name: 'variation',
    label: 'Variation',
    hint: 'Events in a row that may be as in one recording: 64 at 0, 8 at 0.5, 2 at 1, with new chords above 0.5',
    slider: { step: 0.05 },
  },
  {
    name: 'mostOnsetsASecond',
    label: 'Density',
    hint: 'most chords that begin in a second',
    slider: { least: 1, most: 24, step: 0.5 },
  },
  {
    name: 'minConfidence',
    label: 'Confidence',
    hint: 'what is seen less surely does not play',
    slider: { least: 0.05, most: 0.95, step: 0.01 },
  },
];

/** What can be set of the piece; each change is heard from the next bar on. */
export function Dials({ studio }: { readonly studio: Studio }) {
  const { session, document, set, endGesture } = studio;
  const ranges = session.studio.value?.dials;
  const piece = session.piece.value;
  const { settings } = document.value;
  // On a telephone the lanes come first; once opened, it stays open.
  const isNarrow = useMemo(() => matchMedia('(max-width: 719px)').matches, []);
  const shown: Readonly<Partial<Record<DialName, number>>> = {
    tempoBpm: piece && Math.round(piece.tempoBpm * 10) / 10,
    seed: piece?.seed,
  };
  return (
    <details class="dials" open={!isNarrow}>
      <summary>The piece</summary>
      <fieldset disabled={session.room.value === undefined}>
        <legend class="unseen">The piece</legend>
        {DIALS.map(({ name, label, hint, slider }) => (
          <Dial
            key={name}
            label={label}
            hint={hint}
            slider={slider}
            range={ranges?.[name]}
            value={settings[name] ?? ranges?.[name].standard ?? shown[name]}
            isSet={settings[name] !== undefined}
            onInput={(value) => set({ [name]: value }, name)}
            onEnd={endGesture}
            onReset={() => set({ [name]: undefined })}
          />
        ))}
        <Dial
          label="Seed"
          hint="the number of this piece; the same photo and seed give the same piece"
          range={ranges?.seed}
          value={settings.seed ?? shown.seed}
          isSet={settings.seed !== undefined}
          onInput={(value) => set({ seed: value }, 'seed')}
          onEnd={endGesture}
          onReset={() => set({ seed: undefined })}
        />
        <label class="check">
          <input
            type="checkbox"
            class="tick"
            checked={settings.harmonise ?? true}
            onChange={({ currentTarget }) =>
              set({ harmonise: currentTarget.checked ? undefined : false })
            }
          />
          <span>
            One key for all
            <small>else each object keeps its own</small>
          </span>
        </label>
      </fieldset>
    </details>
  );
}
