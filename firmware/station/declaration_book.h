// DeclarationBook: the declarations that officers choose from, as a manifest brought them.
// Thread rule: safe to call from any thread.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/manifest/manifest.h"

namespace tidewaiter::station {

class DeclarationBook {
  public:
    struct Found {
        std::vector<inspection::Declaration> declarations;
        std::size_t total = 0;  ///< that fit
    };
    struct Brought {
        std::size_t count = 0;
        std::vector<std::string> problems;  ///< rows that cannot be relied on, a sentence each
    };

    /// With what `file` holds from earlier. A file that cannot be read any more holds nothing.
    DeclarationBook(std::filesystem::path file, manifest::ColumnNames columns);

    /// Replaces all declarations by those of a manifest, which stays over restarts. Fails, and changes
    /// nothing, where it cannot be read as a whole or kept.
    [[nodiscard]] Expected<Brought> replace(const std::string& manifest);

    /// The first `limit` that hold `text` anywhere, those whose item begins with it first; case does not
    /// count in ASCII.
    [[nodiscard]] Found find(std::string_view text, std::size_t limit) const;

  private:
    const std::filesystem::path file_;
    const manifest::ColumnNames columns_;
    mutable std::mutex mutex_;
    std::vector<inspection::Declaration> declarations_;
};

}  // namespace tidewaiter::station
