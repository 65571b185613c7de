// Configuration: one TOML file with what a place sets once: where networks run, where data are, how its
// manifests name their columns, which scripts are read. FORMAT.md lists the keys.
// Thread rule: immutable value; parseConfiguration is a pure function, loadConfiguration reads a file.
//
// A key that is not known and a value that cannot be are refused: a setting that has no effect misleads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/manifest/manifest_columns.h"
#include "firmware/records/key_place.h"
#include "models/error.h"
#include "ocr/text/provider.h"

namespace tidewaiter::command {

/// [serve]: the console.
struct ServeConfiguration {
    std::string address = "127.0.0.1";                 ///< to listen on
    std::uint16_t port = 8443;                         ///< to listen on
    std::optional<std::filesystem::path> certificate;  ///< PEM; none: one that is made
    std::optional<std::filesystem::path> key;          ///< PEM, of the certificate
    std::optional<std::filesystem::path> state;        ///< people, declarations; none: those of the user
    std::string language = "en";                       ///< of the page: en, zh, es, ar
    int picturesPerPhoto = 3;                          ///< "pictures_per_photo", 1 to 5: that a camera takes
    std::vector<std::pair<std::string, std::string>> cameras;  ///< name and address, in the order of names
};

struct Configuration {
    ocr::Provider provider = ocr::Provider::Auto;  ///< where the networks run
    std::optional<std::filesystem::path> data;     ///< networks and lists; none: those of the program
    std::optional<std::filesystem::path> lists;    ///< watchlists; none: those of the user
    std::optional<std::filesystem::path> seen;     ///< what earlier inspections read; empty: remember nothing
    std::optional<std::filesystem::path> evidence;  ///< sealed inspections; none: those of the user
    records::KeyPlace signing;                      ///< the key of new evidence
    std::string repository;                         ///< to synchronize watchlists with; empty: none
    manifest::ColumnNames columns;                  ///< other names of manifest columns
    ServeConfiguration serve;
    std::string languages = "eng";  ///< Tesseract language packs, joined by '+'
};

/// Reads the text of a configuration; `name` is the file's, for messages. Fails with file, line and key when
/// the text is no TOML, a key is unknown (with the nearest known one), or a value is wrong.
[[nodiscard]] Expected<Configuration> parseConfiguration(std::string_view toml, const std::string& name);

/// The configuration in `file`, else in the file that the environment's TIDEWAITER_CONFIG names, else the
/// defaults. A relative `data`, `lists`, `seen`, `evidence` or
/// folder as `repository` begins at the file's folder.
[[nodiscard]] Expected<Configuration> loadConfiguration(const std::optional<std::filesystem::path>& file);

}  // namespace tidewaiter::command
