#!/usr/bin/env bash
# Holds reading to the recorded minimum on whole boards with small and faint markings: boards_floor.sh EVALUATE SOURCE_DIR
set -euo pipefail
photos=${TIDEWAITER_SHARED:-$2/../shared}/real
if [ ! -d "$photos" ]; then
    echo "skipped: the real photos are not beside the checkout"
    exit 77
fi
exec "$1" read "$2/tests/blackbox/boards.tsv" --photos "$photos" --min-exact 95 --max-misread 5
