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

void RowDigest::add(std::initializer_list<std::string_view> parts) {
    for (const auto part : parts) addPart(rows_, part);
}

std::string RowDigest::take() {
    auto digest = sha256Bytes(rows_);
    rows_.clear();
    return digest;
}

std::string contentHash(const std::vector<std::string>& buckets, const std::string& others) {
    std::string all;
    for (const auto& digest : buckets) all += digest;
    return hexadecimal(sha256Bytes(all + others));
}

Expected<std::string> countedHash(Database& database, const std::vector<Terms>& terms) {
    std::vector<std::string> digests;
    for (const auto& one : terms) digests.push_back(digestOf(one));
    auto serials = database.prepare("SELECT key, value, id, terms FROM serials ORDER BY key, value, id");
    if (!serials) return tl::unexpected(serials.error());
    const auto termsAt = [&](std::int64_t number) {
        return number >= 0 && number < static_cast<std::int64_t>(digests.size()) ? digests[number]
                                                                                 : std::string();
    };
    std::vector<std::string> buckets;
    RowDigest rows;
    auto step = serials->step();
    for (; step == Statement::Step::Row; step = serials->step()) {
        while (static_cast<int>(buckets.size()) < bucketOf(serials->number(0)))
            buckets.push_back(rows.take());
        rows.add({serials->text(1), serials->text(2), termsAt(serials->number(3))});
    }
    while (buckets.size() < kBuckets) buckets.push_back(rows.take());
    auto others = database.prepare("SELECT value, last, id, terms, address FROM others ORDER BY id");
    if (!others || step == Statement::Step::Failed) return tl::unexpected(database.error());
    while ((step = others->step()) == Statement::Step::Row)
        rows.add(
            {others->text(0), others->text(1), others->text(4), others->text(2), termsAt(others->number(3))});
    if (step == Statement::Step::Failed) return tl::unexpected(database.error());
    return contentHash(buckets, rows.take());
}

}  // namespace tidewaiter::watchlist
