"""The article's autoencoder in Keras: Dense(2, tanh), Dense(symbols x sequence, sigmoid), binary cross-entropy, Adam.

python3 -m venv venv && venv/bin/pip install tensorflow-cpu
PEERS_PYTHON=venv/bin/python node bench/run.js --only peers
"""

import json
import os
import sys

from answer_runs import answer_runs, skip

threads = int(sys.argv[2])
os.environ["OMP_NUM_THREADS"] = str(threads)

try:
    import numpy as np
    import tensorflow as tf
except ImportError as error:
    skip(f"{error}.")

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
tf.keras.utils.set_random_seed(1)
with open(sys.argv[1]) as file:
    data = json.load(file)
sizes, schedule = data["sizes"], data["schedule"]
symbols = data["symbols"]
chords = np.array(data["sequences"])
# [samples, symbols, sequence], one-hot, flattened.
examples = np.eye(symbols, dtype="float32")[chords].transpose(0, 2, 1).reshape(len(chords), -1)


def train(epochs=schedule["epochs"]):
    network = tf.keras.Sequential(
        [
            tf.keras.Input((examples.shape[1],)),
            tf.keras.layers.Dense(sizes["latent"], activation="tanh"),
            tf.keras.layers.Dense(examples.shape[1], activation="sigmoid"),
        ]
    )
    network.compile(optimizer="adam", loss="binary_crossentropy")
    network.fit(examples, examples, epochs=epochs, batch_size=schedule["batchSize"], verbose=0)
    return network


def parameters_of(network):
    """Under our names: kernels [inputs, outputs]."""
    names = ["encoderKernel", "encoderBias", "kernel", "bias"]
    return {name: values.flatten().tolist() for name, values in zip(names, network.get_weights())}


answer_runs(lambda: train(1), train, parameters_of)
