#include "tests/fuzz/lists_entry.h"

#include <sstream>

#include "firmware/sync/repository_index.h"
#include "firmware/watchlist/entry_reader.h"
#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/zstd_stream.h"
#include "models/utf8.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::fuzz {

using watchlist::Entry;

namespace {

std::string hashOf(char c) {
    std::string digits(64, c);
    return digits;
}

std::string problemWith(const Entry& entry) {
    const auto again = watchlist::checked(entry);
    if (!again) return "an entry is given that is none: " + again.error().message;
    if (*again != entry) return "an entry is not in its canonical form";
    for (const auto* part : {&entry.id, &entry.value, &entry.last, &entry.terms.reason, &entry.terms.action})
        if (models::validUtf8(*part) != *part) return "an entry holds what is no UTF-8";
    return {};
}

/// What is wrong with the entries that a reading gave, or with how it ended.
class Taker {
  public:
    Expected<void> take(const Entry& entry) {
        if (problem_.empty()) problem_ = problemWith(entry);
        return {};
    }
    [[nodiscard]] std::string problem(const Expected<void>& ended) const {
        if (!ended && ended.error().message.empty()) return "something is refused without a sentence";
        return problem_;
    }

  private:
    std::string problem_;
};

std::string problemAsList(std::string_view input) {
    std::istringstream in{std::string(input)};
    Taker taker;
    return taker.problem(
        watchlist::readEntries(in, "list", [&](const Entry& entry) { return taker.take(entry); }));
}

std::string problemAsListFile(std::string_view input) {
    static const watchlist::tests::ListFolder folder;
    watchlist::ZstdWriter out(folder / "file");
    out.write(input);
    if (!out.finish()) return "the file cannot be written";
    Taker taker;
    return taker.problem(watchlist::readChanges(
        folder / "file", [&](const watchlist::Change& change) { return taker.take(change.entry); }));
}

std::string problemAsIndex(std::string_view input) {
    const auto index = sync::parseIndex(input);
    if (!index) return index.error().message.empty() ? "an index is refused without a sentence" : "";
    const auto again = sync::parseIndex(sync::toJson(*index));
    if (!again || *again != *index) return "an index is not read as it was written";
    for (const auto& list : index->lists) {
        if (list.name.find('/') != std::string::npos) return "a list's name leads into another folder";
        if (cheapestPath(list, hashOf('a')).empty() && list.contentHash != hashOf('a'))
            return "no path leads to a list";
    }
    return {};
}

}  // namespace

std::string problemWithLists(std::string_view input) {
    for (const auto& problem : {problemAsList(input), problemAsListFile(input), problemAsIndex(input)})
        if (!problem.empty()) return problem;
    return {};
}

const std::vector<std::string>& listSeeds() {
    static const std::vector<std::string> seeds = {
        "value,id,kind,match,budget,grammar,severity,reason\nSN-1,1,serial,exact,,digits,hold,stolen\n"
        "A100,2,model,fuzzy,1,,inspect,\"a \"\"b\"\"\"\n",
        "\xEF\xBB\xBFvalue;last;match\nAA1;AA9;range\n[0-9]+;;pattern\n",
        "{\"value\":\"1323621004567\",\"grammar\":\"nvidia\"}\n{\"value\":\"例\",\"kind\":\"party\"}\n",
        "{\"results\":[{\"id\":\"1\",\"name\":\"A\",\"alt_names\":[\"B\"],\"addresses\":[{\"address\":\"R "
        "1\","
        "\"country\":\"CN\"}],\"start_date\":\"2023-10-17\"}]}",
        "_id,source,name,addresses,alt_names\n17,EL,A Ltd,\"R 1; R 2\",\"B; C\"\n",
        R"({"tidewaiter":"watchlist","schema":1,"from":"","to":"x"})"
        "\n{\"terms\":{\"reason\":\"r\"}}\n[\"+\",0,\"SN1\"]\n[\"-\",0,\"SN2\",\"id\"]\n{\"changes\":2}\n",
        sync::toJson({{{"eu",
                        "7",
                        hashOf('b'),
                        12,
                        "lists/eu/full",
                        1000,
                        {{hashOf('a'), hashOf('b'), "d", 10}, {hashOf('b'), hashOf('a'), "e", 0}}}},
                      "policy/1.toml"}),
    };
    return seeds;
}

}  // namespace tidewaiter::fuzz
