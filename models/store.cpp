#include "models/store.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "models/sha256.h"

namespace tidewaiter::models {

namespace {

constexpr std::string_view kManifestName = "manifest.json";

std::string setUpHint() {
    return "run firmware/demo or tests/run once more to set it up again";
}

Expected<std::string> slurp(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure("cannot open " + file.string() + "; " + setUpHint());
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (in.bad()) return failure("cannot read " + file.string() + "; " + setUpHint());
    return content;
}

}  // namespace

Expected<Store> Store::open(const std::filesystem::path& directory) {
    const auto manifestPath = directory / kManifestName;
    const auto text = slurp(manifestPath);
    if (!text) return tl::unexpected(text.error());
    const auto manifest = nlohmann::json::parse(*text, nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_object()) {
        return failure(manifestPath.string() + " is not a manifest of data files; " + setUpHint());
    }
    Store store;
    store.directory_ = directory;
    for (const auto& [name, sha256] : manifest["files"].items()) {
        if (!sha256.is_string() || sha256.get<std::string>().size() != 64) {
            return failure(manifestPath.string() + " lists '" + name + "' without a SHA-256; " + setUpHint());
        }
        store.sha256ByName_[name] = sha256.get<std::string>();
    }
    return store;
}

Expected<std::string> Store::read(std::string_view name) const {
    const auto listed = sha256ByName_.find(name);
    if (listed == sha256ByName_.end()) {
        return failure("'" + std::string(name) + "' is not listed in " +
                       (directory_ / kManifestName).string() + "; files that are not listed are not used");
    }
    auto content = slurp(directory_ / name);
    if (!content) return content;
    if (sha256(*content) != listed->second) {
        return failure((directory_ / name).string() +
                       " is damaged or was changed (its SHA-256 differs from the manifest); " + setUpHint());
    }
    return content;
}

std::string Store::sha256Of(std::string_view name) const {
    const auto listed = sha256ByName_.find(name);
    return listed == sha256ByName_.end() ? std::string() : listed->second;
}

}  // namespace tidewaiter::models
