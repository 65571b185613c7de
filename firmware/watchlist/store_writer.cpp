#include "firmware/watchlist/store_writer.h"

#include <array>
#include <tuple>
#include <utility>

namespace tidewaiter::watchlist {

namespace {

constexpr std::size_t kBytesOfFilterPart = std::size_t{1} << 20;

/// All parts of terms, which order them somehow.
auto tied(const Terms& terms) {
    return std::tie(terms.kind, terms.match, terms.budget, terms.severity, terms.grammar, terms.reason,
                    terms.legalBasis, terms.source, terms.jurisdiction, terms.notBefore, terms.expires,
                    terms.action);
}

}  // namespace

bool TermsOrder::operator()(const Terms& one, const Terms& other) const {
    return tied(one) < tied(other);
}

StoreWriter::StoreWriter(Database& database, const std::vector<Terms>& terms) : database_(database) {
    for (const auto& one : terms) numbers_.emplace(one, static_cast<std::int64_t>(numbers_.size()));
}

Expected<std::int64_t> StoreWriter::numberOf(const Terms& terms) {
    if (last_ != nullptr && *last_ == terms) return lastNumber_;  // most lines repeat the one before
    const auto [at, isNew] = numbers_.try_emplace(terms, static_cast<std::int64_t>(numbers_.size()));
    last_ = &at->first;
    lastNumber_ = at->second;
    if (!isNew) return lastNumber_;
    auto insert = database_.prepare("INSERT INTO terms VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!insert) return tl::unexpected(insert.error());
    insert->bind(0, at->second).bind(1, static_cast<std::int64_t>(terms.kind));
    insert->bind(2, static_cast<std::int64_t>(terms.match)).bind(3, static_cast<std::int64_t>(terms.budget));
    insert->bind(4, models::kSeverities.nameOf(terms.severity));
    int column = 5;
    for (const auto* part : {&terms.grammar, &terms.reason, &terms.legalBasis, &terms.source,
                             &terms.jurisdiction, &terms.notBefore, &terms.expires, &terms.action})
        insert->bind(column++, std::string_view(*part));
    if (!insert->run()) return tl::unexpected(database_.error());
    return at->second;
}

std::vector<Terms> StoreWriter::terms() const {
    std::vector<Terms> byNumber(numbers_.size());
    for (const auto& [one, number] : numbers_) byNumber[static_cast<std::size_t>(number)] = one;
    return byNumber;
}

Expected<void> StoreWriter::write(const Shapes& shapes) {
    auto insert = database_.run("DELETE FROM shapes").and_then([&] {
        return database_.prepare("INSERT INTO shapes VALUES(?,?)");
    });
    if (!insert) return tl::unexpected(insert.error());
    for (const auto& [length, counts] : shapes.texts()) {
        if (!insert->bind(0, static_cast<std::int64_t>(length)).bind(1, std::string_view(counts)).run())
            return tl::unexpected(database_.error());
    }
    return {};
}

Expected<void> StoreWriter::write(const KeyFilter& filter) {
    auto insert = database_.run("DELETE FROM filter").and_then([&] {
        return database_.prepare("INSERT INTO filter VALUES(?,?)");
    });
    if (!insert) return tl::unexpected(insert.error());
    const auto bytes = filter.bytes();
    for (std::size_t at = 0, part = 0; at < bytes.size(); at += kBytesOfFilterPart, ++part) {
        const auto bits = std::string_view(bytes).substr(at, kBytesOfFilterPart);
        if (!insert->bind(0, static_cast<std::int64_t>(part)).bindBytes(1, bits).run())
            return tl::unexpected(database_.error());
    }
    return {};
}

Expected<void> StoreWriter::write(const Digests& digests) {
    auto insert = database_.run("DELETE FROM shares").and_then([&] {
        return database_.prepare("INSERT INTO shares VALUES(?,?)");
    });
    if (!insert) return tl::unexpected(insert.error());
    for (std::size_t i = 0; i < digests.shares.size(); ++i) {
        const auto& digest = digests.shares[i];
        if (digest == digestOfNothing()) continue;
        if (!insert->bind(0, static_cast<std::int64_t>(i)).bindBytes(1, digest).run())
            return tl::unexpected(database_.error());
    }
    return {};
}

Expected<void> StoreWriter::write(const Summary& summary) {
    auto insert = database_.prepare("INSERT OR REPLACE INTO meta VALUES(?,?)");
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
            return tl::unexpected(database_.error());
    }
    return {};
}

}  // namespace tidewaiter::watchlist
