#include "firmware/watchlist/screening_list.h"

#include "ocr/fields/ascii.h"
#include "ocr/fields/dates.h"

namespace tidewaiter::watchlist {

namespace {

std::string dayOrNothing(const std::string& day) {
    constexpr std::size_t kDay = 10;
    return day.size() == kDay && ocr::normalizedDate(day) == day ? day : std::string();
}

Terms termsOf(const ScreenedParty& party) {
    Terms terms;
    terms.kind = EntryKind::Party;
    terms.match = MatchMode::Exact;
    terms.severity = models::Severity::Inspect;
    terms.reason = "listed on the " + party.source;
    if (!party.programs.empty()) terms.reason += " (" + party.programs + ")";
    terms.legalBasis = party.notice;
    terms.source = party.link.empty() ? "US Consolidated Screening List" : party.link;
    terms.jurisdiction = "US";
    terms.notBefore = dayOrNothing(party.startDate);
    terms.expires = dayOrNothing(party.endDate);
    terms.action = party.licensePolicy.empty()
                       ? "Check the party against the Federal Register before anything is decided."
                       : "Check the Federal Register; licence policy: " + party.licensePolicy;
    return terms;
}

}  // namespace

std::vector<Entry> entriesOf(const ScreenedParty& party) {
    const auto terms = termsOf(party);
    std::vector<Entry> entries;
    const auto add = [&](const std::string& name, const std::string& address) {
        if (ocr::trimmed(name).empty()) return;
        const auto number = entries.size() + 1;
        const auto id = number == 1 ? party.id : party.id + "#" + std::to_string(number);
        entries.push_back({id, name, "", address, terms});
    };
    const std::string address = party.addresses.empty() ? std::string() : party.addresses.front();
    add(party.name, address);
    for (std::size_t i = 1; i < party.addresses.size(); ++i) add(party.name, party.addresses[i]);
    for (const auto& name : party.otherNames) add(name, address);
    return entries;
}

std::vector<std::string> partsOf(const std::string& list) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= list.size();) {
        const auto end = std::min(list.find(';', at), list.size());
        const auto part = ocr::trimmed(std::string_view(list).substr(at, end - at));
        if (!part.empty()) parts.emplace_back(part);
        at = end + 1;
    }
    return parts;
}

}  // namespace tidewaiter::watchlist
