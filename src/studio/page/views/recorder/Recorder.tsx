import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { count } from '../../../../format.js';
import { type Recording, recordingOf } from '../../state/recording.js';
import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';
import { InputChoice } from './InputChoice.js';
import { MetronomeChoice } from './MetronomeChoice.js';
import { RecordLine } from './RecordLine.js';
import { TakeList } from './TakeList.js';

export interface RecorderProps {
  readonly studio: Studio;
  /** Takes a take that a person keeps: a MIDI file or a WAV, such as take-1.mid. */
  readonly onTake: (file: File) => void | Promise<void>;
  /** On the button that opens the recorder. */
  readonly label?: string;
  /** What keys sound like, a General MIDI program, 0–127. */
  readonly program?: number;
  /** Names of files that takes must not have, such as those that are in a draft already. */
  readonly takenNames?: readonly string[];
}

/** A button and the dialog that it opens: takes from a MIDI keyboard or the microphone, heard again, deleted, and in the end kept. */
export function Recorder({ studio, label = 'Record a take…', ...props }: RecorderProps) {
  const { onTake, program = 0, takenNames = [] } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const recording = recordingOf(studio);
  const [isOpen, setIsOpen] = useState(false);
  // Whatever takes the dialog away lets go of keyboard and microphone.
  useEffect(() => () => void recording.close(), [recording]);
  const unkept = recording.takes.value.filter(({ isKept }) => !isKept);
  const left = unkept.length;
  const open = () => {
    if (studio.session.isPlaying.value) studio.pause();
    recording.begin(takenNames);
    studio.openLive(program);
    void recording.open(recording.source.value);
    setIsOpen(true);
  };
  // Once its parts are there, so that the first of them gets the focus.
  useLayoutEffect(() => {
    if (!isOpen) return;
    dialog.current?.showModal();
    // Whatever has the focus, even nothing: a field that was disabled while it had it tells of no keys.
    const listen = (event: KeyboardEvent) => takeKey(event, recording, studio);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isOpen, recording, studio]);
  const close = () => {
    studio.endAudition();
    setIsOpen(false);
    void recording.close();
  };
  const keepAllAndClose = async () => {
    for (const { file, number } of unkept) {
      await onTake(file);
      recording.kept(number);
    }
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" onClick={open}>
        {label} {left > 0 && <small>{left} not kept</small>}
      </button>
      <dialog ref={dialog} class="recorder" aria-labelledby="recorder-title" onClose={close}>
        {isOpen && (
          <>
            <h2 id="recorder-title">Record takes</h2>
            <InputChoice recording={recording} />
            <MetronomeChoice recording={recording} />
            <RecordLine recording={recording} onRecord={() => record(recording, studio)} />
            <TakeList
              recording={recording}
              studio={studio}
              program={program}
              onAgain={() => record(recording, studio)}
            />
            <div class="group recorder-end">
              <button
                type="button"
                class="main"
                data-does="done"
                disabled={recording.isRecording.value}
                onClick={() => void keepAllAndClose()}
              >
                {left > 0 ? `Keep ${count(left, 'take')}` : 'Done'}
              </button>
            </div>
            <button
              type="button"
              aria-label="Close"
              class="square close"
              onClick={() => dialog.current?.close()}
            >
              <Icon name="close" />
            </button>
          </>
        )}
      </dialog>
    </>
  );
}

/** Begins a take; what is being played back would be in it. */
function record(recording: Recording, studio: Studio): void {
  studio.endAudition();
  for (const sound of document.querySelectorAll('audio')) sound.pause();
  recording.record();
}

/** R records, Escape and R stop; where nothing is recorded, Escape closes the dialog. */
function takeKey(event: KeyboardEvent, recording: Recording, studio: Studio): void {
  const { key, ctrlKey, metaKey, altKey, repeat } = event;
  const isRecording = recording.isRecording.value;
  if (key === 'Escape' && isRecording) {
    event.preventDefault();
    recording.stop();
  }
  // A form that the recorder stands in is not sent from here.
  if (key === 'Enter' && (event.target as HTMLElement).matches('.recorder input')) {
    event.preventDefault();
  }
  const isTyping = (event.target as HTMLElement).closest('select, input[type="text"]') !== null;
  if (key.toLowerCase() !== 'r' || ctrlKey || metaKey || altKey || repeat || isTyping) return;
  event.preventDefault();
  if (isRecording) recording.stop();
  else record(recording, studio);
}
