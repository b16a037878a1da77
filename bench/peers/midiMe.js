// MidiMe of @magenta/music: a small network trained on one person's music, inside the latent space of a MusicVAE. The
// MusicVAE's encoder makes the 256 numbers that it learns of a melody, and only its decoder makes notes of 256 numbers again.
// `npm install --ignore-scripts @magenta/music` (1.23.1) installs it, and it loads in Node. None of the 136 packages that come
// with it holds a checkpoint, a shard of weights or anything else of that size: the MusicVAE's is fetched from the
// internet at run time, and without it neither are there latents to train on nor music to judge.

/** Why MidiMe is not measured. */
export function skipMidiMe() {
  return 'Skipped, MidiMe of @magenta/music: none of its packages holds the weights of a MusicVAE, whose encoder makes what MidiMe learns and whose decoder makes notes of it again; they are fetched from the internet at run time, and this bench fetches nothing.';
}
