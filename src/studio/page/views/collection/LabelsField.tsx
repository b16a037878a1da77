import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { labelsFor } from '../../../../collection/names/understandName.js';
import { COCO_LABELS } from '../../../../vision/labels.js';
import { Icon } from '../icons.js';
import { beginsWith, labelComplaint } from './labelComplaint.js';

/** Which things in a photo an object answers: labels that the detector knows, as many as one likes. */
export function LabelsField({
  labels,
  word,
  hint,
  onWord,
  onChange,
}: {
  readonly labels: readonly string[];
  /** What is typed and not taken yet. */
  readonly word: string;
  readonly hint: string;
  readonly onWord: (word: string) => void;
  /** With the labels that are chosen now; what was typed is used up. */
  readonly onChange: (labels: readonly string[]) => void;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const label = COCO_LABELS.find((each) => each === word.trim().toLowerCase());
  const take = (chosen: string | undefined) => {
    if (chosen === undefined) return;
    onChange(labels.includes(chosen) ? labels : [...labels, chosen]);
  };
  const isStrange = word.trim() !== '' && !COCO_LABELS.some((each) => beginsWith(each, word));
  const nearest = isStrange ? labelsFor(word.trim(), COCO_LABELS) : [];
  const complaint = labelComplaint(word);
  // The form that it stands in is not sent with a word that would be passed over.
  useLayoutEffect(() => field.current?.setCustomValidity(complaint), [complaint]);
  return (
    <div class="field">
      <label for={id}>Answers these things in a photo</label>
      <div class="labels">
        {labels.map((each) => (
          <span key={each} class="label-chip">
            {each}
            <button
              type="button"
              aria-label={`Take away the label ${each}`}
              onClick={() => onChange(labels.filter((other) => other !== each))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
        <input
          ref={field}
          id={id}
          type="text"
          list={`${id}labels`}
          placeholder="cup, chair, tv …"
          autocomplete="off"
          value={word}
          aria-describedby={`${id}hint`}
          onInput={({ currentTarget }) => onWord(currentTarget.value)}
          onChange={({ currentTarget }) =>
            take(COCO_LABELS.find((each) => each === currentTarget.value.trim().toLowerCase()))
          }
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || word.trim() === '') return;
            event.preventDefault();
            take(label);
          }}
        />
        <datalist id={`${id}labels`}>
          {COCO_LABELS.filter((each) => !labels.includes(each)).map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </div>
      <div id={`${id}hint`} class="hint label-hint">
        {isStrange
          ? `“${word.trim()}” is none of the ${COCO_LABELS.length} things that are told apart.${nearest.length > 0 ? ' Nearest:' : ''}`
          : hint}
        {nearest.map((each) => (
          <button key={each} type="button" onClick={() => take(each)}>
            {each}
          </button>
        ))}
      </div>
    </div>
  );
}
