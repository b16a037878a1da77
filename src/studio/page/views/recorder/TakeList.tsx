import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clockTime, count } from '../../../../format.js';
import type { Recording } from '../../state/recording.js';
import type { Studio } from '../../state/studio.js';
import type { MidiFileTake, SoundFileTake, Take } from '../../state/takes.js';
import { Icon } from '../icons.js';
import { TakePicture } from './TakePicture.js';

interface TakeListProps {
  readonly recording: Recording;
  readonly studio: Studio;
  /** What keys sound like, a General MIDI program. */
  readonly program: number;
  readonly onAgain: () => void;
}

/** The takes that were recorded and not kept yet, the last one first: heard again, deleted, taken anew. */
export function TakeList(props: TakeListProps) {
  const takes = props.recording.takes.value.filter(({ isKept }) => !isKept).reverse();
  if (takes.length === 0) {
    return <p class="no-takes">Takes appear here: hear each, and delete what is not to be kept.</p>;
  }
  return (
    <ol class="recorded" reversed>
      {takes.map((take) => (
        <TakeRow key={take.number} take={take} {...props} />
      ))}
    </ol>
  );
}

function TakeRow({
  take,
  recording,
  studio,
  program,
  onAgain,
}: TakeListProps & { readonly take: Take }) {
  const { number, seconds, warning, file } = take;
  const name = `Take ${number}`;
  const isBusy = recording.isRecording.value;
  const drop = () => {
    if (studio.session.auditioned.value?.name === file.name) studio.endAudition();
    recording.drop(number);
  };
  return (
    <li class="recorded-take" data-take={file.name}>
      {take.kind === 'midi' ? (
        <PlayNotes take={take} studio={studio} program={program} isDisabled={isBusy} />
      ) : (
        <PlaySound take={take} isDisabled={isBusy} />
      )}
      <div class="about">
        <strong>{name}</strong>
        <small>
          {take.kind === 'midi' ? count(take.notes.length / 4, 'note') : 'Sound'},{' '}
          {clockTime(seconds)}
        </small>
      </div>
      <TakePicture take={take} />
      <div class="group">
        <button
          type="button"
          title="Delete it and record anew"
          disabled={isBusy || recording.input.value.state !== 'open'}
          onClick={() => {
            drop();
            onAgain();
          }}
        >
          <span>
            Record <span class="unseen">{`${name} `}</span>again
          </span>
        </button>
        <button
          type="button"
          data-does="delete"
          aria-label={`Delete ${name}`}
          disabled={isBusy}
          onClick={({ currentTarget }) => {
            passFocusOn(currentTarget);
            drop();
          }}
        >
          Delete
        </button>
      </div>
      {warning !== undefined && <p class="warning">{warning}</p>}
    </li>
  );
}

/**
 * Before a button goes: the focus passes on to that of the next take, of the first where it was the last, or to the button that ends it.
 */
function passFocusOn(button: HTMLButtonElement): void {
  const dialog = button.closest('dialog');
  const same = [
    ...(dialog?.querySelectorAll<HTMLElement>(`[data-does="${button.dataset.does}"]`) ?? []),
  ];
  const next = same[same.indexOf(button) + 1] ?? same.find((each) => each !== button);
  (next ?? dialog?.querySelector<HTMLElement>('[data-does="done"]'))?.focus();
}

/** Plays a MIDI take with the page's own synthesiser. */
function PlayNotes({
  take,
  studio,
  program,
  isDisabled,
}: {
  readonly take: MidiFileTake;
  readonly studio: Studio;
  readonly program: number;
  readonly isDisabled: boolean;
}) {
  const { name } = take.file;
  const isPlaying = studio.session.auditioned.value?.name === name;
  const { notes, tempoBpm } = take;
  return (
    <PlayButton
      number={take.number}
      isPlaying={isPlaying}
      isDisabled={isDisabled}
      onPress={() => {
        if (isPlaying) studio.endAudition();
        else studio.audition(notes, { program, tempoBpm, name });
      }}
    />
  );
}

/** Plays a take of the microphone as it is. */
function PlaySound({
  take,
  isDisabled,
}: {
  readonly take: SoundFileTake;
  readonly isDisabled: boolean;
}) {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  // Before it is drawn: it can be played as soon as it is seen.
  useLayoutEffect(() => {
    const address = URL.createObjectURL(take.file);
    if (audio.current !== null) audio.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [take.file]);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a take of music has no words */}
      <audio
        ref={audio}
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onEnded={() => setIsPlaying(false)}
      />
      <PlayButton
        number={take.number}
        isPlaying={isPlaying}
        isDisabled={isDisabled}
        onPress={() => {
          const sound = audio.current;
          if (sound === null) return;
          if (isPlaying) return sound.pause();
          for (const other of document.querySelectorAll('audio')) other.pause();
          sound.currentTime = 0;
          // It rejects where it is stopped before it has begun.
          sound.play().catch(() => {});
        }}
      />
    </>
  );
}

function PlayButton({
  number,
  isPlaying,
  isDisabled,
  onPress,
}: {
  readonly number: number;
  readonly isPlaying: boolean;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      class="square"
      aria-label={`${isPlaying ? 'Stop' : 'Play'} take ${number}`}
      disabled={isDisabled}
      onClick={onPress}
    >
      <Icon name={isPlaying ? 'stop' : 'play'} />
    </button>
  );
}
