"""The network of kind phrase in PyTorch, line by line that of src/autoencoder/phraseNetwork.ts.

The same windows, drawn as often, the same sizes, first parameters, loss, clipping, rates, batches and epochs; what
decides any of these stands in the file that ownTraining.js writes. Optimiser and layers are PyTorch's own.

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
    from torch.nn import functional as F
except ImportError as error:
    skip(f"{error}.")

torch.set_num_threads(threads)
torch.manual_seed(1)
with open(sys.argv[1]) as file:
    data = json.load(file)
sizes, schedule, symbols = data["sizes"], data["schedule"], data["symbols"]
fields, window, size = len(symbols), sizes["window"], sizes["embedding"]
epochs, examples, batch = schedule["epochs"], schedule["examples"], schedule["batchSize"]
# [windows, window, fields]: symbols of each field, and the same as rows of the embedding.
truth = torch.tensor(data["windows"])
columns = truth + torch.tensor([sum(symbols[:field]) for field in range(fields)])
# Where each window's share ends, of all the draws of an epoch.
ends = torch.tensor(data["shares"], dtype=torch.float64).cumsum(0) * examples


class Phrase(nn.Module):
    def __init__(self):
        super().__init__()
        hidden, latent = sizes["hidden"], sizes["latent"]
        self.event_embedding = nn.EmbeddingBag(sum(symbols), size, mode="sum")
        self.encoder = nn.Linear(window * size, hidden)
        self.latent = nn.Linear(hidden, 2 * latent)
        self.hidden = nn.Linear(latent, hidden)
        self.window = nn.Linear(hidden, window * size)
        self.event = nn.Linear(size, sum(symbols))
        for name, values in self.named_parameters():
            nn.init.zeros_(values) if name.endswith("bias") else nn.init.xavier_uniform_(values)

    def forward(self, chosen_columns, chosen_truth, noise):
        embedded = self.event_embedding(chosen_columns.view(-1, fields)).view(len(noise), -1)
        mean, log_variance = self.latent(F.elu(self.encoder(embedded))).chunk(2, 1)
        drawn = mean + torch.exp(log_variance / 2) * noise
        rows = F.elu(self.window(F.elu(self.hidden(drawn)))).view(-1, size)
        logits = self.event(rows).split(symbols, 1)
        right = chosen_truth.view(-1, fields).unbind(1)
        weights = data["fieldWeights"]
        loss = sum(w * F.cross_entropy(a, b) for w, a, b in zip(weights, logits, right))
        divergence = 0.5 * (mean**2 + log_variance.exp() - log_variance - 1).sum(1).mean()
        return loss + data["klWeight"] * divergence


def draw_windows():
    """As often as their shares ask, evenly spread (systematic sampling), in any order."""
    drawn = torch.searchsorted(ends, torch.arange(examples) + torch.rand(1, dtype=torch.float64), right=True)
    return drawn.clamp(max=len(ends) - 1)[torch.randperm(examples)]


def train(most_epochs=epochs):
    network = Phrase()
    loss_of = torch.compile(network) if is_compiled else network
    parameters = list(network.parameters())
    adam = torch.optim.Adam(parameters, fused=True)
    rates = iter(data["rates"])
    for _ in range(most_epochs):
        for chosen in draw_windows().split(batch):
            adam.param_groups[0]["lr"] = next(rates)
            adam.zero_grad(set_to_none=True)
            noise = torch.randn(len(chosen), sizes["latent"])
            loss_of(columns[chosen], truth[chosen], noise).backward()
            nn.utils.clip_grad_norm_(parameters, data["longestGradient"])
            adam.step()
    return network


def parameters_of(network):
    """Under our names: kernels [inputs, outputs]."""
    named = {"eventEmbedding": network.event_embedding.weight}
    for name in ["encoder", "latent", "hidden", "window", "event"]:
        layer = getattr(network, name)
        named |= {f"{name}Kernel": layer.weight.T, f"{name}Bias": layer.bias}
    return {name: values.detach().flatten().tolist() for name, values in named.items()}


answer_runs(lambda: train(2), train, parameters_of)
