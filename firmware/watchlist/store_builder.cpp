#include "firmware/watchlist/store_builder.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/store_schema.h"

namespace tidewaiter::watchlist {

using text::visibleText;

namespace {

using Step = Statement::Step;

constexpr std::size_t kBytesOfFilterPart = std::size_t{1} << 20;
/// How many serial numbers stand for all of them when the neighbors are counted.
constexpr std::size_t kSamples = 4000;
constexpr std::int64_t kRowsBetweenSigns = 200000;

std::filesystem::path besides(const std::filesystem::path& target, const char* ending) {
    auto path = target;
    path += ending;
    return path;
}

/// The next character of the same kind: 0 after 9, A after Z.
char neighborOf(char c) {
    if (c == '9') return '0';
    return c == 'Z' ? 'A' : static_cast<char>(c + 1);
}

/// Keeps one of every so many values, so that at most twice kSamples are kept, whatever the list's length.
class Sampler {
  public:
    void offer(std::string_view value) {
        if (seen_++ % every_ != 0) return;
        values_.emplace_back(value);
        if (values_.size() < 2 * kSamples) return;
        every_ *= 2;
        for (std::size_t i = 0; i < kSamples; ++i) values_[i] = values_[2 * i];
        values_.resize(kSamples);
    }
    [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

  private:
    std::vector<std::string> values_;
    std::size_t every_ = 1;
    std::size_t seen_ = 0;
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
    Expected<double> densityOf(const KeyFilter& filter, const std::vector<std::string>& samples);
    Expected<void> describe(const Summary& summary);
    Expected<std::int64_t> countOf(const std::string& table);

    files::PartialFile file;
    files::PartialFile unsorted;
    std::optional<Database> database;  // closes before the files are removed
    std::optional<Statement> addSerial;
    std::optional<Statement> addOther;
    std::map<Terms, std::int64_t> terms;
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
    Sampler sampler;
    auto step = rows->step();
    for (std::int64_t i = 1; step == Step::Row; step = rows->step(), ++i) {
        filter.add(rows->number(0));
        sampler.offer(rows->text(1));
        if (i % kRowsBetweenSigns == 0) working();
    }
    if (step == Step::Failed) return tl::unexpected(database->error());
    if (auto written = writeFilter(filter); !written) return tl::unexpected(written.error());
    const auto density = densityOf(filter, sampler.values());
    if (!density) return tl::unexpected(density.error());
    summary.density = *density;
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

/// How likely a serial number beside a listed one is listed too: what a misread digit would hit by chance.
Expected<double> StoreBuilder::Draft::densityOf(const KeyFilter& filter,
                                                const std::vector<std::string>& samples) {
    auto find = database->prepare("SELECT 1 FROM serials WHERE key=? AND value=?");
    if (!find) return tl::unexpected(find.error());
    std::int64_t neighbors = 0;
    std::int64_t listed = 0;
    for (auto value : samples) {
        for (auto& c : value) {
            const char before = c;
            c = neighborOf(c);
            ++neighbors;
            const auto key = serialKey(value);
            if (filter.mayHold(key)) {
                listed += find->bind(0, key).bind(1, std::string_view(value)).step() == Step::Row ? 1 : 0;
                find->reset();
            }
            c = before;
        }
    }
    return neighbors == 0 ? 0 : static_cast<double>(listed) / static_cast<double>(neighbors);
}

Expected<void> StoreBuilder::Draft::describe(const Summary& summary) {
    auto insert = database->prepare("INSERT INTO meta VALUES(?,?)");
    if (!insert) return tl::unexpected(insert.error());
    const std::array<std::pair<std::string_view, std::string>, 6> rows = {{
        {"name", summary.name},
        {"version", summary.version},
        {"content_hash", summary.contentHash},
        {"serials", std::to_string(summary.serials)},
        {"others", std::to_string(summary.others)},
        {"density", std::to_string(summary.density)},
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
