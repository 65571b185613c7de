#include "firmware/watchlist/store.h"

#include <cstdlib>

#include "firmware/text/visible_text.h"
#include "firmware/watchlist/store_schema.h"

namespace tidewaiter::watchlist {

namespace {

using Step = Statement::Step;

Expected<std::int64_t> pragma(Database& database, const std::string& name) {
    auto statement = database.prepare("PRAGMA " + name);
    if (!statement) return tl::unexpected(statement.error());
    if (statement->step() != Step::Row) return tl::unexpected(database.error());
    return statement->number(0);
}

Error foreign(const std::filesystem::path& file, const char* what) {
    return {"'" + text::visibleText(file.string()) + "' is " + what +
            "; import or synchronize the list again"};
}

}  // namespace

Expected<Store> Store::open(const std::filesystem::path& file) {
    auto database = Database::open(file, false);
    if (!database) return tl::unexpected(database.error());
    // The file is read where it lies; the system keeps what is asked for often.
    if (auto set = database->run("PRAGMA mmap_size=17179869184; PRAGMA cache_size=-2000"); !set)
        return tl::unexpected(set.error());
    const auto application = pragma(*database, "application_id");
    if (!application) return tl::unexpected(application.error());
    if (*application != kApplicationId) return tl::unexpected(foreign(file, "no watchlist"));
    const auto version = pragma(*database, "user_version");
    if (!version || *version != kSchemaVersion)
        return tl::unexpected(foreign(file, "a watchlist of another version of this program"));
    Store store(std::move(*database));
    if (auto loaded = store.load(); !loaded) return tl::unexpected(loaded.error());
    return store;
}

Expected<void> Store::load() {
    auto meta = database_.prepare("SELECT name, value FROM meta");
    if (!meta) return tl::unexpected(meta.error());
    while (meta->step() == Step::Row) {
        const auto name = meta->text(0);
        const std::string value(meta->text(1));
        if (name == "name") summary_.name = value;
        if (name == "version") summary_.version = value;
        if (name == "content_hash") summary_.contentHash = value;
        if (name == "serials") summary_.serials = std::atoll(value.c_str());
        if (name == "others") summary_.others = std::atoll(value.c_str());
    }
    if (summary_.contentHash.empty()) return tl::unexpected(database_.error());
    auto byKey = database_.prepare("SELECT value, id, terms FROM serials WHERE key=?");
    if (!byKey) return tl::unexpected(byKey.error());
    byKey_ = std::move(*byKey);
    return loadTerms()
        .and_then([&] { return loadOthers(); })
        .and_then([&] { return loadShapes(); })
        .and_then([&] { return loadFilter(); });
}

Expected<void> Store::loadTerms() {
    auto rows = database_.prepare(
        "SELECT kind, match, budget, severity, grammar, reason, legal_basis, source, jurisdiction, "
        "not_before,"
        " expires, action FROM terms ORDER BY number");
    if (!rows) return tl::unexpected(rows.error());
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) {
        Terms terms;
        terms.kind = static_cast<EntryKind>(rows->number(0));
        terms.match = static_cast<MatchMode>(rows->number(1));
        terms.budget = static_cast<int>(rows->number(2));
        terms.severity = models::kSeverities.parse(rows->text(3)).value_or(models::Severity::Hold);
        int column = 4;
        for (auto* part : {&terms.grammar, &terms.reason, &terms.legalBasis, &terms.source,
                           &terms.jurisdiction, &terms.notBefore, &terms.expires, &terms.action})
            *part = rows->text(column++);
        terms_.push_back(std::move(terms));
    }
    if (step == Step::Failed) return tl::unexpected(database_.error());
    return {};
}

Expected<void> Store::loadOthers() {
    auto rows = database_.prepare("SELECT id, value, last, address, terms FROM others ORDER BY id");
    if (!rows) return tl::unexpected(rows.error());
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) {
        ListedEntry listed{{std::string(rows->text(0)), std::string(rows->text(1)),
                            std::string(rows->text(2)), std::string(rows->text(3)),
                            terms_.at(static_cast<std::size_t>(rows->number(4)))}};
        if (listed.entry.terms.match == MatchMode::Pattern) {
            auto pattern = models::Pattern::compile(listed.entry.value);
            if (!pattern) return tl::unexpected(pattern.error());
            listed.pattern = std::move(*pattern);
        }
        others_.at(static_cast<std::size_t>(listed.entry.terms.kind)).push_back(std::move(listed));
    }
    if (step == Step::Failed) return tl::unexpected(database_.error());
    return {};
}

Expected<void> Store::loadShapes() {
    auto rows = database_.prepare("SELECT length, counts FROM shapes");
    if (!rows) return tl::unexpected(rows.error());
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step())
        shapes_.parse(static_cast<std::size_t>(rows->number(0)), std::string(rows->text(1)));
    if (step == Step::Failed) return tl::unexpected(database_.error());
    return {};
}

Expected<void> Store::loadFilter() {
    auto rows = database_.prepare("SELECT bits FROM filter ORDER BY part");
    if (!rows) return tl::unexpected(rows.error());
    std::string bits;
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) bits += rows->text(0);
    if (step == Step::Failed) return tl::unexpected(database_.error());
    filter_ = KeyFilter(bits);
    return {};
}

const std::vector<ListedEntry>& Store::others(EntryKind kind) const {
    return others_.at(static_cast<std::size_t>(kind));
}

std::vector<Entry> Store::withKey(std::int64_t key) {
    std::vector<Entry> entries;
    byKey_.bind(0, key);
    while (byKey_.step() == Step::Row) {
        const std::string value(byKey_.text(0));
        const std::string id(byKey_.text(1));
        entries.push_back(
            {id.empty() ? value : id, value, "", "", terms_.at(static_cast<std::size_t>(byKey_.number(2)))});
    }
    byKey_.reset();
    return entries;
}

Expected<bool> Store::isWhole() {
    const auto counted = countedHash(database_, terms_);
    if (!counted) return tl::unexpected(counted.error());
    return *counted == summary_.contentHash;
}

}  // namespace tidewaiter::watchlist
