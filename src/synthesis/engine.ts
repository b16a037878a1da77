/**
 * The synthesiser, loaded when sound is asked for: most calls ask for none.
 *
 * It would warn on the console of what it mends in a file; what it cannot mend it throws.
 */
export async function loadEngine(): Promise<typeof import('spessasynth_core')> {
  const engine = await import('spessasynth_core');
  engine.SpessaLog.setLogLevel(false, false, false);
  return engine;
}
