#!/usr/bin/env python3
"""Fits the board model and prints it as a C++ table.

    board_training_set BOARDS OTHERS MORE_OTHERS > features.txt   # tests/vision, built with the tests
    fit.py features.txt > vision/internal/board_model.h

A logistic regression, to whose (halved) logit three bags of gradient-boosted trees of two questions are added
(J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001; leaves
by the second order as in T. Chen, C. Guestrin, "XGBoost", KDD 2016). Needs numpy. Same input, same output.
"""
import sys

import numpy as np

RIDGE, LINEAR_SHARE = 3.0, 0.5
BAGS, TREES_PER_BAG, RATE, LEAF_PENALTY = 3, 32, 0.1, 5.0
LEAST_IN_NODE, BINS = 20, 16
PICTURE_SHARE, FEATURE_SHARE = 0.6, 0.25  # drawn anew for each tree
FALSE_ALARMS = 0.012  # share of the pictures kept back from the fit that may score 0.5 or more
EDGES = np.linspace(0, 1, BINS + 1)[1:-1]


def balanced(y):
    return np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum()) * 3000


def sigmoid(logit):
    return 1 / (1 + np.exp(-np.clip(logit, -30, 30)))


def fit_linear(x, y):
    """Weights, bias last, by Newton's method."""
    a, w = np.c_[x, np.ones(len(x))], balanced(y)
    ridge = np.diag([RIDGE] * x.shape[1] + [1e-6])
    beta = np.zeros(a.shape[1])
    for _ in range(30):
        p = sigmoid(a @ beta)
        step = np.linalg.solve((a * (w * p * (1 - p) + 1e-9)[:, None]).T @ a + ridge, a.T @ (w * (p - y)) + ridge @ beta)
        beta -= step
        if abs(step).max() < 1e-6:
            break
    return beta


def best_split(g, h, binned, rows, columns):
    """(feature, bin) of the best question, or None."""
    total_g, total_h = g[rows].sum(), h[rows].sum()
    best, gain_of_best = None, 1e-6
    for j in columns if len(rows) >= LEAST_IN_NODE else []:
        left_g = np.bincount(binned[rows, j], g[rows], BINS).cumsum()[:-1]
        left_h = np.bincount(binned[rows, j], h[rows], BINS).cumsum()[:-1]
        gain = (left_g**2 / (left_h + LEAF_PENALTY) + (total_g - left_g)**2 / (total_h - left_h + LEAF_PENALTY)
                - total_g**2 / (total_h + LEAF_PENALTY))
        k = int(gain.argmax())
        if gain[k] > gain_of_best:
            best, gain_of_best = (int(j), k), gain[k]
    return best


def grow(g, h, binned, rows, columns):
    """One tree: three questions (feature, threshold), four leaves. A threshold of 2 is never reached."""
    def split(part):
        question = best_split(g, h, binned, part, columns)
        if question is None:
            return (0, 2.0), part, part[:0]
        high = binned[part, question[0]] > question[1]
        return (question[0], EDGES[question[1]]), part[~high], part[high]
    root, low, high = split(rows)
    low_question, *low_leaves = split(low)
    high_question, *high_leaves = split(high)
    leaves = [-RATE * g[part].sum() / (h[part].sum() + LEAF_PENALTY) for part in low_leaves + high_leaves]
    return [root, low_question, high_question], leaves


def predict(tree, x):
    (root, low, high), leaves = tree
    at = x[:, root[0]] >= root[1]
    below = np.where(at, x[:, high[0]] >= high[1], x[:, low[0]] >= low[1])
    return np.take(leaves, 2 * at + below)


def fit_trees(x, y, start, seed):
    random, w, logit, trees = np.random.default_rng(seed), balanced(y), start.copy(), []
    binned = np.searchsorted(EDGES, x, side='right')
    for _ in range(TREES_PER_BAG):
        p = sigmoid(logit)
        rows = np.flatnonzero(random.random(len(x)) < PICTURE_SHARE)
        columns = random.permutation(x.shape[1])[:int(x.shape[1] * FEATURE_SHARE)]
        trees.append(grow(w * (p - y), w * p * (1 - p) + 1e-12, binned, rows, columns))
        logit += predict(trees[-1], x)
    return trees


def number(value):
    text = f'{value:.5g}'
    return text if '.' in text or 'e' in text else text + '.0'


def rows_of(values):
    lines, line = [], '   '
    for text in map(number, values):
        if len(line) + len(text) > 100:
            lines.append(line)
            line = '   '
        line += ' ' + text + ','
    return '\n'.join(lines + [line])


def main():
    table = np.loadtxt(sys.argv[1])
    label, raw = table[:, 0], table[:, 2:]
    fitted, y = label < 2, label[label < 2]
    low = np.quantile(raw[fitted], 0.01, 0)
    high = np.maximum(np.quantile(raw[fitted], 0.99, 0), low + 1e-6)
    x = np.clip((raw - low) / (high - low), 0, 1)
    linear = fit_linear(x[fitted], y) * LINEAR_SHARE
    start = x @ linear[:-1] + linear[-1]
    trees = [tree for seed in range(BAGS) for tree in fit_trees(x[fitted], y, start[fitted], seed)]
    trees = [(questions, np.array(leaves) / BAGS) for questions, leaves in trees]
    kept_back = np.sort((start + sum(predict(tree, x) for tree in trees))[label == 2])[::-1]
    bias = linear[-1] - kept_back[int(len(kept_back) * FALSE_ALARMS)]

    print(f'''// Board model: the coefficients behind the score of board_finder.h. Do not edit:
// models/training/board_appearance/fit.py made them of {int((y == 1).sum())} views of boards and {int((y == 0).sum())} of other things.
// The bias puts 0.5 where {FALSE_ALARMS:.1%} of {len(kept_back)} other pictures, kept back from the fit, would pass for boards.
// Thread rule: immutable value, safe to use from any thread. Internal to vision: no other module includes it.
#pragma once

#include <array>
#include <cstddef>

namespace tidewaiter::vision {{

/// Questions "is the feature, scaled to [0, 1], at least the threshold?": the first, then the second when the
/// answer was no, or the third when it was yes. Leaves: no-no, no-yes, yes-no, yes-yes.
struct BoardTree {{
    std::array<std::size_t, 3> feature;
    std::array<double, 3> threshold;
    std::array<double, 4> leaf;
}};

// clang-format off
/// First and last percentile of each feature: what is scaled to 0 and 1.
inline constexpr std::array<double, {len(low)}> kBoardLow = {{
{rows_of(low)}
}};
inline constexpr std::array<double, {len(low)}> kBoardHigh = {{
{rows_of(high)}
}};

/// Weights of the scaled features.
inline constexpr std::array<double, {len(low)}> kBoardWeights = {{
{rows_of(linear[:-1])}
}};
inline constexpr double kBoardBias = {number(bias)};

inline constexpr std::array<BoardTree, {len(trees)}> kBoardTrees = {{{{''')
    for questions, leaves in trees:
        print('    {{' + ', '.join(str(f) for f, _ in questions) + '}, {' + ', '.join(number(t) for _, t in questions)
              + '}, {' + ', '.join(number(leaf) for leaf in leaves) + '}},')
    print('}};\n// clang-format on\n\n}  // namespace tidewaiter::vision')


if __name__ == '__main__':
    main()
