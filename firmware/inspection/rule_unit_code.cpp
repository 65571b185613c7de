// package.unit-code-twice: a number that belongs to one article alone stands on two.
//
// What honest goods share is left alone: one label in two photos (only articles of one photo are compared), a
// carton or a second sticker that repeats the number of the one article (only chip packages and boards count,
// and only two of one kind), a code and its printed twin (they stand on one package), part numbers, lots and
// dates (only what a caption or a data identifier calls a serial number counts, and two-dimensional codes
// that differ between other chips of the very same marking).
#include <algorithm>
#include <map>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"
#include "ocr/barcode/symbology.h"

namespace tidewaiter::inspection {

using ocr::FieldType;
using ocr::Reading;

namespace {

/// Shorter contents are lot or part codes.
constexpr std::size_t kShortestCode = 8;
/// Of boards, from which score on they count.
constexpr double kSureBoard = 0.6;

bool isTwoDimensional(const Reading& code) {
    const auto symbology = ocr::kSymbologies.parse(code.symbology);
    return symbology && !ocr::isLinear(*symbology);
}

/// Packages and boards of the case.
struct Scene {
    const Case& item;
    std::vector<MarkedPackage> packages;
    std::vector<MarkedPackage> boards;  ///< with everything that stands on them and on none of their packages
};

Scene sceneOf(const Case& item) {
    Scene scene{item, markedPackages(item), {}};
    for (const auto& region : item.regions) {
        if (region.kind == vision::RegionKind::Board && region.score >= kSureBoard)
            scene.boards.push_back({&region, {}, {}});
    }
    for (const auto& reading : item.readings) {
        const auto text = std::find_if(item.regions.begin(), item.regions.end(),
                                       [&](const auto& region) { return region.id == reading.region; });
        for (auto& board : scene.boards) {
            if (text == item.regions.end() || text->frame != board.body->frame) continue;
            if (!holds(board.body->quad, middleOf(reading.quad))) continue;
            (reading.kind == ocr::ReadingKind::Text ? board.lines : board.codes).push_back(&reading);
        }
    }
    return scene;
}

bool carries(const MarkedPackage& article, const Reading& reading) {
    const auto& own = reading.kind == ocr::ReadingKind::Text ? article.lines : article.codes;
    return std::find(own.begin(), own.end(), &reading) != own.end();
}

/// The article that `reading` stands on: a package before the board below it.
const MarkedPackage* bearerOf(const Reading& reading, const Scene& scene) {
    for (const auto* articles : {&scene.packages, &scene.boards}) {
        const auto found = std::find_if(articles->begin(), articles->end(),
                                        [&](const auto& article) { return carries(article, reading); });
        if (found != articles->end()) return &*found;
    }
    return nullptr;
}

/// One number and where it stands.
struct Shared {
    std::string what;  ///< "serial number"
    std::string value;
    std::string printed;  ///< as lines print it; these do not show that two articles are of one kind
    std::vector<std::pair<const MarkedPackage*, const Reading*>> places;
    std::vector<std::string> fields;
};

bool areTwoArticles(const MarkedPackage& one, const MarkedPackage& other) {
    return &one != &other && one.body->frame == other.body->frame && one.body->kind == other.body->kind &&
           areApart(one.body->quad, other.body->quad);
}

Finding findingOf(const Shared& shared, std::size_t first, std::size_t second, const Case& item) {
    const auto& [one, oneReading] = shared.places[first];
    const auto& [other, otherReading] = shared.places[second];
    const bool chips = one->body->kind == vision::RegionKind::Package;
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score =
        std::min({one->body->score, other->body->score, oneReading->confidence, otherReading->confidence});
    finding.message = "Photo " + photoOf(*one->body, item) + " shows two " +
                      (chips ? "chip packages" : "boards") + " with the same " + shared.what + " " +
                      inQuotes(shared.value) +
                      ", which can belong to one of them only; look for a copied marking.";
    finding.regions = {one->body->id, other->body->id};
    finding.fields = shared.fields;
    return finding;
}

/// The finding of the first two places that are two articles of one kind.
std::vector<Finding> judged(const Shared& shared, const Case& item) {
    for (std::size_t i = 0; i < shared.places.size(); ++i) {
        for (std::size_t k = i + 1; k < shared.places.size(); ++k) {
            const auto& one = *shared.places[i].first;
            const auto& other = *shared.places[k].first;
            if (areTwoArticles(one, other) && areTwins(one, other, shared.printed))
                return {findingOf(shared, i, k, item)};
        }
    }
    return {};
}

/// A field whose value is its article's own, with the sure readings that stand on an article.
Shared sharedField(const ocr::Field& field, const Scene& scene) {
    Shared shared{field.type == FieldType::MacAddress ? "network address" : "serial number",
                  field.value,
                  field.value,
                  {},
                  {field.id}};
    for (const auto& reading : scene.item.readings) {
        const bool supports =
            std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end();
        if (!supports || !isSure(reading)) continue;
        if (const auto* bearer = bearerOf(reading, scene)) shared.places.emplace_back(bearer, &reading);
    }
    return shared;
}

/// Whether codes of this length differ between packages of the very same marking, lot and date included: then
/// they are numbered piece by piece.
bool isNumberedPieceByPiece(const Reading& code, const std::vector<MarkedPackage>& packages,
                            const std::vector<std::string>& marking) {
    return std::any_of(packages.begin(), packages.end(), [&](const MarkedPackage& package) {
        return package.sureLines() == marking &&
               std::any_of(package.codes.begin(), package.codes.end(), [&](const Reading* other) {
                   return other->symbology == code.symbology && other->text != code.text &&
                          other->text.size() == code.text.size();
               });
    });
}

/// Two-dimensional codes on packages, by content.
std::vector<Shared> sharedCodes(const Scene& scene) {
    std::map<std::string, Shared> byContent;
    for (const auto& package : scene.packages) {
        for (const auto* code : package.codes) {
            if (!isTwoDimensional(*code) || code->text.size() < kShortestCode || !isSure(*code)) continue;
            auto& shared = byContent[code->symbology + ' ' + code->text];
            shared.what = "two-dimensional code";
            shared.value = code->text;
            shared.places.emplace_back(&package, code);
        }
    }
    std::vector<Shared> all;
    for (auto& [content, shared] : byContent) {
        const auto& [package, code] = shared.places.front();
        const auto marking = package->sureLines();
        if (!marking.empty() && isNumberedPieceByPiece(*code, scene.packages, marking))
            all.push_back(std::move(shared));
    }
    return all;
}

}  // namespace

std::vector<Finding> checkUnitCodes(const RuleInput& input) {
    const auto scene = sceneOf(input.item);
    std::vector<Finding> findings;
    const auto add = [&](const Shared& shared) {
        for (auto& finding : judged(shared, input.item)) findings.push_back(std::move(finding));
    };
    for (const auto& field : input.item.fields) {
        if (field.type == FieldType::SerialNumber || field.type == FieldType::MacAddress)
            add(sharedField(field, scene));
    }
    for (const auto& shared : sharedCodes(scene)) add(shared);
    return findings;
}

}  // namespace tidewaiter::inspection
