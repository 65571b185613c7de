#include "firmware/watchlist/store.h"

#include <cstdlib>

#include "firmware/text/visible_text.h"
#include "firmware/watchlist/serial_grammar.h"
#include "firmware/watchlist/serial_key.h"
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

/// What stands in for terms that a damaged file lost: never less than a hold.
const Terms& lostTerms() {
    static const Terms lost = [] {
        Terms terms;
        terms.reason = "why is lost, for the watchlist's file is damaged";
        terms.action = "Import or synchronize the list again.";
        return terms;
    }();
    return lost;
}

const Terms& termsAt(const std::vector<Terms>& terms, std::int64_t number) {
    const bool known = number >= 0 && number < static_cast<std::int64_t>(terms.size());
    return known ? terms[static_cast<std::size_t>(number)] : lostTerms();
}

/// The row's terms; none where no program of ours wrote them.
std::optional<Terms> termsIn(const Statement& row) {
    Terms terms;
    const auto kind = row.number(0);
    const auto match = row.number(1);
    const auto severity = models::kSeverities.parse(row.text(3));
    if (kind < 0 || kind >= std::ssize(kEntryKinds.rows) || match < 0 ||
        match >= std::ssize(kMatchModes.rows) || !severity || row.number(2) < 0 ||
        row.number(2) > kMostBudget)
        return std::nullopt;
    terms.kind = static_cast<EntryKind>(kind);
    terms.match = static_cast<MatchMode>(match);
    terms.budget = static_cast<int>(row.number(2));
    terms.severity = *severity;
    int column = 4;
    for (auto* part : {&terms.grammar, &terms.reason, &terms.legalBasis, &terms.source, &terms.jurisdiction,
                       &terms.notBefore, &terms.expires, &terms.action})
        *part = row.text(column++);
    if (!terms.grammar.empty() && grammarNamed(terms.grammar) == nullptr) return std::nullopt;
    return terms;
}

}  // namespace

Expected<bool> SerialCursor::next() {
    const auto step = rows_.step();
    if (step == Step::Failed) return tl::unexpected(database_->error());
    return step == Step::Row;
}

const Terms& SerialCursor::terms() const {
    return termsAt(*terms_, rows_.number(3));
}

Expected<Store> Store::open(const std::filesystem::path& file) {
    auto database = Database::open(file, false);
    if (!database) return tl::unexpected(database.error());
    // Read in, not mapped into memory: a mapped file on a failing disk ends the program instead of a look-up.
    // The inner pages of ten million numbers fit the cache (in KiB); the system keeps the others. One
    // transaction for as long as the store is open, for taking locks costs more than looking up.
    if (auto set = database->run(
            "PRAGMA cache_size=-16384; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; BEGIN");
        !set)
        return tl::unexpected(set.error());
    const auto application = pragma(*database, "application_id");
    if (!application) return tl::unexpected(application.error());
    if (*application != kApplicationId) return tl::unexpected(foreign(file, "no watchlist"));
    const auto version = pragma(*database, "user_version");
    if (!version || *version != kSchemaVersion)
        return tl::unexpected(foreign(file, "a watchlist of another version of this program"));
    Store store(std::move(*database), file);
    if (auto loaded = store.load(); !loaded) return tl::unexpected(loaded.error());
    return store;
}

Error Store::damaged(const std::string& what) const {
    return foreign(file_, ("damaged (" + what + ")").c_str());
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
    constexpr std::size_t kDigits = 64;
    if (summary_.contentHash.size() != kDigits || summary_.serials < 0 || summary_.others < 0)
        return tl::unexpected(damaged("it does not say what it holds"));
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
        "SELECT kind, match, budget, severity, grammar, reason, legal_basis, source, jurisdiction,"
        " not_before, expires, action, number FROM terms ORDER BY number");
    if (!rows) return tl::unexpected(rows.error());
    constexpr int kNumber = 12;
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) {
        auto terms = termsIn(*rows);
        if (!terms || rows->number(kNumber) != std::ssize(terms_))
            return tl::unexpected(damaged("its terms " + std::to_string(terms_.size()) + " are none"));
        terms_.push_back(std::move(*terms));
    }
    if (step == Step::Failed) return tl::unexpected(database_.error());
    return {};
}

Expected<void> Store::loadOthers() {
    auto rows = database_.prepare("SELECT id, value, last, address, terms FROM others ORDER BY id");
    if (!rows) return tl::unexpected(rows.error());
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) {
        const Entry stored{std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2)),
                           std::string(rows->text(3)), termsAt(terms_, rows->number(4))};
        auto entry = checked(stored);
        if (!entry || *entry != stored)
            return tl::unexpected(damaged("its entry " + text::quoted(stored.id) + " is none"));
        std::optional<models::Pattern> pattern;
        if (entry->terms.match == MatchMode::Pattern) {
            auto compiled = models::Pattern::compile(entry->value);
            if (!compiled) return tl::unexpected(compiled.error());
            pattern = std::move(*compiled);
        }
        others_.at(static_cast<std::size_t>(entry->terms.kind))
            .push_back({std::move(*entry), std::move(pattern)});
    }
    if (step == Step::Failed) return tl::unexpected(database_.error());
    return {};
}

Expected<void> Store::loadShapes() {
    auto rows = database_.prepare("SELECT length, counts FROM shapes");
    if (!rows) return tl::unexpected(rows.error());
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) {
        const auto length = rows->number(0);
        if (length < 0 || !shapes_.parse(static_cast<std::size_t>(length), std::string(rows->text(1))))
            return tl::unexpected(damaged("its shape " + std::to_string(length) + " is none"));
    }
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
    if (filter_.capacity() == 0 && summary_.serials > 0)  // it would never find anything
        return tl::unexpected(damaged("its filter is lost"));
    return {};
}

const std::vector<ListedEntry>& Store::others(EntryKind kind) const {
    return others_.at(static_cast<std::size_t>(kind));
}

Expected<std::vector<Entry>> Store::withKey(std::int64_t key) {
    std::vector<Entry> entries;
    byKey_.bind(0, key);
    auto step = byKey_.step();
    for (; step == Step::Row; step = byKey_.step()) {
        const std::string value(byKey_.text(0));
        const std::string id(byKey_.text(1));
        entries.push_back({id.empty() ? value : id, value, "", "", termsAt(terms_, byKey_.number(2))});
    }
    const auto trouble = step == Step::Failed ? std::optional(database_.error()) : std::nullopt;
    byKey_.reset();
    if (trouble) return tl::unexpected(*trouble);
    return entries;
}

Expected<SerialCursor> Store::serials() {
    auto rows = database_.prepare("SELECT key, value, id, terms FROM serials ORDER BY key, value, id");
    if (!rows) return tl::unexpected(rows.error());
    return SerialCursor(database_, terms_, std::move(*rows));
}

Expected<bool> Store::isWhole() {
    const auto counted = DigestCounter(database_, terms_).all();
    if (!counted) return tl::unexpected(counted.error());
    if (contentHash(*counted) != summary_.contentHash) return false;
    const auto kept = storedDigests(database_);
    if (!kept) return tl::unexpected(kept.error());
    if (kept->shares != counted->shares) return false;
    auto cursor = serials();
    if (!cursor) return tl::unexpected(cursor.error());
    std::int64_t found = 0;
    for (auto more = cursor->next();; more = cursor->next(), ++found) {
        if (!more) return tl::unexpected(more.error());
        if (!*more) return found == summary_.serials;
        if (cursor->key() != serialKey(cursor->value()) || !filter_.mayHold(cursor->key())) return false;
    }
}

}  // namespace tidewaiter::watchlist
