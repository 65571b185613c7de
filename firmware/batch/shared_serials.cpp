#include "firmware/batch/shared_serials.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace tidewaiter::batch {

using evidence::kBetweenWords;
using evidence::ListColumn;
using evidence::ListRow;

namespace {

std::vector<std::string> serialsIn(const ListRow& row) {
    std::vector<std::string> serials;
    const std::string_view between = kBetweenWords;
    std::string_view rest = row.at(ListColumn::Serials);
    while (!rest.empty()) {
        const auto end = std::min(rest.find(between), rest.size());
        serials.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + between.size(), rest.size()));
    }
    return serials;
}

using ItemsBySerial = std::map<std::string, std::set<std::string>>;

ItemsBySerial itemsBySerial(const std::vector<ListRow>& rows) {
    ItemsBySerial items;
    for (const auto& row : rows) {
        const auto& item = row.at(ListColumn::Item);
        if (item.empty() || !row.isWhole()) continue;
        for (const auto& serial : serialsIn(row)) items[serial].insert(item);
    }
    return items;
}

/// "1654123038646 on B2, C3", empty when no other item has it.
std::string othersWith(const std::string& serial, const std::string& item, const ItemsBySerial& items) {
    std::string others;
    const auto found = items.find(serial);
    if (found == items.end()) return others;
    for (const auto& other : found->second) {
        if (other != item) others += (others.empty() ? serial + " on " : ", ") + other;
    }
    return others;
}

}  // namespace

void tellSharedSerials(std::vector<ListRow>& rows) {
    const auto items = itemsBySerial(rows);
    for (auto& row : rows) {
        if (!row.isWhole()) continue;
        std::string shared;
        for (const auto& serial : serialsIn(row)) {
            const auto others = othersWith(serial, row.at(ListColumn::Item), items);
            if (!others.empty()) shared += (shared.empty() ? "" : kBetweenWords) + others;
        }
        row.cells[static_cast<std::size_t>(ListColumn::SameSerial)] = shared;
    }
}

}  // namespace tidewaiter::batch
