// What is read before anything is trusted: metadata, and the forms in them. Clauses of The Update
// Framework 1.0.34.
#include "firmware/tuf/metadata_parser.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "firmware/tuf/canonical_json.h"
#include "firmware/tuf/strict_json.h"
#include "tests/tuf/repository.h"
#include "tests/tuf/sums.h"

namespace tidewaiter::tests {
namespace {

using nlohmann::json;

std::string canonical(const std::string& text) {
    const auto value = tuf::parseStrictly(text);
    const auto result =
        value ? tuf::canonicalJson(*value) : Expected<std::string>(failure(value.error().message));
    return result.value_or("refused");
}

// 4.1: examples of the form that signatures are made over, written by hand.
TEST(CanonicalJson, Form) {
    EXPECT_EQ(canonical(R"( { "b" : [ 1 , -2, true ,null ], "a" : { } } )"),
              R"({"a":{},"b":[1,-2,true,null]})");
    EXPECT_EQ(canonical(R"({"Z":1,"a":2,"_":3,"é":4,"z":5})"), R"({"Z":1,"_":3,"a":2,"z":5,"é":4})");
    EXPECT_EQ(canonical(R"("line\nend \u00e9 \/ \"quoted\" back\\slash \u0001")"),
              "\"line\nend \xC3\xA9 / \\\"quoted\\\" back\\\\slash \x01\"");
    EXPECT_EQ(canonical("9007199254740993"), "9007199254740993");
    EXPECT_EQ(canonical("18446744073709551615"), "18446744073709551615");
}

// 4.1: floating-point numbers have no canonical form.
TEST(CanonicalJson, NoFractions) {
    for (const char* text : {"1.5", "[0.0]", R"({"a":{"b":1e3}})", "1e400", "-0.0"})
        EXPECT_EQ(canonical(text), "refused") << text;
}

TEST(StrictJson, Refuses) {
    for (const char* text : {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "{\"x\":{\"a\":1,\"b\":{},\"a\":2}}",
                             "nul", "01", "\"\xFF\"", "\"\\ud800\"", "{} {}", "'a'", "// comment\n1", "NaN"})
        EXPECT_FALSE(tuf::parseStrictly(text)) << text;
    EXPECT_FALSE(tuf::parseStrictly(std::string(100'000, '[')));
    EXPECT_FALSE(tuf::parseStrictly(std::string(33, '[') + std::string(33, ']')));
    EXPECT_TRUE(tuf::parseStrictly(std::string(30, '[') + std::string(30, ']')));
    EXPECT_TRUE(tuf::parseStrictly(R"([{"a":1},{"a":2,"b":{"a":3}}])"));
}

struct TimeCase {
    const char* text;
    std::optional<std::int64_t> seconds;
};

// 4.2: one form of time.
TEST(DateTime, Form) {
    const TimeCase cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1985-10-21T01:21:00Z", 498705660},
        {"2024-02-29T23:59:59Z", 1709251199},
        {"9999-12-31T23:59:59Z", 253402300799},
        {"2023-02-29T00:00:00Z", {}},
        {"2024-13-01T00:00:00Z", {}},
        {"2024-01-01T24:00:00Z", {}},
        {"2024-01-01T00:60:00Z", {}},
        {"2024-01-01T00:00:60Z", {}},
        {"2024-01-01T00:00:00", {}},
        {"2024-01-01 00:00:00Z", {}},
        {"2024-01-01T00:00:00.5Z", {}},
        {"2024-01-01T00:00:00+00:00", {}},
        {"24-01-01T00:00:00Z", {}},
        {"", {}},
        {"2024-1-1T00:00:00Z", {}},
        {"2024-00-10T00:00:00Z", {}},
        {"-024-01-01T00:00:00Z", {}},
    };
    for (const auto& [text, seconds] : cases) {
        const auto time = tuf::parseDateTime(text);
        ASSERT_EQ(time.has_value(), seconds.has_value()) << text;
        if (!time) continue;
        EXPECT_EQ(time->time_since_epoch().count(), *seconds) << text;
        EXPECT_EQ(tuf::dateTimeText(*time), text);
    }
}

// Sums by libsodium and by OpenSSL are the same.
TEST(Digest, Sums) {
    for (const std::string content : {"", "abc", "a longer text\n"}) {
        tuf::ContentCheck check;
        check.add(content.substr(0, content.size() / 2));
        check.add(content.substr(content.size() / 2));
        tuf::Content expected{content.size(),
                              {{"sha256", sumOf("sha256", content)}, {"sha512", sumOf("sha512", content)}}};
        EXPECT_TRUE(check.verify(expected, "it"));
        EXPECT_TRUE(check.verify({}, "it"));
        expected.length = content.size() + 1;
        EXPECT_FALSE(check.verify(expected, "it"));
        EXPECT_FALSE(check.verify({{}, {{"md5", "00"}}}, "it"));
        EXPECT_EQ(tuf::sha256Hex(content), sumOf("sha256", content));
    }
}

struct Mistake {
    std::string name;
    std::string role;
    std::function<void(json&)> make;  ///< in the whole file
    std::string message;
};

class Mistakes : public testing::TestWithParam<Mistake> {};

std::string parseError(const std::string& role, const std::string& bytes) {
    const auto message = [](const auto& document) { return document ? "" : document.error().message; };
    if (role == "root") return message(tuf::parseRoot(bytes));
    if (role == "timestamp") return message(tuf::parseTimestamp(bytes));
    if (role == "snapshot") return message(tuf::parseSnapshot(bytes));
    return message(tuf::parseTargets(bytes, role));
}

/// Metadata with everything that the specification has.
std::string sample(const std::string& role) {
    static Repository repository = [] {
        Repository made;
        made.listHashes = true;
        made.delegate("targets", "lists");
        made.addTarget("targets", "file", "content");
        made.publish({"lists", "targets", "snapshot", "timestamp"});
        return made;
    }();
    return repository.published(role).back();
}

// Section 4: each field has its type; mistakes name role, field and what is expected.
TEST_P(Mistakes, AreNamed) {
    const auto& mistake = GetParam();
    EXPECT_EQ(parseError(mistake.role, sample(mistake.role)), "");
    auto file = json::parse(sample(mistake.role));
    mistake.make(file);
    const auto error = parseError(mistake.role, file.dump());
    EXPECT_NE(error.find("role '" + mistake.role + "'"), std::string::npos) << error;
    EXPECT_NE(error.find(mistake.message), std::string::npos) << error;
    EXPECT_NE(error.find("tell the publisher"), std::string::npos) << error;
}

const std::vector<Mistake>& mistakes() {
    static const auto set = [](const char* pointer, const json& value) {
        return [pointer, value](json& file) { file[json::json_pointer(pointer)] = value; };
    };
    static const auto erase = [](const char* parent, const char* name) {
        return [parent, name](json& file) { file[json::json_pointer(parent)].erase(name); };
    };
    static const std::vector<Mistake> all = {
        {"NoObject", "root", [](json& file) { file = json::array(); }, "file must be an object"},
        {"NoSigned", "root", erase("", "signed"), "file.signed is missing"},
        {"NoSignatures", "root", erase("", "signatures"), "file.signatures is missing"},
        {"SignaturesNoArray", "root", set("/signatures", 1), "file.signatures must be an array"},
        {"SignatureNoObject", "root", set("/signatures/0", "x"), "file.signatures[0] must be an object"},
        {"SignatureNoText", "root", set("/signatures/0/sig", 1), "file.signatures[0].sig must be a string"},
        {"WrongType", "root", set("/signed/_type", "targets"), "signed._type must be 'root'"},
        {"NoType", "timestamp", erase("/signed", "_type"), "signed._type is missing"},
        {"OtherSpecification", "root", set("/signed/spec_version", "2.0.0"),
         "signed.spec_version must be a version 1.x"},
        {"TenthSpecification", "root", set("/signed/spec_version", "10.0"),
         "signed.spec_version must be a version 1.x"},
        {"SpecificationNoText", "root", set("/signed/spec_version", 1),
         "signed.spec_version must be a string"},
        {"NoVersion", "snapshot", erase("/signed", "version"), "signed.version is missing"},
        {"VersionZero", "snapshot", set("/signed/version", 0), "signed.version must be an integer from 1"},
        {"VersionNegative", "snapshot", set("/signed/version", -1),
         "signed.version must be an integer from 1"},
        {"VersionText", "snapshot", set("/signed/version", "1"), "signed.version must be an integer from 1"},
        {"VersionTrue", "snapshot", set("/signed/version", true), "signed.version must be an integer from 1"},
        {"VersionFraction", "snapshot", set("/signed/version", 1.5),
         "signed.version must be an integer from 1"},
        {"ExpiresWrong", "targets", set("/signed/expires", "soon"), "signed.expires must be a time as in"},
        {"ConsistentSnapshotText", "root", set("/signed/consistent_snapshot", "yes"),
         "signed.consistent_snapshot must be true or false"},
        {"RoleMissing", "root", erase("/signed/roles", "snapshot"), "signed.roles.snapshot is missing"},
        {"ThresholdZero", "root", set("/signed/roles/root/threshold", 0),
         "signed.roles.root.threshold must be an integer from 1"},
        {"KeyIdsNoArray", "root", set("/signed/roles/root/keyids", "x"),
         "signed.roles.root.keyids must be an array"},
        {"KeyIdNoText", "root", set("/signed/roles/root/keyids/0", 7),
         "signed.roles.root.keyids[0] must be a string"},
        {"KeysNoObject", "root", set("/signed/keys", json::array()), "signed.keys must be an object"},
        {"KeyWithoutScheme", "root", set("/signed/keys/x", {{"keytype", "y"}, {"keyval", {{"public", ""}}}}),
         "signed.keys.x.scheme is missing"},
        {"MetaMissing", "timestamp", erase("/signed", "meta"), "signed.meta is missing"},
        {"SnapshotNotListed", "timestamp", erase("/signed/meta", "snapshot.json"),
         "signed.meta.snapshot.json is missing"},
        {"MetaWithoutVersion", "snapshot", erase("/signed/meta/targets.json", "version"),
         "signed.meta.targets.json.version is missing"},
        {"LengthNegative", "snapshot", set("/signed/meta/targets.json/length", -5),
         "signed.meta.targets.json.length must be an integer from 0"},
        {"HashesEmpty", "snapshot", set("/signed/meta/targets.json/hashes", json::object()),
         "signed.meta.targets.json.hashes must be one hash at least"},
        {"HashNoHex", "snapshot", set("/signed/meta/targets.json/hashes/sha256", "xyz"),
         "signed.meta.targets.json.hashes.sha256 must be hexadecimal digits"},
        {"TargetsMissing", "targets", erase("/signed", "targets"), "signed.targets is missing"},
        {"TargetWithoutLength", "targets", erase("/signed/targets/file", "length"),
         "signed.targets.file.length is missing"},
        {"TargetWithoutHashes", "targets", erase("/signed/targets/file", "hashes"),
         "signed.targets.file.hashes is missing"},
        {"DelegationsNoObject", "targets", set("/signed/delegations", 1),
         "signed.delegations must be an object"},
        {"DelegationWithoutKeys", "targets", erase("/signed/delegations", "keys"),
         "signed.delegations.keys is missing"},
        {"DelegationName", "targets", set("/signed/delegations/roles/0/name", ""),
         "signed.delegations.roles[0].name must be a name of its own"},
        {"PathsAndPrefixes", "targets", set("/signed/delegations/roles/0/path_hash_prefixes", {"ab"}),
         "signed.delegations.roles[0] must be given 'paths' or 'path_hash_prefixes', not both"},
        {"TerminatingText", "targets", set("/signed/delegations/roles/0/terminating", "no"),
         "signed.delegations.roles[0].terminating must be true or false"},
        {"RolesAndBins", "targets", set("/signed/delegations/succinct_roles", json::object()),
         "signed.delegations must be given 'roles' or 'succinct_roles', not both"},
        {"InvisibleName", "targets", set("/signed/targets/a\u202eb", json::object()),
         "signed.targets.a%E2%80%AEb.length is missing"},
        {"FractionInCustomField", "targets", set("/signed/x", 0.5), "has a number that is no integer"},
    };
    return all;
}

INSTANTIATE_TEST_SUITE_P(Parser, Mistakes, testing::ValuesIn(mistakes()),
                         [](const auto& each) { return each.param.name; });

// What is optional may be left out.
TEST(Parser, OptionalFields) {
    auto root = json::parse(sample("root"));
    root["signed"].erase("consistent_snapshot");
    const auto parsed = tuf::parseRoot(root.dump());
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_FALSE(parsed->content.consistentSnapshot);
    auto targets = json::parse(sample("targets"));
    targets["signed"].erase("delegations");
    EXPECT_TRUE(tuf::parseTargets(targets.dump(), "targets"));
    targets["signatures"] = json::array();
    EXPECT_TRUE(tuf::parseTargets(targets.dump(), "targets")) << "well-formed, signed by nobody";
}

}  // namespace
}  // namespace tidewaiter::tests
