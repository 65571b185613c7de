#include "firmware/command/configuration.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <vector>

#include "devices/camera.h"
#include "firmware/command/text_file.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/text/nearest_name.h"
#include "firmware/tpm/tpm_address.h"

namespace tidewaiter::command {

namespace fs = std::filesystem;
using inspection::inQuotes;

namespace {

constexpr int kMostPicturesPerPhoto = 5;

/// Reads the parsed tables; the first mistake stays.
class ConfigurationReader {
  public:
    explicit ConfigurationReader(const std::string& name) : name_(name) {}

    Expected<Configuration> read(const toml::table& root) {
        checkKeys(root, "",
                  {"provider", "data", "lists", "seen", "evidence", "repository", "manifest", "reading",
                   "serve", "signing"});
        readProvider(root);
        readFolder(root, "data", configuration_.data);
        readFolder(root, "lists", configuration_.lists);
        readFolder(root, "evidence", configuration_.evidence);
        readSeen(root);
        readRepository(root);
        if (const auto* manifest = table(root, "manifest")) {
            checkKeys(*manifest, "manifest.", {"columns"});
            if (const auto* columns = table(*manifest, "columns")) readColumns(*columns);
        }
        if (const auto* reading = table(root, "reading")) {
            checkKeys(*reading, "reading.", {"languages"});
            readLanguages(*reading);
        }
        if (const auto* serve = table(root, "serve")) readServe(*serve);
        if (const auto* signing = table(root, "signing")) readSigning(*signing);
        if (error_) return failure(*error_);
        return std::move(configuration_);
    }

  private:
    void fail(const toml::source_region& place, const std::string& what) {
        if (!error_) error_ = name_ + ", line " + std::to_string(place.begin.line) + ": " + what;
    }

    void checkKeys(const toml::table& table, const std::string& path, const std::vector<std::string>& known) {
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            fail(key.source(), "unknown key " + inQuotes(path + name) + ", did you mean '" + path +
                                   text::nearestName(name, known) + "'?");
        }
    }

    const toml::table* table(const toml::table& parent, const char* key) {
        const auto* node = parent.get(key);
        if (node == nullptr) return nullptr;
        if (!node->is_table())
            fail(node->source(), std::string("'") + key + "' must be a table, as in [" + key + "]");
        return node->as_table();
    }

    void readProvider(const toml::table& root) {
        const auto* node = root.get("provider");
        if (node == nullptr) return;
        const auto text = node->value<std::string>().value_or("");
        const auto provider = ocr::kProviders.parse(text);
        if (provider) {
            configuration_.provider = *provider;
        } else {
            fail(node->source(), "'provider' must be one of " + ocr::kProviders.names() + " in quotes, not " +
                                     inQuotes(text));
        }
    }

    void readFolder(const toml::table& root, const char* key, std::optional<fs::path>& folder) {
        const auto* node = root.get(key);
        if (node == nullptr) return;
        const auto text = node->value<std::string>().value_or("");
        if (text.empty())
            fail(node->source(), std::string("'") + key + "' must be the name of a folder in quotes");
        folder = text;
    }

    void readSeen(const toml::table& root) {
        const auto* node = root.get("seen");
        if (node == nullptr) return;
        if (!node->is_string()) fail(node->source(), "'seen' must be the name of a file in quotes, or \"\"");
        configuration_.seen = node->value<std::string>().value_or("");
    }

    void readRepository(const toml::table& root) {
        const auto* node = root.get("repository");
        if (node == nullptr) return;
        configuration_.repository = node->value<std::string>().value_or("");
        if (configuration_.repository.empty())
            fail(node->source(), "'repository' must be an address or the name of a folder in quotes");
    }

    void readColumns(const toml::table& columns) {
        for (const auto& [key, node] : columns) {
            const auto title = manifest::columnTitle(key.str());
            const auto column = manifest::findColumn(node.value<std::string>().value_or(""));
            if (!node.is_string() || !column) {
                fail(node.source(), "manifest.columns." + inQuotes(key.str()) +
                                        " must name a column in quotes" +
                                        (node.is_string() ? ": " + column.error().message : ""));
            } else if (const auto own = manifest::findColumn(title); own && *own != *column) {
                fail(key.source(), inQuotes(key.str()) + " is itself the name of a column; give another one");
            } else {
                configuration_.columns[title] = std::string((*column)->name);
            }
        }
    }

    void readLanguages(const toml::table& reading) {
        const auto* node = reading.get("languages");
        if (node == nullptr) return;
        const auto* list = node->as_array();
        std::string joined;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto language = (*list)[i].value<std::string>().value_or("");
            const bool isName =
                !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '_';
                });
            if (!isName) return failLanguages((*list)[i]);
            joined += (joined.empty() ? "" : "+") + language;
        }
        if (joined.empty()) return failLanguages(*node);
        configuration_.languages = joined;
    }

    void readServe(const toml::table& serve) {
        checkKeys(
            serve, "serve.",
            {"address", "port", "certificate", "key", "state", "language", "pictures_per_photo", "cameras"});
        auto& settings = configuration_.serve;
        readText(serve, "address", settings.address);
        readFolder(serve, "certificate", settings.certificate);
        readFolder(serve, "key", settings.key);
        readFolder(serve, "state", settings.state);
        if (settings.certificate.has_value() != settings.key.has_value())
            fail(serve.source(), "'certificate' and 'key' must both be given, or neither");
        if (const auto* node = serve.get("port")) {
            const auto port = node->value<std::int64_t>().value_or(-1);
            if (port < 0 || port > std::numeric_limits<std::uint16_t>::max())
                fail(node->source(), "'port' must be a number from 0 to 65535");
            settings.port = static_cast<std::uint16_t>(port);
        }
        if (const auto* node = serve.get("pictures_per_photo")) {
            const auto pictures = node->value<std::int64_t>().value_or(-1);
            if (pictures < 1 || pictures > kMostPicturesPerPhoto)
                fail(node->source(), "'pictures_per_photo' must be a number from 1 to 5");
            settings.picturesPerPhoto = static_cast<int>(pictures);
        }
        readText(serve, "language", settings.language);
        if (const auto* node = serve.get("language");
            node != nullptr &&
            std::string_view(" en zh es ar ").find(" " + settings.language + " ") == std::string_view::npos)
            fail(node->source(), "'language' must be one of \"en\", \"zh\", \"es\", \"ar\"");
        if (const auto* cameras = table(serve, "cameras")) readCameras(*cameras);
    }

    void readSigning(const toml::table& signing) {
        checkKeys(signing, "signing.", {"key", "tpm"});
        auto& place = configuration_.signing;
        if (const auto* node = signing.get("key")) {
            const auto text = node->value<std::string>().value_or("");
            const auto keeping = records::kKeyKeepings.parse(text);
            if (!keeping)
                fail(node->source(), "'signing.key' must be one of " + records::kKeyKeepings.names() +
                                         " in quotes, not " + inQuotes(text));
            place.keeping = keeping.value_or(place.keeping);
        }
        readText(signing, "tpm", place.tpm);
        if (const auto fits = tpm::checkTpmAddress(place.tpm); !fits && !place.tpm.empty())
            fail(signing.get("tpm")->source(), "'signing.tpm': " + fits.error().message);
    }

    void readText(const toml::table& parent, const char* key, std::string& text) {
        const auto* node = parent.get(key);
        if (node == nullptr) return;
        text = node->value<std::string>().value_or("");
        if (text.empty()) fail(node->source(), std::string("'") + key + "' must be a text in quotes");
    }

    void readCameras(const toml::table& cameras) {
        for (const auto& [key, node] : cameras) {
            const auto address = node.value<std::string>().value_or("");
            if (const auto fits = devices::checkCameraAddress(address); !fits)
                fail(node.source(), "serve.cameras." + inQuotes(key.str()) + ": " + fits.error().message);
            configuration_.serve.cameras.emplace_back(key.str(), address);
        }
    }

    void failLanguages(const toml::node& node) {
        fail(node.source(),
             "'reading.languages' must be a list of Tesseract language packs, as in "
             "[\"eng\", \"chi_sim\"]");
    }

    const std::string& name_;
    Configuration configuration_;
    std::optional<std::string> error_;
};

std::optional<fs::path> configuredFile(const std::optional<fs::path>& file) {
    if (file) return file;
    const char* fromEnvironment = std::getenv("TIDEWAITER_CONFIG");
    if (fromEnvironment == nullptr || *fromEnvironment == '\0') return std::nullopt;
    return fromEnvironment;
}

}  // namespace

Expected<Configuration> parseConfiguration(std::string_view toml, const std::string& name) {
    const auto parsed = toml::parse(toml, name);
    if (!parsed) {
        const auto line = parsed.error().source().begin.line;
        return failure(name + ", line " + std::to_string(line) + ": " +
                       std::string(parsed.error().description()));
    }
    return ConfigurationReader(name).read(parsed.table());
}

Expected<Configuration> loadConfiguration(const std::optional<fs::path>& file) {
    const auto chosen = configuredFile(file);
    if (!chosen) return Configuration();
    const auto name = inspection::plainText(chosen->string());
    const auto text = readTextFile(*chosen, "configuration");
    if (!text) return tl::unexpected(text.error());
    auto configuration = parseConfiguration(*text, name);
    for (auto* folder : configuration
                            ? std::vector{&configuration->data, &configuration->lists, &configuration->seen,
                                          &configuration->evidence, &configuration->serve.certificate,
                                          &configuration->serve.key, &configuration->serve.state}
                            : std::vector<std::optional<fs::path>*>()) {
        if (*folder && !(*folder)->empty()) *folder = chosen->parent_path() / **folder;
    }
    // An address is none of the file system's; a folder begins at the file's.
    if (configuration && !configuration->repository.empty() &&
        configuration->repository.find("://") == std::string::npos)
        configuration->repository = (chosen->parent_path() / configuration->repository).string();
    return configuration;
}

}  // namespace tidewaiter::command
