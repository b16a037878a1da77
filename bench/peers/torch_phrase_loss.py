"""The other side of samePhrase.js: loss and gradients of batches without chance, and mean losses where chance decides.

torch_phrase_loss.py <task> <check>: a line of JSON on stdout.
"""

import json
import statistics
import sys

import torch

from phrase_batches import Task
from phrase_network import Phrase

torch.set_num_threads(1)
torch.manual_seed(1)
with open(sys.argv[1]) as file:
    task = Task(json.load(file))
with open(sys.argv[2]) as file:
    check = json.load(file)
network = Phrase(task)
with torch.no_grad():
    for name, values in network.named_parameters():
        values.copy_(torch.tensor(check["parameters"][name]).view(values.shape))
chosen, kl_weight = torch.tensor(check["windows"]), check["klWeight"]
noise = torch.full((len(chosen), task.sizes["latent"]), check["noise"])


def loss_and_gradients(forgetting):
    network.zero_grad()
    loss = network(task.draw_batch(chosen, {**forgetting, "notesAsked": 1}, noise), kl_weight)
    loss.backward()
    gradients = {name: values.grad.flatten().tolist() for name, values in network.named_parameters()}
    return {"loss": loss.item(), "gradients": gradients}


def mean_loss(forgetting):
    with torch.no_grad():
        draws = [network(task.draw_batch(chosen, forgetting), kl_weight).item() for _ in range(check["draws"])]
    return {"mean": statistics.fmean(draws), "deviation": statistics.stdev(draws)}


fixed = {name: loss_and_gradients(forgetting) for name, forgetting in check["fixed"].items()}
means = {name: mean_loss(forgetting) for name, forgetting in check["cases"].items()}
print(json.dumps({"fixed": fixed, "means": means}))
