#!/usr/bin/env python3
"""Fits the surface model and prints it as models/data/surface/surface.json.

    surface_training_set rendered FIRST COUNT > rendered.txt         # tests/vision, built with the tests
    surface_training_set coated FIRST COUNT > coated.txt             # honest and blacktopped ones alone
    surface_training_set twins FIRST COUNT > twins.txt
    surface_training_set lit FIRST COUNT > lit.txt
    surface_training_set real packages.tsv FOLDER > real.txt         # tests/blackbox; honest as far as is known
    fit.py rendered.txt coated.txt twins.txt lit.txt real.txt > surface.json

Gradient boosting of trees of two questions (J. Friedman, Annals of Statistics 29, 2001), one sum for each kind of
tampering, calibrated out of fold (J. Platt, "Probabilistic outputs for support vector machines", 1999). Needs
numpy and scikit-learn (Debian: python3-sklearn). Same input, same versions, same output.
"""
import json
import sys
from collections import namedtuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

HEADS = {'sanded': {'sanded'}, 'resurfaced': {'blacktopped'}, 'remarked': {'remarked'}, 'unmarked': {'unmarked'}}
# Heads that are fitted on coated.txt and ask all measures. The others are fitted on rendered.txt and ask those before
# FIRST_OF_COLOR: not color and the marking's place, which came later, as coats needed them.
COATED = {'resurfaced'}
FIRST_OF_COLOR = 'tint blue'
LEAST_IN_LEAF, SUBSAMPLE = 25, 0.5
# With tens of thousands of rows thresholds are looked for among 255 of each measure (G. Ke et al., "LightGBM", 2017):
# as good here, and thirty times faster, which is what so many trees take.
MANY_ROWS, LEAST_IN_LEAF_OF_MANY = 30000, 40
# Learning rate; share of the measures that each question may ask, among few rows.
Form = namedtuple('Form', 'trees rate share')
ALONE, COATED_ALONE, TWINS = Form(400, 0.08, 0.3), Form(6000, 0.15, 0.2), Form(100, 0.08, 0.3)
LIT = TWINS
REAL_WEIGHT = 1.5          # of one honest real photo against one honest rendered one
FOLDS = 5
REAL_FALSE_ALARMS = 0.01   # share of honest real packages, out of fold, that may be called tampered
RENDERED_FALSE_ALARMS = 0.01
LEAST_RATIO = 10.0         # likelihood ratio below which nothing is stated, whatever the false alarms
# Below 64 pixels the areas under the curves, out of fold, fall below 0.9; darkness and glare likewise. Blurred more
# than any rendered top was (2.5 px), an honest top looks coated: 0.6 is what is left of the sharpness at about 3 px.
LIMITS = {'leastSidePx': 64, 'leastSharpness': 0.6, 'darkest': 0.02, 'lightest': 0.55, 'mostHighlights': 0.2}


def load(path):
    lines = [line.rstrip('\n').split('\t') for line in open(path)]
    names = lines[0][5:]
    kind = np.array([line[0] for line in lines[1:]])
    name = np.array([line[1] for line in lines[1:]])
    rest = np.array([[float(v) for v in line[2:]] for line in lines[1:]])
    return names, kind, name, rest[:, 3:]


def groups_of(names, kind):
    """Rendered pictures of one seed, and packages of one photo, never cross folds."""
    return names


def allowed(x, names):
    """What the limits let through: the rest is answered with 'unknown'."""
    value = {name: x[:, i] for i, name in enumerate(names)}
    return ((2 ** value['side'] >= LIMITS['leastSidePx']) & (value['sharpness'] >= LIMITS['leastSharpness'])
            & (value['brightness'] >= LIMITS['darkest']) & (value['brightness'] <= LIMITS['lightest'])
            & (value['highlights'] <= LIMITS['mostHighlights']))


def boosted(x, y, w, form, seed=0):
    if len(y) >= MANY_ROWS:
        model = HistGradientBoostingClassifier(max_iter=form.trees, learning_rate=form.rate, max_depth=2,
                                               max_leaf_nodes=4, min_samples_leaf=LEAST_IN_LEAF_OF_MANY,
                                               l2_regularization=1.0, early_stopping=False, random_state=seed)
        return model.fit(x, y, sample_weight=w)
    return GradientBoostingClassifier(n_estimators=form.trees, max_depth=2, learning_rate=form.rate, subsample=SUBSAMPLE,
                                      min_samples_leaf=LEAST_IN_LEAF, max_features=form.share,
                                      random_state=seed).fit(x, y, sample_weight=w)


def out_of_fold(x, y, w, groups, form):
    scores = np.zeros(len(x))
    for fit, test in GroupKFold(FOLDS).split(x, y, groups):
        scores[test] = boosted(x[fit], y[fit], w[fit], form).decision_function(x[test])
    return scores


def calibration(scores, y, w):
    """Slope and offset that turn a score into a logarithm of a likelihood ratio."""
    balanced = w * np.where(y, 0.5 / w[y].sum(), 0.5 / w[~y].sum()) * len(y)
    line = LogisticRegression(C=1e6).fit(scores[:, None], y, sample_weight=balanced)
    return float(line.coef_[0, 0]), float(line.intercept_[0])


def calibration_beside(base, scores, y):
    """Slope and offset for scores that are added to logarithms of likelihood ratios: what both say counts once."""
    a, w = np.c_[scores, np.ones(len(scores))], np.where(y, 0.5 / y.sum(), 0.5 / (~y).sum()) * len(y)
    beta = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(base + a @ beta, -30, 30)))
        step = np.linalg.solve((a * (w * p * (1 - p))[:, None]).T @ a + 1e-6 * np.eye(2), a.T @ (w * (p - y)))
        beta -= step
    return float(beta[0]), float(beta[1])


def number(value):
    return float(f'{value:.5g}')


def trees_of(model):
    """What the model starts from, and its trees: for each node its question and children, or its value."""
    if isinstance(model, HistGradientBoostingClassifier):
        trees = [[(None, node['value']) if node['is_leaf'] else
                  ((int(node['feature_idx']), node['num_threshold'], node['left'], node['right']), None)
                  for node in stage.nodes] for (stage,) in model._predictors]
        return float(np.ravel(model._baseline_prediction)[0]), trees
    trees = [[(None, model.learning_rate * tree.value[i, 0, 0]) if tree.children_left[i] < 0 else
              ((int(tree.feature[i]), tree.threshold[i], tree.children_left[i], tree.children_right[i]), None)
              for i in range(tree.node_count)] for tree in (stage.tree_ for (stage,) in model.estimators_)]
    return float(model._raw_predict_init(np.zeros((1, model.n_features_in_)))[0, 0]), trees


def exported(model, slope, offset):
    """The ensemble as a bias and trees of three questions and four leaves, calibrated."""
    prior, trees = trees_of(model)
    return {'bias': number(slope * prior + offset), 'trees': written(trees, slope)}


def written(trees, slope):
    """Trees as surface.json has them, their leaves scaled."""
    never = (0, 1e30)
    rows = []
    for tree in trees:
        def leaf(node):
            return number(slope * tree[node][1])

        def side(node):
            question = tree[node][0]
            if question is None:
                return never, [leaf(node)] * 2
            return (question[0], number(question[1])), [leaf(question[2]), leaf(question[3])]
        root = tree[0][0]
        if root is None:
            continue
        low, low_leaves = side(root[2])
        high, high_leaves = side(root[3])
        rows.append([root[0], number(root[1]), *low, *high, *low_leaves, *high_leaves])
    return rows


def threshold(ratios, share):
    """The ratio that at most `share` of these reach."""
    ordered = np.sort(ratios)[::-1]
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def paired(table, suffix):
    """The lines of a table, and beside each the one whose kind ends in `suffix`."""
    is_second = np.array([kind.endswith(' ' + suffix) for kind in table[0]])
    first, second = ([part[mask] for part in table] for mask in (~is_second, is_second))
    assert (first[1] == second[1]).all()
    return first, second


def fit_beside(base, x, y, groups, form):
    """A sum to be added to the logarithms `base`, and what both together say out of fold."""
    w = np.ones(len(y))
    scores = out_of_fold(x, y, w, groups, form)
    slope, offset = calibration_beside(base, scores, y)
    return exported(boosted(x, y, w, form), slope, offset), base + slope * scores + offset


def fit_lit(kinds, names, relief, albedo):
    """Relief, then what albedo adds: under a ring of lights."""
    value = relief[2][:, names.index('side')]
    rows = np.isin(relief[0], list(kinds) + ['honest']) & (2 ** value >= LIMITS['leastSidePx'])
    y, groups, w = np.isin(relief[0][rows], list(kinds)), relief[1][rows], np.ones(rows.sum())
    scores = out_of_fold(relief[2][rows], y, w, groups, LIT)
    slope, offset = calibration(scores, y, w)
    first = exported(boosted(relief[2][rows], y, w, LIT), slope, offset)
    second, together = fit_beside(slope * scores + offset, albedo[2][rows], y, groups, LIT)
    limit = max(threshold(together[~y], RENDERED_FALSE_ALARMS), np.log(LEAST_RATIO))
    return {'ratioToState': number(np.exp(limit) * 1.001), 'relief': first, 'albedo': second}, roc_auc_score(y, together)


def report(head, ratios, y, is_real, limit, alone, together, y_twins, lit):
    """What the fit sees of itself, out of fold: no measurement, since limits were set by it."""
    print(f'{head}: area {roc_auc_score(y[~is_real], ratios[~is_real]):.3f} rendered, '
          f'{roc_auc_score(y_twins, alone):.3f} to {roc_auc_score(y_twins, together):.3f} beside twins, '
          f'{lit:.3f} lit; states {np.mean(ratios[y] >= limit):.2f} from ratio {np.exp(limit):.0f} on', file=sys.stderr)


def joined(*tables):
    return [np.concatenate(parts) for parts in zip(*tables)]


def cut(table, measures):
    """The table with the first `measures` columns alone."""
    kind, name, x = table
    return [kind, name, x[:, :measures]]


def usable(table, names):
    use = allowed(table[2], names)
    return [part[use] for part in table]


def fit_alone(kinds, table, form):
    """The sum for one top alone, the logarithm from which it states, its rows' ratios out of fold, and the rows."""
    rows = np.isin(table[0], list(kinds) + ['honest', 'real'])
    kind, name, x = (part[rows] for part in table)
    y, w = np.isin(kind, list(kinds)), np.where(kind == 'real', REAL_WEIGHT, 1.0)
    scores = out_of_fold(x, y, w, groups_of(name, kind), form)
    slope, offset = calibration(scores, y, w)
    ratios = slope * scores + offset
    limit = max(threshold(ratios[kind == 'real'], REAL_FALSE_ALARMS),
                threshold(ratios[kind == 'honest'], RENDERED_FALSE_ALARMS), np.log(LEAST_RATIO))
    return exported(boosted(x, y, w, form), slope, offset), limit, ratios, (kind, name, y)


def fit_head(head, kinds, names, table, differences, lit):
    """One head of the model; says what it sees of itself."""
    alone, limit, ratios, (kind, name, y) = fit_alone(kinds, table, COATED_ALONE if head in COATED else ALONE)

    # The rows beside twins are among those that the single model saw, so it is asked out of fold here too.
    ratio_of = dict(zip(zip(kind, name), ratios))
    rows = np.isin(differences[0], list(kinds) + ['honest'])
    y_twins = np.isin(differences[0][rows], list(kinds))
    base = np.array([ratio_of[key] for key in zip(differences[0][rows], differences[1][rows])])
    twins, together = fit_beside(base, differences[2][rows], y_twins, differences[1][rows], TWINS)
    lit_part, lit_area = fit_lit(kinds, names, *lit)
    report(head, ratios, y, kind == 'real', limit, base, together, y_twins, lit_area)
    return {'ratioToState': number(np.exp(limit) * 1.001), 'alone': alone, 'twins': twins, 'lit': lit_part}


def main():
    (names, *rendered), (all_names, *coated), (twin_names, *beside), (lit_names, *lit), (real_names, *real) = (
        load(path) for path in sys.argv[1:6])
    assert all_names == twin_names == real_names
    few = all_names.index(FIRST_OF_COLOR)
    assert names[:few] == lit_names[:few] == all_names[:few]
    own, differences = paired(beside, 'twins')
    use = allowed(own[2], all_names)
    differences = [own[0][use], own[1][use], differences[2][use]]
    lit = [cut(part, few) for part in paired(lit, 'albedo')]
    real = [part[real[0] == 'real'] for part in real]

    heads = {}
    for head, kinds in HEADS.items():
        most = len(all_names) if head in COATED else few
        tables = (cut(table, most) for table in (coated if head in COATED else rendered, own, real))
        heads[head] = fit_head(head, kinds, all_names[:few], usable(joined(*tables), all_names[:few]),
                               cut(differences, most), lit)

    print(json.dumps({
        'about': 'Surface model: how rendered tampered tops differ from honest ones, rendered and real. Made by '
                 'models/training/surface/fit.py; do not edit. Format: models/FORMAT.md.',
        'measures': all_names, 'limits': LIMITS, 'heads': heads}, separators=(',', ':')).replace('],[', '],\n['))


if __name__ == '__main__':
    main()
