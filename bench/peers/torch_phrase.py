"""The network of kind phrase in PyTorch: the same windows, sizes, batches and epochs, Adam with a one-cycle rate.

python3 -m venv venv && venv/bin/pip install torch
PEERS_PYTHON=venv/bin/python node bench/run.js --only peers
"""

import json
import math
import os
import sys
import time

threads = int(sys.argv[2])
os.environ["OMP_NUM_THREADS"] = str(threads)

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError as error:
    print(json.dumps({"skip": f"{error}."}))
    sys.exit(0)

torch.set_num_threads(threads)
torch.manual_seed(1)
with open(sys.argv[1]) as file:
    data = json.load(file)
sizes, schedule = data["sizes"], data["schedule"]
symbols = sizes["symbols"]
fields, window, size = len(symbols), sizes["window"], sizes["embedding"]
windows = torch.tensor(data["windows"])
starts = torch.tensor([sum(symbols[:i]) for i in range(fields)])
KL_WEIGHT = 0.01
HIGHEST_RATE = 0.012


class Phrase(nn.Module):
    def __init__(self):
        super().__init__()
        hidden, latent = sizes["hidden"], sizes["latent"]
        self.embedding = nn.EmbeddingBag(sum(symbols), size, mode="sum")
        self.encoder = nn.Linear(window * size, hidden)
        self.latent = nn.Linear(hidden, 2 * latent)
        self.hidden = nn.Linear(latent, hidden)
        self.window = nn.Linear(hidden, window * size)
        self.event = nn.Linear(size, sum(symbols))

    def forward(self, chosen):
        columns = (chosen + starts).reshape(-1, fields)
        embedded = self.embedding(columns).reshape(len(chosen), -1)
        mean, log_variance = self.latent(F.elu(self.encoder(embedded))).chunk(2, 1)
        drawn = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        rows = F.elu(self.window(F.elu(self.hidden(drawn)))).reshape(-1, size)
        logits = self.event(rows).split(symbols, 1)
        truth = chosen.reshape(-1, fields)
        loss = sum(F.cross_entropy(logits[f], truth[:, f]) for f in range(fields))
        divergence = 0.5 * (mean**2 + log_variance.exp() - log_variance - 1).sum(1).mean()
        return loss + KL_WEIGHT * divergence


def rate_at(progress):
    if progress < 0.3:
        return HIGHEST_RATE * (0.1 + 0.9 * progress / 0.3)
    return HIGHEST_RATE * (0.001 + 0.999 * 0.5 * (1 + math.cos(math.pi * (progress - 0.3) / 0.7)))


def train(epochs):
    network = Phrase()
    adam = torch.optim.Adam(network.parameters(), lr=HIGHEST_RATE)
    batch = schedule["batchSize"]
    steps, step = epochs * math.ceil(len(windows) / batch), 0
    for _ in range(epochs):
        for chosen in torch.randperm(len(windows)).split(batch):
            adam.param_groups[0]["lr"] = rate_at(step / steps)
            adam.zero_grad()
            loss = network(windows[chosen])
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 10)
            adam.step()
            step += 1
    return loss.item()


train(2)
print(json.dumps({"ready": True}), flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    loss = train(schedule["epochs"])
    print(json.dumps({"seconds": time.perf_counter() - started, "loss": loss}), flush=True)
