// MidiMe of @magenta/music: a small network trained on one person's music, inside the latent space of a MusicVAE.
// `npm install --ignore-scripts @magenta/music` installs it; the MusicVAE's checkpoint is in no package, but is fetched
// from the internet at run time, and without it there is nothing to train in.

/** Why MidiMe is not measured. */
export function skipMidiMe() {
  return 'Skipped, MidiMe of @magenta/music: the package holds no weights; it fetches the checkpoint of a MusicVAE from the internet, and this bench fetches nothing.';
}
