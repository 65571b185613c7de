// ListFolder: a folder for the stores of one test, and entries to put in.
// Thread rule: one thread at a time.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

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

/// Serial numbers enough for a store whose numbers are not all read when it is opened.
[[nodiscard]] inline std::vector<Entry> manySerials() {
    std::vector<Entry> entries;
    for (int i = 0; i < 20000; ++i) entries.push_back(serial("SN" + std::to_string(1000000 + i)));
    return entries;
}

/// A failing disk: the second eighth of the file, which of `manySerials` holds some, is lost.
inline void loseNumbers(const std::filesystem::path& store) {
    const auto eighth = static_cast<std::streamoff>(std::filesystem::file_size(store) / 8);
    std::fstream file(store, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(eighth);
    file << std::string(static_cast<std::size_t>(eighth), '\xff');
    if (!file.flush()) throw std::runtime_error("the store of the test cannot be written");
}

}  // namespace tidewaiter::watchlist::tests
