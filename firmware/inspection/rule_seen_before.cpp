// watchlist.seen-before: a serial number that an earlier inspection read on another consignment.
//
// A second look at the same goods is no other consignment: the same item of a manifest, or a photo that is
// the same, belongs together. Where nothing says which item it was, other declared goods make the difference;
// the same goods only inform.
#include <algorithm>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/sure_serials.h"
#include "firmware/watchlist/seen_serials.h"

namespace tidewaiter::inspection {

using watchlist::Sighting;

namespace {

bool isSecondLook(const Sighting& earlier, const Case& item) {
    if (!earlier.item.empty() && earlier.item == item.declaration.item) return true;
    return std::any_of(item.frames.begin(), item.frames.end(), [&](const vision::Frame& frame) {
        return std::find(earlier.photos.begin(), earlier.photos.end(), frame.sha256) != earlier.photos.end();
    });
}

bool isOtherConsignment(const Sighting& earlier, const Declaration& declaration) {
    const bool otherItem = !earlier.item.empty() && !declaration.item.empty();
    return otherItem || earlier.goods != declaration.goods;
}

std::string described(const Sighting& earlier) {
    constexpr std::size_t kDay = std::string_view("2026-11-22").size();
    auto text = "on " + plainText(std::string_view(earlier.time).substr(0, kDay));
    if (!earlier.item.empty()) text += ", item " + inQuotes(earlier.item);
    if (!earlier.goods.empty()) text += ", declared as " + inQuotes(earlier.goods);
    return text + " (inspection " + plainText(earlier.inspection) + ")";
}

Finding findingOf(const ocr::Field& field, const Sighting& earlier, const Case& item) {
    Finding finding;
    finding.severity = isOtherConsignment(earlier, item.declaration) ? Severity::Inspect : Severity::Info;
    finding.score = field.confidence;
    finding.message =
        "The serial number " + inQuotes(field.value) + " was read before, " + described(earlier) + ".";
    finding.fields = {field.id};
    finding.regions = regionsOf(field.readings, item);
    return finding;
}

}  // namespace

std::vector<Finding> checkSeenBefore(const RuleInput& input) {
    const auto& item = input.item;
    std::vector<Finding> findings;
    if (item.seen == nullptr) return findings;
    for (const auto* field : sureSerials(item.fields, item.readings)) {
        const auto sightings = item.seen->sightingsOf(field->value);
        const auto other = std::find_if(sightings.rbegin(), sightings.rend(), [&](const Sighting& earlier) {
            return !isSecondLook(earlier, item);
        });
        if (other != sightings.rend()) findings.push_back(findingOf(*field, *other, item));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
