import { useId, useLayoutEffect, useState } from 'preact/hooks';
import type { Dial as DialRange } from '../../protocol/answers.js';
import { Icon } from './icons.js';

export interface DialProps {
  readonly label: string;
  readonly hint: string;
  /** Step of the slider, and its ends where it does not reach all that the number may be; none for a number alone. */
  readonly slider?: { readonly least?: number; readonly most?: number; readonly step: number };
  /** What the number may be; undefined until it is known. */
  readonly range: DialRange | undefined;
  /** Undefined until it is known. */
  readonly value: number | undefined;
  /** Whether it is another than the default. */
  readonly isSet: boolean;
  readonly onInput: (value: number) => void;
  /** The slider is let go. */
  readonly onEnd: () => void;
  readonly onReset: () => void;
}

/** A number with a name: a slider for the ear, a field for the exact value, and a way back to the default. */
export function Dial(props: DialProps) {
  const { label, hint, slider, range, value, isSet, onInput, onEnd, onReset } = props;
  const id = useId();
  /** What is being typed: a piece that arrives meanwhile must not take it away. */
  const [draft, setDraft] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  // A complaint stands until the next thing that is done on the page. It is listened for as soon as the complaint is
  // seen: an effect after the paint may come too late.
  useLayoutEffect(
    () => (isRefused ? onNextInput(() => setRefused(false)) : undefined),
    [isRefused],
  );
  const take = (text: string) => {
    if (range === undefined) return;
    const isTaken = text !== '' && isWithin(Number(text), range);
    setRefused(!isTaken);
    if (isTaken) onInput(Number(text));
  };
  return (
    <div class={slider ? 'dial' : 'dial plain'} title={hint}>
      <label for={`${id}number`}>{label}</label>
      <small id={`${id}hint`} class={isRefused ? 'complaint' : undefined} role="status">
        {isRefused && range ? rangeWords(range) : hint}
      </small>
      {slider && (
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={slider.least ?? range?.least}
          max={slider.most ?? range?.most}
          step={slider.step}
          value={value ?? slider.least ?? range?.least}
          onInput={({ currentTarget }) => take(currentTarget.value)}
          onChange={onEnd}
        />
      )}
      <input
        id={`${id}number`}
        type="number"
        inputMode="decimal"
        aria-describedby={`${id}hint`}
        min={range?.least}
        max={range?.most}
        step={range?.whole ? 1 : 'any'}
        value={draft ?? value ?? ''}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onChange={({ currentTarget }) => {
          take(currentTarget.value);
          onEnd();
        }}
        // What is out of its range goes back to what holds.
        onBlur={() => setDraft(undefined)}
      />
      <button
        type="button"
        class="square reset"
        aria-label={`${label}: back to the default`}
        disabled={!isSet}
        onClick={onReset}
      >
        <Icon name="reset" />
      </button>
    </div>
  );
}

const INPUTS = ['keydown', 'pointerdown', 'input'];

/** Calls once something is typed, pressed or dragged anywhere on the page; what is returned calls it off. */
function onNextInput(then: () => void): () => void {
  for (const name of INPUTS) addEventListener(name, then, true);
  return () => {
    for (const name of INPUTS) removeEventListener(name, then, true);
  };
}

/** @example rangeWords({ least: 1, most: 512, whole: true }) // 'A whole number from 1 to 512' */
function rangeWords({ least, most, whole }: DialRange): string {
  return `A${whole ? ' whole' : ''} number from ${least} to ${most}`;
}

function isWithin(number: number, { least, most, whole }: DialRange): boolean {
  return number >= least && number <= most && (!whole || Number.isInteger(number));
}
