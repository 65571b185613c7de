// package.twins-differ: chips that are marked as twins and differ in what twins share.
//
// Chips of one part number and one lot have one date of making, one origin, one maker and one body. A word
// that two chips share is a lot when its shape says so (packages/lots.json), or when a third chip of the same
// part carries another word of that shape in its place: what changes from chip to chip is no part of the part
// number. Nothing rests on one misread character: what differs must differ by two sure ones at least.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <sstream>

#include "firmware/inspection/board_scale.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/seen_leads.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"
#include "ocr/fields/dates.h"

namespace tidewaiter::inspection {

namespace {

/// A lot of wafers is cut and molded in parts, some weeks apart; half a year is another making.
constexpr int kMostWeeks = 26;
constexpr int kWeeksOfYear = 52;
/// Brands that are also words or places are below (models/data/markings/brands.json).
constexpr double kSureBrand = 0.9;
constexpr std::size_t kShortestLot = 6;
constexpr std::ptrdiff_t kLotDigits = 3;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isCapital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// What stands on one chip, as far as it is sure.
struct Marks {
    const MarkedPackage* package = nullptr;
    std::vector<std::string> words;    ///< of sure lines
    std::vector<std::string> dates;    ///< words that are year and week
    std::vector<std::string> origins;  ///< country codes
    std::vector<std::string> makers;
};

std::vector<std::string> wordsOf(const std::string& line) {
    std::istringstream text(line);
    std::vector<std::string> words;
    for (std::string word; text >> word;) words.push_back(word);
    return words;
}

void addOnce(std::vector<std::string>& all, const std::string& value) {
    if (!value.empty() && std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
}

Marks marksOf(const MarkedPackage& package, const models::Markings& markings) {
    Marks marks{&package, {}, {}, {}, {}};
    for (const auto* line : package.lines) {
        if (!isSure(*line)) continue;
        for (const auto& word : wordsOf(line->text)) {
            addOnce(marks.words, word);
            if (ocr::isYearWeek(word)) addOnce(marks.dates, word);
        }
        addOnce(marks.origins, markings.origin(line->text));
        const auto brands = markings.brands(line->text);
        if (!brands.empty() && brands.front().strength >= kSureBrand)
            addOnce(marks.makers, brands.front().brand);
    }
    return marks;
}

/// The word with digits, capitals and the rest drawn together: what lots of one maker have in common.
std::string shapeOf(std::string word) {
    for (auto& c : word) {
        if (isDigit(c)) c = '9';
        if (isCapital(c)) c = 'A';
    }
    return word;
}

/// Enough capitals and digits, and nothing else, which part numbers' endings often have.
bool canBeLot(const std::string& word) {
    return word.size() >= kShortestLot && std::count_if(word.begin(), word.end(), isDigit) >= kLotDigits &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return isDigit(c) || isCapital(c) || c == '.'; });
}

/// Whether a chip of the same part carries another word of this shape instead.
bool changesAmongTwins(const std::string& word, const Marks& one, const std::vector<Marks>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Marks& other) {
        const bool hasIt = std::find(other.words.begin(), other.words.end(), word) != other.words.end();
        return !hasIt && areTwins(*one.package, *other.package, word) &&
               std::any_of(other.words.begin(), other.words.end(), [&](const std::string& instead) {
                   return shapeOf(instead) == shapeOf(word) && differSurely(instead, word);
               });
    });
}

/// The lot that both carry, empty when there is none for sure.
std::string sharedLot(const Marks& one, const Marks& other, const std::vector<Marks>& all, const Case& item) {
    for (const auto& word : one.words) {
        if (std::find(other.words.begin(), other.words.end(), word) == other.words.end()) continue;
        if (!canBeLot(word) || !item.markings.partNumbers(word).empty()) continue;
        if (!areTwins(*one.package, *other.package, word)) continue;
        if (item.packages.isLot(word) || changesAmongTwins(word, one, all)) return word;
    }
    return {};
}

int weekOf(const std::string& date) {
    const int value = std::atoi(date.c_str());
    const int year = value / 100 >= 70 ? value / 100 : value / 100 + 100;
    return year * kWeeksOfYear + value % 100;
}

/// What differs, as a sentence goes on; empty when nothing does for sure.
std::string differenceOf(const Marks& one, const Marks& other) {
    const auto single = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
        return a.size() == 1 && b.size() == 1;
    };
    const bool dated = single(one.dates, other.dates);
    if (dated && differSurely(one.dates[0], other.dates[0]) &&
        std::abs(weekOf(one.dates[0]) - weekOf(other.dates[0])) > kMostWeeks)
        return "but the dates " + one.dates[0] + " and " + other.dates[0];
    if (single(one.makers, other.makers) && one.makers[0] != other.makers[0])
        return "but the makers " + plainText(one.makers[0]) + " and " + plainText(other.makers[0]);
    const bool sameDate = one.dates == other.dates && !one.dates.empty();
    if (sameDate && single(one.origins, other.origins) && one.origins[0] != other.origins[0])
        return "but the origins " + one.origins[0] + " and " + other.origins[0];
    return {};
}

/// Whether two bodies of one photo cannot be of one type: both corners may be wrong, and one may lie deeper.
bool haveOtherBodies(const MarkedPackage& one, const MarkedPackage& other) {
    const double ratio = std::abs(std::log(sideRatio(one.body->quad) / sideRatio(other.body->quad)));
    const double area =
        std::abs(std::log(areaOf(one.body->quad) / std::max(areaOf(other.body->quad), 1e-6))) / 2;
    return ratio > std::hypot(kCornerRatioError, kCornerRatioError, kTiltError) ||
           area > std::hypot(kCornerSizeError, kCornerSizeError, kTiltError);
}

/// "but one with 14 leads, ..., the other with 16 leads, ..."; empty where they are not surely different.
std::string otherLeads(const vision::Region& one, const vision::Region& other,
                       const models::PackageCodes& codes) {
    const auto first = seenLeads(one, codes);
    const auto second = seenLeads(other, codes);
    if (!first || !second || !differSurely(*first, *second)) return {};
    return "but one has " + described(*first) + ", the other has " + described(*second);
}

Finding findingOf(const Marks& one, const Marks& other, const std::string& same, const std::string& differs,
                  const Case& item) {
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = std::min(one.package->body->score, other.package->body->score);
    finding.message = "Photo " + photoOf(*one.package->body, item) + " shows two chips with the same " +
                      same + ", " + differs + "; one of them may have been marked anew.";
    finding.regions = {one.package->body->id, other.package->body->id};
    return finding;
}

/// The part number with its package code that both are marked with, empty when there is none.
std::string sharedPart(const Marks& one, const Marks& other, const std::vector<ClaimedBody>& claims) {
    const auto claimOf = [&](const Marks& marks) {
        return std::find_if(claims.begin(), claims.end(),
                            [&](const ClaimedBody& claim) { return claim.package == marks.package; });
    };
    const auto first = claimOf(one);
    const auto second = claimOf(other);
    return first != claims.end() && second != claims.end() && first->part == second->part ? first->part
                                                                                          : std::string();
}

std::optional<Finding> judged(const Marks& one, const Marks& other, const std::vector<Marks>& all,
                              const std::vector<ClaimedBody>& claims, const Case& item) {
    const auto& first = *one.package->body;
    const auto& second = *other.package->body;
    if (first.frame != second.frame || !areApart(first.quad, second.quad)) return std::nullopt;
    const auto lot = sharedLot(one, other, all, item);
    const auto difference = lot.empty() ? std::string() : differenceOf(one, other);
    if (!difference.empty())
        return findingOf(one, other, "part number and lot code " + inQuotes(lot), difference, item);
    const auto part = sharedPart(one, other, claims);
    if (part.empty() && lot.empty()) return std::nullopt;
    const auto same = part.empty() ? "lot code " + inQuotes(lot) : "part number " + inQuotes(part);
    if (haveOtherBodies(*one.package, *other.package))
        return findingOf(one, other, same, "but with bodies of different shape or size", item);
    const auto leads = otherLeads(first, second, item.packages);
    return leads.empty() ? std::nullopt : std::optional(findingOf(one, other, same, leads, item));
}

}  // namespace

std::vector<Finding> checkTwins(const RuleInput& input) {
    const auto packages = markedPackages(input.item);
    const auto claims = claimedBodies(packages, input.item.packages);
    std::vector<Marks> all;
    for (const auto& package : packages) all.push_back(marksOf(package, input.item.markings));
    std::vector<Finding> findings;
    std::vector<bool> told(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = i + 1; k < all.size() && !told[i]; ++k) {
            if (told[k]) continue;
            auto finding = judged(all[i], all[k], all, claims, input.item);
            if (!finding) continue;
            told[i] = told[k] = true;
            findings.push_back(std::move(*finding));
        }
    }
    return findings;
}

}  // namespace tidewaiter::inspection
