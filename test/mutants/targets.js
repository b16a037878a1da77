/** What the mission's arithmetic is, and the tests that stand nearest to each file: they alone are asked. From src/ and test/. */
export const TARGETS = {
  vision: [
    ['vision/mergeCandidates', ['vision/mergeCandidates']],
    ['vision/nonMaximumSuppression', ['vision/nonMaximumSuppression', 'vision/candidates']],
    ['vision/candidates', ['vision/candidates']],
    ['vision/scoreFusion', ['vision/scoreFusion']],
    ['vision/box', ['vision/box']],
  ],
  events: [
    ['events/events', ['events/events']],
    ['events/windows', ['events/windows']],
    ['events/similarityWeights', ['events/similarityWeights']],
    ['events/sequences', ['events/sequences']],
  ],
  loss: [
    ['autoencoder/softmaxLoss', ['autoencoder/softmaxLoss']],
    ['autoencoder/phrase/drawLatents', ['autoencoder/phrase/drawLatents']],
    [
      'autoencoder/phrase/phraseGradients',
      [
        'autoencoder/gradients',
        'autoencoder/phrase/headWeights',
        'autoencoder/phrase/eventNetwork',
      ],
    ],
    ['autoencoder/adam', ['autoencoder/adam']],
  ],
  composition: [
    ['composition/placeBars', ['composition/placeBars', 'composition/composeScore']],
    ['composition/registers', ['composition/registers']],
    ['composition/silences', ['composition/silences']],
    ['composition/openAndClose', ['composition/openAndClose']],
    ['composition/timing', ['composition/timing']],
    ['composition/density/limitDensity', ['composition/density/limitDensity']],
    ['composition/harmony/planHarmony', ['composition/harmony/planHarmony']],
    ['composition/harmony/pitchBias', ['composition/harmony/pitchBias']],
    ['composition/harmony/releaseAtChange', ['composition/harmony/releaseAtChange']],
    ['composition/loudness/gainOfArea', ['composition/loudness/gainOfArea']],
    ['composition/loudness/trimsOf', ['composition/loudness/trimsOf']],
  ],
  ticks: [
    ['music/time', ['music/time']],
    ['music/tempo', ['music/tempo']],
    ['music/keyPresses', ['music/keyPresses']],
    ['output/tempoMessages', ['output/writeMidi', 'output/tempoMessages']],
    ['output/mixer', ['output/mixer']],
  ],
};
