#include "ocr/fields/caption_pairs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "ocr/fields/ascii.h"
#include "ocr/fields/candidate.h"
#include "ocr/fields/wrapped_captions.h"

namespace tidewaiter::ocr {

namespace {

/// In heights: a value below is taken only where none stands to the right.
constexpr float kBelowPenalty = 20;
/// Text that cannot be the value is taken for it only where none can.
constexpr float kNoValuePenalty = 100;

/// A caption whose line ends with it: its value stands elsewhere.
struct OpenCaption {
    models::CaptionMatch match;
    Line line;  ///< where it stands; without a place (height 0) it has no value
};

struct Read {
    std::vector<CaptionPair> pairs;  ///< with values in their own line
    std::vector<OpenCaption> open;
    std::set<std::size_t> captioned;  ///< readings that hold a caption: no values for others
};

/// The label that pairs are looked for on.
struct Label {
    const std::vector<Reading>& readings;
    const std::vector<Line>& lines;
    const Knowledge& knowledge;
};

Line lineAt(std::size_t reading, const std::vector<Line>& lines) {
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](const Line& one) { return one.reading == reading; });
    if (line != lines.end()) return *line;
    Line nowhere;
    nowhere.reading = reading;
    return nowhere;
}

/// Takes captions that are broken into two lines, so that neither line is read by itself.
void readWrapped(const Label& label, Read& read) {
    for (auto& wrapped : wrappedCaptions(label.readings, label.lines, label.knowledge.captions)) {
        if (read.captioned.count(wrapped.upper) > 0 || read.captioned.count(wrapped.lower) > 0) continue;
        read.captioned.insert({wrapped.upper, wrapped.lower});
        read.open.push_back({std::move(wrapped.match), wrapped.line});
    }
}

bool isBlank(std::string_view text) {
    return joinedKey(text).empty() &&
           std::none_of(text.begin(), text.end(), [](char c) { return isBeyondAscii(c); });
}

/// How a value goes on in the next line: a code behind its dash without a blank, a name behind its comma
/// with.
enum class Break { None, Code, Name };

Break breakOf(models::CaptionKind kind, std::string_view text) {
    using models::CaptionKind;
    const char last = text.empty() ? ' ' : text.back();
    const bool name =
        kind == CaptionKind::Party || kind == CaptionKind::Shipper || kind == CaptionKind::Consignee;
    if (name) return last == ',' || last == '&' || last == '-' ? Break::Name : Break::None;
    return last == '-' || last == '/' ? Break::Code : Break::None;
}

/// A code goes on as one word with a digit: what stands below a stray dash is no part of it.
bool canContinue(Break how, std::string_view text) {
    return how == Break::Name || (words(text).size() == 1 && hasDigit(text));
}

/// Whether a line with a caption stands in the same row before `line`, which then is that caption's value.
bool isCaptionedInRow(const Line& line, const Label& label, const Read& read) {
    return std::any_of(label.lines.begin(), label.lines.end(), [&](const Line& other) {
        return read.captioned.count(other.reading) > 0 && distanceRight(other, line);
    });
}

/// The line that continues one that breaks off ("900-21010-", "Acme Trading &"): the next below that begins
/// at the same place, or, for values behind their caption, under it, and has no caption of its own.
const Line* continuation(const Line& line, const Label& label, const Read& read) {
    const Line* best = nullptr;
    for (const auto& below : label.lines) {
        const auto far = distanceBelow(line, below);
        if (!far || below.reading == line.reading || !isLine(label.readings[below.reading])) continue;
        if (read.captioned.count(below.reading) > 0 || isCaptionedInRow(below, label, read)) continue;
        if (best == nullptr || *far < *distanceBelow(line, *best)) best = &below;
    }
    return best;
}

/// The value that `text`, the end of the line at `place`, is for a caption, joined with what continues it.
std::optional<CaptionValue> valueIn(const models::CaptionMatch& caption, std::string_view text,
                                    std::size_t place, const Label& label, const Read& read) {
    text = trimmed(text);
    const auto how = breakOf(caption.kind, text);
    const auto line = how == Break::None ? Line{} : lineAt(place, label.lines);
    const auto* const next = line.height > 0 ? continuation(line, label, read) : nullptr;
    if (next != nullptr && canContinue(how, label.readings[next->reading].text)) {
        const auto joined =
            std::string(text) + (how == Break::Name ? " " : "") + label.readings[next->reading].text;
        auto whole = captionValue(caption, joined, label.knowledge);
        if (whole) return whole;
    }
    return captionValue(caption, text, label.knowledge);
}

/// Captions and values within one line. Of captions in two languages for one thing ("品名/Description:") the
/// first has nothing behind it and is passed over.
void readLine(std::size_t place, const std::vector<models::CaptionMatch>& captions, const Label& label,
              Read& read) {
    const std::string_view text = label.readings[place].text;
    for (std::size_t i = 0; i < captions.size(); ++i) {
        const auto& caption = captions[i];
        const bool last = i + 1 == captions.size();
        const auto end = last ? text.size() : captions[i + 1].begin;
        const auto rest = text.substr(caption.end, end - caption.end);
        if (isBlank(rest)) {
            if (last) read.open.push_back({caption, lineAt(place, label.lines)});
            continue;
        }
        auto value =
            last ? valueIn(caption, rest, place, label, read) : captionValue(caption, rest, label.knowledge);
        if (!value) continue;
        read.pairs.push_back(
            {caption.kind, std::move(*value), place, place, ValuePlace::SameLine, caption.separated});
    }
}

/// All captions first: which lines hold one decides what may continue a value.
Read readLines(const Label& label) {
    Read read;
    readWrapped(label, read);
    std::map<std::size_t, std::vector<models::CaptionMatch>> captions;
    for (std::size_t i = 0; i < label.readings.size(); ++i) {
        const auto& reading = label.readings[i];
        if (reading.kind != ReadingKind::Text || !isLine(reading) || read.captioned.count(i) > 0) continue;
        auto found = label.knowledge.captions.find(reading.text);
        if (!found.empty()) captions.emplace(i, std::move(found));
    }
    for (const auto& [place, found] : captions) read.captioned.insert(place);
    for (const auto& [place, found] : captions) readLine(place, found, label, read);
    return read;
}

using Distance = std::optional<float> (*)(const Line&, const Line&);

/// The line that is nearest by `distance`, whatever it says: one does not look past a neighbor for a value.
/// The caption's own lines do not count.
const Line* nearest(const Line& caption, const std::vector<Line>& lines, Distance distance) {
    const Line* best = nullptr;
    float least = 0;
    for (const auto& line : lines) {
        if (line.reading == caption.reading || isWithin(line, caption)) continue;
        const auto far = distance(caption, line);
        if (far && (best == nullptr || *far < least)) {
            best = &line;
            least = *far;
        }
    }
    return best;
}

struct Proposal {
    float cost = 0;
    CaptionPair pair;
};

std::optional<Proposal> proposal(const OpenCaption& caption, const Line* neighbor, float cost,
                                 ValuePlace place, const Label& label, const Read& read) {
    if (neighbor == nullptr || read.captioned.count(neighbor->reading) > 0) return std::nullopt;
    const auto& reading = label.readings[neighbor->reading];
    if (!isLine(reading)) return std::nullopt;
    auto value = valueIn(caption.match, reading.text, neighbor->reading, label, read);
    if (!value) return std::nullopt;
    if (value->value.empty()) cost += kNoValuePenalty;
    return Proposal{cost,
                    {caption.match.kind, std::move(*value), caption.line.reading, neighbor->reading, place,
                     caption.match.separated}};
}

std::vector<Proposal> proposals(const Label& label, const Read& read) {
    std::vector<Proposal> found;
    const auto add = [&](std::optional<Proposal> one) {
        if (one) found.push_back(std::move(*one));
    };
    for (const auto& caption : read.open) {
        if (!(caption.line.height > 0)) continue;
        if (const auto* right = nearest(caption.line, label.lines, distanceRight))
            add(proposal(caption, right, *distanceRight(caption.line, *right), ValuePlace::Right, label,
                         read));
        if (const auto* below = nearest(caption.line, label.lines, distanceBelow))
            add(proposal(caption, below, kBelowPenalty + *distanceBelow(caption.line, *below),
                         ValuePlace::Below, label, read));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Proposal& a, const Proposal& b) { return a.cost < b.cost; });
    return found;
}

}  // namespace

std::vector<CaptionPair> pairCaptions(const std::vector<Reading>& readings, const std::vector<Line>& lines,
                                      const Knowledge& knowledge) {
    const Label label{readings, lines, knowledge};
    auto read = readLines(label);
    std::set<std::size_t> served;
    std::set<std::size_t> taken;
    for (auto& one : proposals(label, read)) {
        const auto& pair = one.pair;
        if (served.count(pair.captionReading) > 0 || taken.count(pair.valueReading) > 0) continue;
        served.insert(pair.captionReading);
        taken.insert(pair.valueReading);
        read.pairs.push_back(std::move(one.pair));
    }
    return std::move(read.pairs);
}

}  // namespace tidewaiter::ocr
