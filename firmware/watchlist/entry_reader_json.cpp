// JSON: our own lists as one object a line, the Consolidated Screening List as one value with "results".
#include <array>
#include <nlohmann/json.hpp>
#include <streambuf>

#include "firmware/text/bounded_line.h"
#include "firmware/text/csv.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/entry_columns.h"
#include "firmware/watchlist/entry_reader.h"
#include "firmware/watchlist/screening_list.h"
#include "ocr/fields/ascii.h"

namespace tidewaiter::watchlist {

using nlohmann::json;
using text::visibleText;

namespace {

constexpr std::size_t kMostBytesOfLine = std::size_t{1} << 20;

Expected<Entry> entryIn(const json& object) {
    if (!object.is_object()) return failure("a line holds one object: {\"value\": \"...\"}");
    Entry entry;
    for (const auto& [key, value] : object.items()) {
        const auto column = columnNamed(key);
        if (!column) return tl::unexpected(column.error());
        if (value.is_null()) continue;
        if (!value.is_string() && !value.is_number_integer())
            return failure("the value of \"" + visibleText(key) + "\" is no text");
        const auto text =
            value.is_string() ? value.get<std::string>() : std::to_string(value.get<std::int64_t>());
        const auto trimmed = std::string(ocr::trimmed(text));
        if (trimmed.empty()) continue;
        if (auto set = (*column)->set(entry, trimmed); !set) return tl::unexpected(set.error());
    }
    return checked(std::move(entry));
}

std::string textAt(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    if (!found->is_array()) return {};
    std::string joined;
    for (const auto& part : *found) {
        if (part.is_string()) joined += (joined.empty() ? "" : "; ") + part.get<std::string>();
    }
    return joined;
}

/// An address is an object of parts; published ones lack most of them.
std::vector<std::string> addressesIn(const json& party) {
    std::vector<std::string> addresses;
    const auto list = party.find("addresses");
    if (list == party.end() || !list->is_array()) return addresses;
    for (const auto& place : *list) {
        std::string address;
        for (const auto* part : {"address", "city", "state", "postal_code", "country"}) {
            const auto text = place.is_object() ? textAt(place, part) : std::string();
            if (!text.empty()) address += (address.empty() ? "" : ", ") + text;
        }
        if (!address.empty()) addresses.push_back(std::move(address));
    }
    return addresses;
}

Expected<void> takeParty(const json& object, const TakeEntry& take) {
    const ScreenedParty party{textAt(object, "id"),
                              textAt(object, "source"),
                              textAt(object, "name"),
                              partsOf(textAt(object, "alt_names")),
                              addressesIn(object),
                              textAt(object, "programs"),
                              textAt(object, "federal_register_notice"),
                              textAt(object, "license_policy"),
                              textAt(object, "start_date"),
                              textAt(object, "end_date"),
                              textAt(object, "source_list_url")};
    if (party.id.empty()) return failure("the party has no 'id'; download the list again");
    for (auto& entry : entriesOf(party)) {
        if (auto taken = checked(std::move(entry)).and_then(take); !taken) return taken;
    }
    return {};
}

/// A stream that ends where one party of it is too long.
class Ration : public std::streambuf {
  public:
    explicit Ration(std::istream& in) : in_(in) {}

    /// The next party may be as long again.
    void renew() { used_ = 0; }
    [[nodiscard]] bool isUsedUp() const { return used_ >= kMostBytesOfLine; }

  protected:
    int_type underflow() override {
        if (isUsedUp()) return traits_type::eof();
        in_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
        const auto got = in_.gcount();
        used_ += static_cast<std::size_t>(got);
        setg(piece_.data(), piece_.data(), piece_.data() + got);
        return got == 0 ? traits_type::eof() : traits_type::to_int_type(piece_[0]);
    }

  private:
    std::istream& in_;
    std::array<char, 4096> piece_{};
    std::size_t used_ = 0;
};

}  // namespace

Expected<void> readJsonLines(std::istream& in, const std::string& name, const TakeEntry& take) {
    std::size_t number = 0;
    while (const auto line = text::boundedLine(in, kMostBytesOfLine)) {
        ++number;
        const auto text = number == 1 ? text::withoutByteOrderMark(*line) : std::string_view(*line);
        if (ocr::trimmed(text).empty()) continue;
        const auto place = visibleText(name) + ", line " + std::to_string(number) + ": ";
        if (text.size() > kMostBytesOfLine) return failure(place + "the line is longer than 1 MiB");
        const auto object = json::parse(text, nullptr, false);
        if (object.is_discarded())
            return failure(place + "this is not valid JSON; each line holds one object");
        auto taken = entryIn(object).and_then(take);
        if (!taken) return failure(place + taken.error().message);
    }
    return {};
}

Expected<void> readScreeningJson(std::istream& in, const std::string& name, const TakeEntry& take) {
    constexpr int kDepthOfParty = 2;  // {"results": [party, ...]}
    Expected<void> outcome;
    std::size_t number = 0;
    Ration ration(in);
    std::istream rationed(&ration);
    const auto whole = json::parse(
        rationed,
        [&](int depth, json::parse_event_t event, json& value) {
            if (depth != kDepthOfParty || event != json::parse_event_t::object_end) return true;
            ++number;
            ration.renew();
            if (!outcome) return false;
            if (auto taken = takeParty(value, take); !taken)
                outcome = failure(visibleText(name) + ", entry " + std::to_string(number) + ": " +
                                  taken.error().message);
            return false;  // what was taken need not stay in memory
        },
        false);
    if (!outcome) return outcome;
    if (ration.isUsedUp())
        return failure(visibleText(name) + ", entry " + std::to_string(number + 1) +
                       ": it is longer than 1 MiB; download the list again");
    if (whole.is_discarded())
        return failure(visibleText(name) + " is not valid JSON behind its entry " + std::to_string(number) +
                       "; download the list again");
    if (!whole.is_object() || !whole.contains("results"))
        return failure(visibleText(name) +
                       " is no Consolidated Screening List: it has no \"results\"; lists of our own "
                       "are JSON Lines, one object a line");
    return {};
}

}  // namespace tidewaiter::watchlist
