// Scenarios of the conformance suite: delegations and the search for targets. Clauses of The Update
// Framework 1.0.34.
#include "firmware/tuf/delegation.h"

#include <array>
#include <cstdio>

#include "tests/tuf/client.h"
#include "tests/tuf/sums.h"

namespace tidewaiter::tests {
namespace {

struct Edge {
    std::string delegator;
    std::string name;
    DelegationOptions options = {};
};

/// The names asked for after the four top-level ones, without versions.
std::vector<std::string> visited(const Repository& repository) {
    std::vector<std::string> names;
    for (const auto& request : repository.requests) {
        const auto name = request.substr(request.find('.') + 1);
        if (name != "root" && name != "timestamp" && name != "snapshot" && name != "targets")
            names.push_back(name);
    }
    return names;
}

void build(Repository& repository, const std::vector<Edge>& edges) {
    std::vector<std::string> names;
    for (const auto& edge : edges) {
        if (!repository.hasRole(edge.name)) names.push_back(edge.name);
        repository.delegate(edge.delegator, edge.name, edge.options);
    }
    names.insert(names.end(), {"targets", "snapshot", "timestamp"});
    repository.publish(names);
}

struct Graph {
    std::string name;
    std::vector<Edge> edges;
    std::vector<std::string> order;  ///< in which roles are asked for
};

class Graphs : public ClientTest, public testing::WithParamInterface<Graph> {};

// 5.6.7: pre-order, depth first, in order of appearance; cycles and terminating delegations end it.
TEST_P(Graphs, Traversal) {
    initialize();
    build(repository_, GetParam().edges);
    const auto result = download("missingpath");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("no trusted role describes"), std::string::npos)
        << result.error().message;
    EXPECT_EQ(visited(repository_), GetParam().order);
}

const DelegationOptions kTerminating = {{"*"}, true};
const DelegationOptions kPython = {{"*.py"}};

const std::vector<Graph>& graphs() {
    static const std::vector<Graph> all = {
        {"BasicDelegation", {{"targets", "A"}}, {"A"}},
        {"SingleLevelDelegations", {{"targets", "A"}, {"targets", "B"}}, {"A", "B"}},
        {"TwoLevelDelegations", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}}, {"A", "B", "C"}},
        {"TwoLevelDepthFirst",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"A", "D"}},
         {"A", "C", "D", "B"}},
        {"ThreeLevelDepthFirst",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"C", "D"}},
         {"A", "C", "D", "B"}},
        {"TwoLevelTerminating",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C", kTerminating}, {"A", "D"}},
         {"A", "C"}},
        {"ThreeLevelTerminating",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C", kTerminating}, {"C", "D"}},
         {"A", "C", "D"}},
        {"TwoLevelNotMatching", {{"targets", "A", kPython}, {"targets", "B"}, {"A", "C"}}, {"B"}},
        {"ThreeLevelNotMatching",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C", kPython}, {"C", "D"}},
         {"A", "B"}},
        {"CyclicGraph",
         {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"C", "D"}, {"D", "B"}},
         {"A", "B", "C", "D"}},
        {"TwoRolesDelegatingToAThird",
         {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C"}},
         {"A", "C", "B"}},
        {"TwoRolesDelegatingToAThirdByOtherPaths",
         {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C", kPython}},
         {"A", "B", "C"}},
        {"NotMatchingTerminatingEndsNothing", {{"targets", "A", {{"*.py"}, true}}, {"targets", "B"}}, {"B"}},
    };
    return all;
}

INSTANTIATE_TEST_SUITE_P(Delegation, Graphs, testing::ValuesIn(graphs()),
                         [](const auto& each) { return each.param.name; });

struct SearchCase {
    std::string name;
    std::string path;
    bool found;
    std::vector<std::string> order;
};

class TargetSearch : public ClientTest, public testing::WithParamInterface<SearchCase> {};

// 4.5 PATHPATTERN, 5.6.7: a target counts only when every role on the way was trusted with its path.
TEST_P(TargetSearch, AlongPaths) {
    initialize();
    build(repository_, {{"targets", "A", {{"*.doc", "*.md"}}},
                        {"targets", "B", {{"releases/*/*"}}},
                        {"B", "C", {{"releases/x/*"}}},
                        {"B", "D", {{"releases/y/*.zip"}}},
                        {"targets", "E", {{"file-?.txt"}}}});
    repository_.addTarget("targets", "targetfile", "targetfile content");
    repository_.addTarget("A", "README.md", "README by A");
    repository_.addTarget("A", "sub/README.md", "README by A");
    repository_.addTarget("A", "README.MD", "README by A");
    repository_.addTarget("C", "releases/x/x_v1", "x release by C");
    repository_.addTarget("D", "releases/y/y_v1.zip", "y release by D");
    repository_.addTarget("D", "releases/z/z_v1.zip", "z release by D");
    repository_.addTarget("E", "file-1.txt", "one");
    repository_.addTarget("E", "file-12.txt", "two");
    repository_.publish({"A", "B", "C", "D", "E", "targets", "snapshot", "timestamp"});
    repository_.requests.clear();
    const auto content = download(GetParam().path);
    EXPECT_EQ(content.has_value(), GetParam().found) << (content ? *content : content.error().message);
    if (content) {
        EXPECT_EQ(*content, repository_.artifacts[GetParam().path]);
    }
    EXPECT_EQ(visited(repository_), GetParam().order);
}

INSTANTIATE_TEST_SUITE_P(
    Delegation, TargetSearch,
    testing::Values(SearchCase{"NoDelegations", "targetfile", true, {}},
                    SearchCase{"Wildcard", "README.md", true, {"A"}},
                    SearchCase{"StarDoesNotCrossDirectories", "sub/README.md", false, {}},
                    SearchCase{"CaseSensitive", "README.MD", false, {}},
                    SearchCase{"SeparatorsX", "releases/x/x_v1", true, {"B", "C"}},
                    SearchCase{"SeparatorsY", "releases/y/y_v1.zip", true, {"B", "D"}},
                    SearchCase{"NotDelegatedByAllInTheChain", "releases/z/z_v1.zip", false, {"B"}},
                    SearchCase{"QuestionMarkIsOneCharacter", "file-1.txt", true, {"E"}},
                    SearchCase{"QuestionMarkIsNotTwo", "file-12.txt", false, {}}),
    [](const auto& each) { return each.param.name; });

using Delegated = ClientTest;

// 5.6.7.2: the first delegation that describes a target wins over later ones.
TEST_F(Delegated, FirstDelegationWins) {
    initialize();
    build(repository_, {{"targets", "A"}, {"targets", "B"}});
    repository_.addTarget("B", "file", "by B");
    repository_.addTarget("A", "file", "by A");
    repository_.publish({"A", "B", "targets", "snapshot", "timestamp"});
    const auto content = download("file");
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(*content, "by A");
}

// 5.6.7.1: what the top-level role says wins over all delegations, which are not even asked.
TEST_F(Delegated, OwnTargetsComeFirst) {
    initialize();
    build(repository_, {{"targets", "A"}});
    repository_.addTarget("A", "file", "by A");
    repository_.addTarget("targets", "file", "by targets");
    repository_.publish({"A", "targets", "snapshot", "timestamp"});
    EXPECT_EQ(download("file").value_or(""), "by targets");
    EXPECT_TRUE(visited(repository_).empty());
}

/// A role C that both A (for a*) and B (for b*) delegate to, with different keys; signed by `signer` only.
void buildTwoDelegators(Repository& repository, std::size_t signer) {
    build(
        repository,
        {{"targets", "A", {{"a*"}}}, {"targets", "B", {{"b*"}}}, {"A", "C", {{"a*"}}}, {"B", "C", {{"b*"}}}});
    repository.addTarget("C", "a-file", "described for A");
    repository.addTarget("C", "b-file", "described for B");
    auto& signers = repository.signers("C");
    signers = {signers[signer]};
    repository.publish({"C", "A", "B", "targets", "snapshot", "timestamp"});
}

// 5.6.3 for delegated roles, test_cached_role_is_verified_against_current_delegator: C is signed by the key
// that A vouches for. Reached through A it is trusted and stored; reached through B it is not, in one
// updater.
TEST_F(Delegated, CachedRoleIsVerifiedAgainstCurrentDelegator) {
    initialize();
    buildTwoDelegators(repository_, 0);
    auto updater = open();
    ASSERT_TRUE(updater);
    ASSERT_TRUE(updater->refresh());
    EXPECT_TRUE(updater->findTarget("a-file"));
    EXPECT_EQ(version("C"), 2);
    const auto through = updater->findTarget("b-file");
    ASSERT_FALSE(through) << "a role counts by the keys of a delegator who has no say about this path";
    EXPECT_NE(through.error().message.find("role 'C' is signed by 0"), std::string::npos)
        << through.error().message;
    EXPECT_TRUE(updater->findTarget("a-file")) << "the failure spoils nothing for the other delegator";
}

// The same across processes: what an earlier run stored through A is not believed through B.
TEST_F(Delegated, StoredRoleIsVerifiedAgainstCurrentDelegator) {
    initialize();
    buildTwoDelegators(repository_, 0);
    EXPECT_TRUE(download("a-file"));
    EXPECT_FALSE(download("b-file"));
    EXPECT_TRUE(download("a-file"));
}

// The same the other way round.
TEST_F(Delegated, RoleOfTheSecondDelegator) {
    initialize();
    buildTwoDelegators(repository_, 1);
    EXPECT_FALSE(download("a-file"));
    EXPECT_EQ(download("b-file").value_or(""), "described for B");
}

// 5.6.7: a delegated role that is not there or not well signed ends the search.
TEST_F(Delegated, MissingRoleEndsTheSearch) {
    initialize();
    build(repository_, {{"targets", "A"}, {"targets", "B"}});
    repository_.addTarget("B", "file", "by B");
    repository_.publish({"B", "targets", "snapshot", "timestamp"});
    repository_.published("A").clear();
    EXPECT_FALSE(download("file"));
    EXPECT_EQ(visited(repository_), std::vector<std::string>{"A"});
}

// 5.6.7.1: a bounded number of roles, however long the chain.
TEST_F(Delegated, BoundedNumberOfRoles) {
    initialize();
    std::vector<Edge> edges;
    std::string last = "targets";
    for (int i = 0; i < 12; ++i) {
        edges.push_back({last, "role" + std::to_string(i)});
        last = edges.back().name;
    }
    build(repository_, edges);
    limits_.delegatedRoles = 5;
    EXPECT_FALSE(download("missing"));
    EXPECT_EQ(visited(repository_).size(), 5U);
}

// 5.6.1: a delegated role is asked for once and then read from disk, until its version changes.
TEST_F(Delegated, StoredRoleIsNotFetchedAgain) {
    initialize();
    build(repository_, {{"targets", "A"}});
    repository_.addTarget("A", "file", "by A");
    repository_.publish({"A", "targets", "snapshot", "timestamp"});
    EXPECT_TRUE(download("file"));
    EXPECT_TRUE(download("file"));
    EXPECT_EQ(visited(repository_), std::vector<std::string>{"A"});
    repository_.publish({"A", "snapshot", "timestamp"});
    EXPECT_TRUE(download("file"));
    EXPECT_EQ(visited(repository_), (std::vector<std::string>{"A", "A"}));
    EXPECT_EQ(version("A"), 3);
}

// 5.6.2: hashes of delegated metadata count as well.
TEST_F(Delegated, HashMismatch) {
    repository_.listHashes = true;
    initialize();
    build(repository_, {{"targets", "A"}});
    repository_.published("A").back() += ' ';
    repository_.role("snapshot")["meta"]["A.json"].erase("length");
    repository_.publish({"snapshot", "timestamp"});
    const auto result = download("file");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("role 'A'"), std::string::npos) << result.error().message;
}

// 4.5 ROLENAME: a delegated role may not take the place of a top-level one.
TEST_F(Delegated, TopLevelNameIsRefused) {
    initialize();
    repository_.delegate("targets", "lists");
    repository_.role("targets")["delegations"]["roles"][0]["name"] = "root";
    repository_.publishTargets();
    expectRefusal("delegations.roles[0].name must be a name of its own");
}

// 4.5 ROLENAME: unique among the delegations of a role.
TEST_F(Delegated, DuplicateNameIsRefused) {
    initialize();
    repository_.delegate("targets", "lists");
    repository_.delegate("targets", "lists");
    repository_.publishTargets();
    expectRefusal("delegations.roles[1] must be the only delegation to its role");
}

// 4.5 path_hash_prefixes: bins by the hash of the path.
TEST_F(Delegated, PathHashPrefixes) {
    initialize();
    const auto hash = sumOf("sha256", "lists/eu.jsonl");
    const std::string other(1, hash[0] == '0' ? '1' : '0');
    build(repository_,
          {{"targets", "other", {{}, false, {other}}}, {"targets", "bin", {{}, false, {hash.substr(0, 2)}}}});
    repository_.addTarget("bin", "lists/eu.jsonl", "content");
    repository_.publish({"bin", "snapshot", "timestamp"});
    EXPECT_EQ(download("lists/eu.jsonl").value_or(""), "content");
    EXPECT_EQ(visited(repository_), std::vector<std::string>{"bin"});
}

// TAP 15: succinct hash bins.
TEST_F(Delegated, SuccinctRoles) {
    initialize();
    const auto hash = sumOf("sha256", "file");
    const auto number = std::stoul(hash.substr(0, 3), nullptr, 16) >> 1U;  // 11 bits
    std::array<char, 24> bin{};
    std::snprintf(bin.data(), bin.size(), "%03lx", number);
    const auto name = std::string("bin-") + bin.data();
    repository_.delegate("targets", name);
    auto& delegations = repository_.role("targets")["delegations"];
    delegations["succinct_roles"] = {{"keyids", delegations["roles"][0]["keyids"]},
                                     {"threshold", 1},
                                     {"bit_length", 11},
                                     {"name_prefix", "bin"}};
    delegations.erase("roles");
    repository_.addTarget(name, "file", "content");
    repository_.publish({name, "targets", "snapshot", "timestamp"});
    EXPECT_EQ(download("file").value_or(""), "content");
    EXPECT_EQ(visited(repository_), std::vector<std::string>{name});
}

struct PatternCase {
    const char* pattern;
    const char* path;
    bool matches;
};

// 4.5 PATHPATTERN: the examples of the specification, and the corners of each rule.
TEST(PathPattern, Matches) {
    constexpr PatternCase kCases[] = {
        {"targets/*.tgz", "targets/foo.tgz", true},
        {"targets/*.tgz", "targets/foo.txt", false},
        {"foo-version-?.tgz", "foo-version-2.tgz", true},
        {"foo-version-?.tgz", "foo-version-alpha.tgz", false},
        {"*.tgz", "foo.tgz", true},
        {"*.tgz", "targets/foo.tgz", false},
        {"foo.tgz", "foo.tgz", true},
        {"foo.tgz", "foo.tgzz", false},
        {"", "", true},
        {"", "a", false},
        {"*", "", true},
        {"*", "a/b", false},
        {"*/*", "a/b", true},
        {"*/*", "a/b/c", false},
        {"**", "abc", true},
        {"a*b*c", "aXXbYYc", true},
        {"a*b*c", "aXXbYY", false},
        {"?", "/", false},
        {"?", "", false},
        {"?", "\xC3\xA4", true},
        {"??", "\xC3\xA4", false},
        {"?", "?", true},
        {"?", "x", true},
        {"x", "?", false},
        {"[ab]", "a", false},
        {"[ab]", "[ab]", true},
        {"\\*", "*", false},
        {"A", "a", false},
    };
    for (const auto& [pattern, path, matches] : kCases)
        EXPECT_EQ(tuf::matchesPattern(path, pattern), matches) << pattern << " and " << path;
}

// A pattern from a delegator that means harm takes no more than its share of time.
TEST(PathPattern, TakesNoLongTime) {
    std::string pattern;
    for (int i = 0; i < 200; ++i) pattern += "a*";
    EXPECT_FALSE(tuf::matchesPattern(std::string(4000, 'a') + '!', pattern + '?' + '?' + "b"));
}

}  // namespace
}  // namespace tidewaiter::tests
