#!/usr/bin/env bash
# Holds package finding to the recorded numbers on real photos: packages_floor.sh EVALUATE_PACKAGES SOURCE_DIR
# held|goods. "held": photos that nothing was tuned on. "goods": photos of goods, where every package is false.
set -euo pipefail
shared=${TIDEWAITER_SHARED:-$2/../shared}
if [ ! -e "$shared/real" ] || [ ! -e "$shared/appearance" ]; then
    echo "skipped: the real photos are not beside the checkout"
    exit 77
fi
if [ "$3" = held ]; then
    exec "$1" photos "$2/tests/blackbox/packages.tsv" --root "$shared/real" --split held \
        --min-recall 62 --min-precision 82
fi
cd "$shared/appearance"
exec "$1" goods auto_parts books_paper cables closed_carton clothing food_packaged furniture household open_box shoes \
    tea_or_drink tools_metal_parts toys ../real/benign/grocery-store ../real/benign/imagenet-sample/benign --most 25 \
    --max-false 3
