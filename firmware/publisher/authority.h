// Authority: the private folder of whoever publishes (FORMAT.md), held by one publisher at a time.
// Thread rule: belongs to one thread at a time; keeps other processes out as long as it lives.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/files/durable_file.h"
#include "firmware/publisher/settings.h"
#include "models/error.h"

namespace tidewaiter::publisher {

/// Where everything lies.
struct Places {
    std::filesystem::path folder;

    [[nodiscard]] std::filesystem::path settings() const { return folder / "publisher.json"; }
    [[nodiscard]] std::filesystem::path lock() const { return folder / "lock"; }
    /// The root that all others are trusted from: no web server comes near this copy.
    [[nodiscard]] std::filesystem::path anchor() const { return folder / "1.root.json"; }
    /// What was last published, to notice that the repository was set back.
    [[nodiscard]] std::filesystem::path lastTimestamp() const { return folder / "last-timestamp.json"; }
    [[nodiscard]] std::filesystem::path keys() const { return folder / "keys"; }
    [[nodiscard]] std::filesystem::path lists() const { return folder / "lists"; }
    /// What is being made and not visible yet.
    [[nodiscard]] std::filesystem::path work() const { return folder / "work"; }
    /// All that a web server needs.
    [[nodiscard]] std::filesystem::path repository() const { return folder / "repository"; }
    [[nodiscard]] std::filesystem::path metadata() const { return repository() / "metadata"; }
    [[nodiscard]] std::filesystem::path targets() const { return repository() / "targets"; }
};

class Authority {
  public:
    /// Fails where the folder is none of an authority, or another publisher is at work in it.
    [[nodiscard]] static Expected<Authority> open(const std::filesystem::path& folder);

    [[nodiscard]] const Places& places() const { return places_; }
    [[nodiscard]] const Settings& settings() const { return settings_; }

  private:
    Authority(Places places, Settings settings, files::Descriptor lock)
        : places_(std::move(places)), settings_(std::move(settings)), lock_(std::move(lock)) {}

    Places places_;
    Settings settings_;
    files::Descriptor lock_;
};

/// The settings without keeping anybody out: for looking only.
[[nodiscard]] Expected<Settings> readSettings(const Places& places);

/// Writes the file as a whole and durably; only its owner may read it where it is `secret`.
enum class Readers { All, Owner };
[[nodiscard]] Expected<void> replaceFile(const std::filesystem::path& file, std::string_view bytes,
                                         Readers readers = Readers::All);

/// The whole content of a file that must be there; else a sentence that says to bring it back.
[[nodiscard]] Expected<std::string> requiredFile(const std::filesystem::path& file);

}  // namespace tidewaiter::publisher
