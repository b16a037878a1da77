"""Trains the beat network on performances of scores and on generated takes.

python bench/beats/fit/fit.py build/beats --steps 6000 [--seed 1] [--from other.pt] [--rate 3e-3]

Reads build/beats/scores.jsonl, composed.jsonl, generated.jsonl and, if it is there, transcribed.jsonl; writes build/beats/network.pt every 500 steps, and
prints the loss of training and of takes held out.
"""

import argparse
import copy
import math

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader

from examples import Windows, read_sources
from network import BeatNetwork

BATCH = 8
#: Of the losses of beats and downbeats.
WEIGHTS = torch.tensor([1.0, 1.5])
WEIGHT_DECAY = 1e-3
LONGEST_GRADIENT = 1.0
WARMING_STEPS = 100
#: The weights that are kept are a running mean of those that are trained, over some thousand steps.
MEAN_DECAY = 0.999
REPORTED_STEPS = 500
HELD_OUT_BATCHES = 8
HELD_OUT_SEED = 5


def train(network, sources, steps, seed, peak_rate, written):
    """Adam with decoupled weight decay, gradients clipped, the rate on a cosine after a warm-up."""
    windows = Windows(sources["scores"], sources["takes"], seed, sources["transcribed"])
    batches = iter(DataLoader(windows, batch_size=BATCH, num_workers=1, prefetch_factor=4))
    held_out = held_out_batches(sources)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=WEIGHT_DECAY)
    running = None
    kept = copy.deepcopy(network)
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = peak_rate * relative_rate(step, steps)
        # Half the digits, half the time: a step on a processor with AMX.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(network, *next(batches))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        average(kept, network, min(MEAN_DECAY, step / (step + 50)))
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        if (step + 1) % REPORTED_STEPS == 0 or step + 1 == steps:
            torch.save(kept.state_dict(), written)
            print(f"{step + 1}: loss {running:.4f}, held out {evaluate(kept, held_out):.4f}", flush=True)


@torch.no_grad()
def average(kept, network, decay):
    for mean, value in zip(kept.parameters(), network.parameters()):
        mean.lerp_(value, 1 - decay)


def relative_rate(step, steps):
    warming = min(1, step / WARMING_STEPS + 0.05)
    return warming * (0.49 * (1 + math.cos(math.pi * step / steps)) + 0.02)


def loss_of(network, features, targets, mask):
    """Binary cross-entropy a frame that counts, beats and downbeats weighted and added."""
    losses = F.binary_cross_entropy_with_logits(network(features).float(), targets, reduction="none")
    return ((losses * mask[:, None]).sum((0, 2)) / mask.sum() * WEIGHTS).sum()


def held_out_batches(sources):
    windows = Windows(sources["held_out_scores"], sources["held_out_takes"], HELD_OUT_SEED)
    return [batch for _, batch in zip(range(HELD_OUT_BATCHES), DataLoader(windows, batch_size=BATCH))]


def evaluate(network, batches):
    """The mean loss, without dropout."""
    network.eval()
    with torch.no_grad():
        losses = [loss_of(network, *batch).item() for batch in batches]
    network.train()
    return sum(losses) / len(losses)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="start", help="weights to go on from")
    parser.add_argument("--rate", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    network = BeatNetwork()
    if options.start:
        network.load_state_dict(torch.load(options.start))
    sources = read_sources(options.folder)
    print(", ".join(f"{len(rows)} {name.replace('_', ' ')}" for name, rows in sources.items()), flush=True)
    train(network, sources, options.steps, options.seed, options.rate, f"{options.folder}/network.pt")
