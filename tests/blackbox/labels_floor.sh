#!/usr/bin/env bash
# Holds label finding to the recorded number on real photos of chips and goods: labels_floor.sh EVALUATE_LABELS
# SOURCE_DIR. Some of what is found there are labels, price tags and covers; most photos hold none.
set -euo pipefail
shared=${TIDEWAITER_SHARED:-$2/../shared}
if [ ! -e "$shared/real" ]; then
    echo "skipped: the real photos are not beside the checkout"
    exit 77
fi
cd "$shared/real"
exec "$1" goods chips benign/grocery-store benign/imagenet-sample/benign --most 40 --max-false 13
