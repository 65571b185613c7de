// Merkle tree: hashes over an append-only list of entries, and the proofs that they give.
// Thread rule: pure functions, safe to call from any thread.
//
// Sources: RFC 6962, section 2.1 (hashes); RFC 9162, sections 2.1.3 and 2.1.4 (proofs).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tidewaiter::tlog {

/// SHA-256.
using Hash = std::array<unsigned char, 32>;

/// Of an entry's bytes.
[[nodiscard]] Hash leafHash(std::string_view entry);
/// Of the node above these two.
[[nodiscard]] Hash nodeHash(const Hash& left, const Hash& right);
/// Of a tree of no entries.
[[nodiscard]] Hash emptyRoot();
/// Of the tree over these nodes, which stand for subtrees of one size, or for leaves. Empty: emptyRoot().
[[nodiscard]] Hash rootOf(const std::vector<Hash>& nodes);

/// The entries from `begin` to before `end`, whose hash a proof holds.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    bool operator==(const Range&) const = default;
};

/// `range` as complete subtrees, the largest first. Precondition: it is a node of a tree.
[[nodiscard]] std::vector<Range> completeSubtrees(Range range);
/// The root above subtrees of falling size, as completeSubtrees() has them. Precondition: there is one.
[[nodiscard]] Hash joined(const std::vector<Hash>& subtrees);

/// What the proof is made of that the entry at `index` is in the tree of `size` entries (RFC 9162, 2.1.3.1).
/// Precondition: `index` is below `size`.
[[nodiscard]] std::vector<Range> inclusionRanges(std::uint64_t index, std::uint64_t size);
/// The same for the tree of `newSize` entries, that it begins with the one of `oldSize` (2.1.4.1). Nothing
/// where one of them is empty or they are the same. Precondition: `oldSize` is not above `newSize`.
[[nodiscard]] std::vector<Range> consistencyRanges(std::uint64_t oldSize, std::uint64_t newSize);

/// Whether `proof` shows that the entry with this leaf hash is the one at `index` of the tree of `size`
/// entries with root `root`.
[[nodiscard]] bool provesInclusion(const std::vector<Hash>& proof, const Hash& leaf, std::uint64_t index,
                                   std::uint64_t size, const Hash& root);

/// Whether `proof` shows that the tree of `newSize` entries begins with the tree of `oldSize` entries. Every
/// tree begins with the empty one, and with itself: an empty proof shows that.
[[nodiscard]] bool provesConsistency(const std::vector<Hash>& proof, std::uint64_t oldSize,
                                     const Hash& oldRoot, std::uint64_t newSize, const Hash& newRoot);

}  // namespace tidewaiter::tlog
