#!/usr/bin/env bash
# Holds reading to the recorded minimum on real photos: reading_floor.sh EVALUATE SOURCE_DIR
set -euo pipefail
list=${TIDEWAITER_SHARED:-$2/../shared}/real/transcriptions.tsv
if [ ! -e "$list" ]; then
    echo "skipped: the real photos with their transcriptions are not beside the checkout"
    exit 77
fi
exec "$1" read "$list" --every 8 --min-exact 84 --min-within 91 --max-misread 3
