#include "firmware/inspection/claimed_body.h"

#include <algorithm>
#include <optional>

#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

using models::PackageCodeMatch;
using ocr::Reading;

namespace {

/// Part numbers span so much of the body's longer side: 88 of 91 sure ones with a package code on real photos
/// (53) and rendered boards (38); the other three stand on DIPs of 40 pins. A chip on a module spans less of
/// it.
constexpr double kLeastSpan = 0.22;

/// The lines of a marking as one text, with where each begins.
struct Joined {
    std::string text;
    std::vector<std::size_t> begins;
};

Joined joined(const std::vector<const Reading*>& lines) {
    Joined all;
    for (const auto* line : lines) {
        if (!all.text.empty()) all.text += ' ';
        all.begins.push_back(all.text.size());
        all.text += line->text;
    }
    return all;
}

/// A line with the part of the match that stands on it.
struct Piece {
    const Reading* line = nullptr;
    std::size_t begin = 0;
    std::size_t length = 0;
};

std::vector<Piece> piecesOf(const PackageCodeMatch& match, const Joined& all,
                            const std::vector<const Reading*>& lines) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto begin = std::max(match.begin, all.begins[i]);
        const auto end = std::min(match.end, all.begins[i] + lines[i]->text.size());
        if (begin < end) pieces.push_back({lines[i], begin - all.begins[i], end - begin});
    }
    return pieces;
}

/// How much of the body's longer side the line spans, in [0, 1] or a little more.
double spanOf(const Piece& piece, const vision::Quad& body) {
    const auto along = piece.line->quad[1] - piece.line->quad[0];
    const double share = static_cast<double>(piece.length) / static_cast<double>(piece.line->text.size());
    const double longer = std::max(cv::norm(body[1] - body[0]), cv::norm(body[2] - body[1]));
    return longer > 0 ? cv::norm(along) * share / longer : 0;
}

/// Whether the line says what it says whatever its doubtful characters are: no look-alike names another
/// package. The look-alikes of one line stand beside the other lines as they were read.
bool isClaimSure(const Piece& piece, const PackageCodeMatch& match, const Joined& all,
                 const models::PackageCodes& codes) {
    if (!isSureButForLookAlikes(*piece.line, piece.begin, piece.length)) return false;
    const auto alikes = lookAlikes(*piece.line, piece.begin, piece.length);
    return std::all_of(alikes.begin(), alikes.end(), [&](const std::string& other) {
        auto text = all.text.substr(match.begin, match.end - match.begin);
        const auto at = text.find(std::string_view(piece.line->text).substr(piece.begin, piece.length));
        if (at == std::string::npos) return false;
        const auto found = codes.find(text.replace(at, piece.length, other));
        return found.empty() || (found.size() == 1 && found.front().outlines == match.outlines);
    });
}

bool isContainer(const MarkedPackage& package, const std::vector<MarkedPackage>& packages) {
    return std::any_of(packages.begin(), packages.end(), [&](const MarkedPackage& other) {
        return &other != &package && other.body->frame == package.body->frame &&
               areaOf(other.body->quad) < areaOf(package.body->quad) &&
               holds(package.body->quad, middleOf(other.body->quad));
    });
}

std::optional<ClaimedBody> claimOf(const MarkedPackage& package, const models::PackageCodes& codes) {
    const auto all = joined(package.lines);
    const auto matches = codes.find(all.text);
    if (matches.size() != 1) return std::nullopt;
    const auto& match = matches.front();
    ClaimedBody claim{&package,     all.text.substr(match.begin, match.end - match.begin),
                      {},           match.outlines,
                      match.source, std::min(package.body->score, 0.5 + match.confidence / 2)};
    double span = 0;
    for (const auto& piece : piecesOf(match, all, package.lines)) {
        if (!isClaimSure(piece, match, all, codes)) return std::nullopt;
        span = std::max(span, spanOf(piece, package.body->quad));
        claim.readings.push_back(piece.line->id);
        claim.certainty = std::min(claim.certainty, piece.line->confidence);
    }
    if (span < kLeastSpan) return std::nullopt;
    return claim;
}

}  // namespace

std::vector<ClaimedBody> claimedBodies(const std::vector<MarkedPackage>& packages,
                                       const models::PackageCodes& codes) {
    std::vector<ClaimedBody> claims;
    for (const auto& package : packages) {
        if (isContainer(package, packages)) continue;
        if (auto claim = claimOf(package, codes)) claims.push_back(std::move(*claim));
    }
    return claims;
}

Finding findingAgainst(const ClaimedBody& claim, const Case& item, const std::string& package,
                       const std::string& seen) {
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = claim.certainty;
    finding.message = "Photo " + photoOf(*claim.package->body, item) + " shows a chip marked " +
                      inQuotes(claim.part) + ", which comes in " + package + ", but " + seen +
                      "; the marking may be another chip's.";
    finding.regions = {claim.package->body->id};
    for (const auto& field : item.fields) {
        const bool same = std::any_of(claim.readings.begin(), claim.readings.end(), [&](const auto& id) {
            return std::find(field.readings.begin(), field.readings.end(), id) != field.readings.end();
        });
        if (same && field.type == ocr::FieldType::PartNumber) finding.fields.push_back(field.id);
    }
    finding.source = claim.source;
    return finding;
}

}  // namespace tidewaiter::inspection
