/** What recordings are called; of a folder only these are taken, of single files any, since the server says best what is wrong. */
const RECORDING =
  /\.(?:mid|midi|rmi|kar|smf|wav|wave|flac|mp[123]|ogg|oga|opus|m4[ab]|mp4|aac|aiff?|caf|wma|webm|mka|w64|au|audio)$/i;

/** What a file picker offers. */
export const ACCEPTED = '.mid,.midi,.rmi,.kar,.smf,audio/*,.flac,.opus,.m4a,.caf,.w64';

/**
 * The files that were dropped, folders opened, each folder by name.
 *
 * Must be called while the drop is told: the browser forgets its items after that.
 */
export async function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  // Files that a program made have no entries.
  if (entries.every((entry) => entry === null)) return [...files];
  const found: File[] = [];
  for (const entry of entries) {
    if (entry?.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
    else if (entry?.isFile) found.push(await fileOf(entry as FileSystemFileEntry));
  }
  return found;
}

/** The recordings among the files that a person chose a folder with. */
export function recordingsAmong(files: FileList): File[] {
  return [...files].filter(({ name }) => isRecording(name));
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // Chromium gives a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    entries.push(...some);
  }
  const found: File[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
    else if (isRecording(entry.name)) found.push(await fileOf(entry as FileSystemFileEntry));
  }
  return found;
}

function isRecording(name: string): boolean {
  return RECORDING.test(name) && !name.startsWith('.');
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
