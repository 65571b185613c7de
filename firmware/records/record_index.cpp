#include "firmware/records/record_index.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "firmware/inspection/parse_inspection.h"
#include "firmware/records/device_key.h"
#include "firmware/records/index_query.h"
#include "firmware/records/legal_hold.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/removal.h"
#include "firmware/tlog/log_reader.h"
#include "firmware/watchlist/database.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::records {

using inspection::Inspection;
using watchlist::Database;
using watchlist::Statement;

namespace {

// An index that an earlier version of the program made has no table "taken", and is filled from the
// beginning. Trigrams find parts of words, and words of scripts that put no spaces between them.
constexpr auto kSchema =
    "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
    "CREATE TABLE IF NOT EXISTS taken(one INTEGER PRIMARY KEY CHECK(one=1), entries INTEGER, last TEXT);"
    "INSERT OR IGNORE INTO taken VALUES(1, 0, '');"
    "CREATE TABLE IF NOT EXISTS inspections(id TEXT PRIMARY KEY, time TEXT, item TEXT, goods TEXT, verdict "
    "TEXT, "
    "rules TEXT, parts TEXT);"
    "CREATE TABLE IF NOT EXISTS serials(folded TEXT, id TEXT, PRIMARY KEY(folded, id)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS decisions(inspection TEXT PRIMARY KEY, record TEXT, choice TEXT, verdict "
    "TEXT, "
    "person TEXT) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS holds(id TEXT PRIMARY KEY, time TEXT, person TEXT, reason TEXT) WITHOUT "
    "ROWID;"
    "CREATE TABLE IF NOT EXISTS held(hold TEXT, inspection TEXT, PRIMARY KEY(hold, inspection)) WITHOUT "
    "ROWID;"
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, tokenize='trigram');";

constexpr auto kForgetAll =
    "DELETE FROM inspections; DELETE FROM serials; DELETE FROM decisions; DELETE FROM words; "
    "DELETE FROM holds; DELETE FROM held;";

constexpr auto kColumns =
    "SELECT i.id, i.time, i.item, i.goods, i.verdict, i.rules, d.record, d.choice, d.verdict, d.person "
    "FROM inspections i LEFT JOIN decisions d ON d.inspection = i.id ";

constexpr std::uint64_t kStep = 500;  // records that are taken in before it is written that they were

/// Each on a line of its own.
std::string joined(const std::set<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += text + "\n";
    return all;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return lines;
}

std::string wordsOf(const Inspection& item) {
    std::set<std::string> texts = {item.declaration.item, item.declaration.goods, item.declaration.shipper,
                                   item.declaration.consignee};
    for (const auto& reading : item.readings) texts.insert(reading.text);
    for (const auto& field : item.fields) texts.insert(field.value);
    return joined(texts);
}

bool isPart(ocr::FieldType type) {
    return type == ocr::FieldType::PartNumber || type == ocr::FieldType::Model;
}

bool isSerial(ocr::FieldType type) {
    return type == ocr::FieldType::SerialNumber || type == ocr::FieldType::MacAddress ||
           type == ocr::FieldType::Imei;
}

inspection::Verdict verdictOf(std::string_view name) {
    return inspection::kVerdicts.parse(std::string(name)).value_or(inspection::Verdict::Inspect);
}

std::optional<IndexedDecision> decisionAt(const Statement& row, int column) {
    if (row.text(column).empty()) return std::nullopt;
    return IndexedDecision{std::string(row.text(column)),
                           kChoices.parse(std::string(row.text(column + 1))).value_or(Choice::Confirmed),
                           verdictOf(row.text(column + 2)), std::string(row.text(column + 3))};
}

Expected<Database> openDatabase(const std::filesystem::path& file) {
    auto database = Database::open(file, true);
    if (!database) return database;
    if (auto made = database->run(kSchema); !made) return tl::unexpected(made.error());
    return database;
}

/// What cannot be removed cannot be opened either, and that is told.
void removeDatabase(const std::filesystem::path& file) {
    std::error_code ignored;
    for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending, ignored);
}

}  // namespace

struct RecordIndex::Open {
    Open(EvidenceFiles where, Database opened) : files(std::move(where)), database(std::move(opened)) {}

    Expected<std::uint64_t> taken(const tlog::LogReader& log);
    Expected<void> update(const std::stop_token& stop);
    Expected<void> take(const LogEntry& entry);
    Expected<void> takeInspection(const Record& record);
    Expected<void> takeDecision(const Record& record);
    Expected<void> takeHold(const Record& record);
    Expected<void> forget(const Record& removal);
    Expected<void> runEach(const char* statement, const std::vector<std::string>& ids);
    Expected<void> makeAnew(const std::stop_token& stop);
    Expected<void> takeAll(const tlog::LogReader& log, std::uint64_t first, const std::stop_token& stop);
    Expected<void> takeStep(const tlog::LogReader& log, std::uint64_t begin, std::uint64_t end);
    Expected<void> remember(std::uint64_t entries, const std::string& last);

    EvidenceFiles files;
    Database database;
    std::mutex turns;
};

/// How many entries of this log were taken in; none where those that were are not the beginning of it.
Expected<std::uint64_t> RecordIndex::Open::taken(const tlog::LogReader& log) {
    auto state = database.prepare("SELECT entries, last FROM taken");
    if (!state) return tl::unexpected(state.error());
    if (state->step() != Statement::Step::Row) return tl::unexpected(database.error());
    const auto count = static_cast<std::uint64_t>(state->number(0));
    if (count == 0 || count > log.checkpoint().size) return 0;
    const std::string last(state->text(1));
    return log.entry(count - 1).map(
        [&](const std::string& entry) { return entry == last ? count : std::uint64_t{0}; });
}

Expected<void> RecordIndex::Open::update(const std::stop_token& stop) {
    const auto key = verifierKey(files);
    if (!key) return tl::unexpected(key.error());
    const auto log = tlog::LogReader::open(files.log(), *key);
    if (!log) return tl::unexpected(log.error());
    const auto count = taken(*log);
    if (!count) return tl::unexpected(count.error());
    return *count == log->checkpoint().size && *count > 0 ? Expected<void>() : takeAll(*log, *count, stop);
}

/// Damaged further inside than its opening shows.
Expected<void> RecordIndex::Open::makeAnew(const std::stop_token& stop) {
    removeDatabase(files.index());
    auto opened = openDatabase(files.index());
    if (!opened) return tl::unexpected(opened.error());
    database = std::move(*opened);
    return update(stop);
}

/// What this program cannot read as an inspection is not found by its content either.
Expected<void> RecordIndex::Open::takeInspection(const Record& record) {
    const auto item = inspection::parseInspection(record.content, "the record " + record.id);
    if (!item) return {};
    std::set<std::string> rules;
    std::set<std::string> parts;
    for (const auto& finding : item->findings) rules.insert(finding.rule);
    auto serial = database.prepare("INSERT OR IGNORE INTO serials VALUES(?,?)");
    if (!serial) return tl::unexpected(serial.error());
    for (const auto& field : item->fields) {
        if (isPart(field.type)) parts.insert(field.value);
        if (!isSerial(field.type)) continue;
        const auto folded = ocr::confusableKey(field.value);
        if (!serial->bind(0, folded).bind(1, record.id).run()) return tl::unexpected(database.error());
    }
    auto row = database.prepare("INSERT OR REPLACE INTO inspections VALUES(?,?,?,?,?,?,?)");
    if (!row) return tl::unexpected(row.error());
    const auto ruleLines = joined(rules);
    const auto partLines = joined(parts);
    const bool done = row->bind(0, record.id)
                          .bind(1, item->time)
                          .bind(2, item->declaration.item)
                          .bind(3, item->declaration.goods)
                          .bind(4, inspection::kVerdicts.nameOf(item->verdict))
                          .bind(5, ruleLines)
                          .bind(6, partLines)
                          .run();
    auto words = database.prepare("INSERT OR REPLACE INTO words(rowid, text) VALUES(last_insert_rowid(), ?)");
    const auto text = wordsOf(*item);
    if (!done || !words || !words->bind(0, text).run()) return tl::unexpected(database.error());
    return {};
}

Expected<void> RecordIndex::Open::takeDecision(const Record& record) {
    const auto decision = decisionIn(record);
    if (!decision) return tl::unexpected(decision.error());
    auto row = database.prepare("INSERT OR REPLACE INTO decisions VALUES(?,?,?,?,?)");
    if (!row) return tl::unexpected(row.error());
    const bool done = row->bind(0, decision->inspection)
                          .bind(1, record.id)
                          .bind(2, kChoices.nameOf(decision->choice))
                          .bind(3, inspection::kVerdicts.nameOf(decision->verdict))
                          .bind(4, decision->by.name)
                          .run();
    return done ? Expected<void>() : tl::unexpected(database.error());
}

/// Once for each id, which is the statement's one parameter.
Expected<void> RecordIndex::Open::runEach(const char* statement, const std::vector<std::string>& ids) {
    auto row = database.prepare(statement);
    if (!row) return tl::unexpected(row.error());
    for (const auto& id : ids) {
        if (!row->bind(0, id).run()) return tl::unexpected(database.error());
    }
    return {};
}

/// A hold that was released is in force no more: its rows go.
Expected<void> RecordIndex::Open::takeHold(const Record& record) {
    const auto hold = holdIn(record);
    if (!hold) return tl::unexpected(hold.error());
    if (hold->state == HoldState::Released)
        return runEach("DELETE FROM held WHERE hold = ?", hold->records).and_then([&] {
            return runEach("DELETE FROM holds WHERE id = ?", hold->records);
        });
    auto row = database.prepare("INSERT OR REPLACE INTO holds VALUES(?,?,?,?)");
    if (!row) return tl::unexpected(row.error());
    if (!row->bind(0, record.id).bind(1, record.time).bind(2, hold->by).bind(3, hold->reason).run())
        return tl::unexpected(database.error());
    auto held = database.prepare("INSERT OR IGNORE INTO held VALUES(?,?)");
    if (!held) return tl::unexpected(held.error());
    for (const auto& id : hold->records) {
        if (!held->bind(0, record.id).bind(1, id).run()) return tl::unexpected(database.error());
    }
    return {};
}

/// What was removed from the evidence is not kept here either.
Expected<void> RecordIndex::Open::forget(const Record& removal) {
    const auto removed = removalIn(removal);
    if (!removed) return tl::unexpected(removed.error());
    std::vector<std::string> ids;
    for (const auto& one : removed->inspections) ids.push_back(one.id);
    for (const auto* statement :
         {"DELETE FROM words WHERE rowid IN (SELECT rowid FROM inspections WHERE id = ?)",
          "DELETE FROM serials WHERE id = ?", "DELETE FROM inspections WHERE id = ?"}) {
        if (auto gone = runEach(statement, ids); !gone) return gone;
    }
    return {};
}

/// A record that is gone or damaged is not found by its content; naming it is the verification's work.
Expected<void> RecordIndex::Open::take(const LogEntry& entry) {
    const auto bytes = recordBytes(entry.id, files);
    if (!bytes || !*bytes) return {};
    const auto record = parseRecord(**bytes, "the record " + entry.id);
    if (!record) return {};
    if (record->kind == RecordKind::Inspection) return takeInspection(*record);
    if (record->kind == RecordKind::Decision) return takeDecision(*record);
    if (record->kind == RecordKind::Hold) return takeHold(*record);
    if (record->kind == RecordKind::Removal) return forget(*record);
    return {};
}

/// From `first` on; from the beginning, all that stands there goes first.
Expected<void> RecordIndex::Open::takeAll(const tlog::LogReader& log, std::uint64_t first,
                                          const std::stop_token& stop) {
    const auto end = log.checkpoint().size;
    auto taken = first > 0 ? Expected<void>() : database.run(kForgetAll);
    for (auto begin = first; taken && !stop.stop_requested() && (begin < end || begin == first);
         begin += kStep)
        taken = takeStep(log, begin, std::min(begin + kStep, end));
    return taken;
}

Expected<void> RecordIndex::Open::takeStep(const tlog::LogReader& log, std::uint64_t begin,
                                           std::uint64_t end) {
    auto taken = database.run("BEGIN");
    std::string last;
    for (auto index = begin; taken && index < end; ++index) {
        taken = log.entry(index)
                    .and_then([&](const std::string& bytes) {
                        last = bytes;
                        return parseLogEntry(bytes, "entry " + std::to_string(index) + " of the log");
                    })
                    .and_then([&](const LogEntry& entry) { return take(entry); });
    }
    if (taken) taken = remember(end, last);
    if (taken) taken = database.run("COMMIT");
    if (!taken) static_cast<void>(database.run("ROLLBACK"));
    return taken;
}

Expected<void> RecordIndex::Open::remember(std::uint64_t entries, const std::string& last) {
    auto state = database.prepare("UPDATE taken SET entries = ?, last = ?");
    if (!state) return tl::unexpected(state.error());
    const bool done = state->bind(0, static_cast<std::int64_t>(entries)).bind(1, last).run();
    return done ? Expected<void>() : tl::unexpected(database.error());
}

RecordIndex::RecordIndex(std::unique_ptr<Open> open) : open_(std::move(open)) {}
RecordIndex::RecordIndex(RecordIndex&&) noexcept = default;
RecordIndex& RecordIndex::operator=(RecordIndex&&) noexcept = default;
RecordIndex::~RecordIndex() = default;

Expected<RecordIndex> RecordIndex::open(const EvidenceFiles& files) {
    return openDatabase(files.index())
        .or_else([&](const Error&) {  // damaged, or of an earlier version of the program
            removeDatabase(files.index());
            return openDatabase(files.index());
        })
        .map([&](Database database) {
            return RecordIndex(std::make_unique<Open>(files, std::move(database)));
        });
}

Expected<void> RecordIndex::update(const std::stop_token& stop) const {
    const std::lock_guard turn(open_->turns);
    return open_->update(stop).or_else([&](const Error&) { return open_->makeAnew(stop); });
}

Expected<std::vector<IndexRow>> RecordIndex::search(const Search& search) const {
    const std::lock_guard turn(open_->turns);
    const auto where = conditionsOf(search);
    auto found = open_->database.prepare(kColumns + where.sql + " ORDER BY i.id DESC LIMIT " +
                                         std::to_string(search.limit));
    if (!found) return tl::unexpected(found.error());
    int at = 0;
    for (const auto& value : where.values) found->bind(at++, value);
    std::vector<IndexRow> rows;
    auto step = found->step();
    for (; step == Statement::Step::Row; step = found->step())
        rows.push_back({std::string(found->text(0)), std::string(found->text(1)), std::string(found->text(2)),
                        std::string(found->text(3)), verdictOf(found->text(4)), linesOf(found->text(5)),
                        decisionAt(*found, 6)});
    if (step == Statement::Step::Failed) return tl::unexpected(open_->database.error());
    return rows;
}

Expected<std::optional<IndexedDecision>> RecordIndex::decisionOn(const std::string& id) const {
    if (auto updated = update(); !updated) return tl::unexpected(updated.error());
    const std::lock_guard turn(open_->turns);
    auto found =
        open_->database.prepare("SELECT record, choice, verdict, person FROM decisions WHERE inspection = ?");
    if (!found) return tl::unexpected(found.error());
    const auto step = found->bind(0, id).step();
    if (step == Statement::Step::Failed) return tl::unexpected(open_->database.error());
    return step == Statement::Step::Row ? decisionAt(*found, 0) : std::nullopt;
}

Expected<std::vector<IndexedHold>> RecordIndex::holds(const std::string& inspection) const {
    if (auto updated = update(); !updated) return tl::unexpected(updated.error());
    const std::lock_guard turn(open_->turns);
    auto found = open_->database.prepare(
        "SELECT h.id, h.time, h.person, h.reason, e.inspection FROM holds h JOIN held e ON e.hold = h.id "
        "WHERE ?1 = '' OR h.id IN (SELECT hold FROM held WHERE inspection = ?1) ORDER BY h.id, e.inspection");
    if (!found) return tl::unexpected(found.error());
    found->bind(0, inspection);
    std::vector<IndexedHold> holds;
    auto step = found->step();
    for (; step == Statement::Step::Row; step = found->step()) {
        if (holds.empty() || holds.back().id != found->text(0))
            holds.push_back({std::string(found->text(0)),
                             std::string(found->text(1)),
                             std::string(found->text(2)),
                             std::string(found->text(3)),
                             {}});
        holds.back().inspections.emplace_back(found->text(4));
    }
    if (step == Statement::Step::Failed) return tl::unexpected(open_->database.error());
    return holds;
}

}  // namespace tidewaiter::records
