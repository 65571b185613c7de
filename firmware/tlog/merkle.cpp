#include "firmware/tlog/merkle.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cassert>

namespace tidewaiter::tlog {

namespace {

// RFC 6962, 2.1: leaves and nodes are told apart, so that no node passes for an entry.
constexpr unsigned char kLeaf = 0;
constexpr unsigned char kNode = 1;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

bool isOdd(std::uint64_t number) {
    return number % 2 != 0;
}

// Where the tree over this many entries parts: the largest power of two below `size`.
std::uint64_t splitOf(std::uint64_t size) {
    return std::bit_floor(size - 1);
}

// The proof goes from the leaf up, so the other side of the lowest parting comes first.
std::vector<Range> reversed(std::vector<Range> ranges) {
    std::reverse(ranges.begin(), ranges.end());
    return ranges;
}

}  // namespace

Hash leafHash(std::string_view entry) {
    Hash hash{};
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &kLeaf, 1);
    crypto_hash_sha256_update(&state, raw(entry), entry.size());
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

Hash nodeHash(const Hash& left, const Hash& right) {
    Hash hash{};
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &kNode, 1);
    crypto_hash_sha256_update(&state, left.data(), left.size());
    crypto_hash_sha256_update(&state, right.data(), right.size());
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

Hash emptyRoot() {
    Hash hash{};
    crypto_hash_sha256(hash.data(), nullptr, 0);
    return hash;
}

Hash rootOf(const std::vector<Hash>& nodes) {
    if (nodes.empty()) return emptyRoot();
    auto level = nodes;
    // A node without a sibling goes up as it is, which makes the same tree as the RFC's recursion.
    while (level.size() > 1) {
        std::vector<Hash> above;
        for (std::size_t i = 0; i + 1 < level.size(); i += 2)
            above.push_back(nodeHash(level[i], level[i + 1]));
        if (isOdd(level.size())) above.push_back(level.back());
        level = std::move(above);
    }
    return level.front();
}

std::vector<Range> completeSubtrees(Range range) {
    std::vector<Range> subtrees;
    while (range.begin < range.end) {
        const auto size = std::bit_floor(range.end - range.begin);
        subtrees.push_back({range.begin, range.begin + size});
        range.begin += size;
    }
    return subtrees;
}

Hash joined(const std::vector<Hash>& subtrees) {
    assert(!subtrees.empty());
    auto root = subtrees.back();
    for (auto left = subtrees.rbegin() + 1; left != subtrees.rend(); ++left) root = nodeHash(*left, root);
    return root;
}

std::vector<Range> inclusionRanges(std::uint64_t index, std::uint64_t size) {
    assert(index < size);
    std::vector<Range> ranges;
    Range node{0, size};
    while (node.end - node.begin > 1) {
        const auto middle = node.begin + splitOf(node.end - node.begin);
        const bool left = index < middle;
        ranges.push_back(left ? Range{middle, node.end} : Range{node.begin, middle});
        node = left ? Range{node.begin, middle} : Range{middle, node.end};
    }
    return reversed(std::move(ranges));
}

std::vector<Range> consistencyRanges(std::uint64_t oldSize, std::uint64_t newSize) {
    assert(oldSize <= newSize);
    if (oldSize == 0 || oldSize == newSize) return {};
    std::vector<Range> ranges;
    Range node{0, newSize};
    while (node.end != oldSize) {
        const auto middle = node.begin + splitOf(node.end - node.begin);
        const bool left = oldSize <= middle;
        ranges.push_back(left ? Range{middle, node.end} : Range{node.begin, middle});
        node = left ? Range{node.begin, middle} : Range{middle, node.end};
    }
    // Whoever verifies knows the old root; only where that is a node of the new tree it is left out.
    if (node.begin != 0) ranges.push_back(node);
    return reversed(std::move(ranges));
}

bool provesInclusion(const std::vector<Hash>& proof, const Hash& leaf, std::uint64_t index,
                     std::uint64_t size, const Hash& root) {
    // RFC 9162, 2.1.3.2, in its words: fn, sn and r.
    if (index >= size) return false;
    auto fn = index;
    auto sn = size - 1;
    auto r = leaf;
    for (const auto& p : proof) {
        if (sn == 0) return false;
        if (isOdd(fn) || fn == sn) {
            r = nodeHash(p, r);
            while (!isOdd(fn) && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            r = nodeHash(r, p);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && r == root;
}

bool provesConsistency(const std::vector<Hash>& proof, std::uint64_t oldSize, const Hash& oldRoot,
                       std::uint64_t newSize, const Hash& newRoot) {
    if (oldSize > newSize) return false;
    if (oldSize == newSize) return proof.empty() && oldRoot == newRoot;
    if (oldSize == 0) return proof.empty() && oldRoot == emptyRoot();
    // RFC 9162, 2.1.4.2, in its words: fn, sn, fr and sr.
    auto path = proof;
    if (std::has_single_bit(oldSize)) path.insert(path.begin(), oldRoot);
    if (path.empty()) return false;
    auto fn = oldSize - 1;
    auto sn = newSize - 1;
    while (isOdd(fn)) {
        fn >>= 1U;
        sn >>= 1U;
    }
    auto fr = path.front();
    auto sr = path.front();
    for (auto c = path.begin() + 1; c != path.end(); ++c) {
        if (sn == 0) return false;
        if (isOdd(fn) || fn == sn) {
            fr = nodeHash(*c, fr);
            sr = nodeHash(*c, sr);
            while (!isOdd(fn) && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = nodeHash(sr, *c);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && fr == oldRoot && sr == newRoot;
}

}  // namespace tidewaiter::tlog
