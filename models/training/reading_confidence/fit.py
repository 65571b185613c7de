#!/usr/bin/env python3
"""fit.py MODELS_DATA JUDGED.tsv... : fits reading_confidence.json to readings that were judged.

JUDGED.tsv is what `evaluate read --judged` writes: confidence, characters, right. The confidences in it went
through the scale that MODELS_DATA holds; it is taken off first, so fitting again gives the same coefficients.
A logistic curve by Newton's method, with a weak pull towards changing nothing (slope 1, the rest 0).
"""
import json
import math
import sys

PULL = 2.0  # as strong as so many readings
START = (1.0, 0.0, 0.0)
LEAST, MOST = 1e-4, 0.9999


def log_odds(p):
    p = min(MOST, max(LEAST, p))
    return math.log(p / (1 - p))


def rows(files, scale):
    for name in files:
        with open(name, encoding="utf8") as table:
            next(table)
            for row in table:
                confidence, characters, right = row.split("\t")
                length = math.log(max(1, int(characters)))
                raw = (log_odds(float(confidence)) - scale[1] * length - scale[2]) / scale[0]
                yield (raw, length, 1.0), int(right)


def solve(matrix, vector):
    """Gaussian elimination; the matrix is positive definite."""
    rows_ = [list(m) + [v] for m, v in zip(matrix, vector)]
    size = len(vector)
    for i in range(size):
        for j in range(i + 1, size):
            factor = rows_[j][i] / rows_[i][i]
            rows_[j] = [a - factor * b for a, b in zip(rows_[j], rows_[i])]
    result = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows_[i][j] * result[j] for j in range(i + 1, size))
        result[i] = (rows_[i][size] - known) / rows_[i][i]
    return result


def fit(data):
    weights = list(START)
    for _ in range(50):
        gradient = [PULL * (start - w) for start, w in zip(START, weights)]
        hessian = [[PULL if i == j else 0.0 for j in range(3)] for i in range(3)]
        for features, right in data:
            p = 1 / (1 + math.exp(-sum(w * f for w, f in zip(weights, features))))
            for i in range(3):
                gradient[i] += (right - p) * features[i]
                for j in range(3):
                    hessian[i][j] += p * (1 - p) * features[i] * features[j]
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step)]
    return weights


def main():
    path = sys.argv[1] + "/reading_confidence.json"
    with open(path, encoding="utf8") as file:
        scale = json.load(file)
    data = list(rows(sys.argv[2:], (scale["slope"], scale["per_length"], scale["offset"])))
    weights = fit(data)
    for key, weight in zip(("slope", "per_length", "offset"), weights):
        scale[key] = round(weight, 4)
    with open(path, "w", encoding="utf8") as file:
        file.write(json.dumps(scale, indent=2) + "\n")
    print(f"{len(data)} readings, {sum(right for _, right in data)} of them right: {scale}")


if __name__ == "__main__":
    main()
