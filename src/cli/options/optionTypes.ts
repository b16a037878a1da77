import type { ChosenInstruments, TimeSignature } from '../../index.js';
import type { AddArguments } from '../commands/add.js';
import type { BatchArguments } from '../commands/batch.js';
import type { BeatsArguments } from '../commands/beats.js';
import type { DoctorArguments } from '../commands/doctor.js';
import type { EditArguments } from '../commands/edit.js';
import type { ForgetArguments } from '../commands/forget.js';
import type { HearArguments } from '../commands/hear.js';
import type { JudgeArguments } from '../commands/judge.js';
import type { LabelsArguments } from '../commands/labels.js';
import type { LookArguments } from '../commands/look.js';
import type { MirrorArguments } from '../commands/mirror.js';
import type { ObjectsArguments } from '../commands/objects.js';
import type { PlayArguments } from '../commands/play.js';
import type { QueueArguments } from '../commands/queue.js';
import type { RemoveArguments } from '../commands/remove.js';
import type { RestoreArguments } from '../commands/restore.js';
import type { RoomArguments } from '../commands/room.js';
import type { StudioArguments } from '../commands/studio.js';
import type { TeachArguments } from '../commands/teach.js';
import type { TrainArguments } from '../commands/train.js';
import type { WorkerArguments } from '../commands/worker.js';

// What commander hands to each command. It calls everything `any` itself; here the options are named one
// by one, so that one which a command calls otherwise does not compile.

interface Quiet {
  readonly quiet?: boolean;
}

/** Those of `addPieceOptions` that the commands call otherwise. */
export interface RenamedPieceOptions {
  readonly tempo?: number;
  readonly density?: number;
  readonly instrument?: ChosenInstruments;
}

/** What `addPieceOptions` adds, but for tempo, density and instruments, which the commands call otherwise. */
type PieceOption =
  | 'bars'
  | 'seed'
  | 'temperature'
  | 'variation'
  | 'minConfidence'
  | 'careful'
  | 'harmonise';

export type MirrorOptionValues = Quiet &
  RenamedPieceOptions &
  Pick<
    MirrorArguments,
    | PieceOption
    | 'out'
    | 'home'
    | 'json'
    | 'jobs'
    | 'explain'
    | 'wav'
    | 'stems'
    | 'soundfont'
    | 'picture'
    | 'recursive'
    | 'title'
    | 'text'
    | 'paper'
  >;

export type LookOptionValues = Quiet &
  Pick<LookArguments, 'minConfidence' | 'careful' | 'jobs' | 'json' | 'home' | 'recursive'>;

export type HearOptionValues = Quiet &
  Pick<
    HearArguments,
    | 'out'
    | 'bars'
    | 'seed'
    | 'temperature'
    | 'variation'
    | 'kind'
    | 'home'
    | 'wav'
    | 'stems'
    | 'soundfont'
  >;

export type PlayOptionValues = Quiet &
  RenamedPieceOptions &
  Pick<PlayArguments, PieceOption | 'soundfont' | 'home'>;

export type LabelsOptionValues = Quiet & Pick<LabelsArguments, 'home' | 'json'>;

export type ObjectsOptionValues = Quiet & Pick<ObjectsArguments, 'home' | 'json'>;

interface BeatHintValues {
  readonly tempo?: number;
  readonly metre?: TimeSignature;
}

export type AddOptionValues = Quiet &
  BeatHintValues &
  Pick<
    AddArguments,
    | 'labels'
    | 'instrument'
    | 'text'
    | 'train'
    | 'again'
    | 'withStarter'
    | 'home'
    | 'recursive'
    | 'queue'
  >;

export type EditOptionValues = Quiet & Omit<EditArguments, 'object'>;

export type TeachOptionValues = Quiet & Pick<TeachArguments, 'box' | 'not' | 'check' | 'home'>;

export type ForgetOptionValues = Quiet & Pick<ForgetArguments, 'home'>;

export type RemoveOptionValues = Quiet & Pick<RemoveArguments, 'emptyTrash' | 'home'>;

export type RestoreOptionValues = Quiet & Pick<RestoreArguments, 'entry' | 'home'>;

export type BeatsOptionValues = Quiet &
  BeatHintValues &
  Pick<BeatsArguments, 'click' | 'json' | 'recursive'>;

export type TrainOptionValues = Quiet &
  Pick<TrainArguments, 'kind' | 'seed' | 'force' | 'picture' | 'jobs' | 'home' | 'queue'>;

export type JudgeOptionValues = Quiet &
  Pick<
    JudgeArguments,
    | 'kind'
    | 'draws'
    | 'seed'
    | 'variation'
    | 'quick'
    | 'picture'
    | 'jobs'
    | 'home'
    | 'json'
    | 'pieces'
    | 'bars'
  >;

export type DoctorOptionValues = Quiet & Pick<DoctorArguments, 'home'>;

export type RoomOptionValues = Quiet & Omit<RoomArguments, 'name'>;

export type StudioOptionValues = Quiet & StudioArguments;

export type BatchOptionValues = Quiet &
  RenamedPieceOptions &
  Pick<
    BatchArguments,
    PieceOption | 'out' | 'queue' | 'home' | 'title' | 'json' | 'jobs' | 'recursive'
  >;

export type WorkerOptionValues = Quiet & WorkerArguments;

export type QueueOptionValues = Quiet & QueueArguments;
