# What firmware/demo, tests/run and firmware/setup/install share. Sourced by bash, never run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

step() { printf '== %s\n' "$*"; }
say() { printf '  %s\n' "$*"; }

# One sentence on standard error that says what to do, and the end.
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Where downloads and logs are kept, by the same rule as in fetch.mjs and models/downloads.cmake.
cacheDirectory() {
    printf '%s' "${TIDEWAITER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tidewaiter}"
}

# quietly WHAT LOG COMMAND...: runs the command with its output in LOG, shows that time passes, and on failure the
# end of the log.
quietly() {
    local what=$1 log=$2 every=20 start=$SECONDS passed=0 shown=0 status=0
    shift 2
    if [ -t 1 ]; then every=1; else say "$what"; fi
    "$@" >>"$log" 2>&1 </dev/null &
    while kill -0 $! 2>/dev/null; do
        sleep 0.2
        passed=$((SECONDS - start))
        if ((passed < shown + every)); then continue; fi
        shown=$passed
        if [ -t 1 ]; then printf '\r  %s %d s' "$what" "$passed"; else say "still $what, $passed s"; fi
    done
    wait $! || status=$?
    if [ -t 1 ]; then printf '\r\033[K'; say "$what: $((SECONDS - start)) s"; fi
    [ "$status" -eq 0 ] || tail -n 15 "$log" | sed 's/^/  | /' >&2
    return "$status"
}

# How many compilers run at once: one a core, fewer where memory is short (a large file takes 1.2 GB).
buildJobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1200000) }' "${TIDEWAITER_MEMINFO:-/proc/meminfo}")
    ((memory < cores)) && cores=$memory
    printf '%d' $((cores < 1 ? 1 : cores))
}

# Refuses a build directory that another source tree or another generator made: cmake's own words help nobody.
checkBuildDirectory() {
    local cache=$1/CMakeCache.txt home generator
    [ -e "$cache" ] || return 0
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$cache")
    generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$cache")
    if [ -n "$home" ] && [ "$home" != "$root" ]; then
        fail "$1 was made for the source tree $home, not for this one. Remove it (rm -r $1) and run again."
    fi
    if [ -n "$generator" ] && [ "$generator" != Ninja ]; then
        fail "$1 was made with the generator '$generator'; here it is Ninja. Remove it (rm -r $1) and run again."
    fi
}

# configure PRESET DIRECTORY
configure() {
    checkBuildDirectory "$2"
    local log
    log=$(mktemp)
    if ! (cd "$root" && cmake --preset "$1" -D "TIDEWAITER_CACHE=$(cacheDirectory)") >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "cmake could not configure $2; the lines above say why. If nothing else helps: rm -r $2"
    fi
    sed -n '/^-- Tidewaiter /,/^-- $/s/^--/ /p' "$log"
    rm -f "$log"
}

# build DIRECTORY [TARGET...]
build() {
    local directory=$1
    shift
    cmake --build "$directory" -j "$(buildJobs)" ${1:+--target "$@"} ||
        fail "the build stopped; the lines above say where. If the compiler was killed, the machine is short of memory: close other programs and run again, it goes on where it stopped."
}
