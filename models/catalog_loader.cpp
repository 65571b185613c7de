#include <algorithm>
#include <array>
#include <utility>

#include "models/catalog_index.h"
#include "models/data_file.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::array kFiles{"catalog/chips.json", "catalog/systems.json", "catalog/families.json"};

constexpr std::size_t kLongKey = 10;  // a key this long with this many digits is a number of its own
constexpr std::size_t kManyDigits = 6;
constexpr std::size_t kFullName = 6;

/// A part number or die marking is as good as the source that ties it to the entry.
NameStrength numberStrength(double confidence) {
    const double strength = 0.5 + 0.5 * confidence;
    return {strength, strength};
}

NameStrength nameStrength(std::string_view key) {
    return key.size() >= kFullName ? NameStrength{0.8, 0.9} : NameStrength{0.6, 0.8};
}

constexpr NameStrength kShortStrength{0.3, 0.75};
constexpr NameStrength kBoardCodeStrength{0.35, 0.85};

bool isLongNumber(std::string_view key) {
    return key.size() >= kLongKey &&
           std::count_if(key.begin(), key.end(), isDigit) >= static_cast<int>(kManyDigits);
}

/// "2022-03-22" or "2022-11".
bool isDate(std::string_view text) {
    constexpr std::string_view kShape = "0000-00-00";
    if (text.size() != kShape.size() && text.size() != std::string_view("0000-00").size()) return false;
    return std::equal(text.begin(), text.end(), kShape.begin(),
                      [](char c, char shape) { return shape == '0' ? isDigit(c) : c == shape; });
}

std::string readLaunch(const DataEntry& data) {
    std::string date;
    for (const auto& launch : data.objects("launch", {"text"})) {
        date = launch.text("text");
        if (!isDate(date)) launch.reject("text", "is no date such as 2022-03-22 or 2022-11");
    }
    return date;
}

CatalogEntry readEntry(const DataEntry& data, const std::string& caveat) {
    CatalogEntry entry;
    entry.id = data.text("id");
    const auto kind = kEntryKinds.parse(data.text("kind"));
    if (!kind) data.reject("kind", "is none of " + kEntryKinds.names());
    entry.kind = kind.value_or(EntryKind::Board);
    entry.vendor = data.text("vendor");
    entry.name = data.text("name");
    entry.control = data.optionalText("control");
    if (!entry.control.empty()) entry.reason = data.text("reason");
    entry.caveat = caveat;
    entry.tpp = data.number("tpp");
    entry.performanceDensity = data.number("performance_density");
    entry.datacenter = data.flag("datacenter", true);
    entry.weightKg = data.number("weight_kg");
    entry.dies = data.texts("dies");
    entry.pciIds = data.texts("pci_ids");
    entry.launch = readLaunch(data);
    entry.source = data.source();
    entry.confidence = data.confidence();
    return entry;
}

/// Adds the entries of one file to the index.
class FileReader {
  public:
    FileReader(Catalog::Index& index, const DataFile& file)
        : index_(index), file_(file), caveat_(file.head().text("caveat")) {}

    void read() {
        for (const auto& [vendor, words] : file_.head().textsByName("context")) {
            auto& known = index_.contextByVendor[vendor];
            for (const auto& word : words) known.push_back(joinedKey(word).empty() ? word : joinedKey(word));
        }
        for (const auto& data : file_.entries()) readOne(data);
    }

  private:
    void readOne(const DataEntry& data) {
        entry_ = index_.entries.size();
        auto entry = readEntry(data, caveat_);
        const auto same = [&](const CatalogEntry& other) { return other.id == entry.id; };
        if (std::any_of(index_.entries.begin(), index_.entries.end(), same)) {
            data.reject("id", "is taken by an entry of another file");
        }
        index_.entries.push_back(std::move(entry));
        std::vector<std::string> memory;
        for (const auto& size : data.texts("memory_gb")) memory.push_back(size + "GB");
        index_.memoryByEntry.push_back(std::move(memory));
        readNames(data);
        readNumbers(data, "part_numbers", MatchedBy::PartNumber);
        readNumbers(data, "die_markings", MatchedBy::DieMarking);
        readPattern(data);
    }

    void readNames(const DataEntry& data) {
        for (const auto& name : data.texts("names")) {
            add(data, name, {.by = MatchedBy::ProductName, .strength = nameStrength(joinedKey(name))});
        }
        for (const auto& name : data.texts("models")) {
            add(data, name, {.by = MatchedBy::ModelName, .strength = nameStrength(joinedKey(name))});
        }
        for (const auto& name : data.texts("short_names")) {
            add(data, name, {.by = MatchedBy::ProductName, .strength = kShortStrength, .shortName = true});
        }
        for (const auto& code : data.texts("board_codes")) {
            add(data, code, {.by = MatchedBy::PartNumber, .strength = kBoardCodeStrength, .shortName = true});
        }
    }

    void readNumbers(const DataEntry& data, std::string_view key, MatchedBy by) {
        for (const auto& number : data.objects(key, {"text"})) {
            add(number, number.text("text"),
                {.by = by, .strength = numberStrength(number.confidence()), .source = number.source()});
        }
    }

    void readPattern(const DataEntry& data) {
        const auto expression = data.optionalText("pattern");
        if (expression.empty()) return;
        auto pattern = Pattern::compile(expression);
        const auto by = kMatchedBy.parse(data.text("by"));
        if (!pattern) data.reject("pattern", "cannot be used: " + pattern.error().message);
        if (!by) data.reject("by", "is none of " + kMatchedBy.names());
        if (pattern && by) index_.patterns.push_back({entry_, *by, std::move(*pattern)});
    }

    void add(const DataEntry& data, const std::string& text, ListedName name) {
        if (joinedKey(text).size() < 2) {
            data.reject("name", "is too short to be looked for: '" + text + "'");
            return;
        }
        name.entry = entry_;
        if (name.source.empty()) name.source = index_.entries[entry_].source;
        index_.add(std::move(name), text);
    }

    Catalog::Index& index_;
    const DataFile& file_;
    std::string caveat_;
    std::size_t entry_ = 0;
};

}  // namespace

std::vector<std::size_t> cutsOf(std::string_view text) {
    std::vector<std::size_t> cuts;
    std::size_t length = 0;
    for (const auto& atom : atomsOf(text)) {
        if (length > 0) cuts.push_back(length);
        length += atom.text.size();
    }
    return cuts;
}

void Catalog::Index::add(ListedName name, std::string_view text) {
    for (const auto& atom : atomsOf(text)) name.spelling += atom.text;
    name.cuts = cutsOf(text);
    const auto key = upperCased(name.spelling);
    name.anyCut = isLongNumber(key);
    longestKey = std::max(longestKey, key.size());
    namesByKey[key].push_back(std::move(name));
}

Expected<Catalog> Catalog::load(const Store& store) {
    auto index = std::make_shared<Index>();
    for (const auto* name : kFiles) {
        const auto file = DataFile::read(store, name,
                                         {"id",
                                          "kind",
                                          "vendor",
                                          "name",
                                          "names",
                                          "short_names",
                                          "models",
                                          "memory_gb",
                                          "board_codes",
                                          "part_numbers",
                                          "die_markings",
                                          "pattern",
                                          "by",
                                          "control",
                                          "reason",
                                          "tpp",
                                          "performance_density",
                                          "datacenter",
                                          "weight_kg",
                                          "dies",
                                          "pci_ids",
                                          "launch"});
        if (!file) return tl::unexpected(file.error());
        FileReader(*index, *file).read();
        if (const auto problem = file->problem()) return tl::unexpected(*problem);
    }
    return Catalog(std::move(index));
}

}  // namespace tidewaiter::models
