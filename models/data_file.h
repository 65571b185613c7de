// DataFile: one JSON file of the knowledge base, checked key by key while it is read. FORMAT.md describes the
// files. Thread rule: one thread at a time; what is read from it are plain values.
//
// A broken file is refused as a whole. Readers do not stop at each key: the first problem is kept and told by
// problem(), so a loader reads all its entries and asks once.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

/// One object of a data file. Valid as long as its DataFile or a copy of it lives.
class DataEntry {
  public:
    /// The text under `key`, which must be there and not be empty.
    [[nodiscard]] std::string text(std::string_view key) const;
    /// The text under `key`, empty when the key is not there.
    [[nodiscard]] std::string optionalText(std::string_view key) const;
    /// The truth value under `key`, `fallback` when it is not there.
    [[nodiscard]] bool flag(std::string_view key, bool fallback = false) const;
    /// The number in [0, 1] under `key`, nothing when it is not there.
    [[nodiscard]] std::optional<double> share(std::string_view key) const;
    /// The number above 0 under `key`, nothing when it is not there.
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    /// The whole number from 0 on under `key`, which must be there.
    [[nodiscard]] int count(std::string_view key) const;
    /// The list of numbers under `key`, empty when it is not there.
    [[nodiscard]] std::vector<double> numbers(std::string_view key) const;
    /// The list of texts under `key`, empty when it is not there.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    /// The lists of texts by name ("en") under `key`, empty when it is not there.
    [[nodiscard]] std::map<std::string, std::vector<std::string>> textsByName(std::string_view key) const;
    /// The list of objects under `key`, empty when it is not there; each may hold nothing but `keys`.
    [[nodiscard]] std::vector<DataEntry> objects(std::string_view key,
                                                 std::initializer_list<std::string_view> keys) const;
    /// Where the facts were read: the keys under "source", expanded by the file's table of sources.
    [[nodiscard]] std::string source() const;
    /// "confidence" as a number in [0, 1]: high 0.9, medium 0.6, low 0.3.
    [[nodiscard]] double confidence() const;
    /// Records that what stands under `key` is wrong; `reason` completes "it ...".
    void reject(std::string_view key, std::string_view reason) const;

  private:
    friend class DataFile;
    struct File;
    DataEntry(std::shared_ptr<File> file, const nlohmann::json* value, std::string label);
    [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
    void allowOnly(std::initializer_list<std::string_view> keys) const;
    [[nodiscard]] std::vector<std::string> textsOf(const nlohmann::json& list, std::string_view key) const;

    std::shared_ptr<File> file_;
    const nlohmann::json* value_;
    std::string label_;  ///< "entry 3 ('tea')"
};

class DataFile {
  public:
    /// Reads `name` from the store. The entries may hold `keys` besides "source" and "confidence"; the first
    /// of them identifies an entry and must be unique.
    [[nodiscard]] static Expected<DataFile> read(const Store& store, std::string_view name,
                                                 std::initializer_list<std::string_view> keys);

    [[nodiscard]] const std::vector<DataEntry>& entries() const { return entries_; }
    /// What stands at the head of the file, beside the entries.
    [[nodiscard]] DataEntry head() const;
    /// The first problem met so far, as one sentence that names file, entry and key.
    [[nodiscard]] std::optional<Error> problem() const;

  private:
    std::shared_ptr<DataEntry::File> file_;
    std::vector<DataEntry> entries_;
};

}  // namespace tidewaiter::models
