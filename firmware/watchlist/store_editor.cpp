#include "firmware/watchlist/store_editor.h"

#include <optional>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/store_schema.h"
#include "firmware/watchlist/store_writer.h"

namespace tidewaiter::watchlist {

namespace {

using Step = Statement::Step;

std::filesystem::path besides(const std::filesystem::path& target) {
    auto path = target;
    path += ".new";  // as a builder's: only one of them is at work
    return path;
}

}  // namespace

/// A changed store on its way.
struct StoreEditor::Draft {
    Draft(const std::filesystem::path& target, Store store)
        : file(files::PartialFile::adopt(besides(target), target)),
          summary(store.summary()),
          filter(store.filter()),
          shapes(store.shapes()),
          terms(store.terms()),
          changed(kBuckets) {}

    Expected<void> prepare();
    Expected<void> changeRow(Statement& statement);
    Expected<void> changeSerial(const Change& change, std::int64_t terms);
    Expected<void> changeOther(const Change& change, std::int64_t terms);
    Expected<void> refillFilter();

    files::PartialFile file;
    Summary summary;
    KeyFilter filter;
    Shapes shapes;
    std::vector<Terms> terms;
    std::vector<bool> changed;         // shares of the serial numbers
    std::optional<Database> database;  // closes before the file is removed
    std::optional<StoreWriter> writer;
    Statement addSerial;
    Statement removeSerial;
    Statement addOther;
    Statement removeOther;
};

Expected<void> StoreEditor::Draft::prepare() {
    auto opened = Database::open(file.temporary(), true);
    if (!opened) return tl::unexpected(opened.error());
    database = std::move(*opened);
    // Until it has its name nobody reads the file, so there is nothing to take back: no journal.
    if (auto begun = database->run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA "
                                   "locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536; BEGIN");
        !begun)
        return begun;
    writer.emplace(*database, terms);
    const auto ready = [&](Statement& statement, const char* sql) {
        auto prepared = database->prepare(sql);
        if (prepared) statement = std::move(*prepared);
        return prepared.has_value();
    };
    if (!ready(addSerial, "INSERT INTO serials VALUES(?,?,?,?)") ||
        !ready(removeSerial, "DELETE FROM serials WHERE key=? AND value=? AND id=? AND terms=?") ||
        !ready(addOther, "INSERT INTO others VALUES(?,?,?,?,?)") ||
        !ready(removeOther, "DELETE FROM others WHERE id=? AND value=? AND last=? AND address=? AND terms=?"))
        return tl::unexpected(database->error());
    return {};
}

/// Runs a statement that has to change one row.
Expected<void> StoreEditor::Draft::changeRow(Statement& statement) {
    const bool ran = statement.run();
    if (!ran && !database->isConstraint()) return tl::unexpected(database->error());
    if (!ran || database->changedRows() != 1) return failure("the delta does not fit the list");
    return {};
}

Expected<void> StoreEditor::Draft::changeSerial(const Change& change, std::int64_t number) {
    const auto& entry = change.entry;
    const auto key = serialKey(entry.value);
    auto& statement = change.add ? addSerial : removeSerial;
    const std::string_view id = entry.id == entry.value ? std::string_view() : entry.id;
    statement.bind(0, key).bind(1, std::string_view(entry.value)).bind(2, id).bind(3, number);
    if (auto done = changeRow(statement); !done) return done;
    changed[static_cast<std::size_t>(bucketOf(key))] = true;
    summary.serials += change.add ? 1 : -1;
    if (change.add) {
        filter.add(key);
        shapes.count(entry.value);
    } else {
        shapes.uncount(entry.value);  // the filter cannot forget; it lets the key pass for nothing
    }
    return {};
}

Expected<void> StoreEditor::Draft::changeOther(const Change& change, std::int64_t number) {
    const auto& entry = change.entry;
    auto& statement = change.add ? addOther : removeOther;
    statement.bind(0, std::string_view(entry.id)).bind(1, std::string_view(entry.value));
    statement.bind(2, std::string_view(entry.last)).bind(3, std::string_view(entry.address)).bind(4, number);
    if (auto done = changeRow(statement); !done) return done;
    summary.others += change.add ? 1 : -1;
    return {};
}

/// A list that outgrew its filter gets a new one.
Expected<void> StoreEditor::Draft::refillFilter() {
    const auto serials = static_cast<std::size_t>(summary.serials);
    if (serials <= filter.capacity()) return {};
    filter = KeyFilter(serials + serials / 8);
    auto rows = database->prepare("SELECT key FROM serials");
    if (!rows) return tl::unexpected(rows.error());
    auto step = rows->step();
    for (; step == Step::Row; step = rows->step()) filter.add(rows->number(0));
    if (step == Step::Failed) return tl::unexpected(database->error());
    return {};
}

StoreEditor::StoreEditor(std::unique_ptr<Draft> draft) : draft_(std::move(draft)) {}
StoreEditor::StoreEditor(StoreEditor&&) noexcept = default;
StoreEditor::~StoreEditor() = default;

Expected<StoreEditor> StoreEditor::begin(const std::filesystem::path& target) {
    auto store = Store::open(target);
    if (!store) return tl::unexpected(store.error());
    auto draft = std::make_unique<Draft>(target, std::move(*store));
    std::error_code error;
    std::filesystem::copy_file(target, draft->file.temporary(), error);
    if (error) return tl::unexpected(files::writeError(draft->file.temporary(), error.value()));
    if (auto prepared = draft->prepare(); !prepared) return tl::unexpected(prepared.error());
    return StoreEditor(std::move(draft));
}

Expected<void> StoreEditor::apply(const Change& change) {
    const auto& terms = change.entry.terms;
    const auto number = draft_->writer->numberOf(terms);
    if (!number) return tl::unexpected(number.error());
    const bool exactSerial = terms.kind == EntryKind::Serial && terms.match == MatchMode::Exact;
    auto changed = exactSerial ? draft_->changeSerial(change, *number) : draft_->changeOther(change, *number);
    if (!changed)
        return failure(changed.error().message + ": " +
                       (change.add ? "to be added is " : "to be removed is ") +
                       text::quoted(change.entry.value));
    return {};
}

Expected<Summary> StoreEditor::finish(const ListTitle& title) {
    auto& draft = *draft_;
    auto digests = storedDigests(*draft.database).and_then([&](Digests stored) {
        return DigestCounter(*draft.database, draft.writer->terms())
            .renewed(std::move(stored), draft.changed);
    });
    if (!digests) return tl::unexpected(digests.error());
    draft.summary.contentHash = contentHash(*digests);
    if (!title.contentHash.empty() && title.contentHash != draft.summary.contentHash)
        return tl::unexpected(notAsPublished(title));
    draft.summary.name = title.name;
    draft.summary.version = title.version;
    auto written = draft.refillFilter()
                       .and_then([&] { return draft.writer->write(draft.filter); })
                       .and_then([&] { return draft.writer->write(draft.shapes); })
                       .and_then([&] { return draft.writer->write(*digests); })
                       .and_then([&] { return draft.writer->write(draft.summary); })
                       .and_then([&] { return draft.database->run("COMMIT"); });
    if (!written) return tl::unexpected(written.error());
    for (auto* statement : {&draft.addSerial, &draft.removeSerial, &draft.addOther, &draft.removeOther})
        *statement = {};
    draft.database.reset();
    if (auto published = draft.file.publish(); !published) return tl::unexpected(published.error());
    return draft.summary;
}

}  // namespace tidewaiter::watchlist
