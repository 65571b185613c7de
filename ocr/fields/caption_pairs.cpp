#include "ocr/fields/caption_pairs.h"

#include <algorithm>
#include <optional>
#include <set>

#include "ocr/fields/ascii.h"
#include "ocr/fields/candidate.h"

namespace tidewaiter::ocr {

namespace {

/// In heights: a value below is taken only where none stands to the right.
constexpr float kBelowPenalty = 20;

/// A caption whose line ends with it: its value stands elsewhere.
struct OpenCaption {
    models::CaptionMatch match;
    std::size_t reading = 0;
};

struct Read {
    std::vector<CaptionPair> pairs;  ///< with values in their own line
    std::vector<OpenCaption> open;
    std::set<std::size_t> captioned;  ///< readings that hold a caption: no values for others
};

bool isBlank(std::string_view text) {
    return joinedKey(text).empty() &&
           std::none_of(text.begin(), text.end(), [](char c) { return isBeyondAscii(c); });
}

/// Captions and values within one line. Of captions in two languages for one thing ("品名/Description:") the
/// first has nothing behind it and is passed over.
void readLine(const Reading& reading, std::size_t place, const Knowledge& knowledge, Read& read) {
    const std::string_view text = reading.text;
    const auto captions = knowledge.captions.find(text);
    if (captions.empty()) return;
    read.captioned.insert(place);
    for (std::size_t i = 0; i < captions.size(); ++i) {
        const auto& caption = captions[i];
        const bool last = i + 1 == captions.size();
        const auto end = last ? text.size() : captions[i + 1].begin;
        const auto rest = text.substr(caption.end, end - caption.end);
        if (isBlank(rest)) {
            if (last) read.open.push_back({caption, place});
            continue;
        }
        auto value = captionValue(caption, rest, knowledge);
        if (!value) continue;
        read.pairs.push_back(
            {caption.kind, std::move(*value), place, place, ValuePlace::SameLine, caption.separated});
    }
}

using Distance = std::optional<float> (*)(const Line&, const Line&);

/// The line that is nearest by `distance`, whatever it says: one does not look past a neighbor for a value.
const Line* nearest(const Line& caption, const std::vector<Line>& lines, Distance distance) {
    const Line* best = nullptr;
    float least = 0;
    for (const auto& line : lines) {
        if (line.reading == caption.reading) continue;
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

void propose(const OpenCaption& caption, const Line& at, const Line* neighbor, float cost, ValuePlace place,
             const std::vector<Reading>& readings, const Read& read, const Knowledge& knowledge,
             std::vector<Proposal>& proposals) {
    if (neighbor == nullptr || read.captioned.count(neighbor->reading) > 0) return;
    const auto& reading = readings[neighbor->reading];
    if (!isLine(reading)) return;
    auto value = captionValue(caption.match, reading.text, knowledge);
    if (!value) return;
    proposals.push_back({cost,
                         {caption.match.kind, std::move(*value), at.reading, neighbor->reading, place,
                          caption.match.separated}});
}

std::vector<Proposal> proposals(const std::vector<Reading>& readings, const std::vector<Line>& lines,
                                const Read& read, const Knowledge& knowledge) {
    std::vector<Proposal> found;
    for (const auto& caption : read.open) {
        const auto line = std::find_if(lines.begin(), lines.end(), [&](const Line& candidate) {
            return candidate.reading == caption.reading;
        });
        if (line == lines.end()) continue;
        const auto* right = nearest(*line, lines, distanceRight);
        const auto* below = nearest(*line, lines, distanceBelow);
        if (right != nullptr) {
            propose(caption, *line, right, *distanceRight(*line, *right), ValuePlace::Right, readings, read,
                    knowledge, found);
        }
        if (below != nullptr) {
            propose(caption, *line, below, kBelowPenalty + *distanceBelow(*line, *below), ValuePlace::Below,
                    readings, read, knowledge, found);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Proposal& a, const Proposal& b) { return a.cost < b.cost; });
    return found;
}

}  // namespace

std::vector<CaptionPair> pairCaptions(const std::vector<Reading>& readings, const std::vector<Line>& lines,
                                      const Knowledge& knowledge) {
    Read read;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].kind == ReadingKind::Text && isLine(readings[i]))
            readLine(readings[i], i, knowledge, read);
    }
    std::set<std::size_t> served;
    std::set<std::size_t> taken;
    for (auto& proposal : proposals(readings, lines, read, knowledge)) {
        const auto& pair = proposal.pair;
        if (served.count(pair.captionReading) > 0 || taken.count(pair.valueReading) > 0) continue;
        served.insert(pair.captionReading);
        taken.insert(pair.valueReading);
        read.pairs.push_back(std::move(proposal.pair));
    }
    return std::move(read.pairs);
}

}  // namespace tidewaiter::ocr
