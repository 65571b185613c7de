#!/usr/bin/env bash
# Holds the counting of leads to the recorded numbers on real photos: leads_floor.sh EVALUATE_LEADS SOURCE_DIR
set -euo pipefail
shared=${TIDEWAITER_SHARED:-$2/../shared}
if [ ! -e "$shared/real" ]; then
    echo "skipped: the real photos are not beside the checkout"
    exit 77
fi
exec "$1" photos "$2/tests/blackbox/leads.tsv" --root "$shared/real" --min-answered 15 --min-right 100
