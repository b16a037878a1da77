"""The network of kind phrase as a module of PyTorch: what src/autoencoder/phrase/ computes and writes out."""

import torch
from torch import nn
from torch.nn import functional as F


class Phrase(nn.Module):
    def __init__(self, task):
        super().__init__()
        self.task = task
        # Under our names: kernels [inputs, outputs].
        for name, shape in task.data["shapes"].items():
            values = nn.Parameter(torch.zeros(shape))
            if len(shape) > 1:
                nn.init.xavier_uniform_(values)
            setattr(self, name, values)

    def dense(self, name, inputs):
        return torch.addmm(getattr(self, f"{name}Bias"), inputs, getattr(self, f"{name}Kernel"))

    def forward(self, batch, kl_weight):
        """The loss of a batch, nats, as `phraseGradients` defines it."""
        task, sizes, weights = self.task, self.task.sizes, self.task.data["headWeights"]
        events, width = batch.events, sizes["embedding"]
        known = (task.known.index_select(0, events) @ self.embedding).unbind(1)

        encoded = F.elu(self.dense("encoder", known[0].reshape(len(batch.noise), -1)))
        mean, log_variance = self.dense("latent", encoded).chunk(2, 1)
        latent = mean + torch.exp(log_variance / 2) * batch.noise
        divergence = 0.5 * (mean**2 + log_variance.exp() - log_variance - 1).sum(1).mean()
        start = task.position[batch.events[:: sizes["window"]]]
        loss = F.cross_entropy(self.dense("start", latent), start, reduction="sum")

        window = F.elu(self.dense("window", F.elu(self.dense("plan", latent))))
        plan = window.view(len(events), -1) * batch.planned
        hidden = F.elu(self.dense("state", plan) + self.remember(batch))
        if batch.kept is not None:
            hidden = (hidden.view(len(batch.noise), sizes["window"], -1) * batch.kept).view(len(events), -1)
        named = dict(zip(task.data["sums"], self.dense("head", hidden).split(width, 1)))
        sums = {head: named[name] for head, name in task.data["sumOfHead"].items()}

        at, row, joined = batch.pitch
        rows = task.data["rows"]["pitch"]
        pitches = self.embedding[rows : rows + sizes["symbols"]["pitch"]]
        units = sums["pitch"].index_select(0, at) * joined + task.chain.index_select(0, row) @ pitches
        logits = self.dense("pitch", F.elu(units)) + task.barred.index_select(0, row)
        said = F.cross_entropy(logits, task.next_pitch[row], reduction="sum")
        loss = loss + weights["pitch"] * said

        for field, joined, context in zip(task.fields, batch.fields, known[1:]):
            logits = self.dense(field, F.elu(sums[field] * joined + context))
            said = F.cross_entropy(logits, task.symbols[field][events], reduction="sum")
            loss = loss + weights[field] * said

        for head, (at, row, joined) in zip(task.note_heads, batch.notes):
            own = F.embedding_bag(task.note_rows[row], self.embedding, mode="sum")
            units = sums[head].index_select(0, at) * joined + known[-1].index_select(0, at) + own
            said = F.cross_entropy(self.dense(head, F.elu(units)), task.notes[head][row], reduction="sum")
            loss = loss + weights[head] * said

        return loss / len(events) + kl_weight * divergence

    def remember(self, batch):
        """What metrical position, events before (a causal convolution) and held keys add to the hidden layer."""
        task, sizes = self.task, self.task.sizes
        back, size, width = sizes["lookBack"], sizes["window"], sizes["embedding"]
        embedding = self.embedding[: sizes["historyRows"]]
        past = (task.history.index_select(0, batch.remembered.flatten()) @ embedding).view(-1, back + size, width)
        held = task.held.index_select(0, batch.held) @ embedding
        own = F.embedding(task.data["rows"]["metricalPosition"] + task.position[batch.events], self.embedding)
        reached = lambda lag: (batch.depths >= lag).float()[..., None]
        shifted = [past[:, back - lag : back - lag + size] * reached(lag) for lag in range(1, back + 1)]
        slots = [own.view(-1, size, width), *shifted, held.view(-1, size, width)]
        kernel = self.historyKernel.view(width, len(slots), -1).transpose(0, 1).flatten(0, 1)
        return torch.cat(slots, 2).flatten(0, 1) @ kernel
