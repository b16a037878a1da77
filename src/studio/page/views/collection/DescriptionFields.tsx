import { useId } from 'preact/hooks';
import { LONGEST_NAME } from '../../../../files/disk/folderName.js';
import { nameComplaint } from '../../state/nameComplaint.js';
import { InstrumentField } from './InstrumentField.js';
import { LabelsField } from './LabelsField.js';

/** What an object says of itself. */
export interface Description {
  readonly name: string;
  readonly labels: readonly string[];
  /** What stands in the field for labels and is none of them. */
  readonly labelWord: string;
  readonly instrument: string;
  readonly text: string;
}

/** Name, labels, instrument and idea of an object. */
export function DescriptionFields({
  description,
  presentName,
  labelsHint,
  onChange,
}: {
  readonly description: Description;
  /** What an object that is there is called. */
  readonly presentName?: string | undefined;
  readonly labelsHint: string;
  readonly onChange: (changed: Partial<Description>) => void;
}) {
  const id = useId();
  const { name, labels, labelWord, instrument, text } = description;
  const complaint = nameComplaint(name, presentName);
  return (
    <div class="fields">
      <div class="field">
        <label for={`${id}name`}>Name</label>
        <input
          id={`${id}name`}
          type="text"
          required
          maxLength={LONGEST_NAME}
          autocomplete="off"
          placeholder="kettle"
          value={name}
          aria-invalid={complaint !== undefined}
          aria-describedby={complaint && `${id}complaint`}
          onInput={({ currentTarget }) => onChange({ name: currentTarget.value })}
        />
        {complaint !== undefined && (
          <p id={`${id}complaint`} class="complaint" role="alert">
            {complaint}
          </p>
        )}
      </div>
      <InstrumentField
        instrument={instrument}
        onChange={(chosen) => onChange({ instrument: chosen })}
      />
      <LabelsField
        labels={labels}
        word={labelWord}
        hint={labelsHint}
        onWord={(typed) => onChange({ labelWord: typed })}
        onChange={(chosen) => onChange({ labels: chosen, labelWord: '' })}
      />
      <div class="field wide">
        <label for={`${id}idea`}>Idea, in a sentence</label>
        <textarea
          id={`${id}idea`}
          rows={2}
          value={text}
          onInput={({ currentTarget }) => onChange({ text: currentTarget.value })}
        />
      </div>
    </div>
  );
}
