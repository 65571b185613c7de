#include "firmware/command/publisher_words.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

using inspection::inQuotes;
using inspection::plainText;
using publisher::PublishReport;
using publisher::RoleStatus;
using publisher::Status;

namespace {

constexpr auto kSoonRoot = std::chrono::days(45);  // finding two holders of keys takes a while
constexpr auto kSoonOther = std::chrono::days(2);

std::string daysWords(std::int64_t days) {
    return std::to_string(days) + (days == 1 ? " day" : " days");
}

std::string listWords(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + plainText(name);
    return text;
}

std::string lineOf(const sync::PublishedList& list) {
    std::uint64_t deltas = 0;
    for (const auto& delta : list.deltas) deltas += delta.bytes;
    return "  " + plainText(list.name) +
           (list.version.empty() ? "" : ", version " + plainText(list.version)) + ": " +
           std::to_string(list.entries) + (list.entries == 1 ? " entry, " : " entries, ") +
           sizeWords(list.snapshotBytes) + " as a whole, " + std::to_string(list.deltas.size()) +
           (list.deltas.size() == 1 ? " delta" : " deltas") + " of " + sizeWords(deltas) + "\n";
}

std::string lineOf(const RoleStatus& role, tuf::Time now) {
    std::vector<std::string> here;
    std::vector<std::string> elsewhere;
    for (const auto& key : role.keys) (key.here ? here : elsewhere).push_back(key.name);
    auto text = "  " + role.name + std::string(10 - std::min<std::size_t>(role.name.size(), 10), ' ') +
                std::to_string(role.threshold) + " of " + std::to_string(role.keys.size()) + " must sign; ";
    text += here.empty() ? "no key is here" : "here: " + listWords(here);
    if (!elsewhere.empty()) text += "; elsewhere: " + listWords(elsewhere);
    if (!role.expires) return text + "; nothing published yet\n";
    const auto when = whenWords(*role.expires, now);
    return text + "; version " + std::to_string(role.version) + (when.front() == 'E' ? " " : " expires ") +
           when + "\n";
}

/// What is to be done now, the most urgent first.
std::vector<std::string> tasks(const std::string& folder, const Status& status, tuf::Time now) {
    std::vector<std::string> todo;
    const auto& root = status.roles.front();
    const auto in = plainText(folder);
    if (*root.expires - now < kSoonRoot)
        todo.push_back("Bring " + std::to_string(root.threshold) +
                       " root keys and renew the root: tidewaiter watchlist rotate " + in +
                       " root --renew --keys FOLDER");
    const auto hereOfRoot =
        std::count_if(root.keys.begin(), root.keys.end(), [](const auto& key) { return key.here; });
    if (hereOfRoot > 0)
        todo.push_back(
            "Take the root keys away from this machine: move keys/root-*.key to media that lie in a "
            "safe, never two of them on one");
    bool renew = status.resign;
    for (const auto& role : status.roles) {
        if (&role == &root) continue;
        renew = renew || !role.expires || *role.expires - now < kSoonOther;
        if (!role.canSign())
            todo.push_back("The keys of " + role.name +
                           " are not all here; publishing needs them: --keys FOLDER");
    }
    if (renew) todo.push_back("Publish: tidewaiter watchlist publish " + in + " (from cron, once a day)");
    return todo;
}

}  // namespace

std::string whenWords(tuf::Time time, tuf::Time now) {
    const auto days = std::chrono::floor<std::chrono::days>(time - now).count();
    if (days > 0) return "in " + daysWords(days);
    if (time > now) return "in less than a day";
    const auto ago = std::chrono::floor<std::chrono::days>(now - time).count();
    return "EXPIRED " + (ago == 0 ? "today" : daysWords(ago) + " ago") + ": publish";
}

std::string sizeWords(std::uint64_t bytes) {
    constexpr std::uint64_t kThousand = 1000;
    if (bytes < kThousand) return std::to_string(bytes) + " bytes";
    constexpr std::array<const char*, 3> kUnits = {"kB", "MB", "GB"};
    auto size = static_cast<double>(bytes) / kThousand;
    std::size_t unit = 0;
    while (size >= kThousand && unit + 1 < kUnits.size()) {
        size /= kThousand;
        ++unit;
    }
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.1f %s", size, kUnits[unit]);
    return text.data();
}

std::string keygenWords(const std::string& folder, const publisher::RolePlans& plans) {
    const auto in = plainText(folder);
    const auto& root = plans.at(tuf::kRoot);
    return "The authority is founded in " + in + ". " + std::to_string(root.threshold) + " of " +
           std::to_string(root.keys) +
           " root keys must sign whenever keys change or the root is renewed, and nothing else.\n\n"
           "What to do now:\n"
           "1. Move keys/root-*.key to media that lie in different places (and a copy of each), so that no "
           "thief and no fire gets " +
           std::to_string(root.threshold) +
           " of them. They are needed for tidewaiter watchlist rotate only.\n"
           "2. Hand 1.root.json to every device, in a way that you trust: it decides whom they believe.\n"
           "3. Publish a list: tidewaiter watchlist publish " +
           in +
           " list.csv\n"
           "4. Serve " +
           in +
           "/repository with any web server, or copy it there: files first, timestamp.json last.\n"
           "5. Run tidewaiter watchlist publish " +
           in +
           " once a day, so that devices know their lists are "
           "the newest (" +
           daysWords(plans.at(tuf::kTimestamp).days) +
           " without it, and they call them old).\n"
           "Keep a backup of everything but the root keys. tidewaiter watchlist status --authority " +
           in + " says how things stand.\n";
}

std::string publishWords(const std::string& folder, const PublishReport& report, tuf::Time now) {
    std::string text;
    if (report.list) {
        text += report.sameContent
                    ? "The list " + inQuotes(report.list->name) + " is published with this content already.\n"
                    : "Published:\n" + lineOf(*report.list);
        if (report.startsAnew)
            text += "The list as it was last published is not in " + plainText(folder) +
                    "/lists any more, so devices take all of it once.\n";
    }
    if (!report.changed) text += "Nothing changed; what is published was renewed.\n";
    return text + "Devices call it old " + whenWords(report.expires, now) +
           ", unless it is renewed before.\n";
}

std::string rotateWords(const std::string& role, const publisher::Rotation& rotation) {
    auto text = "Root version " + std::to_string(rotation.rootVersion) +
                " is published; devices take it by themselves.\n";
    if (rotation.made.empty()) return text + "All keys stay.\n";
    text += "New keys of " + role + ", in keys/: " + listWords(rotation.made) + ". Make a backup of them";
    text += role == tuf::kRoot ? ", then take them away from this machine.\n" : ".\n";
    return text + "Nothing trusts these any more, destroy them: " + listWords(rotation.replaced) + ".\n";
}

std::string statusWords(const std::string& folder, const Status& status, tuf::Time now) {
    auto text = "Authority " + plainText(folder) + "\n\nRoles:\n";
    for (const auto& role : status.roles) text += lineOf(role, now);
    text += "\nLists:\n";
    for (const auto& list : status.index.lists) text += lineOf(list);
    if (status.index.lists.empty()) text += "  none is published\n";
    text += std::string("  ") + (status.index.policy ? "and a policy" : "no policy") + "\n";
    if (status.resign) text += "\nA change of keys was cut off; publishing completes it.\n";
    text += "\nWhat to do next:\n";
    const auto todo = tasks(folder, status, now);
    for (const auto& task : todo) text += "  " + task + "\n";
    if (todo.empty()) text += "  nothing; publish once a day, so that it stays so\n";
    return text;
}

}  // namespace tidewaiter::command
