"""The beat network, as src/beats/network.ts runs it: a temporal convolutional network with residual blocks."""

from torch import nn
from torch.nn import functional as F

from features import FEATURES

HIDDEN = 48
TAPS = 5
DILATIONS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
DROPOUT = 0.1


class Block(nn.Module):
    def __init__(self, dilation):
        super().__init__()
        padding = dilation * (TAPS - 1) // 2
        self.dilated = nn.Conv1d(HIDDEN, HIDDEN, TAPS, dilation=dilation, padding=padding)
        self.dropout = nn.Dropout1d(DROPOUT)
        self.pointwise = nn.Conv1d(HIDDEN, HIDDEN, 1)

    def forward(self, signal):
        return signal + self.pointwise(self.dropout(F.elu(self.dilated(signal))))


class BeatNetwork(nn.Module):
    """Features [batch, FEATURES, frames] become logits [batch, 2, frames] of a beat and of a downbeat."""

    def __init__(self):
        super().__init__()
        self.input = nn.Conv1d(FEATURES, HIDDEN, TAPS, padding=(TAPS - 1) // 2)
        self.blocks = nn.ModuleList(Block(dilation) for dilation in DILATIONS)
        self.output = nn.Conv1d(HIDDEN, 2, 1)

    def forward(self, features):
        signal = F.elu(self.input(features))
        for block in self.blocks:
            signal = block(signal)
        return self.output(F.elu(signal))
