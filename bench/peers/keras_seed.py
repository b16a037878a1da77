"""The article's autoencoder in Keras: Dense(2, tanh), Dense(symbols x sequence, sigmoid), binary cross-entropy, Adam.

python3 -m venv venv && venv/bin/pip install tensorflow-cpu
PEERS_PYTHON=venv/bin/python node bench/run.js --only peers
"""

import json
import os
import sys
import time

threads = int(sys.argv[2])
os.environ["OMP_NUM_THREADS"] = str(threads)

try:
    import numpy as np
    import tensorflow as tf
except ImportError as error:
    print(json.dumps({"skip": f"{error}."}))
    sys.exit(0)

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
with open(sys.argv[1]) as file:
    data = json.load(file)
sizes, schedule = data["sizes"], data["schedule"]
symbols = sizes["symbols"][0]
chords = np.array(data["windows"])[:, :, 0]
# [samples, symbols, sequence], one-hot, flattened.
examples = np.eye(symbols, dtype="float32")[chords].transpose(0, 2, 1).reshape(len(chords), -1)


def train(epochs):
    network = tf.keras.Sequential(
        [
            tf.keras.Input((examples.shape[1],)),
            tf.keras.layers.Dense(sizes["latent"], activation="tanh"),
            tf.keras.layers.Dense(examples.shape[1], activation="sigmoid"),
        ]
    )
    network.compile(optimizer="adam", loss="binary_crossentropy")
    network.fit(examples, examples, epochs=epochs, batch_size=schedule["batchSize"], verbose=0)


train(1)
print(json.dumps({"ready": True}), flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    train(schedule["epochs"])
    print(json.dumps({"seconds": time.perf_counter() - started}), flush=True)
