#include "firmware/watchlist/list_file.h"

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/entry_columns.h"
#include "firmware/watchlist/store.h"
#include "firmware/watchlist/store_writer.h"
#include "firmware/watchlist/zstd_stream.h"

namespace tidewaiter::watchlist {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSchema = 1;

/// A file on its way, line by line. Terms are written before the first line that needs them.
class ListWriter {
  public:
    ListWriter(const fs::path& file, const ListFileHeader& header)
        : target_(files::PartialFile::adopt(besides(file), file)), out_(target_.temporary()) {
        line({{"tidewaiter", "watchlist"}, {"schema", kSchema}, {"from", header.from}, {"to", header.to}});
    }

    void change(bool add, const Terms& terms, std::initializer_list<std::string_view> parts) {
        auto row = json::array({add ? "+" : "-", numberOf(terms)});
        for (const auto part : parts) row.push_back(part);
        while (row.back().is_string() && row.back().get_ref<const std::string&>().empty())
            row.erase(row.size() - 1);
        line(row);
        ++rows_;
    }

    [[nodiscard]] Expected<ListFile> finish() {
        line({{"changes", rows_}});
        const auto bytes = out_.finish();
        if (!bytes) return tl::unexpected(bytes.error());
        if (auto published = target_.publish(); !published) return tl::unexpected(published.error());
        return ListFile{rows_, *bytes};
    }

  private:
    static fs::path besides(const fs::path& file) {
        auto path = file;
        path += ".new";
        return path;
    }

    void line(const json& value) { out_.write(value.dump() + "\n"); }

    std::size_t numberOf(const Terms& terms) {
        if (last_ != terms_.end() && last_->first == terms) return last_->second;
        const auto [at, isNew] = terms_.try_emplace(terms, terms_.size());
        last_ = at;
        if (isNew) writeTerms(terms);
        return at->second;
    }

    void writeTerms(const Terms& terms) {
        json columns = json::object();
        const Entry entry{"", "", "", "", terms};
        for (const auto& column : entryColumns()) {
            const auto value = column.get(entry);
            if (!value.empty()) columns[std::string(column.name)] = value;
        }
        line({{"terms", columns}});
    }

    files::PartialFile target_;
    ZstdWriter out_;
    std::map<Terms, std::size_t, TermsOrder> terms_;
    std::map<Terms, std::size_t, TermsOrder>::const_iterator last_ = terms_.end();  // most rows repeat them
    std::int64_t rows_ = 0;
};

void writeOther(ListWriter& writer, bool add, const Entry& entry) {
    const std::string_view id = entry.id == entry.value ? std::string_view() : entry.id;
    writer.change(add, entry.terms, {entry.value, id, entry.last, entry.address});
}

std::map<std::string_view, const Entry*> othersOf(const Store& store) {
    std::map<std::string_view, const Entry*> byId;
    for (const auto& row : kEntryKinds.rows) {
        for (const auto& listed : store.others(row.value)) byId.emplace(listed.entry.id, &listed.entry);
    }
    return byId;
}

/// First what goes, then what comes: an id may come again as something else.
void writeOtherChanges(ListWriter& writer, const Store& from, const Store& to) {
    const auto before = othersOf(from);
    const auto after = othersOf(to);
    const auto differs = [](const auto& id, const Entry& entry, const auto& others) {
        const auto found = others.find(id);
        return found == others.end() || *found->second != entry;
    };
    for (const auto& [id, entry] : before) {
        if (differs(id, *entry, after)) writeOther(writer, false, *entry);
    }
    for (const auto& [id, entry] : after) {
        if (differs(id, *entry, before)) writeOther(writer, true, *entry);
    }
}

/// A cursor and whether it stands on a row.
struct Walk {
    SerialCursor cursor;
    bool there = false;

    [[nodiscard]] Expected<void> next() {
        const auto more = cursor.next();
        if (!more) return tl::unexpected(more.error());
        there = *more;
        return {};
    }
    [[nodiscard]] auto place() const { return std::tuple(cursor.key(), cursor.value(), cursor.id()); }
};

Expected<Walk> walkThrough(Store& store) {
    auto cursor = store.serials();
    if (!cursor) return tl::unexpected(cursor.error());
    Walk walk{std::move(*cursor)};
    if (auto first = walk.next(); !first) return tl::unexpected(first.error());
    return walk;
}

void writeSerial(ListWriter& writer, bool add, const SerialCursor& at) {
    writer.change(add, at.terms(), {at.value(), at.id()});
}

/// Both are in one order, so one walk through both finds what differs.
Expected<void> writeSerialChanges(ListWriter& writer, Store& from, Store& to) {
    auto before = walkThrough(from);
    if (!before) return tl::unexpected(before.error());
    auto after = walkThrough(to);
    if (!after) return tl::unexpected(after.error());
    while (before->there || after->there) {
        const bool goes = before->there && (!after->there || before->place() < after->place());
        const bool comes = after->there && (!before->there || after->place() < before->place());
        const bool differs = !goes && !comes && before->cursor.terms() != after->cursor.terms();
        if (goes || differs) writeSerial(writer, false, before->cursor);
        if (comes || differs) writeSerial(writer, true, after->cursor);
        if (!comes) {
            if (auto moved = before->next(); !moved) return moved;
        }
        if (!goes) {
            if (auto moved = after->next(); !moved) return moved;
        }
    }
    return {};
}

/// Reads the lines of a list file one by one.
class ListParser {
  public:
    explicit ListParser(const fs::path& file) : name_(file.filename().string()), in_(file) {}

    [[nodiscard]] Expected<ListFileHeader> header() {
        auto value = next();
        if (!value) return tl::unexpected(value.error());
        if (!value->is_object() || value->value("tidewaiter", json()) != "watchlist")
            return tl::unexpected(wrong("this is no watchlist to synchronize"));
        if (value->value("schema", json()) != kSchema)
            return failure(text::visibleText(name_) +
                           " is of another version than this program's; update the program");
        const auto from = value->value("from", json());
        const auto to = value->value("to", json());
        if (!from.is_string() || !to.is_string()) return tl::unexpected(wrong("it has no hashes"));
        return ListFileHeader{from.get<std::string>(), to.get<std::string>()};
    }

    [[nodiscard]] Expected<void> changes(const std::function<Expected<void>(const Change&)>& take) {
        for (std::int64_t rows = 0;;) {
            auto value = next();
            if (!value) return tl::unexpected(value.error());
            if (value->is_object() && value->contains("changes"))
                return *value == json{{"changes", rows}} ? atEnd() : wrongEnd();
            if (value->is_object()) {
                if (auto taken = takeTerms(*value); !taken) return taken;
                continue;
            }
            auto change = changeIn(*value);
            if (!change) return tl::unexpected(change.error());
            if (auto taken = take(*change); !taken) return tl::unexpected(wrong(taken.error().message));
            ++rows;
        }
    }

  private:
    [[nodiscard]] Error wrong(const std::string& what) const {
        return {text::visibleText(name_) + ", line " + std::to_string(in_.lineNumber()) + ": " + what};
    }

    [[nodiscard]] Expected<void> wrongEnd() const {
        return tl::unexpected(wrong("it has other changes than it says"));
    }

    [[nodiscard]] Expected<void> atEnd() {
        const auto line = in_.nextLine();
        if (!line) return tl::unexpected(wrong(line.error().message));
        return *line == nullptr ? Expected<void>() : wrongEnd();
    }

    [[nodiscard]] Expected<json> next() {
        const auto line = in_.nextLine();
        if (!line) return tl::unexpected(wrong(line.error().message));
        if (*line == nullptr) return tl::unexpected(wrong("it breaks off"));
        auto value = json::parse(**line, nullptr, false);
        if (value.is_discarded()) return tl::unexpected(wrong("this is not valid JSON"));
        return value;
    }

    [[nodiscard]] Expected<void> takeTerms(const json& value) {
        Entry entry;
        const auto columns = value.value("terms", json());
        if (!columns.is_object()) return tl::unexpected(wrong("this is neither a change nor terms"));
        for (const auto& [name, text] : columns.items()) {
            const auto column = columnNamed(name);
            if (!column) return tl::unexpected(wrong(column.error().message));
            if (!text.is_string()) return tl::unexpected(wrong("a column is no text"));
            if (auto set = (*column)->set(entry, text.get<std::string>()); !set)
                return tl::unexpected(wrong(set.error().message));
        }
        terms_.push_back(entry.terms);
        return {};
    }

    [[nodiscard]] Expected<Change> changeIn(const json& row) const {
        constexpr std::size_t kShortest = 3;
        constexpr std::size_t kLongest = 6;
        if (!row.is_array() || row.size() < kShortest || row.size() > kLongest ||
            (row[0] != "+" && row[0] != "-") || !row[1].is_number_unsigned() ||
            row[1].get<std::uint64_t>() >= terms_.size())
            return tl::unexpected(wrong("this is neither a change nor terms"));
        std::vector<std::string> parts(4);
        for (std::size_t i = 2; i < row.size(); ++i) {
            if (!row[i].is_string()) return tl::unexpected(wrong("a part of the change is no text"));
            parts[i - 2] = row[i].get<std::string>();
        }
        Entry entry{parts[1].empty() ? parts[0] : parts[1], parts[0], parts[2], parts[3],
                    terms_[row[1].get<std::size_t>()]};
        auto good = checked(entry);
        if (!good) return tl::unexpected(wrong(good.error().message));
        if (*good != entry) return tl::unexpected(wrong("the value is not as a list file has it"));
        return Change{row[0] == "+", std::move(entry)};
    }

    std::string name_;
    ZstdReader in_;
    std::vector<Terms> terms_;
};

}  // namespace

Expected<ListFile> writeSnapshot(const fs::path& store, const fs::path& file) {
    auto opened = Store::open(store);
    if (!opened) return tl::unexpected(opened.error());
    ListWriter writer(file, {"", opened->summary().contentHash});
    auto walk = walkThrough(*opened);
    if (!walk) return tl::unexpected(walk.error());
    while (walk->there) {
        writeSerial(writer, true, walk->cursor);
        if (auto moved = walk->next(); !moved) return tl::unexpected(moved.error());
    }
    for (const auto& [id, entry] : othersOf(*opened)) writeOther(writer, true, *entry);
    return writer.finish();
}

Expected<ListFile> writeDelta(const fs::path& from, const fs::path& to, const fs::path& file) {
    auto before = Store::open(from);
    if (!before) return tl::unexpected(before.error());
    auto after = Store::open(to);
    if (!after) return tl::unexpected(after.error());
    ListWriter writer(file, {before->summary().contentHash, after->summary().contentHash});
    if (auto written = writeSerialChanges(writer, *before, *after); !written)
        return tl::unexpected(written.error());
    writeOtherChanges(writer, *before, *after);
    return writer.finish();
}

Expected<ListFileHeader> readListFileHeader(const fs::path& file) {
    return ListParser(file).header();
}

Expected<void> readChanges(const fs::path& file, const std::function<Expected<void>(const Change&)>& take) {
    ListParser parser(file);
    if (auto header = parser.header(); !header) return tl::unexpected(header.error());
    return parser.changes(take);
}

}  // namespace tidewaiter::watchlist
