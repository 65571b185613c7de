#include "models/package_codes.h"

#include <algorithm>
#include <map>
#include <optional>

#include "models/data_file.h"
#include "models/pattern.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

/// One package of one family of parts.
struct PackageKey {
    Pattern pattern;  ///< part number and package together
    std::vector<std::size_t> outlines;
};

struct Family {
    std::string maker;
    Pattern part;  ///< tried first, since most words fit none
    std::vector<PackageKey> keys;
    std::string source;
    double confidence = 0;
};

constexpr std::size_t kSides = 2;
/// No package is larger; larger numbers are mistakes of the unit.
constexpr double kLargestMm = 120;

}  // namespace

struct PackageCodes::Index {
    std::vector<PackageOutline> outlines;
    std::vector<Family> families;
    std::vector<Pattern> lots;
};

namespace {

PackageOutline readOutline(const DataEntry& data) {
    PackageOutline outline;
    outline.id = data.text("outline");
    outline.family = data.text("family");
    outline.pins = data.count("pins");
    outline.leadSides = data.count("lead_sides");
    const auto body = data.numbers("body_mm");
    if (body.size() != kSides || body[0] < body[1] || body[1] <= 0 || body[0] > kLargestMm) {
        data.reject("body_mm", "is not a body's length and width in millimeters, the longer first");
        return outline;
    }
    outline.lengthMm = body[0];
    outline.widthMm = body[1];
    outline.source = data.source();
    outline.confidence = data.confidence();
    return outline;
}

/// The outlines that `ids` name; what is not known is kept in the file.
std::vector<std::size_t> outlinesNamed(const std::vector<std::string>& ids, const DataEntry& data,
                                       const std::vector<PackageOutline>& outlines) {
    std::vector<std::size_t> named;
    for (const auto& id : ids) {
        const auto found = std::find_if(outlines.begin(), outlines.end(),
                                        [&](const auto& outline) { return outline.id == id; });
        if (found == outlines.end()) {
            data.reject("packages", "names the outline '" + id + "', which is not in packages/outlines.json");
        } else {
            named.push_back(static_cast<std::size_t>(found - outlines.begin()));
        }
    }
    return named;
}

std::optional<Pattern> compiled(const std::string& expression, const DataEntry& data, std::string_view key) {
    auto pattern = Pattern::compile(expression);
    if (pattern) return std::move(*pattern);
    data.reject(key, "cannot be used: " + pattern.error().message);
    return std::nullopt;
}

std::optional<Family> readFamily(const DataEntry& data, const std::vector<PackageOutline>& outlines) {
    if (data.text("code").empty()) return std::nullopt;
    const auto part = "(?:" + data.text("part") + ")";
    auto pattern = compiled(part, data, "part");
    if (!pattern) return std::nullopt;
    Family family{data.text("maker"), std::move(*pattern), {}, data.source(), data.confidence()};
    const std::string between = data.flag("apart") ? "[ /-]?" : "[/-]?";
    const auto packages = data.textsByName("packages");
    if (packages.empty()) data.reject("packages", "is missing or empty");
    for (const auto& [key, ids] : packages) {
        auto whole = compiled(part + between + "(?:" + key + ")(?![0-9A-Za-z])", data, "packages");
        auto named = outlinesNamed(ids, data, outlines);
        if (named.empty()) data.reject("packages", "gives no outline for '" + key + "'");
        if (whole) family.keys.push_back({std::move(*whole), std::move(named)});
    }
    return family;
}

std::optional<Error> readOutlines(const Store& store, PackageCodes::Index& index) {
    const auto file = DataFile::read(store, "packages/outlines.json",
                                     {"outline", "family", "pins", "lead_sides", "body_mm"});
    if (!file) return file.error();
    for (const auto& data : file->entries()) index.outlines.push_back(readOutline(data));
    return file->problem();
}

std::optional<Error> readCodes(const Store& store, PackageCodes::Index& index) {
    const auto file =
        DataFile::read(store, "packages/codes.json", {"code", "maker", "part", "apart", "packages"});
    if (!file) return file.error();
    for (const auto& data : file->entries()) {
        if (auto family = readFamily(data, index.outlines)) index.families.push_back(std::move(*family));
    }
    return file->problem();
}

std::optional<Error> readLots(const Store& store, PackageCodes::Index& index) {
    const auto file = DataFile::read(store, "packages/lots.json", {"lot", "maker", "pattern"});
    if (!file) return file.error();
    for (const auto& data : file->entries()) {
        auto pattern = compiled(data.text("pattern"), data, "pattern");
        const bool sourced = !data.text("maker").empty() && !data.source().empty() && data.confidence() > 0;
        if (pattern && sourced) index.lots.push_back(std::move(*pattern));
    }
    return file->problem();
}

/// Adds the outlines of `key` to the match of its place; a longer match moves its end.
void widen(PackageCodeMatch& match, std::size_t length, const PackageKey& key, const Family& family,
           const std::vector<PackageOutline>& outlines) {
    if (match.begin + length > match.end) {
        match.end = match.begin + length;
        match.maker = family.maker;
        match.source = family.source;
    }
    match.confidence =
        match.outlines.empty() ? family.confidence : std::min(match.confidence, family.confidence);
    for (const auto at : key.outlines) {
        const auto* outline = &outlines[at];
        if (std::find(match.outlines.begin(), match.outlines.end(), outline) == match.outlines.end())
            match.outlines.push_back(outline);
    }
}

}  // namespace

Expected<PackageCodes> PackageCodes::load(const Store& store) {
    auto index = std::make_shared<Index>();
    for (const auto read : {readOutlines, readCodes, readLots}) {
        if (const auto problem = read(store, *index)) return tl::unexpected(*problem);
    }
    PackageCodes loaded;
    loaded.index_ = std::move(index);
    return loaded;
}

const PackageCodes& PackageCodes::none() {
    static const PackageCodes kNone;
    return kNone;
}

std::vector<PackageCodeMatch> PackageCodes::find(std::string_view text) const {
    std::vector<PackageCodeMatch> found;
    if (!index_) return found;
    const auto upper = upperCased(text);
    for (const auto& atom : atomsOf(upper)) {
        const bool inside = !found.empty() && atom.begin < found.back().end;
        if (inside) continue;
        const auto rest = std::string_view(upper).substr(atom.begin, Pattern::kMaxTokenBytes);
        PackageCodeMatch match;
        match.begin = match.end = atom.begin;
        for (const auto& family : index_->families) {
            if (family.part.fitLength(rest) == 0) continue;
            for (const auto& key : family.keys) {
                const auto length = key.pattern.fitLength(rest);
                if (length > 0) widen(match, length, key, family, index_->outlines);
            }
        }
        if (!match.outlines.empty()) found.push_back(std::move(match));
    }
    return found;
}

const std::vector<PackageOutline>& PackageCodes::outlines() const {
    static const std::vector<PackageOutline> kNone;
    return index_ ? index_->outlines : kNone;
}

bool PackageCodes::isLot(std::string_view word) const {
    return index_ && std::any_of(index_->lots.begin(), index_->lots.end(),
                                 [&](const Pattern& lot) { return lot.fits(word); });
}

}  // namespace tidewaiter::models
