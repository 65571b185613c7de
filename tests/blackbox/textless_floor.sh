#!/usr/bin/env bash
# Holds the reader to inventing nothing: textless_floor.sh EVALUATE_TEXTLESS RENDER_SCENE SOURCE_DIR
set -euo pipefail
scenes=$(mktemp -d)
trap 'rm -rf "$scenes"' EXIT
"$2" --kind package --defect unmarked --count 40 --seed 8001 --format jpg --out "$scenes"
"$1" "$scenes" --max-invented 0
photos=${TIDEWAITER_SHARED:-$3/../shared}/appearance
if [ ! -d "$photos" ]; then
    echo "left out: the photos of goods are not beside the checkout"
    exit 0
fi
exec "$1" "$3/tests/blackbox/textless.tsv" "$photos" --max-invented 0
