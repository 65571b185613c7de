#!/usr/bin/env python3
"""Fits what markings look like where no pattern explains them, and writes the two tables of it.

    fit.py GBHWDB_MARKINGS.tsv MODELS_DATA    # writes MODELS_DATA/markings/classes.json and symbols.json

A chain over classes of characters (digit, capital, small, sign, other), each drawn by the two before it in its word,
and the share of each character within its class, apart for words and for codes (words with a digit in them).
Counted are the transcribed markings whose SHA-256 begins with an even digit (the others are kept back for the
tests) and, for small letters and plain words, the words and captions of our own data. Same input, same output.
"""
import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

OWN_WORDS_WEIGHT = 2.0  # of one word of our own lists beside one marking: labels and boards carry plain words too
SMOOTH_CLASS = 2.0      # pseudo-counts of each class in each context
ANYTHING = 0.1          # share of characters that follow no rule: names like AirPrime, serial numbers
SMOOTH_SYMBOL = 0.5     # pseudo-counts of each symbol, as a share of its class's mean count
SIGNS = "-./:()+,'\"#&*%@_$!?;<=>[]\\^`{|}~"
CLASSES = ("digit", "capital", "small", "sign", "other", "end")
SYMBOLS = {"digit": "0123456789", "capital": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "small": "abcdefghijklmnopqrstuvwxyz", "sign": SIGNS}


def class_of(c):
    for name, symbols in SYMBOLS.items():
        if c in symbols:
            return name
    return "other"


def trained_on(marking):
    return int(hashlib.sha256(marking.encode()).hexdigest()[0], 16) % 2 == 0


def own_words(data):
    words = set()
    for group in json.loads((data / "print_words.json").read_text())["groups"]:
        words.update(group["words"])
    for entry in json.loads((data / "markings/brands.json").read_text())["entries"]:
        words.update(w for name in entry.get("names", [entry["brand"]]) for w in name.split())
    for entry in json.loads((data / "captions/captions.json").read_text())["entries"]:
        for language in ("en", "es", "de", "fr", "ms"):
            words.update(w for text in entry["words"].get(language, []) for w in text.split())
    return sorted(words | {w.upper() for w in words} | {w.lower() for w in words})


def count(words, transitions, symbols):
    for word, weight in words:
        before, last, kind = "", "start", "word"
        for c in word:
            cls = class_of(c)
            transitions[(before + " " + last).strip()][cls] += weight
            if cls in SYMBOLS:
                symbols[cls, kind][c] += weight
            if cls == "digit":
                kind = "code"
            before, last = ("" if last == "start" else last), cls
        transitions[(before + " " + last).strip()]["end"] += weight


def contexts():
    names = CLASSES[:-1]
    return ["start"] + list(names) + [f"{a} {b}" for a in names for b in names]


def share(value):
    return float(f"{value:.4g}")


def class_entries(transitions):
    everywhere = Counter()
    for counts in transitions.values():
        everywhere.update(counts)
    total = sum(everywhere.values())
    entries = []
    for context in contexts():
        counts = transitions[context]
        smoothed = {c: counts[c] + SMOOTH_CLASS * (everywhere[c] + 1) / total * len(CLASSES) for c in CLASSES}
        if context == "start":
            smoothed["end"] = 0
        whole = sum(smoothed.values())
        anything = {c: ANYTHING / 3 if c in ("digit", "capital", "small") else 0 for c in CLASSES}
        entries.append({"after": context, **{c: share((1 - ANYTHING) * smoothed[c] / whole + anything[c]) for c in CLASSES}})
    return entries


def symbol_entries(symbols):
    entries = []
    for cls, members in SYMBOLS.items():
        shares = {}
        for kind in ("word", "code"):
            counts = symbols[cls, kind]
            mean = max(1.0, sum(counts.values()) / len(members))
            smoothed = {c: counts[c] + SMOOTH_SYMBOL * mean for c in members}
            whole = sum(smoothed.values())
            shares[kind] = {c: share(smoothed[c] / whole) for c in members}
        if cls == "digit":  # which digit stands where says what was counted, not what will be read
            shares = {kind: {c: 0.1 for c in members} for kind in shares}
        entries += [{"symbol": c, "in_word": shares["word"][c], "in_code": shares["code"][c]} for c in members]
    return entries


def write(path, about, entries):
    sources = {"gbhwdb": "Game Boy hardware database, transcribed chip and board markings (CC BY-SA 4.0), counted",
               "own": "words of print_words.json, markings/brands.json and captions/captions.json, counted"}
    head = {"format": 1, "about": about, "sources": sources}
    text = json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "entries": [\n'
    tail = {"source": ["gbhwdb", "own"], "confidence": "high"}
    text += ",\n".join("    " + json.dumps(e | tail, ensure_ascii=False) for e in entries)
    path.write_text(text + "\n  ]\n}\n")


def main():
    markings, data = Path(sys.argv[1]), Path(sys.argv[2])
    lines = sorted({line.split("\t")[2] for line in markings.read_text().splitlines()[1:]})
    words = [(word, 1.0) for line in lines if trained_on(line) for word in line.split()]
    words += [(word, OWN_WORDS_WEIGHT) for word in own_words(data)]
    transitions, symbols = defaultdict(Counter), defaultdict(Counter)
    count(words, transitions, symbols)
    write(data / "markings/classes.json",
          "Which class of characters follows which two in a word on chips, boards and labels. Made by models/training/marking_background.",
          class_entries(transitions))
    write(data / "markings/symbols.json",
          "How often each character stands among those of its class, before a word's first digit and behind it. Made by models/training/marking_background.",
          symbol_entries(symbols))


main()
