// ListFolder: a folder for the stores of one test, and entries to put in.
// Thread rule: one thread at a time.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist::tests {

class ListFolder {
  public:
    ListFolder() {
        auto name = (std::filesystem::temp_directory_path() / "tidewaiter-lists-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
        path_ = name;
    }
    ListFolder(const ListFolder&) = delete;
    ListFolder& operator=(const ListFolder&) = delete;
    ~ListFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// A serial number that is held.
[[nodiscard]] inline Entry serial(const std::string& value) {
    Entry entry{value, value, "", "", {}};
    entry.terms.reason = "stolen";
    return entry;
}

}  // namespace tidewaiter::watchlist::tests
