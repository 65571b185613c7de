#include "firmware/watchlist/store_schema.h"

#include <sodium.h>

#include <array>

#include "firmware/watchlist/serial_key.h"

namespace tidewaiter::watchlist {

namespace {

std::string sha256Bytes(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string hexadecimal(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    text.pop_back();
    return text;
}

/// A part with its length before it: no two rows of different parts become the same bytes.
void addPart(std::string& all, std::string_view part) {
    for (auto length = part.size(), i = std::size_t{0}; i < 4; ++i, length >>= 8)
        all += static_cast<char>(length & 0xff);
    all += part;
}

}  // namespace

std::string createTables() {
    return "PRAGMA application_id=" + std::to_string(kApplicationId) +
           "; PRAGMA user_version=" + std::to_string(kSchemaVersion) +
           ";"
           "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
           "CREATE TABLE terms(number INTEGER PRIMARY KEY, kind INTEGER, match INTEGER, budget INTEGER, "
           "severity TEXT,"
           " grammar TEXT, reason TEXT, legal_basis TEXT, source TEXT, jurisdiction TEXT, not_before TEXT,"
           " expires TEXT, action TEXT);"
           "CREATE TABLE serials(key INTEGER, value TEXT, id TEXT, terms INTEGER, PRIMARY KEY(key, value, "
           "id))"
           " WITHOUT ROWID;"
           "CREATE TABLE others(id TEXT PRIMARY KEY, value TEXT, last TEXT, address TEXT, terms INTEGER) "
           "WITHOUT ROWID;"
           "CREATE TABLE shares(number INTEGER PRIMARY KEY, digest BLOB);"
           "CREATE TABLE shapes(length INTEGER PRIMARY KEY, counts TEXT);"
           "CREATE TABLE filter(part INTEGER PRIMARY KEY, bits BLOB);";
}

std::string digestOf(const Terms& terms) {
    std::string all;
    addPart(all, kEntryKinds.nameOf(terms.kind));
    addPart(all, kMatchModes.nameOf(terms.match));
    addPart(all, std::to_string(terms.budget));
    addPart(all, models::kSeverities.nameOf(terms.severity));
    for (const auto* part : {&terms.grammar, &terms.reason, &terms.legalBasis, &terms.source,
                             &terms.jurisdiction, &terms.notBefore, &terms.expires, &terms.action})
        addPart(all, *part);
    return sha256Bytes(all);
}

const std::string& digestOfNothing() {
    static const std::string digest = sha256Bytes({});
    return digest;
}

Digests::Digests() : shares(kBuckets, digestOfNothing()), others(digestOfNothing()) {}

Expected<Digests> storedDigests(Database& database) {
    auto rows = database.prepare("SELECT number, digest FROM shares");
    if (!rows) return tl::unexpected(rows.error());
    Digests digests;
    auto step = rows->step();
    for (; step == Statement::Step::Row; step = rows->step()) {
        const auto number = rows->number(0);
        if (number >= 0 && number < kBuckets)
            digests.shares[static_cast<std::size_t>(number)] = rows->text(1);
    }
    if (step == Statement::Step::Failed) return tl::unexpected(database.error());
    return digests;
}

std::string contentHash(const Digests& digests) {
    std::string all;
    all.reserve((digests.shares.size() + 1) * digests.others.size());
    for (const auto& digest : digests.shares) all += digest;
    return hexadecimal(sha256Bytes(all + digests.others));
}

DigestCounter::DigestCounter(Database& database, const std::vector<Terms>& terms) : database_(database) {
    for (const auto& one : terms) terms_.push_back(digestOf(one));
}

std::string DigestCounter::termsAt(std::int64_t number) const {
    const bool known = number >= 0 && number < static_cast<std::int64_t>(terms_.size());
    return known ? terms_[static_cast<std::size_t>(number)] : std::string();
}

Expected<Digests> DigestCounter::all() {
    Digests digests;
    auto counted = countShares(digests, 0, kBuckets - 1).and_then([&] { return countOthers(digests); });
    if (!counted) return tl::unexpected(counted.error());
    return digests;
}

Expected<Digests> DigestCounter::renewed(Digests digests, const std::vector<bool>& marked) {
    for (int share = 0; share < kBuckets; ++share) {
        if (!marked[static_cast<std::size_t>(share)]) continue;
        digests.shares[static_cast<std::size_t>(share)] = digestOfNothing();
        if (auto counted = countShares(digests, share, share); !counted)
            return tl::unexpected(counted.error());
    }
    if (auto counted = countOthers(digests); !counted) return tl::unexpected(counted.error());
    return digests;
}

/// Of the shares from `first` to `last`; those that hold nothing are left as they are.
Expected<void> DigestCounter::countShares(Digests& digests, int first, int last) {
    auto rows = database_.prepare(
        "SELECT key, value, id, terms FROM serials WHERE key BETWEEN ? AND ? ORDER BY key, value, id");
    if (!rows) return tl::unexpected(rows.error());
    rows->bind(0, firstKeyOf(first)).bind(1, firstKeyOf(last + 1) - 1);
    std::string content;
    int share = first;
    const auto close = [&] {
        if (!content.empty()) digests.shares[static_cast<std::size_t>(share)] = sha256Bytes(content);
        content.clear();
    };
    auto step = rows->step();
    for (; step == Statement::Step::Row; step = rows->step()) {
        if (bucketOf(rows->number(0)) != share) close();
        share = bucketOf(rows->number(0));
        addPart(content, rows->text(1));
        addPart(content, rows->text(2));
        addPart(content, termsAt(rows->number(3)));
    }
    close();
    if (step == Statement::Step::Failed) return tl::unexpected(database_.error());
    return {};
}

Expected<void> DigestCounter::countOthers(Digests& digests) {
    auto rows = database_.prepare("SELECT value, last, address, id, terms FROM others ORDER BY id");
    if (!rows) return tl::unexpected(rows.error());
    std::string content;
    auto step = rows->step();
    for (; step == Statement::Step::Row; step = rows->step()) {
        for (int column = 0; column < 4; ++column) addPart(content, rows->text(column));
        addPart(content, termsAt(rows->number(4)));
    }
    if (step == Statement::Step::Failed) return tl::unexpected(database_.error());
    digests.others = sha256Bytes(content);
    return {};
}

}  // namespace tidewaiter::watchlist
