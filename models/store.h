// Store: the read-only directory that holds everything that is data: networks, catalogue, lexicon, policy.
// Thread rule: immutable after open(), safe to use from any thread.
//
// The directory holds `manifest.json`, which lists every file with its SHA-256. A file that is missing,
// altered or not listed is refused: the default is to trust nothing. What read() returns are the very bytes
// that were verified.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::models {

class Store {
  public:
    /// Opens `directory` and reads its manifest. Fails, naming directory and reason, when there is none or it
    /// is broken.
    [[nodiscard]] static Expected<Store> open(const std::filesystem::path& directory);

    /// The verified content of the file called `name` ("catalog/chips.json", "ppocr/det.onnx").
    /// Fails, naming the file and what to do, when it is not listed, not there, or differs from the manifest.
    [[nodiscard]] Expected<std::string> read(std::string_view name) const;

    /// SHA-256 of the listed file, 64 lower-case hexadecimal digits, or empty when it is not listed: for the
    /// record.
    [[nodiscard]] std::string sha256Of(std::string_view name) const;

    /// SHA-256 of every listed file by its name.
    [[nodiscard]] std::map<std::string, std::string> sha256s() const {
        return {sha256ByName_.begin(), sha256ByName_.end()};
    }

    [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

  private:
    std::filesystem::path directory_;
    std::map<std::string, std::string, std::less<>> sha256ByName_;
};

}  // namespace tidewaiter::models
