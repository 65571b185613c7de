#!/usr/bin/env python3
"""Goes on fitting the surface model where it is used, and prints it as models/data/surface/surface.json.

    surface_training_set scenes FIRST COUNT > scenes.txt       # what the finder takes for packages on boards, in trays
    surface_training_set rendered FIRST COUNT > rendered.txt   # close-ups of seeds that fit.py did not see; "coated"
                                                               # ones may follow
    surface_training_set real packages.tsv FOLDER > real.txt   # tests/blackbox; honest as far as is known
    fit_scenes.py SURFACE.JSON scenes.txt rendered.txt real.txt > surface.json

fit.py's sums know close-ups alone. Here boosting goes on from them (J. Friedman, Annals of Statistics 29, 2001, with
what is already known as the first term) on tops as the finder outlines them in scenes, on its mistakes, which are
honest, and on close-ups, so that these are not forgotten. What twins add is fitted anew on those in scenes. The sums
under a ring of lights stay as they are. Needs numpy and scikit-learn. Same input, same versions, same output.
"""
import json
import sys

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from fit import (FOLDS, HEADS, LEAST_IN_LEAF, LEAST_RATIO, REAL_FALSE_ALARMS, REAL_WEIGHT, RENDERED_FALSE_ALARMS,
                 SUBSAMPLE, TWINS, allowed, calibration, fit_beside, joined, load, number, threshold, trees_of, written)

# Tops that were rubbed and marked anew are hardly told from honest ones in scenes, before or after.
GONE_ON_WITH = {'sanded', 'resurfaced', 'unmarked'}
TREES, RATE, SHARE = 300, 0.06, 0.3
SCENE_SHARE = 0.3           # weight of all scenes over that of all close-ups: more of it costs close-ups more
SCENE_FALSE_ALARMS = 0.005  # a board shows ten tops and more, of which none may be called tampered
FAR = 30.0                  # logarithms beyond are as good as certain


class Known:
    """What is known already, as the first term of a boosted sum."""

    def __init__(self, part):
        self.part = part

    def fit(self, x, y, sample_weight=None):
        return self

    def predict_proba(self, x):
        positive = 1 / (1 + np.exp(-np.clip(evaluated(self.part, x), -FAR, FAR)))
        return np.c_[1 - positive, positive]


def evaluated(part, x):
    """A sum of surface.json at each row of x."""
    total = np.full(len(x), part['bias'])
    for first, at, low, low_at, high, high_at, *leaves in part['trees']:
        second = np.where(x[:, first] >= at, 2 + (x[:, high] >= high_at), x[:, low] >= low_at)
        total += np.array(leaves)[second]
    return total


def boosted_on(part, x, y, w):
    return GradientBoostingClassifier(init=Known(part), n_estimators=TREES, max_depth=2, learning_rate=RATE,
                                      subsample=SUBSAMPLE, min_samples_leaf=LEAST_IN_LEAF, max_features=SHARE,
                                      random_state=0).fit(x, y, sample_weight=w)


def added_by(model, x):
    """What the new trees say by themselves."""
    return model.learning_rate * sum(tree.predict(x) for (tree,) in model.estimators_)


def out_of_fold(part, x, y, w, groups):
    added = np.zeros(len(x))
    for fit, test in GroupKFold(FOLDS).split(x, y, groups):
        added[test] = added_by(boosted_on(part, x[fit], y[fit], w[fit]), x[test])
    return added


def continued(part, x, y, w, groups):
    """The sum `part` with more trees, calibrated, and its logarithms out of fold."""
    scores = evaluated(part, x) + out_of_fold(part, x, y, w, groups)
    slope, offset = calibration(scores, y, w)
    old = [tree[:6] + [number(slope * leaf) for leaf in tree[6:]] for tree in part['trees']]
    new = written(trees_of(boosted_on(part, x, y, w))[1], slope)
    return {'bias': number(slope * part['bias'] + offset), 'trees': old + new}, slope * scores + offset


def seeds_of(names):
    """Tops of one scene, and packages of one photo, never cross folds."""
    return np.array([name.split('/')[0] if name.startswith('scene') else name for name in names])


def split_scenes(table):
    """What was found in scenes; and how that which had twins differs from them."""
    is_twins = np.char.endswith(table[0], ' twins')
    own, differences = ([part[mask] for part in table] for mask in (~is_twins, is_twins))
    return own, [np.char.replace(differences[0], ' twins', '')] + differences[1:]


def usable(table, names):
    use = allowed(table[2], names)
    return [part[use] for part in table]


def rows_of(kinds, table):
    rows = np.isin(table[0], list(kinds) + ['honest', 'real'])
    kind, name, x = (part[rows] for part in table)
    return kind, name, x, np.isin(kind, list(kinds))


def weights_of(kind, in_scene):
    w = np.where(kind == 'real', REAL_WEIGHT, 1.0)
    w[in_scene] *= SCENE_SHARE * w[~in_scene].sum() / w[in_scene].sum()
    return w


def fit_twins(kinds, ratio_of, differences):
    """What twins add, and areas under the curve without and with it."""
    _, name, x, y = rows_of(kinds, differences)
    judged = np.array([one in ratio_of for one in name])
    name, x, y = name[judged], x[judged], y[judged]
    base = np.array([ratio_of[one] for one in name])
    twins, together = fit_beside(base, x, y, seeds_of(name), TWINS)
    return twins, roc_auc_score(y, base), roc_auc_score(y, together)


def fit_head(head, kinds, data, table, differences):
    """One head, gone on with; says what it sees of itself out of fold."""
    kind, name, x, y = rows_of(kinds, table)
    in_scene = np.char.startswith(name, 'scene')
    before = ratios = evaluated(data['alone'], x)
    if head in GONE_ON_WITH:
        data['alone'], ratios = continued(data['alone'], x, y, weights_of(kind, in_scene), seeds_of(name))
    data['twins'], without, beside = fit_twins(kinds, dict(zip(name[in_scene], ratios[in_scene])), differences)
    honest, close = kind == 'honest', (kind != 'real') & ~in_scene
    limit = max(threshold(ratios[kind == 'real'], REAL_FALSE_ALARMS),
                threshold(ratios[honest & close], RENDERED_FALSE_ALARMS),
                threshold(ratios[honest & in_scene], SCENE_FALSE_ALARMS), np.log(LEAST_RATIO))
    data['ratioToState'] = number(np.exp(limit) * 1.001)
    for place, rows in (('close up', close), ('in scenes', in_scene)):
        stated, accused = ratios[rows & y] >= limit, ratios[rows & ~y] >= limit
        print(f'{head} {place}: area {roc_auc_score(y[rows], before[rows]):.3f} before, '
              f'{roc_auc_score(y[rows], ratios[rows]):.3f} after; from ratio {np.exp(limit):.0f} on states '
              f'{stated.mean():.2f} of {len(stated)} and {accused.mean():.3f} of {len(accused)} honest ones',
              file=sys.stderr)
    print(f'{head} beside twins: area {without:.3f} alone, {beside:.3f} together', file=sys.stderr)


def main():
    model = json.load(open(sys.argv[1]))
    (names, *scenes), (close_names, *close), (real_names, *real) = (load(path) for path in sys.argv[2:5])
    assert names == close_names == real_names == model['measures']
    own, differences = split_scenes(scenes)
    real = [part[real[0] == 'real'] for part in real]
    table = usable(joined(own, close, real), names)
    for head, kinds in HEADS.items():
        fit_head(head, kinds, model['heads'][head], table, differences)
    print(json.dumps(model, separators=(',', ':')).replace('],[', '],\n['))


if __name__ == '__main__':
    main()
