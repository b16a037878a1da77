import { basename, join, sep } from 'node:path';
import { MirrorError } from '../../errors.js';
import { isFolder } from '../../files/disk/pathChecks.js';
import { drawPng, drawRoom, type MirroredRoom, type Paper, readPictureFonts } from '../../index.js';
import type { Terminal } from '../terminal/terminal.js';
import { checkWritable, type PhotoOutput } from './outputPaths.js';

/** What follows --picture: a file, a folder, or nothing. */
export type PictureChoice = string | true;

/** What a call says of the page. */
export interface PageArguments {
  readonly text?: boolean;
  readonly paper?: Paper;
}

/**
 * Makes sure that a page is described only where one is drawn.
 *
 * @throws MirrorError `usage`
 */
export function checkPageArguments(
  { text, paper }: PageArguments,
  picture: PictureChoice | undefined,
): void {
  const described = text ? '--text' : paper !== undefined ? '--paper' : undefined;
  if (described === undefined || picture !== undefined) return;
  throw new MirrorError(
    'usage',
    `Expected --picture with ${described} but received none. Add --picture to draw the page.`,
  );
}

/** Where the picture of one photo goes; undefined where none is asked for. */
export interface PictureOutput {
  readonly picture: string | undefined;
}

/**
 * Adds to each photo where its picture goes: beside the MIDI file under a name that no photo is likely to have,
 * `kitchen.mirror.png`, or to the file or folder that was named.
 *
 * @param options.isSeveral whether there may be several photos, as of a folder; by default whether there are
 * @throws MirrorError `usage` for a name that cannot be, or for one file of several photos; `input` if a folder
 *   cannot be written
 */
export async function withPictures<Output extends PhotoOutput>(
  outputs: readonly Output[],
  choice: PictureChoice | undefined,
  { isSeveral = outputs.length > 1 }: { readonly isSeveral?: boolean } = {},
): Promise<(Output & PictureOutput)[]> {
  const isForFolder = isSeveral && typeof choice === 'string';
  if (isForFolder) await checkNamesFolder(choice);
  const folder = isForFolder ? `${choice}/` : choice;
  const withPicture: (Output & PictureOutput)[] = [];
  for (const output of outputs) {
    // No ending of -o is one of a picture's: it never takes the place of the music.
    const picture = await picturePath(folder, `${output.stem}.mirror.png`);
    withPicture.push({ ...output, picture });
  }
  return withPicture;
}

/**
 * Where a picture goes that may be asked for.
 *
 * @param unnamed its path if no other is given; in a folder that is given, its name
 * @returns undefined where none is asked for
 * @throws MirrorError `usage` for a name that cannot be, `input` if the folder cannot be written
 */
export async function picturePath(
  choice: PictureChoice | undefined,
  unnamed: string,
): Promise<string | undefined> {
  if (choice === undefined) return undefined;
  const path = choice === true ? unnamed : await namedPath(choice, basename(unnamed));
  await checkWritable(path, '--picture');
  return path;
}

/** The mirror as the bytes of a file of that name, PNG or SVG. */
export async function drawRoomFile(
  room: MirroredRoom,
  options: { readonly picture: string; readonly page: PageArguments; readonly terminal: Terminal },
): Promise<Uint8Array> {
  const { picture, page, terminal } = options;
  const { text: texts, paper } = page;
  const svg = await drawRoom(room, { fonts: await readPictureFonts(), texts, paper });
  return pictureBytes(svg, { picture, terminal });
}

/** An SVG document as the bytes of a file of that name; a line says which letters a PNG has to do without. */
export async function pictureBytes(
  svg: string,
  { picture, terminal }: { readonly picture: string; readonly terminal: Terminal },
): Promise<Uint8Array> {
  if (isSvg(picture)) return new TextEncoder().encode(svg);
  return drawPng(svg, {
    onLacked: (letters) => terminal.note(lackedLine(picture, letters)),
  });
}

/** Letters that a line names. */
const MOST_LETTERS = 12;

/** @example lackedLine('a.png', ['冷']) // 'a.png: without 冷, which no font here has: install Noto Sans CJK, say, or ask for an .svg' */
export function lackedLine(picture: string, letters: readonly string[]): string {
  const some = letters.slice(0, MOST_LETTERS).join(' ');
  const others = letters.length - MOST_LETTERS;
  const named = others > 0 ? `${some} and ${others} more` : some;
  return `${picture}: without ${named}, which no font here has: install Noto Sans CJK, say, or ask for an .svg`;
}

/** What is said of a picture once it stands there. @param what is on it, in a few words */
export function pictureLine(picture: string, what: string): string {
  return `${picture}: ${what}`;
}

async function namedPath(choice: string, name: string): Promise<string> {
  const isForFolder = choice.endsWith('/') || choice.endsWith(sep) || (await isFolder(choice));
  if (isForFolder) return join(choice, name);
  if (isSvg(choice) || /\.png$/i.test(choice)) return choice;
  throw new MirrorError(
    'usage',
    `Expected --picture to end in .png or .svg, or in a slash for a folder, but received ${JSON.stringify(choice)}.`,
  );
}

async function checkNamesFolder(choice: string): Promise<void> {
  const namesFile = /\.\w+$/.test(choice) && !(await isFolder(choice));
  if (!namesFile) return;
  throw new MirrorError(
    'usage',
    `Expected --picture to be a folder for several photos but received ${JSON.stringify(choice)}. Write the name of a folder.`,
  );
}

function isSvg(path: string): boolean {
  return /\.svg$/i.test(path);
}
