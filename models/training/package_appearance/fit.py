#!/usr/bin/python3
"""Fits the package model and prints it as a C++ table.

    package_training_set packages.tsv PHOTOS 1001 90 OTHERS > features.txt    # tests/blackbox
    fit.py features.txt > vision/internal/package_model.h

Two bags of boosted trees (J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
Statistics 29, 2001), by scikit-learn's histogram version: a small one without the features of the leads, to drop
what is hopeless, and the full one. The score is calibrated on regions after the best of overlapping ones were
chosen, with trees that never saw the photo (three folds by photo). Needs Debian's python3-sklearn and
python3-opencv. Same input, same output.
"""
import sys

import cv2
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

LOOKS, FEATURES = 44, 50
FIRST = dict(max_iter=30, max_leaf_nodes=10, learning_rate=0.15, l2_regularization=5, min_samples_leaf=40)
FULL = dict(max_iter=160, max_leaf_nodes=12, learning_rate=0.08, l2_regularization=8, min_samples_leaf=30)
KEPT_BY_FIRST = 0.985  # share of the packages that pass the first bag
RENDERED = 68, 100000  # numbers of pictures: photos below, pictures of other things above
RENDERED_WEIGHT = 0.5
FOLDS = 3
MOST_SHARED = 0.35     # of the smaller quad: as in package_finder.cpp


def fit(options, x, y, w):
    return HistGradientBoostingClassifier(random_state=0, early_stopping=False, **options).fit(x, y, sample_weight=w)


def logit(model, x):
    return model.decision_function(x)


def chosen(quads, scores):
    """Indices of the quads that no better one overlaps, best first."""
    kept = []
    areas = [abs(cv2.contourArea(q)) for q in quads]
    for i in np.argsort(-scores, kind='stable'):
        if all(cv2.intersectConvexConvex(quads[i], quads[k])[0] <= MOST_SHARED * min(areas[i], areas[k]) for k in kept):
            kept.append(i)
    return kept


def calibration(label, number, variant, quads, scores):
    """Slope and offset for the logit, from the regions that are left of each picture as it was taken."""
    out_x, out_y = [], []
    for n in np.unique(number[number < RENDERED[0]]):
        for v in np.unique(variant[number == n]):
            part = np.flatnonzero((number == n) & (variant == v) & (scores > -5))
            for k in chosen(quads[part], scores[part]):
                if label[part[k]] != 2:
                    out_x.append(scores[part[k]])
                    out_y.append(label[part[k]])
    part = np.flatnonzero((number >= RENDERED[1]) & (scores > -5))
    out_x += list(scores[part])
    out_y += [0] * len(part)
    out_x, out_y = np.array(out_x), np.array(out_y)
    line = LogisticRegression(C=1e6).fit(out_x[:, None], out_y)
    slope, offset = line.coef_[0, 0], line.intercept_[0]
    p = 1 / (1 + np.exp(-(slope * out_x + offset)))
    for low in (0, .1, .2, .3, .4, .5, .6, .7, .8, .9):
        in_bin = (p >= low) & (p < low + .1)
        print(f'{low:.1f}: {in_bin.sum()} regions, {out_y[in_bin].mean() if in_bin.any() else 0:.3f} right', file=sys.stderr)
    print(f'at 0.5: {(p >= .5).sum()} regions, precision {out_y[p >= .5].mean():.3f}, right {out_y[p >= .5].sum()}', file=sys.stderr)
    return slope, offset


class Table:
    """All trees in one list of nodes; a child below zero is leaf -1 - child."""

    def __init__(self):
        self.nodes, self.leaves = [], []

    def add(self, model):
        roots = []
        for (predictor,) in model._predictors:
            roots.append(self.node(predictor.nodes, 0))
        return roots, float(np.ravel(model._baseline_prediction)[0])

    def node(self, nodes, index):
        n = nodes[index]
        if n['is_leaf']:
            self.leaves.append(n['value'])
            return -len(self.leaves)
        at = len(self.nodes)
        self.nodes.append(None)
        below, above = self.node(nodes, n['left']), self.node(nodes, n['right'])
        self.nodes[at] = (int(n['feature_idx']), float(n['num_threshold']), below, above)
        return at


def number_text(value):
    text = f'{value:.5g}'
    return text + 'F' if '.' in text or 'e' in text else text + '.0F'


def wrapped(texts, width=270):
    lines, line = [], '   '
    for text in texts:
        if len(line) + len(text) > width:
            lines.append(line)
            line = '   '
        line += ' ' + text + ','
    return '\n'.join(lines + [line])


def main():
    table = np.loadtxt(sys.argv[1])
    rows = np.arange(len(table))  # of what is plentiful, other things in rendered scenes, a third is enough
    table = table[(table[:, 0] == 1) | (table[:, 1] < RENDERED[0]) | (table[:, 1] >= RENDERED[1]) | (rows % 3 == 0)]
    label, number, variant = table[:, 0].astype(int), table[:, 1].astype(int), table[:, 2].astype(int)
    quads, x = table[:, 4:12].reshape(-1, 4, 2).astype(np.float32), table[:, 12:].astype(np.float32)
    rendered = (number >= RENDERED[0]) & (number < RENDERED[1])
    w = np.where(rendered, RENDERED_WEIGHT, 1.0)
    known = label != 2
    fold = (number * 2654435761 % 1000003) % FOLDS
    scores, first = np.zeros(len(x)), np.zeros(len(x))
    for k in range(FOLDS):
        seen, unseen = known & (fold != k), fold == k
        first[unseen] = logit(fit(FIRST, x[seen][:, :LOOKS], label[seen], w[seen]), x[unseen][:, :LOOKS])
        scores[unseen] = logit(fit(FULL, x[seen], label[seen], w[seen]), x[unseen])
    bar = np.quantile(first[(label == 1) & ~rendered], 1 - KEPT_BY_FIRST)
    print(f'first bag keeps {(first[label == 0] >= bar).mean():.3f} of the others', file=sys.stderr)
    scores[first < bar] = -20
    slope, offset = calibration(label, number, variant, quads, scores)

    trees = Table()
    first_roots, first_base = trees.add(fit(FIRST, x[known][:, :LOOKS], label[known], w[known]))
    full_roots, full_base = trees.add(fit(FULL, x[known], label[known], w[known]))
    nodes = [f'{{{f}, {number_text(t)}, {b}, {a}}}' for f, t, b, a in trees.nodes]
    photos, packages = len(np.unique(number[number < RENDERED[0]])), int((label == 1).sum())
    print(f'''// Package model: the coefficients behind the score of package_finder.h. Do not edit:
// models/training/package_appearance/fit.py made them of {packages} views of packages and {int((label == 0).sum())} of other
// things, from {photos} photos (tests/blackbox/packages.tsv, "tune"), {len(np.unique(number[rendered]))} rendered scenes and {len(np.unique(number[number > RENDERED[1]]))} pictures of goods.
// Thread rule: immutable value, safe to use from any thread. Internal to vision: no other module includes it.
#pragma once

#include <array>

namespace tidewaiter::vision {{

/// A question "is the feature at most the threshold?" and where to go on: another node, or, below zero, leaf
/// -1 - index.
struct PackageNode {{
    short feature;
    float threshold;
    short yes;
    short no;
}};

// clang-format off
inline constexpr std::array<PackageNode, {len(nodes)}> kPackageNodes = {{{{
{wrapped(nodes)}
}}}};

inline constexpr std::array<float, {len(trees.leaves)}> kPackageLeaves = {{
{wrapped(map(number_text, trees.leaves))}
}};

/// Roots of the small bag, which does without the leads, and what its sum must reach.
inline constexpr std::array<short, {len(first_roots)}> kPackageFirstTrees = {{
{wrapped(map(str, first_roots))}
}};
inline constexpr float kPackageFirstBase = {number_text(first_base)};
inline constexpr float kPackageFirstBar = {number_text(bar)};

/// Roots of the full bag, and the calibration of its sum.
inline constexpr std::array<short, {len(full_roots)}> kPackageTrees = {{
{wrapped(map(str, full_roots))}
}};
inline constexpr float kPackageBase = {number_text(full_base)};
inline constexpr float kPackageSlope = {number_text(slope)};
inline constexpr float kPackageOffset = {number_text(offset)};
// clang-format on

}}  // namespace tidewaiter::vision''')


if __name__ == '__main__':
    main()
