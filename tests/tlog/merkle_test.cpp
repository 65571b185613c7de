// "Hashes and proofs are those of RFC 6962 and RFC 9162, so that the tools of auditors verify them." (issue
// 6, point 6)
#include "firmware/tlog/merkle.h"

#include <gtest/gtest.h>

#include <string>

namespace tidewaiter::tlog::tests {
namespace {

std::string hex(const Hash& hash) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    for (const auto byte : hash) text += {kDigits[byte / 16], kDigits[byte % 16]};
    return text;
}

// The entries of Certificate Transparency's own tests.
const std::vector<std::string> kEntries = {
    "",
    std::string(1, '\0'),
    "\x10",
    "\x20\x21",
    "\x30\x31",
    "\x40\x41\x42\x43",
    "\x50\x51\x52\x53\x54\x55\x56\x57",
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};

// RFC 6962, 2.1, word for word: another way than the one under test.
Hash rootByRecursion(const std::vector<Hash>& leaves, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return leaves[begin];
    std::size_t k = 1;
    while (2 * k < end - begin) k *= 2;
    return nodeHash(rootByRecursion(leaves, begin, begin + k), rootByRecursion(leaves, begin + k, end));
}

std::vector<Hash> leavesOf(std::size_t count) {
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(leafHash("entry " + std::to_string(i)));
    return leaves;
}

std::vector<Hash> hashesOf(const std::vector<Range>& ranges, const std::vector<Hash>& leaves) {
    std::vector<Hash> hashes;
    for (const auto& range : ranges) hashes.push_back(rootByRecursion(leaves, range.begin, range.end));
    return hashes;
}

Hash flipped(Hash hash) {
    hash[0] ^= 1U;
    return hash;
}

TEST(Merkle, AnEmptyTreeHasTheHashOfNothing) {
    EXPECT_EQ(hex(emptyRoot()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(rootOf({}), emptyRoot());
}

TEST(Merkle, RootsAreThoseOfCertificateTransparency) {
    const std::vector<std::string> roots = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        leaves.push_back(leafHash(kEntries[i]));
        EXPECT_EQ(hex(rootOf(leaves)), roots[i]) << i + 1 << " entries";
    }
}

TEST(Merkle, EveryEntryOfEverySizeIsProvenAndNothingElseIs) {
    const auto leaves = leavesOf(300);
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        const auto root = rootByRecursion(leaves, 0, size);
        ASSERT_EQ(rootOf({leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(size)}), root);
        for (std::size_t index = 0; index < size; index += 1 + size / 16) {
            auto proof = hashesOf(inclusionRanges(index, size), leaves);
            ASSERT_TRUE(provesInclusion(proof, leaves[index], index, size, root)) << index << " of " << size;
            EXPECT_FALSE(provesInclusion(proof, flipped(leaves[index]), index, size, root));
            EXPECT_FALSE(provesInclusion(proof, leaves[index], index, size, flipped(root)));
            EXPECT_FALSE(provesInclusion(proof, leaves[index], size, size, root));
            EXPECT_FALSE(provesInclusion(proof, leaves[index], index + 1, size, root));
            proof.push_back(root);
            EXPECT_FALSE(provesInclusion(proof, leaves[index], index, size, root)) << "too long";
            proof.resize(proof.size() - 1);
            if (proof.empty()) continue;
            proof.pop_back();
            EXPECT_FALSE(provesInclusion(proof, leaves[index], index, size, root)) << "too short";
        }
    }
}

TEST(Merkle, EverySizeIsProvenToBeTheBeginningOfEveryLargerOneAndNothingElseIs) {
    const auto leaves = leavesOf(300);
    for (std::size_t size = 1; size <= leaves.size(); size += size < 40 ? 1 : 13) {
        const auto root = rootByRecursion(leaves, 0, size);
        for (std::size_t old = 1; old < size; ++old) {
            const auto oldRoot = rootByRecursion(leaves, 0, old);
            auto proof = hashesOf(consistencyRanges(old, size), leaves);
            ASSERT_TRUE(provesConsistency(proof, old, oldRoot, size, root)) << old << " to " << size;
            EXPECT_FALSE(provesConsistency(proof, old, flipped(oldRoot), size, root));
            EXPECT_FALSE(provesConsistency(proof, old, oldRoot, size, flipped(root)));
            proof.back() = flipped(proof.back());
            EXPECT_FALSE(provesConsistency(proof, old, oldRoot, size, root));
            proof.pop_back();
            EXPECT_FALSE(provesConsistency(proof, old, oldRoot, size, root)) << "too short";
        }
    }
}

TEST(Merkle, EveryTreeBeginsWithTheEmptyOneAndWithItself) {
    const auto root = leafHash("a");
    EXPECT_TRUE(provesConsistency({}, 0, emptyRoot(), 1, root));
    EXPECT_TRUE(provesConsistency({}, 1, root, 1, root));
    EXPECT_FALSE(provesConsistency({}, 0, root, 1, root));
    EXPECT_FALSE(provesConsistency({}, 1, root, 1, leafHash("b")));
    EXPECT_FALSE(provesConsistency({root}, 1, root, 1, root));
    EXPECT_FALSE(provesConsistency({}, 2, root, 1, root)) << "a log does not shrink";
    EXPECT_FALSE(provesConsistency({}, 3, root, 4, root)) << "an empty proof";
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
