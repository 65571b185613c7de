#include "tests/fuzz/metadata_entry.h"

#include "firmware/tuf/canonical_json.h"
#include "firmware/tuf/delegation.h"
#include "firmware/tuf/metadata_parser.h"
#include "firmware/tuf/strict_json.h"
#include "firmware/tuf/trusted_set.h"
#include "firmware/tuf/url.h"
#include "tests/tuf/repository.h"

namespace tidewaiter::fuzz {

namespace {

constexpr std::size_t kLongestInput = 16384;
constexpr std::int64_t kLargestVersion = (std::int64_t{1} << 53) - 1;

tests::Repository& repository() {
    static tests::Repository made = [] {
        tests::Repository fresh;
        fresh.addKey("root", tests::Signer::make("ecdsa"));
        fresh.delegate("targets", "lists");
        fresh.addTarget("targets", "file", "content", {"sha256", "sha512"});
        fresh.publish({"root", "lists", "targets", "snapshot", "timestamp"});
        return fresh;
    }();
    return made;
}

std::string canonicalOf(std::string_view text) {
    const auto value = tuf::parseStrictly(text);
    return value ? tuf::canonicalJson(*value).value_or("") : "";
}

template <class T>
std::string problemWithDocument(const Expected<tuf::Document<T>>& document) {
    if (!document) return document.error().message.empty() ? "a refusal without a word" : "";
    const auto& content = document->content;
    if (content.version < 1 || content.version > kLargestVersion) return "a version out of bounds";
    if (!tuf::parseDateTime(tuf::dateTimeText(content.expires))) return "a time that cannot be written";
    const auto again = canonicalOf(document->canonical);  // no JSON where a text has line ends
    if (document->canonical.empty() || (!again.empty() && again != document->canonical))
        return "a canonical form that is none";
    return {};
}

/// Whether the "signed" part of `input` is that of a file the repository published.
bool wasSigned(std::string_view input, const std::string& role) {
    const auto file = tuf::parseStrictly(input);
    for (const auto& published : repository().published(role)) {
        if (file && nlohmann::json::parse(published)["signed"] == file->value("signed", nlohmann::json()))
            return true;
    }
    return false;
}

std::string problemWithTrust(std::string_view input) {
    auto set = tuf::TrustedSet::fromRoot(repository().published("root").front(), tests::today());
    if (!set) return "the repository's own root is refused";
    if (set->updateRoot(input) && !wasSigned(input, "root")) return "a root that was never signed";
    if (!set->finishRoot()) return "an expired root";
    const auto timestamp = set->updateTimestamp(input);
    if (timestamp && !wasSigned(input, "timestamp")) return "a timestamp that was never signed";
    if (!timestamp && !set->updateTimestamp(repository().published("timestamp").back()))
        return "no timestamp";
    if (set->timestamp().snapshot.version != 2) return {};  // the older one was accepted
    if (set->updateSnapshot(input) && !wasSigned(input, "snapshot"))
        return "a snapshot that was never signed";
    if (!set->hasCurrentSnapshot() && !set->updateSnapshot(repository().published("snapshot").back()))
        return "no snapshot";
    if (set->updateTargets(input) && !wasSigned(input, "targets")) return "targets that were never signed";
    return {};
}

std::string problemWithNames(std::string_view input) {
    const auto encoded = tuf::percentEncoded(input);
    if (tuf::percentDecoded(encoded) != input) return "a name that cannot be read back";
    const auto name = tuf::safeFileName(input);
    if (name.find('/') != std::string::npos || name.starts_with('.') || name.size() > 200)
        return "an unsafe name";
    const auto half = input.substr(0, input.size() / 2);
    if (half.find_first_of("*?") == std::string_view::npos &&
        tuf::matchesPattern(input, half) != (input == half))
        return "a pattern without wildcards that matches something else";
    return {};
}

}  // namespace

std::string problemWithMetadata(std::string_view input) {
    if (input.size() > kLongestInput) return {};
    for (const auto& problem :
         {problemWithDocument(tuf::parseRoot(input)), problemWithDocument(tuf::parseTimestamp(input)),
          problemWithDocument(tuf::parseSnapshot(input)),
          problemWithDocument(tuf::parseTargets(input, "lists")), problemWithNames(input)}) {
        if (!problem.empty()) return problem;
    }
    return problemWithTrust(input);
}

const std::vector<std::string>& metadataSeeds() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> seeds;
        for (const char* role : {"root", "timestamp", "snapshot", "targets", "lists"}) {
            for (const auto& file : repository().published(role)) seeds.push_back(file);
        }
        return seeds;
    }();
    return all;
}

}  // namespace tidewaiter::fuzz
