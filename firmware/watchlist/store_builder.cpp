#include "firmware/watchlist/store_builder.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/shapes.h"
#include "firmware/watchlist/store_schema.h"

namespace tidewaiter::watchlist {

using text::visibleText;

namespace {

using Step = Statement::Step;

constexpr std::size_t kBytesOfFilterPart = std::size_t{1} << 20;
constexpr std::int64_t kRowsBetweenSigns = 200000;

std::filesystem::path besides(const std::filesystem::path& target, const char* ending) {
    auto path = target;
    path += ending;
    return path;
}

/// All parts of terms, which order them somehow.
auto tied(const Terms& terms) {
    return std::tie(terms.kind, terms.match, terms.budget, terms.severity, terms.grammar, terms.reason,
                    terms.legalBasis, terms.source, terms.jurisdiction, terms.notBefore, terms.expires,
                    terms.action);
}

struct ByContent {
    bool operator()(const Terms& one, const Terms& other) const { return tied(one) < tied(other); }
};

}  // namespace

/// A store on its way. The file that the rows are sorted from goes with it.
struct StoreBuilder::Draft {
    explicit Draft(const std::filesystem::path& target)
        : file(files::PartialFile::adopt(besides(target, ".new"), target)),
          unsorted(files::PartialFile::adopt(besides(target, ".unsorted"), target)) {}

    Expected<void> prepare();
    Expected<std::int64_t> numberOf(const Terms& terms);
    Expected<void> sort();
    Expected<Summary> measure(const std::function<void()>& working);
    Expected<void> writeFilter(const KeyFilter& filter);
    Expected<void> writeShapes(const Shapes& shapes);
    Expected<void> describe(const Summary& summary);
    Expected<std::int64_t> countOf(const std::string& table);

    files::PartialFile file;
    files::PartialFile unsorted;
    std::optional<Database> database;  // closes before the files are removed
    std::optional<Statement> addSerial;
    std::optional<Statement> addOther;
    std::map<Terms, std::int64_t, ByContent> terms;
    const Terms* lastTerms = nullptr;  // in `terms`
    std::int64_t lastNumber = 0;
};

Expected<void> StoreBuilder::Draft::prepare() {
    auto opened = Database::open(file.temporary(), true);
    if (!opened) return tl::unexpected(opened.error());
    database = std::move(*opened);
    // Until it has its name nobody reads the file, so there is nothing to take back: no journal.
    constexpr auto kFast =
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA "
        "locking_mode=EXCLUSIVE;"
        "PRAGMA cache_size=-65536; PRAGMA threads=2; PRAGMA temp_store=FILE;";
    if (auto set = database->run(kFast + createTables()); !set) return set;
    auto attach = database->prepare("ATTACH ? AS sorting");
    if (!attach) return tl::unexpected(attach.error());
    const auto path = unsorted.temporary().string();
    if (!attach->bind(0, std::string_view(path)).run()) return tl::unexpected(database->error());
    if (auto made =
            database->run("PRAGMA sorting.journal_mode=OFF; PRAGMA sorting.synchronous=OFF;"
                          "CREATE TABLE sorting.unsorted(key INTEGER, value TEXT, id TEXT, terms INTEGER);"
                          "BEGIN");
        !made)
        return made;
    auto serial = database->prepare("INSERT INTO sorting.unsorted VALUES(?,?,?,?)");
    auto other = database->prepare("INSERT INTO others VALUES(?,?,?,?,?)");
    if (!serial || !other) return tl::unexpected(database->error());
    addSerial = std::move(*serial);
    addOther = std::move(*other);
    return {};
}

/// Terms are few and entries many: each of them is written once.
Expected<std::int64_t> StoreBuilder::Draft::numberOf(const Terms& entry) {
    if (lastTerms != nullptr && *lastTerms == entry) return lastNumber;  // most lines repeat the one before
    const auto [at, isNew] = terms.try_emplace(entry, static_cast<std::int64_t>(terms.size()));
    lastTerms = &at->first;
    lastNumber = at->second;
    if (!isNew) return lastNumber;
    auto insert = database->prepare("INSERT INTO terms VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!insert) return tl::unexpected(insert.error());
    insert->bind(0, at->second).bind(1, static_cast<std::int64_t>(entry.kind));
    insert->bind(2, static_cast<std::int64_t>(entry.match)).bind(3, static_cast<std::int64_t>(entry.budget));
    insert->bind(4, models::kSeverities.nameOf(entry.severity));
    int column = 5;
    for (const auto* part : {&entry.grammar, &entry.reason, &entry.legalBasis, &entry.source,
                             &entry.jurisdiction, &entry.notBefore, &entry.expires, &entry.action})
        insert->bind(column++, std::string_view(*part));
    if (!insert->run()) return tl::unexpected(database->error());
    return at->second;
}

Expected<void> StoreBuilder::Draft::sort() {
    return database->run(
        "COMMIT; BEGIN; INSERT OR IGNORE INTO serials SELECT key, value, id, terms FROM sorting.unsorted"
        " ORDER BY key, value, id; COMMIT; BEGIN");
}

Expected<std::int64_t> StoreBuilder::Draft::countOf(const std::string& table) {
    auto count = database->prepare("SELECT count(*) FROM " + table);
    if (!count || count->step() != Step::Row) return tl::unexpected(database->error());
    return count->number(0);
}

Expected<Summary> StoreBuilder::Draft::measure(const std::function<void()>& working) {
    Summary summary;
    const auto serials = countOf("serials");
    const auto others = countOf("others");
    auto rows = database->prepare("SELECT key, value FROM serials");
    if (!serials || !others || !rows) return tl::unexpected(database->error());
    summary.serials = *serials;
    summary.others = *others;
    KeyFilter filter(static_cast<std::size_t>(summary.serials));
    Shapes shapes;
    auto step = rows->step();
    for (std::int64_t i = 1; step == Step::Row; step = rows->step(), ++i) {
        filter.add(rows->number(0));
        shapes.count(rows->text(1));
        if (i % kRowsBetweenSigns == 0) working();
    }
    if (step == Step::Failed) return tl::unexpected(database->error());
    if (auto written = writeFilter(filter); !written) return tl::unexpected(written.error());
    if (auto written = writeShapes(shapes); !written) return tl::unexpected(written.error());
    std::vector<Terms> byNumber(terms.size());
    for (const auto& [one, number] : terms) byNumber[static_cast<std::size_t>(number)] = one;
    const auto hash = countedHash(*database, byNumber);
    if (!hash) return tl::unexpected(hash.error());
    summary.contentHash = *hash;
    return summary;
}

Expected<void> StoreBuilder::Draft::writeFilter(const KeyFilter& filter) {
    auto insert = database->prepare("INSERT INTO filter VALUES(?,?)");
    if (!insert) return tl::unexpected(insert.error());
    const auto bytes = filter.bytes();
    for (std::size_t at = 0, part = 0; at < bytes.size(); at += kBytesOfFilterPart, ++part) {
        const auto bits = std::string_view(bytes).substr(at, kBytesOfFilterPart);
        if (!insert->bind(0, static_cast<std::int64_t>(part)).bindBytes(1, bits).run())
            return tl::unexpected(database->error());
    }
    return {};
}

Expected<void> StoreBuilder::Draft::writeShapes(const Shapes& shapes) {
    auto insert = database->prepare("INSERT INTO shapes VALUES(?,?)");
    if (!insert) return tl::unexpected(insert.error());
    for (const auto& [length, counts] : shapes.texts()) {
        if (!insert->bind(0, static_cast<std::int64_t>(length)).bind(1, std::string_view(counts)).run())
            return tl::unexpected(database->error());
    }
    return {};
}

Expected<void> StoreBuilder::Draft::describe(const Summary& summary) {
    auto insert = database->prepare("INSERT INTO meta VALUES(?,?)");
    if (!insert) return tl::unexpected(insert.error());
    const std::array<std::pair<std::string_view, std::string>, 5> rows = {{
        {"name", summary.name},
        {"version", summary.version},
        {"content_hash", summary.contentHash},
        {"serials", std::to_string(summary.serials)},
        {"others", std::to_string(summary.others)},
    }};
    for (const auto& [name, value] : rows) {
        if (!insert->bind(0, name).bind(1, std::string_view(value)).run())
            return tl::unexpected(database->error());
    }
    return {};
}

StoreBuilder::StoreBuilder(std::unique_ptr<Draft> draft) : draft_(std::move(draft)) {}
StoreBuilder::StoreBuilder(StoreBuilder&&) noexcept = default;
StoreBuilder::~StoreBuilder() = default;

Expected<StoreBuilder> StoreBuilder::begin(const std::filesystem::path& target) {
    if (auto made = files::makeFolder(std::filesystem::absolute(target).parent_path()); !made)
        return tl::unexpected(made.error());
    auto draft = std::make_unique<Draft>(target);
    if (auto prepared = draft->prepare(); !prepared) return tl::unexpected(prepared.error());
    return StoreBuilder(std::move(draft));
}

Expected<void> StoreBuilder::add(const Entry& entry) {
    auto& draft = *draft_;
    const auto terms = draft.numberOf(entry.terms);
    if (!terms) return tl::unexpected(terms.error());
    const bool exactSerial = entry.terms.kind == EntryKind::Serial && entry.terms.match == MatchMode::Exact;
    if (exactSerial) {
        const std::string_view id = entry.id == entry.value ? std::string_view() : entry.id;
        draft.addSerial->bind(0, serialKey(entry.value)).bind(1, std::string_view(entry.value)).bind(2, id);
        if (!draft.addSerial->bind(3, *terms).run()) return tl::unexpected(draft.database->error());
        return {};
    }
    draft.addOther->bind(0, std::string_view(entry.id)).bind(1, std::string_view(entry.value));
    draft.addOther->bind(2, std::string_view(entry.last)).bind(3, std::string_view(entry.address));
    if (draft.addOther->bind(4, *terms).run()) return {};
    if (draft.database->isConstraint())
        return failure("the id \"" + visibleText(entry.id) +
                       "\" stands there twice; give each entry its own");
    return tl::unexpected(draft.database->error());
}

Expected<Summary> StoreBuilder::finish(const std::string& name, const std::string& version,
                                       const std::function<void()>& working) {
    auto& draft = *draft_;
    if (auto sorted = draft.sort(); !sorted) return tl::unexpected(sorted.error());
    working();
    auto summary = draft.measure(working);
    if (!summary) return summary;
    summary->name = name;
    summary->version = version;
    if (auto described = draft.describe(*summary); !described) return tl::unexpected(described.error());
    if (auto kept = draft.database->run("COMMIT"); !kept) return tl::unexpected(kept.error());
    draft.addSerial.reset();
    draft.addOther.reset();
    draft.database.reset();
    if (auto published = draft.file.publish(); !published) return tl::unexpected(published.error());
    return summary;
}

}  // namespace tidewaiter::watchlist
