import type { SoundLevels } from '../../index.js';
import { replacedLine } from '../outputs/replacing.js';
import type { WrittenAudio } from '../outputs/writeAudio.js';
import { count } from './format.js';

/** Each file that was written and how loud it is, and what came in the way. */
export function audioNotes(audio: WrittenAudio | undefined): string[] {
  if (audio === undefined) return [];
  const { wav, replaced, left } = audio;
  const stems = audio.stems ?? [];
  const wholes = [audio.audio, wav?.file === audio.audio?.file ? null : wav];
  return [
    ...[...wholes.filter((whole) => whole !== null), ...stems].map(
      ({ file, levels }) => `${file}: ${levelsText(levels)}`,
    ),
    ...stems
      .filter(({ levels }) => levels.peakDb > 0)
      .map(({ file }) => `${file}: louder than full scale by itself, and cut off there`),
    ...[...replaced].map(replacedLine),
    ...(left.length > 0
      ? [
          `${count(left.length, 'stem')} of an older call ${left.length > 1 ? 'stay' : 'stays'}: ${left.join(', ')}`,
        ]
      : []),
  ];
}

/** The fields of the JSON line: `wav` and `stems`, null where they were not asked for. */
export function audioRecord(audio: WrittenAudio | undefined) {
  return {
    wav: audio?.wav ? { file: audio.wav.file, ...levelsRecord(audio.wav.levels) } : null,
    stems:
      audio?.stems?.map(({ object, file, levels }) => ({
        object,
        file,
        ...levelsRecord(levels),
      })) ?? null,
  };
}

function levelsText({ seconds, peakDb, loudnessLufs }: SoundLevels): string {
  if (!Number.isFinite(peakDb)) return `${seconds.toFixed(1)} s of silence`;
  return `${seconds.toFixed(1)} s, peak ${peakDb.toFixed(1)} dBFS, ${lufsText(loudnessLufs)}`;
}

function lufsText(lufs: number): string {
  return Number.isFinite(lufs) ? `${lufs.toFixed(1)} LUFS` : 'too soft or short for LUFS';
}

/** JSON has no −∞: silence is null. */
function levelsRecord({ seconds, peakDb, loudnessLufs }: SoundLevels) {
  return { seconds, peakDb: finite(peakDb), loudnessLufs: finite(loudnessLufs) };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}
