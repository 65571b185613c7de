#include "tests/models/temporary_store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "models/sha256.h"

namespace tidewaiter::tests {

TemporaryStore::TemporaryStore() {
    auto pattern = (std::filesystem::temp_directory_path() / "tidewaiter-store-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make a directory like " + pattern);
    directory_ = pattern;
    writeManifest();
}

TemporaryStore::~TemporaryStore() {
    std::error_code ignored;  // what is left over is in the system's directory for temporary files
    std::filesystem::remove_all(directory_, ignored);
}

void TemporaryStore::add(const std::string& name, std::string_view content) {
    write(name, content);
    list(name, models::sha256(content));
}

void TemporaryStore::write(const std::string& name, std::string_view content) const {
    const auto path = directory_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

void TemporaryStore::remove(const std::string& name) const {
    std::filesystem::remove(directory_ / name);
}

void TemporaryStore::list(const std::string& name, const std::string& sha256) {
    sha256ByName_[name] = sha256;
    writeManifest();
}

void TemporaryStore::writeManifest() const {
    const nlohmann::json manifest{{"files", sha256ByName_}};
    std::ofstream(directory_ / "manifest.json") << manifest.dump();
}

models::Store TemporaryStore::open() const {
    auto store = models::Store::open(directory_);
    EXPECT_TRUE(store.has_value()) << store.error().message;
    return store.value();
}

}  // namespace tidewaiter::tests
