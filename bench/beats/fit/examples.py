"""What a training step sees: windows of takes, as features and targets."""

import json
import os
import zlib

import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from score_corpus import weight_of
from features import FRAMES_PER_SECOND, onset_features
from perform import perform
from score_format import read_scores
from transcription_errors import as_transcribed

WINDOW_SECONDS = 64
FEWEST_NOTES = 20
#: Shares of the windows that are cut from takes that were transcribed, and of the rest from generated ones, where there are any.
TRANSCRIBED_SHARE = 0.05
GENERATED_SHARE = 0.4
#: Of the windows that were not transcribed, so many get a transcriber's errors.
ERRORS_SHARE = 0.42


def read_sources(folder):
    """Scores and generated takes, to train on and held out: one score of eight, one take of ten."""
    scores = read_scores(f"{folder}/scores.jsonl") + read_scores(f"{folder}/composed.jsonl")
    is_held_out = [zlib.crc32(f"{score['collection']}{score['name']}".encode()) % 8 == 0 for score in scores]
    takes = read_takes(f"{folder}/generated.jsonl")
    return {
        "scores": [score for score, is_out in zip(scores, is_held_out) if not is_out],
        "held_out_scores": [score for score, is_out in zip(scores, is_held_out) if is_out],
        "takes": takes[len(takes) // 10 :],
        "held_out_takes": takes[: len(takes) // 10],
        "transcribed": read_takes(f"{folder}/transcribed.jsonl"),
    }


def read_takes(path):
    """Rows of {"notes", "beats", "downbeats"}; none where there is no such file."""
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return [json.loads(line) for line in file]


def draw_performance(scores, rng, seconds):
    """A performance of a score drawn by its collection's weight, and that; None where the excerpt is too short."""
    weights = np.array([weight_of(score) for score in scores])
    score = scores[rng.choice(len(scores), p=weights / weights.sum())]
    take = perform(score, rng, seconds)
    return take and take | {"collection": score["collection"]}


def vary(take, rng):
    """A generated take as `perform` returns one, at another tempo, transposed, and sometimes without dynamics."""
    notes = np.array(take["notes"], float)
    notes = notes[np.argsort(notes[:, 1], kind="stable")]
    beats, downbeats = np.array(take["beats"]), np.array(take["downbeats"])
    is_downbeat = np.array([np.abs(downbeats - beat).min(initial=1) < 0.01 for beat in beats], bool)
    slower = np.exp(rng.uniform(-0.25, 0.25))
    notes[:, 1:3] *= slower
    notes[:, 0] = np.clip(notes[:, 0] + rng.integers(-5, 6), 21, 108)
    if rng.random() < 0.07:
        notes[:, 3] = 70
    return {"notes": notes, "beats": beats * slower, "is_downbeat": is_downbeat}


class Windows(IterableDataset):
    """Windows of 64 s without end, each of a performance or a take drawn anew, as `example` returns them."""

    def __init__(self, scores, takes, seed, transcribed=()):
        self.scores, self.takes, self.seed, self.transcribed = scores, takes, seed, transcribed

    def __iter__(self):
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        while True:
            is_transcribed = self.transcribed and rng.random() < TRANSCRIBED_SHARE
            take = self.draw_take(is_transcribed, rng)
            window = take and cut_window(take, rng)
            if window and not is_transcribed and rng.random() < ERRORS_SHARE:
                window["notes"] = as_transcribed(window["notes"], rng)
            if window and len(window["notes"]) >= FEWEST_NOTES:
                yield example(window)

    def draw_take(self, is_transcribed, rng):
        if is_transcribed:
            return vary(self.transcribed[rng.integers(len(self.transcribed))], rng)
        if self.takes and rng.random() < GENERATED_SHARE:
            return vary(self.takes[rng.integers(len(self.takes))], rng)
        return draw_performance(self.scores, rng, WINDOW_SECONDS + 4)


def cut_window(take, rng):
    """64 s of a take that is longer."""
    notes, beats = take["notes"], take["beats"]
    if notes[-1, 1] <= WINDOW_SECONDS:
        return take
    start = rng.uniform(0, notes[-1, 1] - WINDOW_SECONDS + 2)
    notes = notes[(notes[:, 1] >= start) & (notes[:, 1] < start + WINDOW_SECONDS)] - [0, start, 0, 0]
    beats = beats - start
    kept = (beats >= -0.02) & (beats < WINDOW_SECONDS)
    return {"notes": notes, "beats": beats[kept], "is_downbeat": take["is_downbeat"][kept]}


def example(window):
    """Features [FEATURES, frames], targets [2, frames] and mask [frames]: the loss counts from first to last onset."""
    frames = WINDOW_SECONDS * FRAMES_PER_SECOND
    features = onset_features(window["notes"])[:frames]
    targets = beat_targets(window, frames)
    first, last = (window["notes"][[0, -1], 1] * FRAMES_PER_SECOND).astype(int)
    mask = np.zeros(frames, np.float32)
    mask[max(0, first - 4) : min(len(features), last + 4)] = 1
    padded = np.pad(features, ((0, frames - len(features)), (0, 0)))
    return tuple(torch.from_numpy(np.ascontiguousarray(a)) for a in (padded.T, targets, mask))


def beat_targets(take, frames):
    """Beats and downbeats, [2, frames]: 1 within half a frame of a beat, 0 from 2.2 frames on."""
    targets = np.zeros((2, frames), np.float32)
    for row, seconds in zip(targets, (take["beats"], take["beats"][take["is_downbeat"]])):
        for place in seconds * FRAMES_PER_SECOND:
            near = np.arange(max(0, int(place) - 2), min(frames, int(place) + 4))
            height = np.clip((1 - np.abs(near - place) / 2.2) * 1.25, 0, 1)
            row[near] = np.maximum(row[near], height)
    return targets
