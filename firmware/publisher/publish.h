// Publish: turns lists into the next version of the repository, or only renews its validity.
// Thread rule: safe to call from any thread; the authority's lock keeps other publishers out.
//
// All is made and tried beside the repository. Then new files come first and the timestamp last: whoever
// reads at any moment, or after a power cut at any moment, finds the old repository or the new one.
// Source: The Update Framework 1.0.34, section 6.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/publisher/key_ring.h"
#include "firmware/publisher/list_draft.h"
#include "firmware/publisher/stage.h"

namespace tidewaiter::publisher {

struct PublishOrder {
    std::filesystem::path folder;
    std::optional<ListOrder> list;                  ///< the list to publish
    std::optional<std::string> policy;              ///< the policy to publish, its bytes
    std::vector<std::string> remove;                ///< lists to take back
    bool removePolicy = false;                      ///< devices keep to the policy they came with
    std::vector<std::filesystem::path> keyFolders;  ///< where keys lie besides the authority's own folder
    tuf::Time now;
};

struct PublishReport {
    bool changed = false;                     ///< else only the validity was renewed
    std::optional<sync::PublishedList> list;  ///< the list that was published
    bool sameContent = false;                 ///< it had been published with this content
    bool startsAnew = false;                  ///< no delta leads to it
    std::int64_t timestampVersion = 0;
    tuf::Time expires;  ///< when devices begin to call it old
};

struct PublishSigns {
    Steps steps;
    std::function<void(const watchlist::ImportState&)> progress;
};

[[nodiscard]] Expected<PublishReport> publish(const PublishOrder& order, const PassphraseSource& passphrases,
                                              const PublishSigns& signs);

}  // namespace tidewaiter::publisher
