// watchlist.party, watchlist.party-possible, watchlist.same-address: who sends and gets the goods, against
// the parties of watchlists.
//
// The papers say for sure whom they name; a label only as far as it was read. A name is told as a listed one
// where all its words are (firmware/watchlist/party_match.h); what only resembles one, and another name at a
// listed address, asks for a look and accuses nobody.
#include <algorithm>
#include <cmath>
#include <set>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/listed_terms.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/sure_text.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::inspection {

using ocr::Field;
using ocr::FieldType;
using ocr::Reading;
using watchlist::PartyHit;

namespace {

/// Someone whom papers or labels name.
struct NamedParty {
    std::string role;  ///< "shipper"; begins a sentence with "The"
    std::string line;  ///< name, and perhaps address
    bool sure = true;  ///< whether that is what stands there
    double confidence = 1;
    std::vector<std::string> fields{};
    std::vector<std::string> regions{};
};

bool isParty(FieldType type) {
    return type == FieldType::Party || type == FieldType::Shipper || type == FieldType::Consignee;
}

/// Whether one of the field's lines says it beyond doubt; of words beyond ASCII only a line that is sure.
bool isReadSurely(const Field& field, const Case& item) {
    return std::any_of(item.readings.begin(), item.readings.end(),
                       [&](const Reading& reading) { return saysSurely(reading, field); });
}

std::vector<NamedParty> namedParties(const Case& item) {
    std::vector<NamedParty> parties;
    const auto& declaration = item.declaration;
    if (!declaration.shipper.empty()) parties.push_back({"declared shipper", declaration.shipper});
    if (!declaration.consignee.empty()) parties.push_back({"declared consignee", declaration.consignee});
    for (const auto& field : item.fields) {
        if (!isParty(field.type)) continue;
        parties.push_back({std::string(ocr::kFieldTypes.nameOf(field.type)) + " on the label",
                           field.value,
                           isReadSurely(field, item),
                           field.confidence,
                           {field.id},
                           regionsOf(field.readings, item)});
    }
    return parties;
}

std::string percent(double score) {
    return std::to_string(std::lround(score * 100)) + " %";
}

std::string nameOf(const PartyHit& hit) {
    return inQuotes(hit.entry->value) + " of the watchlist " + inQuotes(hit.list);
}

/// "Who is ... of the watchlist (98 %: how the words fit)".
std::string comparison(const PartyHit& hit) {
    return nameOf(hit) + " (" + percent(hit.score) + ": " + plainText(hit.why) +
           (hit.sameAddress ? ", the same address" : "") + ")";
}

Finding findingOf(const NamedParty& party, const PartyHit& hit, double score) {
    Finding finding;
    finding.severity = hit.entry->terms.severity;
    finding.score = score;
    finding.fields = party.fields;
    finding.regions = party.regions;
    finding.source = sourceOf(hit.entry->terms);
    return finding;
}

Finding atMostInspect(Finding finding) {
    finding.severity = std::min(finding.severity, Severity::Inspect);
    return finding;
}

Finding listed(const NamedParty& party, const PartyHit& hit) {
    auto finding = findingOf(party, hit, hit.score);
    finding.message = "The " + party.role + " " + inQuotes(party.line) + " is " + comparison(hit) +
                      reasonOf(hit.entry->terms);
    return finding;
}

/// A line that holds the name among other words may be an address or a maker's: it accuses nobody.
Finding mentioned(const NamedParty& party, const PartyHit& hit) {
    auto finding = atMostInspect(findingOf(party, hit, hit.score));
    finding.message =
        "The line " + inQuotes(party.line) + " names " + nameOf(hit) + reasonOf(hit.entry->terms);
    return finding;
}

Finding possible(const NamedParty& party, const PartyHit& hit) {
    auto finding = atMostInspect(findingOf(party, hit, hit.score));
    finding.message = "The " + party.role + " " + inQuotes(party.line) + " resembles " + comparison(hit) +
                      (party.sure ? ": ask who it is before anything is decided."
                                  : ", but was not read for sure: take a closer picture.");
    return finding;
}

Finding sharedAddress(const NamedParty& party, const PartyHit& hit) {
    auto finding = atMostInspect(findingOf(party, hit, party.confidence));
    finding.message = "The " + party.role + " " + inQuotes(party.line) + " has another name than " +
                      nameOf(hit) + ", but the same address, " + inQuotes(hit.entry->address) +
                      reasonOf(hit.entry->terms);
    return finding;
}

/// Whether a hit of the party is told as a fact: both the reading and the comparison are sure.
bool isFact(const NamedParty& party, const PartyHit& hit) {
    return party.sure && hit.score >= watchlist::kSureParty;
}

std::vector<PartyHit> hitsOf(const NamedParty& party, const Case& item) {
    return item.lists->findParty(party.line, "", item.day);
}

/// Lines of labels in which a listed name stands whole and sure, where no field carries it already.
std::vector<std::pair<NamedParty, PartyHit>> linesWithParties(const Case& item) {
    std::set<std::string> inFields;
    for (const auto& field : item.fields) {
        if (isParty(field.type)) inFields.insert(field.readings.begin(), field.readings.end());
    }
    std::vector<std::pair<NamedParty, PartyHit>> found;
    for (const auto& reading : item.readings) {
        if (inFields.contains(reading.id) || reading.kind == ocr::ReadingKind::Barcode) continue;
        for (const auto& hit : item.lists->findPartyInLine(reading.text, item.day)) {
            if (!isSure(reading) && !isSureOf(reading, hit.entry->value)) continue;
            found.push_back(
                {{"line", reading.text, true, reading.confidence, {}, regionsOf({reading.id}, item)}, hit});
        }
    }
    return found;
}

/// Each listed party once, by whoever names it first: the papers, then labels.
class Told {
  public:
    [[nodiscard]] bool isNew(const PartyHit& hit) {
        return told_.insert({std::string(hit.list), hit.entry->id}).second;
    }

  private:
    std::set<std::pair<std::string, std::string>> told_;
};

/// The best hit of each party, told by `tell` where it is on this side of certainty.
template <class Tell>
std::vector<Finding> partiesThatAre(bool facts, const Tell& tell, const Case& item, Told& told) {
    std::vector<Finding> findings;
    for (const auto& party : namedParties(item)) {
        const auto hits = hitsOf(party, item);
        if (!hits.empty() && isFact(party, hits.front()) == facts && told.isNew(hits.front()))
            findings.push_back(tell(party, hits.front()));
    }
    return findings;
}

}  // namespace

std::vector<Finding> checkListedParties(const RuleInput& input) {
    const auto& item = input.item;
    if (item.lists == nullptr) return {};
    Told told;
    auto findings = partiesThatAre(true, listed, item, told);
    for (const auto& [party, hit] : linesWithParties(item)) {
        if (told.isNew(hit)) findings.push_back(mentioned(party, hit));
    }
    return findings;
}

std::vector<Finding> checkPossibleParties(const RuleInput& input) {
    if (input.item.lists == nullptr) return {};
    Told told;
    return partiesThatAre(false, possible, input.item, told);
}

std::vector<Finding> checkSharedAddresses(const RuleInput& input) {
    const auto& item = input.item;
    std::vector<Finding> findings;
    if (item.lists == nullptr) return findings;
    Told told;
    for (const auto& party : namedParties(item)) {
        if (!party.sure) continue;
        const auto hits = item.lists->findPartyAt(party.line, item.day);
        if (hits.empty() || !hitsOf(party, item).empty()) continue;  // the other rules tell who it is
        if (told.isNew(hits.front())) findings.push_back(sharedAddress(party, hits.front()));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
