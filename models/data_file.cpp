#include "models/data_file.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <set>
#include <utility>

#include "models/name_table.h"

namespace tidewaiter::models {

namespace {

constexpr int kFormat = 1;

enum class Confidence { High, Medium, Low };

constexpr auto kConfidences = makeNameTable<Confidence>(
    {{Confidence::High, "high"}, {Confidence::Medium, "medium"}, {Confidence::Low, "low"}});

double numberOf(Confidence confidence) {
    switch (confidence) {
        case Confidence::High:
            return 0.9;
        case Confidence::Medium:
            return 0.6;
        case Confidence::Low:
            return 0.3;
    }
    assert(false && "unknown confidence");
    return 0;
}

std::string inQuotes(std::string_view text) {
    return "'" + std::string(text) + "'";
}

}  // namespace

struct DataEntry::File {
    std::string name;
    nlohmann::json root;
    std::optional<Error> problem;

    void note(const std::string& place, std::string_view reason) {
        if (problem) return;
        problem = Error{name + ", " + place + ": " + std::string(reason) +
                        "; correct the file or take the one that belongs to this version"};
    }
};

DataEntry::DataEntry(std::shared_ptr<File> file, const nlohmann::json* value, std::string label)
    : file_(std::move(file)), value_(value), label_(std::move(label)) {}

void DataEntry::reject(std::string_view key, std::string_view reason) const {
    file_->note(label_ + ", key " + inQuotes(key), "it " + std::string(reason));
}

const nlohmann::json* DataEntry::find(std::string_view key) const {
    const auto found = value_->find(std::string(key));
    return found == value_->end() ? nullptr : &*found;
}

void DataEntry::allowOnly(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, value] : value_->items()) {
        const bool known = std::find(keys.begin(), keys.end(), key) != keys.end();
        if (!known && key != "source" && key != "confidence") reject(key, "is not a known key");
    }
}

std::string DataEntry::text(std::string_view key) const {
    auto found = optionalText(key);
    if (found.empty()) reject(key, "is missing or empty");
    return found;
}

std::string DataEntry::optionalText(std::string_view key) const {
    const auto* found = find(key);
    if (!found) return {};
    if (found->is_string()) return found->get<std::string>();
    reject(key, "is not a text");
    return {};
}

bool DataEntry::flag(std::string_view key, bool fallback) const {
    const auto* found = find(key);
    if (!found) return fallback;
    if (found->is_boolean()) return found->get<bool>();
    reject(key, "is neither true nor false");
    return fallback;
}

std::optional<double> DataEntry::share(std::string_view key) const {
    const auto* found = find(key);
    if (!found) return std::nullopt;
    if (found->is_number() && found->get<double>() >= 0 && found->get<double>() <= 1) {
        return found->get<double>();
    }
    reject(key, "is not a number from 0 to 1");
    return std::nullopt;
}

std::optional<double> DataEntry::number(std::string_view key) const {
    const auto* found = find(key);
    if (!found) return std::nullopt;
    if (found->is_number() && found->get<double>() > 0) return found->get<double>();
    reject(key, "is not a number above 0");
    return std::nullopt;
}

int DataEntry::count(std::string_view key) const {
    constexpr int kMost = 1'000'000;
    const auto* found = find(key);
    if (found && found->is_number_integer() && found->get<std::int64_t>() >= 0 &&
        found->get<std::int64_t>() <= kMost) {
        return found->get<int>();
    }
    reject(key, "is missing or not a whole number from 0 on");
    return 0;
}

std::vector<double> DataEntry::numbers(std::string_view key) const {
    std::vector<double> numbers;
    const auto* found = find(key);
    if (!found) return numbers;
    const bool isList = found->is_array() && std::all_of(found->begin(), found->end(),
                                                         [](const auto& item) { return item.is_number(); });
    if (!isList) {
        reject(key, "is not a list of numbers");
        return numbers;
    }
    for (const auto& item : *found) numbers.push_back(item.get<double>());
    return numbers;
}

std::vector<std::string> DataEntry::textsOf(const nlohmann::json& list, std::string_view key) const {
    std::vector<std::string> texts;
    if (!list.is_array()) {
        reject(key, "is not a list of texts");
        return texts;
    }
    for (const auto& item : list) {
        if (!item.is_string() || item.get<std::string>().empty()) {
            reject(key, "holds something that is not a text or is empty");
            continue;
        }
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

std::vector<std::string> DataEntry::texts(std::string_view key) const {
    const auto* found = find(key);
    return found ? textsOf(*found, key) : std::vector<std::string>();
}

std::map<std::string, std::vector<std::string>> DataEntry::textsByName(std::string_view key) const {
    std::map<std::string, std::vector<std::string>> byName;
    const auto* found = find(key);
    if (!found) return byName;
    if (!found->is_object()) {
        reject(key, "is not an object of lists");
        return byName;
    }
    for (const auto& [name, list] : found->items()) byName[name] = textsOf(list, key);
    return byName;
}

std::vector<DataEntry> DataEntry::objects(std::string_view key,
                                          std::initializer_list<std::string_view> keys) const {
    std::vector<DataEntry> objects;
    const auto* found = find(key);
    if (!found) return objects;
    if (!found->is_array()) {
        reject(key, "is not a list of objects");
        return objects;
    }
    for (const auto& item : *found) {
        if (!item.is_object()) {
            reject(key, "holds something that is not an object");
            continue;
        }
        objects.push_back(DataEntry(file_, &item, label_ + ", in " + inQuotes(key)));
        objects.back().allowOnly(keys);
    }
    return objects;
}

std::string DataEntry::source() const {
    const auto* found = find("source");
    const auto keys = found && found->is_array() ? textsOf(*found, "source") : std::vector{text("source")};
    const auto& table = file_->root["sources"];
    std::string expanded;
    for (const auto& key : keys) {
        const auto known = table.find(key);
        if (known == table.end() || !known->is_string()) {
            reject("source", "names " + inQuotes(key) + ", which is not in the file's table of sources");
            continue;
        }
        expanded += (expanded.empty() ? "" : "; ") + known->get<std::string>();
    }
    if (expanded.empty()) reject("source", "names no source");
    return expanded;
}

double DataEntry::confidence() const {
    const auto known = kConfidences.parse(text("confidence"));
    if (!known) reject("confidence", "is none of " + kConfidences.names());
    return known ? numberOf(*known) : 0;
}

Expected<DataFile> DataFile::read(const Store& store, std::string_view name,
                                  std::initializer_list<std::string_view> keys) {
    assert(keys.size() > 0);
    const auto content = store.read(name);
    if (!content) return tl::unexpected(content.error());
    DataFile data;
    data.file_ = std::make_shared<DataEntry::File>();
    auto& file = *data.file_;
    file.name = name;
    file.root = nlohmann::json::parse(*content, nullptr, false);
    const auto& root = file.root;
    const bool hasFormat = root.is_object() && root.contains("format") && root["format"].is_number_integer();
    if (!hasFormat || root["format"].get<int>() != kFormat) {
        file.note("key 'format'", "it is not a JSON file of format " + std::to_string(kFormat));
    } else if (!root.contains("sources") || !root["sources"].is_object()) {
        file.note("key 'sources'", "there is no table of sources");
    } else if (!root.contains("entries") || !root["entries"].is_array() || root["entries"].empty()) {
        file.note("key 'entries'", "there are no entries");
    }
    if (file.problem) return tl::unexpected(*file.problem);

    std::set<std::string> ids;
    for (const auto& value : root["entries"]) {
        const auto number = "entry " + std::to_string(data.entries_.size() + 1);
        if (!value.is_object()) {
            file.note(number, "it is not an object");
            break;
        }
        const auto id = DataEntry(data.file_, &value, number).text(*keys.begin());
        data.entries_.push_back(DataEntry(data.file_, &value, number + " (" + inQuotes(id) + ")"));
        data.entries_.back().allowOnly(keys);
        if (!ids.insert(id).second) data.entries_.back().reject(*keys.begin(), "is listed twice");
    }
    if (file.problem) return tl::unexpected(*file.problem);
    return data;
}

DataEntry DataFile::head() const {
    return {file_, &file_->root, "the head"};
}

std::optional<Error> DataFile::problem() const {
    return file_->problem;
}

}  // namespace tidewaiter::models
