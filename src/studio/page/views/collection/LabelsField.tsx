import { useId, useState } from 'preact/hooks';
import { labelsFor } from '../../../../collection/names/understandName.js';
import { COCO_LABELS } from '../../../../vision/labels.js';
import { Icon } from '../icons.js';

/** Which things in a photo an object answers: labels that the detector knows, as many as one likes. */
export function LabelsField({
  labels,
  hint,
  onChange,
}: {
  readonly labels: readonly string[];
  readonly hint: string;
  readonly onChange: (labels: readonly string[]) => void;
}) {
  const id = useId();
  const [word, setWord] = useState('');
  const label = COCO_LABELS.find((each) => each === word.trim().toLowerCase());
  const take = (chosen: string | undefined) => {
    if (chosen === undefined) return;
    setWord('');
    if (!labels.includes(chosen)) onChange([...labels, chosen]);
  };
  const isStrange = word.trim() !== '' && !COCO_LABELS.some((each) => beginsWith(each, word));
  const nearest = isStrange ? labelsFor(word.trim(), COCO_LABELS) : [];
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
          id={id}
          type="text"
          list={`${id}labels`}
          placeholder="cup, chair, tv …"
          autocomplete="off"
          value={word}
          aria-describedby={`${id}hint`}
          onInput={({ currentTarget }) => setWord(currentTarget.value)}
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

function beginsWith(label: string, word: string): boolean {
  return label.startsWith(word.trim().toLowerCase());
}
