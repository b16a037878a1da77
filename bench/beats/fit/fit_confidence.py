"""Fits the logistic regression of src/beats/beatConfidence.ts and prints its constants.

node bench/beats/fit/confidenceFeatures.js build/beats/heldOut.jsonl > build/beats/confidence.jsonl
python bench/beats/fit/fit_confidence.py build/beats/confidence.jsonl

AUC: how likely right beats have a higher confidence than wrong ones; 0.5 is chance. It is measured on the takes that
the regression was fitted to: five numbers to some 450 takes.
"""

import json
import sys

import numpy as np

COLUMNS = ["beats", "silence", "tempo", "bend"]
STEPS = 3000
RATE = 0.3
DECAY = 0.003


def fit_logistic(features, is_right):
    """Weights and bias of the features as they are, by gradient descent on standardised ones."""
    mean, deviation = features.mean(0), features.std(0)
    rows = np.c_[(features - mean) / deviation, np.ones(len(features))]
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        error = is_right - probability(rows @ weights)
        weights += RATE * (rows.T @ error / len(rows) - DECAY * np.r_[weights[:-1], 0])
    scaled = weights[:-1] / deviation
    return scaled, weights[-1] - scaled @ mean


def probability(logits):
    return 1 / (1 + np.exp(-logits))


def area_under_curve(values, is_right):
    right, wrong = values[is_right], values[~is_right]
    return np.mean(np.sign(right[:, None] - wrong[None]) / 2 + 0.5)


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        takes = [json.loads(line) for line in file]
    features = np.array([[take[column] for column in COLUMNS] for take in takes])
    is_right = np.array([take["isRight"] for take in takes])
    has_beat = np.array([take["group"] != "without a beat" for take in takes])
    weights, bias = fit_logistic(features, is_right)
    confidence = probability(features @ weights + bias)
    print({**dict(zip(COLUMNS, weights.round(3).tolist())), "bias": round(float(bias), 3)})
    print(f"{is_right[has_beat].mean():.3f} of the takes with a beat are right")
    for name, chosen in (("all takes", has_beat | True), ("takes with a beat", has_beat)):
        print(f"AUC {area_under_curve(confidence[chosen], is_right[chosen]):.3f}, {name}")
    for column, values in zip(COLUMNS, features.T):
        print(f"AUC {area_under_curve(values, is_right):.3f}, {column} alone")
    for name, chosen in (("right", is_right), ("wrong", has_beat & ~is_right), ("without a beat", ~has_beat)):
        low, middle, high = np.percentile(confidence[chosen], [10, 50, 90])
        print(f"{name}: confidence {low:.2f}–{high:.2f}, median {middle:.2f}")
