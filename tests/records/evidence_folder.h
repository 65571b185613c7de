// EvidenceFolder: a folder of evidence for one test, with records to seal.
// Thread rule: one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "firmware/records/device_key.h"
#include "firmware/records/record_store.h"
#include "firmware/records/verification.h"

namespace tidewaiter::records::tests {

class EvidenceFolder {
  public:
    EvidenceFolder() {
        auto name = (std::filesystem::temp_directory_path() / "tidewaiter-evidence-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
        path_ = name;
    }
    EvidenceFolder(const EvidenceFolder&) = delete;
    EvidenceFolder& operator=(const EvidenceFolder&) = delete;
    ~EvidenceFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] EvidenceFiles files() const { return EvidenceFiles(path_ / "evidence"); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    [[nodiscard]] RecordStore store() const {
        auto opened = RecordStore::open(files().folder());
        if (!opened) throw std::runtime_error(opened.error().message);
        return std::move(*opened);
    }

    [[nodiscard]] Verification verified() const {
        const auto key = verifierKey(files());
        if (!key) throw std::runtime_error(key.error().message);
        const auto found = verifyEvidence(files(), *key);
        if (!found) throw std::runtime_error(found.error().message);
        return *found;
    }

  private:
    std::filesystem::path path_;
};

/// "01KAMZ" and the number: ids in order.
[[nodiscard]] inline std::string recordId(int number) {
    const auto digits = std::to_string(number);
    return "01KAMZ" + std::string(20 - digits.size(), '0') + digits;
}

/// The content of the picture of that number.
[[nodiscard]] inline std::string picture(int number) {
    return "picture " + std::to_string(number) + std::string(100, static_cast<char>('a' + number % 26));
}

/// Seals a record with one picture.
[[nodiscard]] inline Expected<void> sealOne(const RecordStore& store, int number) {
    return store.keep(picture(number)).and_then([&](const Image& image) {
        return store.seal({RecordKind::Inspection,
                           recordId(number),
                           "2026-11-22T08:00:00.000Z",
                           store.device(),
                           {"system", true, 1.5},
                           {image},
                           {{"verdict", "clear"}, {"number", number}}});
    });
}

[[nodiscard]] inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void overwrite(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace tidewaiter::records::tests
