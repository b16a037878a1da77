// The public door: everything that a program outside this package may use, named one by one.

export { addClicks, type ClickOptions } from './audio/addClicks.js';
export type { AudioBlock } from './audio/audioBlock.js';
export { decodeAudio } from './audio/decodeAudio.js';
export type { SoundLevels } from './audio/measureSound.js';
export { RENDER_RATE_HZ, type StereoBlock } from './audio/stereoBlock.js';
export { stereoSound } from './audio/stereoSound.js';
export {
  DECODER_KINDS,
  DEFAULT_DECODER_KIND,
  type Decoder,
  type DecoderBase,
  type DecoderKind,
  type LearnedRecording,
  type PhraseDecoder,
  type RecordingChecksum,
  type SeedDecoder,
  type SeedWeight,
  type TrainingSummary,
} from './autoencoder/decoder.js';
export { type DecoderFiles, loadDecoder, saveDecoder } from './autoencoder/decoderFile.js';
export type { EncodedRecordings, EncodedWindows } from './autoencoder/encodedWindows.js';
export type { Parameters as NetworkParameters } from './autoencoder/parameters.js';
export type { LeftOutReconstruction } from './autoencoder/reconstructLeftOut.js';
export { TRAIN_OBJECT_DEFAULTS } from './autoencoder/trainDefaults.js';
export type { TrainingOptions, TrainProgress } from './autoencoder/training.js';
export { HINT_TEMPO_BPM, parseHintedMetre } from './beats/beatHints.js';
export type { BeatHints, Beats, SoundedNote } from './beats/beats.js';
export { findBeats } from './beats/findBeats.js';
export {
  findRecordingBeats,
  type ReadPerformance,
  type RecordingBeats,
} from './beats/findRecordingBeats.js';
export { keepsGrid } from './beats/keepsGrid.js';
export { type LaidPerformance, layOnBeats } from './beats/layOnBeats.js';
export type { OptionRange } from './checks/checkOptions.js';
export type { DescriptionEdit } from './collection/changes/editDescription.js';
export {
  type EditedObject,
  type EditOptions,
  editObject,
} from './collection/changes/editObject.js';
export {
  type RemovedObject,
  type RemoveOptions,
  removeObject,
} from './collection/changes/removeObject.js';
export {
  listRestorable,
  type RestoredObject,
  type RestoreOptions,
  restoreObject,
} from './collection/changes/restoreObject.js';
export { emptyTrash, type TrashEntry } from './collection/changes/trash.js';
export {
  answerDetection,
  answerLabel,
  type Collection,
  findObject,
} from './collection/collection.js';
export { readDecoder } from './collection/decoders/readDecoder.js';
export { checkDecoderFolder, writeDecoder } from './collection/decoders/writeDecoder.js';
export { findHome } from './collection/findHome.js';
export { readBankFile, readDetectorFiles, readTranscriberFiles } from './collection/graphFiles.js';
export { type LabelAnswer, labelAnswers } from './collection/labelAnswers.js';
export {
  type CollectionOptions,
  type CollectionSurvey,
  openCollection,
  surveyCollection,
} from './collection/openCollection.js';
export { type PictureFonts, readPictureFonts } from './collection/pictureFonts.js';
export {
  checkPublishedFiles,
  PUBLISHED_NAMES,
  type PublishedFault,
  type PublishedName,
} from './collection/publishedFiles.js';
export type { BrokenObject } from './collection/readShelf.js';
export type { AddedTake } from './collection/recordings/addedTakes.js';
export {
  type AddedObject,
  type AddOptions,
  addObject,
} from './collection/recordings/addObject.js';
export type { RecordingKind } from './collection/recordings/audioFile.js';
export {
  type LaidRecording,
  type NamedRecording,
  type ReadingOptions,
  readRecordings,
  streamRecordings,
  untranscribedLines,
} from './collection/recordings/recordingFiles.js';
export type { TakeBeats } from './collection/recordings/takeBeats.js';
export type {
  AudioToTranscribe,
  AudioTranscriber,
  TranscribeAudio,
  TranscriptionProgress,
} from './collection/recordings/transcribeNewAudio.js';
export { type SoundOptions, writeSoundFile } from './collection/recordings/writeSoundFile.js';
export { writeWavFile } from './collection/recordings/writeWavFile.js';
export { emptyRemovedRooms } from './collection/rooms/emptyRemovedRooms.js';
export {
  listRemovedRooms,
  readRemovedRoom,
  removeSavedRoom,
  restoreSavedRoom,
} from './collection/rooms/removedRooms.js';
export { renameSavedRoom } from './collection/rooms/renameSavedRoom.js';
export { findRoomRevision } from './collection/rooms/replacedRoom.js';
export {
  MOST_SAVED_PHOTO_BYTES,
  type SavedRoom,
  savedRoomRevision,
} from './collection/rooms/roomFile.js';
export { listSavedRooms } from './collection/rooms/roomFolder.js';
export type { RemovedRoom } from './collection/rooms/roomTrash.js';
export {
  type RoomSaved,
  readSavedRoom,
  type SaveRoomOptions,
  saveRoom,
} from './collection/rooms/savedRooms.js';
export { listSamplePhotos, readSamplePhoto } from './collection/samplePhotos.js';
export { readSoundFontFile } from './collection/soundFontFile.js';
export type {
  AudioFile,
  RecordingFile,
  Shelf,
  SoundObject,
  TaughtFolder,
} from './collection/soundObject.js';
export type { StarterEdit } from './collection/starterEdits.js';
export { taughtThings } from './collection/taught/collectionThings.js';
export { checkTeachable } from './collection/taught/findTeachable.js';
export {
  type ForgetOptions,
  type ForgottenPhotos,
  forgetTaught,
} from './collection/taught/forgetTaught.js';
export { openLearner } from './collection/taught/openLearner.js';
export {
  type Learner,
  readTaughtPhotos,
  type TaughtThings,
} from './collection/taught/readTaughtThings.js';
export { taughtBoxes } from './collection/taught/taughtBoxes.js';
export {
  countTaught,
  isSeenItself,
  type Taught,
  type TaughtCounts,
} from './collection/taught/taughtOf.js';
export type {
  NewTaughtPhoto,
  TaughtPhoto,
  TaughtPhotoName,
} from './collection/taught/taughtPhoto.js';
export {
  type TaughtObject,
  type TeachOptions,
  teachObject,
} from './collection/taught/teachObject.js';
export {
  canPlay,
  type RecordingChanges,
  type TrainingState,
  trainingState,
} from './collection/training/trainingState.js';
export { assignVoices, type MatchedInstance } from './composition/assignVoices.js';
export { type Audition, type AuditionedPlayer, audition } from './composition/audition.js';
export type { ChosenInstruments } from './composition/chosenInstruments.js';
export { composeScore } from './composition/composeScore.js';
export type {
  AnswerExplanation,
  BarExplanation,
  FormExplanation,
} from './composition/explanation/explainForm.js';
export {
  explainScore,
  type NoteExplanation,
  type PartExplanation,
  type RecordedSource,
  type ScoreExplanation,
} from './composition/explanation/explainScore.js';
export type { MirrorReport, TrackReport } from './composition/explanation/report.js';
export type {
  Cadence,
  Form,
  Imitation,
  ImitationModel,
  MaterialBar,
  Section,
} from './composition/form/form.js';
export type { Players, TrainedObject } from './composition/gatherPlayers.js';
export type { Triad } from './composition/harmony/chord.js';
export type { CommonKey, Tuning } from './composition/harmony/commonKey.js';
export type { HarmonyOfPiece } from './composition/harmony/harmonyOfPiece.js';
export type {
  MaterialPlace,
  SoundingParts,
} from './composition/harmony/soundingParts.js';
export type { ImitatedMotif } from './composition/imitation/imitate.js';
export {
  type MatchedObject,
  matchObjects,
  type UnmatchedLabel,
} from './composition/matchObjects.js';
export {
  type Passage,
  type PiecePlan,
  type PlannedPart,
  type PlanOptions,
  planPiece,
} from './composition/planPiece.js';
export { openPhraseCache, type PhraseCache } from './composition/playing/phraseCache.js';
export type { PlayedPart } from './composition/playing/playedPart.js';
export type { Player, PlayingOptions } from './composition/playing/player.js';
export { type PlayedPiece, playTogether } from './composition/playTogether.js';
export {
  findStandIn,
  type StandIns,
  standInsFor,
  unplayableThings,
  withStandIns,
} from './composition/standIns.js';
export type { TakeOffs } from './composition/takeOffs.js';
export { type AudioTranscriberOptions, createAudioTranscriber } from './createAudioTranscriber.js';
export {
  DECODE_PLACES_DEFAULTS,
  type DecodePlacesOptions,
  decodePlaces,
  type PlacesPhrase,
} from './decodePlaces.js';
export { chooseTempo, chooseTempoMap, type TempoChoice } from './decoding/chooseTempo.js';
export { DEFAULT_VARIATION } from './decoding/copyLimit.js';
export {
  type DecodedPhrase,
  type DecodeOptions,
  decodePhrase,
  type Harmony,
  type PitchBias,
  type PlayedEvent,
  type PlayedLatent,
} from './decoding/decodePhrase.js';
export { DEFAULT_TEMPERATURE } from './decoding/decodeRanges.js';
export type { Motif, MotifEvent } from './decoding/motif.js';
export { describeMirror, type SoundMirror } from './describeMirror.js';
export { type DescribeTaughtOptions, describeTaughtPhoto } from './describeTaughtPhoto.js';
export { MirrorError, type MirrorErrorCode } from './errors.js';
export type { DrawFigures } from './evaluation/draws/drawFigures.js';
export type { Judgement } from './evaluation/draws/judgeDecoder.js';
export type { RetrievalFigures } from './evaluation/draws/latentRetrieval.js';
export type { OverallJudgement } from './evaluation/draws/overallJudgement.js';
export {
  type Figure as FigureRule,
  type FigureSource,
  JUDGEMENT_FIGURES,
  type JudgementFigure,
  type WorstFigure,
  type WorstFigures,
} from './evaluation/draws/worstFigures.js';
export type { CopyFigures, Copying } from './evaluation/measures/copied.js';
export type { HistogramFeature } from './evaluation/measures/histograms.js';
export type { Overlap, OverlapFigures } from './evaluation/measures/overlap.js';
export type { PulseFigures } from './evaluation/measures/pulse.js';
export type { SequenceFigures } from './evaluation/measures/sequence.js';
export type {
  JudgedPhoto,
  JudgedPiece,
  OverallPieces,
  PiecesJudgement,
} from './evaluation/pieces/judgement.js';
export {
  type MixFigures,
  TOGETHER_FIGURES,
  type TogetherFigures,
} from './evaluation/pieces/mixFigures.js';
export type { PartFigures } from './evaluation/pieces/partFigures.js';
export {
  type PartFigure,
  PIECE_FIGURES,
  type PieceFigure,
  type PieceFigures,
  type PlayedObjectFigures,
} from './evaluation/pieces/pieceFigures.js';
export type { BrokenObject as UnjudgedObject } from './evaluation/pieces/recordedObjects.js';
export type { MusicalEvent } from './events/events.js';
export type { KeptEvent, KeptSequences } from './events/sequences.js';
export type { Field, Vocabulary } from './events/vocabulary.js';
export type { LockOwner } from './files/disk/lock.js';
export type { OwnedLock } from './files/disk/lockFile.js';
export { WRITTEN_BY } from './files/writtenBy.js';
export { type FileBeats, type FindFileBeatsOptions, findFileBeats } from './findFileBeats.js';
export { type JudgeLeftOutOptions, judgeLeftOut } from './judgeLeftOut.js';
export {
  type JudgedObjects,
  type JudgeOptions,
  type JudgeProgress,
  judgeObjects,
  type NotedObject,
} from './judgeObjects.js';
export {
  JUDGE_DEFAULTS,
  JUDGE_PIECES_DEFAULTS,
  JUDGE_PIECES_RANGES,
  JUDGE_RANGES,
} from './judgeOptions.js';
export {
  type FailedPhoto,
  type JudgedPieces,
  type JudgePiecesOptions,
  type JudgePiecesProgress,
  judgePieces,
  type NamedPhoto,
} from './judgePieces.js';
export { type JudgedTaught, type JudgedTaughtPhoto, judgeTaught } from './judgeTaught.js';
export type { LatentMap, MapPoint, Place } from './latentMap/latentMap.js';
export { mapLatents } from './mapLatents.js';
export { drawNormals, type Random, seededRandom } from './math/random.js';
export {
  MIRROR_OBJECT_DEFAULTS,
  type MirrorObjectOptions,
  mirrorObject,
} from './mirrorObject.js';
export { MIRROR_DEFAULTS, MIRROR_RANGES } from './mirrorOptions.js';
export {
  type MirrorOptions,
  type MirrorStage,
  mirrorPhoto,
  type PieceOptions,
  type Sight,
} from './mirrorPhoto.js';
export { INSTRUMENTS, instrumentName, programOf } from './music/instruments.js';
export type { KeyEstimate, KeyMode } from './music/key.js';
export type { KeySignature } from './music/keySignature.js';
export { countedTempoBpm, metreText, parseMetre } from './music/metre.js';
export type { Note } from './music/note.js';
export { performanceSeconds } from './music/performanceSeconds.js';
export type { Performance, Phrase } from './music/phrase.js';
export type { Part, Score } from './music/score.js';
export {
  FREE_TEMPO_BPM,
  steadyTempo,
  type TempoChange,
  type TempoClock,
  tempoClock,
} from './music/tempo.js';
export {
  TICKS_PER_QUARTER,
  type TimeSignature,
  ticksPerBar,
  ticksToSeconds,
} from './music/time.js';
export {
  type ComposeOptions,
  type Composer,
  type Composition,
  openComposer,
} from './openComposer.js';
export type { TimedMessage } from './output/midiBytes.js';
export { noteMessages, setupMessages } from './output/partMessages.js';
export { writeMidi } from './output/writeMidi.js';
export { drawBoxes } from './picture/drawBoxes.js';
export { drawPhoto } from './picture/drawPhoto.js';
export { DEFAULT_PAPER, PAPERS, type Paper } from './picture/paper.js';
export {
  type DrawPngOptions,
  type DrawRoomOptions,
  drawPng,
  drawRoom,
  type MirroredRoom,
} from './picture/room/drawRoom.js';
export { drawTrainings } from './picture/trainings/drawTrainings.js';
export type { Training } from './picture/trainings/trainingsPage.js';
export { isMidi } from './recordings/midiWrapper.js';
export { type Recording, readRecording } from './recordings/readRecording.js';
export { type RenderOptions, renderAudio } from './renderAudio.js';
export { readSoundFont, type SoundFont, type SoundFontPreset } from './synthesis/soundFont.js';
export type { SynthesisOptions } from './synthesis/synthesise.js';
export {
  BACKEND_NAMES,
  type Backend,
  type BackendName,
  isBackendName,
  openBackend,
} from './tensors/backend.js';
export type { GraphFiles } from './tensors/graphFiles.js';
export { type TrainObjectOptions, trainObject } from './trainObject.js';
export { type TranscribeAudioOptions, transcribeAudio } from './transcribeAudio.js';
export type {
  Network as TranscriberNetwork,
  WindowOutput as TranscriberOutput,
} from './transcription/network.js';
export type { TranscribedNote, TranscribedStretch } from './transcription/transcribedStretch.js';
export { loadTranscriber, type Transcriber } from './transcription/transcriber.js';
export type { Box } from './vision/box.js';
export type { CropOutput } from './vision/candidates.js';
export type { Detection } from './vision/detection.js';
export { type DetectOptions, detectionsOf, detectObjects } from './vision/detectObjects.js';
export {
  type Detector,
  type DetectorOptions,
  type InferOptions,
  loadDetector,
} from './vision/detector.js';
export { canReadHeic } from './vision/heic/libheif.js';
export { type Inference, type InferenceOptions, runInference } from './vision/inference.js';
export { COCO_LABELS } from './vision/labels.js';
export type { DetectorFiles, NetworkOutput } from './vision/network.js';
export {
  type Photo,
  photoSeed,
  photoSha256,
  type Raster,
  type ReadPhotoOptions,
  readPhoto,
} from './vision/photo/photo.js';
export { PHOTO_FORMATS } from './vision/photo/photoFormat.js';
export { proposeBoxes } from './vision/proposeBoxes.js';
export type { Bank, BankPhoto } from './vision/taught/bank.js';
export type { BoxOffsets, BoxRegression } from './vision/taught/boxRegression.js';
export { describeExample, describeNegative } from './vision/taught/describeExample.js';
export type { JoinOptions } from './vision/taught/joinTaught.js';
export { learnThing } from './vision/taught/learnThing.js';
export type { LeftOutPhoto } from './vision/taught/leaveOneOut.js';
export type { LogitScale } from './vision/taught/logitScale.js';
export type { ProjectedMaps } from './vision/taught/projectedMaps.js';
export type { TaughtExample, TaughtNegative, TaughtThing } from './vision/taught/taughtThing.js';
export type { View as Crop } from './vision/tiles.js';
