/** By code units: the same order on every machine, whatever its language. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Equal for names that a disk of Windows or macOS could not keep apart. */
export function foldCase(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
