"""The network of kind phrase, trained in PyTorch.

The same windows, drawn as often, the same sizes, first parameters, losses and weights, dropouts, clipping, rates, batches
and epochs; what decides any of these stands in the file that ownTraining.js writes. The optimiser is PyTorch's own.

python3 -m venv venv && venv/bin/pip install torch numpy
PEERS_PYTHON=venv/bin/python node bench/run.js --only peers
"""

import json
import os
import sys

from answer_runs import answer_runs, skip

threads = int(sys.argv[2])
is_compiled = "compiled" in sys.argv[3:]
os.environ["OMP_NUM_THREADS"] = str(threads)

try:
    import torch
    from torch import nn

    from phrase_batches import Task
    from phrase_network import Phrase
except ImportError as error:
    skip(f"{error}.")

torch.set_num_threads(threads)
torch.manual_seed(1)
with open(sys.argv[1]) as file:
    data = json.load(file)
task = Task(data)


def train(most_epochs=data["schedule"]["epochs"]):
    network = Phrase(task)
    loss_of = torch.compile(network, dynamic=True) if is_compiled else network
    parameters = list(network.parameters())
    adam = torch.optim.Adam(parameters, fused=True)
    # As tensors: `torch.compile` would compile anew for each number.
    rule = zip(data["rates"], torch.tensor(data["klWeights"]))
    for _ in range(most_epochs):
        for chosen in task.draw_windows().split(data["schedule"]["batchSize"]):
            rate, kl_weight = next(rule)
            adam.param_groups[0]["lr"] = rate
            adam.zero_grad(set_to_none=True)
            loss_of(task.draw_batch(chosen, data["forgetting"]), kl_weight).backward()
            nn.utils.clip_grad_norm_(parameters, data["maxGradientNorm"])
            adam.step()
    return network


def parameters_of(network):
    return {name: values.detach().flatten().tolist() for name, values in network.named_parameters()}


answer_runs(lambda: train(2), train, parameters_of)
