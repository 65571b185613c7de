#include "firmware/inspection/gpu_mentions.h"

#include <algorithm>

#include "firmware/inspection/sure_text.h"
#include "models/tokens.h"

namespace tidewaiter::inspection {

using models::CatalogEntry;
using models::CatalogMatch;
using models::MatchedBy;
using ocr::Field;
using ocr::FieldType;
using ocr::Reading;

namespace {

/// From here on a name is the product's and no ordinary word (catalog.h).
constexpr double kClearName = 0.7;
/// From here on a source that was read ties the number to the product, and does not only suggest it.
constexpr double kListed = 0.9;
/// Below, the catalogue itself is unsure.
constexpr double kLeastStrength = 0.7;
constexpr std::string_view kVendor = "NVIDIA";

bool isHex(char c) {
    return models::isDigit(c) || (c >= 'A' && c <= 'F');
}

/// "2330-885-A1": PCI id, SKU, revision.
bool isFirmwareNumber(std::string_view word) {
    return word.size() == 11 && word[4] == '-' && word[8] == '-' &&
           std::all_of(word.begin(), word.begin() + 4, isHex) &&
           std::all_of(word.begin() + 5, word.begin() + 8, models::isDigit) && word[9] >= 'A' &&
           word[9] <= 'C' && models::isDigit(word[10]);
}

/// The part of an entry's id that names the product without its variant: "h100" of "nvidia-h100-sxm5-80gb".
std::string lineOf(const CatalogEntry& entry) {
    std::string line;
    std::string_view rest = entry.id;
    rest.remove_prefix(std::min(rest.find('-') + 1, rest.size()));
    while (!rest.empty()) {
        const auto group = rest.substr(0, rest.find('-'));
        line += (line.empty() ? "" : "-") + std::string(group);
        rest.remove_prefix(std::min(group.size() + 1, rest.size()));
        if (std::any_of(group.begin(), group.end(), models::isDigit)) break;
    }
    return line;
}

void addOnce(std::vector<std::string>& all, const std::string& one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

/// Adds a product that the mention can mean.
void addProduct(GpuMention& mention, const CatalogEntry& entry) {
    addOnce(mention.lines, lineOf(entry));
    for (const auto& die : entry.dies) addOnce(mention.dies, die);
    if (mention.meaning.find(entry.name) == std::string::npos)
        mention.meaning += (mention.meaning.empty() ? "" : " or ") + entry.name;
}

/// Families and boards that carry several products say nothing here.
bool isProduct(const CatalogEntry& entry) {
    return entry.vendor == kVendor && entry.kind != models::EntryKind::System &&
           !(entry.dies.empty() && entry.pciIds.empty());
}

MentionKind kindOf(const CatalogMatch& match) {
    if (match.by == MatchedBy::DieMarking) return MentionKind::DieMarking;
    if (match.by != MatchedBy::PartNumber) return MentionKind::Name;
    return isFirmwareNumber(match.text) ? MentionKind::FirmwareNumber : MentionKind::PartNumber;
}

/// What the catalogue says of a text, by its strongest kind of match; a mention without lines when nothing.
GpuMention named(std::string_view text, const models::Catalog& catalog) {
    GpuMention mention;
    for (const auto& match : catalog.match(text)) {
        if (!isProduct(*match.entry) || match.strength < kLeastStrength) continue;
        const auto kind = kindOf(match);
        if (mention.lines.empty()) {
            mention.kind = kind;
            mention.text = match.text;
            mention.listed = kind == MentionKind::Name || match.strength >= kListed;
            mention.confidence = match.strength;
        }
        if (kind == mention.kind) addProduct(mention, *match.entry);
    }
    return mention;
}

const Reading* sureReadingOf(const Field& field, const Case& item) {
    const auto found = std::find_if(item.readings.begin(), item.readings.end(), [&](const Reading& reading) {
        return std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end() &&
               isSureOf(reading, field.value);
    });
    return found == item.readings.end() ? nullptr : &*found;
}

const vision::Region* regionOf(const Reading& reading, const Case& item) {
    const auto found = std::find_if(item.regions.begin(), item.regions.end(),
                                    [&](const auto& region) { return region.id == reading.region; });
    return found == item.regions.end() ? nullptr : &*found;
}

/// A short name that the maker's name elsewhere made certain ("A100", with "NVIDIA" in another line).
void nameByContext(GpuMention& mention, const Field& field, const Case& item) {
    const auto& entries = item.catalog.entries();
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [&](const CatalogEntry& one) { return one.id == field.entry; });
    if (entry == entries.end() || !isProduct(*entry) || field.confidence < kLeastStrength) return;
    mention.text = field.value;
    mention.listed = true;
    addProduct(mention, *entry);
}

/// A firmware number whose SKU nobody lists still begins with the PCI id.
GpuMention byPciId(std::string_view word, const models::Catalog& catalog) {
    GpuMention mention;
    mention.kind = MentionKind::FirmwareNumber;
    mention.text = word;
    for (const auto& entry : catalog.entries()) {
        const auto& ids = entry.pciIds;
        if (std::find(ids.begin(), ids.end(), word.substr(0, 4)) != ids.end()) addProduct(mention, entry);
    }
    return mention;
}

GpuMention byDie(const models::DieMatch& match, const Reading& reading) {
    GpuMention mention;
    mention.kind = MentionKind::DieMarking;
    mention.text = reading.text.substr(match.begin, match.end - match.begin);
    mention.dies = {match.die};
    mention.meaning = "the GPU " + match.die;
    mention.listed = true;
    return mention;
}

GpuMention byBoard(const models::BoardCodeMatch& match, const Reading& reading) {
    GpuMention mention;
    mention.kind = MentionKind::BoardCode;
    mention.text = reading.text.substr(match.begin, match.end - match.begin);
    mention.dies = match.board->dies;
    for (const auto& die : match.board->dies)
        mention.meaning += (mention.meaning.empty() ? "a board for the GPU " : " or ") + die;
    // A part number's middle group is the board by a rule that no maker states.
    mention.listed = match.board->confidence >= kListed && mention.text.front() == 'P';
    return mention;
}

class Collector {
  public:
    explicit Collector(const Case& item) : item_(item) {}

    std::vector<GpuMention> all() {
        for (const auto& field : item_.fields) addField(field);
        for (const auto& reading : item_.readings) addReading(reading);
        return std::move(mentions_);
    }

  private:
    void add(GpuMention mention, const Reading& reading, double confidence) {
        mention.reading = &reading;
        mention.region = regionOf(reading, item_);
        mention.confidence = confidence;
        if (!isSureOf(reading, mention.text)) return;
        const bool known = std::any_of(mentions_.begin(), mentions_.end(), [&](const GpuMention& other) {
            return other.reading == &reading && other.text == mention.text;
        });
        if (!known && mention.region != nullptr) mentions_.push_back(std::move(mention));
    }

    void addField(const Field& field) {
        if (field.type != FieldType::PartNumber && field.type != FieldType::Model) return;
        const auto* reading = sureReadingOf(field, item_);
        if (reading == nullptr) return;
        auto mention = named(field.value, item_.catalog);
        if (mention.lines.empty()) mention = named(reading->text, item_.catalog);
        if (mention.lines.empty()) nameByContext(mention, field, item_);
        mention.field = field.id;
        if (!mention.lines.empty()) add(std::move(mention), *reading, field.confidence);
    }

    void addReading(const Reading& reading) {
        const auto at = reading.confidence;
        for (const auto& word : models::tokensOf(reading.text)) {
            if (!isFirmwareNumber(word.text)) continue;
            auto mention = byPciId(word.text, item_.catalog);
            mention.listed = !mention.lines.empty();
            if (mention.listed) add(std::move(mention), reading, at);
        }
        for (const auto& match : models::diesIn(reading.text)) add(byDie(match, reading), reading, at);
        for (const auto& match : item_.boardDies.find(reading.text))
            add(byBoard(match, reading), reading, at);
    }

    const Case& item_;
    std::vector<GpuMention> mentions_;
};

bool share(const std::vector<std::string>& some, const std::vector<std::string>& others) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& one) {
        return std::find(others.begin(), others.end(), one) != others.end();
    });
}

/// "l40" and "l40s", "h20" and "h200".
bool areAlike(const std::vector<std::string>& some, const std::vector<std::string>& others) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& one) {
        return std::any_of(others.begin(), others.end(), [&](const std::string& other) {
            return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
        });
    });
}

}  // namespace

std::vector<GpuMention> gpuMentions(const Case& item) {
    return Collector(item).all();
}

std::vector<GpuMention> declaredGpus(const Case& item) {
    auto mention = named(item.declaration.goods, item.catalog);
    if (mention.lines.empty() || mention.confidence < kClearName) return {};
    return {std::move(mention)};
}

bool differ(const GpuMention& one, const GpuMention& other) {
    if (!one.lines.empty() && !other.lines.empty()) {
        const bool anyName = one.kind == MentionKind::Name || other.kind == MentionKind::Name;
        return anyName ? !areAlike(one.lines, other.lines) : !share(one.lines, other.lines);
    }
    return !one.dies.empty() && !other.dies.empty() && !share(one.dies, other.dies);
}

bool isDocumented(const GpuMention& one, const GpuMention& other) {
    const auto saysItsDie = [](const GpuMention& m) { return m.listed || m.kind == MentionKind::DieMarking; };
    const bool byDies = !one.dies.empty() && !other.dies.empty() && !share(one.dies, other.dies);
    return (one.listed && other.listed) || (byDies && saysItsDie(one) && saysItsDie(other));
}

bool agree(const GpuMention& one, const GpuMention& other) {
    if (!one.lines.empty() && !other.lines.empty()) return share(one.lines, other.lines);
    return share(one.dies, other.dies);
}

}  // namespace tidewaiter::inspection
