"""Writes trained weights as TypeScript: a signed byte each, times a scale for each array.

python bench/beats/fit/weights.py build/beats/network.pt src/beats/networkWeights.ts
"""

import base64
import sys

import numpy as np
import torch

from network import BeatNetwork

#: src/beats/network.ts computes four outputs at a time.
OUTPUTS = 4
SCALES_A_LINE = 8

HEAD = """/**
 * What `runNetwork` multiplies by. Written by `bench/beats/fit/weights.py` from a network that `bench/beats/fit/fit.py`
 * trained; its README says on what. Not to be changed by hand. One scale an array, then the arrays, a signed byte a
 * weight, in base64.
 */
"""


def arrays_of(network):
    """Kernels as [outputs, taps, inputs], each followed by its bias, in the order of `decodeLayers` in network.ts."""
    layers = [network.input]
    for block in network.blocks:
        layers += [block.dilated, block.pointwise]
    for layer in layers:
        yield layer.weight.detach().numpy().transpose(0, 2, 1)
        yield layer.bias.detach().numpy()
    kernel = network.output.weight.detach().numpy().transpose(0, 2, 1)
    yield np.pad(kernel, ((0, OUTPUTS - len(kernel)), (0, 0), (0, 0)))
    yield np.pad(network.output.bias.detach().numpy(), (0, OUTPUTS - len(kernel)))


def quantised(values):
    """Signed bytes, and the scale by which they are multiplied."""
    scale = max(1e-12, np.abs(values).max()) / 127
    return np.clip(np.round(values / scale), -127, 127).astype(np.int8), float(f"{scale:.6g}")


def typescript(network):
    encoded, scales = zip(*(quantised(values) for values in arrays_of(network)))
    data = base64.b64encode(b"".join(values.tobytes() for values in encoded)).decode()
    lines = [scales[i : i + SCALES_A_LINE] for i in range(0, len(scales), SCALES_A_LINE)]
    rows = "".join("  " + " ".join(f"{scale!r}," for scale in line) + "\n" for line in lines)
    return (
        f"{HEAD}export const WEIGHT_SCALES: readonly number[] = [\n{rows}];\n\n"
        f"export const ENCODED_WEIGHTS =\n  '{data}';\n"
    )


if __name__ == "__main__":
    trained, written = sys.argv[1:]
    network = BeatNetwork()
    network.load_state_dict(torch.load(trained))
    with open(written, "w") as file:
        file.write(typescript(network))
