#include "firmware/watchlist/store_builder.h"

#include <algorithm>
#include <optional>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/shapes.h"
#include "firmware/watchlist/store_schema.h"
#include "firmware/watchlist/store_writer.h"

namespace tidewaiter::watchlist {

using text::visibleText;

namespace {

using Step = Statement::Step;

constexpr std::int64_t kRowsBetweenSigns = 200000;

std::filesystem::path besides(const std::filesystem::path& target, const char* ending) {
    auto path = target;
    path += ending;
    return path;
}

}  // namespace

/// A store on its way. The file that the rows are sorted from goes with it.
struct StoreBuilder::Draft {
    explicit Draft(const std::filesystem::path& target)
        : file(files::PartialFile::adopt(besides(target, ".new"), target)),
          unsorted(files::PartialFile::adopt(besides(target, ".unsorted"), target)) {}

    Expected<void> prepare();
    Expected<void> sort();
    Expected<Summary> measure(const std::function<void()>& working);
    Expected<std::int64_t> countOf(const std::string& table);

    files::PartialFile file;
    files::PartialFile unsorted;
    std::optional<Database> database;  // closes before the files are removed
    std::optional<Statement> addSerial;
    std::optional<Statement> addOther;
    std::optional<StoreWriter> writer;
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
    writer.emplace(*database, std::vector<Terms>{});
    return {};
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
    auto digests = DigestCounter(*database, writer->terms()).all();
    if (!digests) return tl::unexpected(digests.error());
    auto written = writer->write(filter).and_then([&] { return writer->write(shapes); }).and_then([&] {
        return writer->write(*digests);
    });
    if (!written) return tl::unexpected(written.error());
    summary.contentHash = contentHash(*digests);
    return summary;
}

Error notAsPublished(const ListTitle& title) {
    return {"the list " + text::quoted(title.name) +
            " is not what its publisher says it is; the list that is in use stays as it is"};
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
    const auto terms = draft.writer->numberOf(entry.terms);
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

Expected<Summary> StoreBuilder::finish(const ListTitle& title, const std::function<void()>& working) {
    auto& draft = *draft_;
    if (auto sorted = draft.sort(); !sorted) return tl::unexpected(sorted.error());
    working();
    auto summary = draft.measure(working);
    if (!summary) return summary;
    if (!title.contentHash.empty() && title.contentHash != summary->contentHash)
        return tl::unexpected(notAsPublished(title));
    summary->name = title.name;
    summary->version = title.version;
    if (auto described = draft.writer->write(*summary); !described) return tl::unexpected(described.error());
    if (auto kept = draft.database->run("COMMIT"); !kept) return tl::unexpected(kept.error());
    draft.addSerial.reset();
    draft.addOther.reset();
    draft.database.reset();
    if (auto published = draft.file.publish(); !published) return tl::unexpected(published.error());
    return summary;
}

}  // namespace tidewaiter::watchlist
