// TemporaryStore: a store directory made for one test and removed with it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "models/store.h"

namespace tidewaiter::tests {

class TemporaryStore {
  public:
    TemporaryStore();
    ~TemporaryStore();
    TemporaryStore(const TemporaryStore&) = delete;
    TemporaryStore& operator=(const TemporaryStore&) = delete;

    /// Writes a file and lists it in the manifest.
    void add(const std::string& name, std::string_view content);
    /// Writes a file without listing it, or changes one behind the manifest's back.
    void write(const std::string& name, std::string_view content) const;
    void remove(const std::string& name) const;
    /// Lists whatever is given in place of a file's SHA-256.
    void list(const std::string& name, const std::string& sha256);

    [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
    /// The opened store. The test fails when it cannot be opened.
    [[nodiscard]] models::Store open() const;

  private:
    void writeManifest() const;

    std::filesystem::path directory_;
    std::map<std::string, std::string> sha256ByName_;
};

}  // namespace tidewaiter::tests
