// Lists as files: what is read, and what each mistake is called.
#include "firmware/watchlist/entry_reader.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tidewaiter::watchlist {
namespace {

struct Read {
    std::vector<Entry> entries;
    std::string mistake;
};

Read read(const std::string& text, const std::string& name = "list.csv") {
    std::istringstream in(text);
    Read result;
    const auto outcome = readEntries(in, name, [&](Entry entry) -> Expected<void> {
        result.entries.push_back(std::move(entry));
        return {};
    });
    if (!outcome) result.mistake = outcome.error().message;
    return result;
}

TEST(EntryReader, TakesColumnsInAnyOrder) {
    const auto list = read(
        "severity,value,kind,reason,match,budget,grammar,not_before,expires,action,legal_basis,source,"
        "jurisdiction,id\n"
        "inspect,1323-621 004567,serial,\"stolen, 2026\",fuzzy,1,nvidia,2026-01-01,2027-01-01,call,case "
        "7,s,US,x1\n"
        "info,SANDKYAN,brand,,,,,,,,,,,\n");
    ASSERT_EQ(list.mistake, "");
    ASSERT_EQ(list.entries.size(), 2U);
    const auto& one = list.entries[0];
    EXPECT_EQ(one.id, "x1");
    EXPECT_EQ(one.value, "1323621004567");
    EXPECT_EQ(one.terms, (Terms{EntryKind::Serial, MatchMode::Fuzzy, 1, models::Severity::Inspect, "nvidia",
                                "stolen, 2026", "case 7", "s", "US", "2026-01-01", "2027-01-01", "call"}));
    EXPECT_EQ(list.entries[1].id, "SANDKYAN");
    EXPECT_EQ(list.entries[1].terms.kind, EntryKind::Brand);
}

TEST(EntryReader, NeedsAValueOnly) {
    const auto list = read("value\nabc123\n\nab-12\n");
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_EQ(list.entries[0].value, "ABC123");
    EXPECT_EQ(list.entries[1].value, "AB12");
    EXPECT_EQ(list.entries[0].terms, Terms{});
}

TEST(EntryReader, ReadsJsonLines) {
    const auto list =
        read("{\"value\":\"abc123\",\"reason\":\"因\"}\n\n{\"value\":4711,\"kind\":\"part\",\"id\":null}\n",
             "l.jsonl");
    ASSERT_EQ(list.mistake, "");
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_EQ(list.entries[0].terms.reason, "因");
    EXPECT_EQ(list.entries[1].value, "4711");
}

struct Broken {
    const char* text;
    const char* sentence;  ///< or its beginning
};

TEST(EntryReader, NamesMistakesByLine) {
    for (const auto& [text, sentence] : {
             Broken{"", "list.csv is empty"},
             Broken{"id,kind\n1,serial\n", "list.csv, line 1: the column 'value' is missing"},
             Broken{"value,colour\n",
                    "list.csv, line 1, column 7: there is no column \"colour\"; columns are id, kind"},
             Broken{"value,value\n", "list.csv, line 1, column 7: the column stands there twice"},
             Broken{"value\nA1\n---\n", "list.csv, line 3: the value is empty"},
             Broken{"value,kind\nA1,gun\n", "list.csv, line 2: \"gun\" is no kind; use one of serial, part"},
             Broken{"value,match\nA1,like\n", "list.csv, line 2: \"like\" is no match; use one of exact"},
             Broken{"value,severity\nA1,high\n",
                    "list.csv, line 2: \"high\" is no severity; use one of info"},
             Broken{"value,match,budget\nA1,fuzzy,3\n", "list.csv, line 2: the budget has to be 1 or 2"},
             Broken{"value,match,budget\nA1,fuzzy,x\n", "list.csv, line 2: \"x\" is no budget"},
             Broken{"value,budget\nA1,1\n",
                    "list.csv, line 2: the budget has to be 1 or 2 for fuzzy entries"},
             Broken{"value,match\nA1,range\n", "list.csv, line 2: a range needs the last number"},
             Broken{"value,match,last\nA1,range,A10\n",
                    "list.csv, line 2: the range from \"A1\" to \"A10\" has ends of"},
             Broken{"value,match,last\nA2,range,A1\n", "list.csv, line 2: the range ends before it begins"},
             Broken{"value,last\nA2,A1\n", "list.csv, line 2: the column 'last' belongs to ranges"},
             Broken{"value,match\n[,pattern\n", "list.csv, line 2: \"[\" is no regular expression"},
             Broken{"value,expires\nA1,2026-02-30\n", "list.csv, line 2: expires \"2026-02-30\" is no day"},
             Broken{"value,not_before\nA1,tomorrow\n", "list.csv, line 2: not_before \"tomorrow\" is no day"},
             Broken{"value,grammar\nA1,acme\n",
                    "list.csv, line 2: the grammar \"acme\" is not known; known are digits"},
             Broken{"value,grammar\n12A,nvidia\n",
                    "list.csv, line 2: \"12A\" is no serial number of the grammar 'nvidia'"},
             Broken{"value,grammar\n490154203237519,imei\n",
                    "list.csv, line 2: \"490154203237519\" is no serial number"},
             Broken{"value\nA1,B2\n", "list.csv, line 2: there are 2 values, but the header has 1"},
             Broken{"value,reason\nA1,\"x\n",
                    "list.csv, line 2, column 4: a quote that is opened here is never closed"},
             Broken{"value,reason\nA1,\xff\n", "list.csv, line 2: \"[byte FF]\" is not UTF-8"},
             Broken{"{\"value\":\"A1\"}\n{\"value\":\n", "list.csv, line 2: this is not valid JSON"},
             Broken{"{\"value\":\"A1\"}\n[1]\n", "list.csv, line 2: a line holds one object"},
             Broken{"{\"valu\":\"A1\"}\n", "list.csv, line 1: there is no column \"valu\""},
             Broken{"{\"value\":[1]}\n", "list.csv, line 1: the value of \"value\" is no text"},
             Broken{"{\"results\":[{\"id\":\"1\",\"name\":\"A\"},{\"name\":\"B\"}]}",
                    "list.csv, entry 2: the party has no 'id'"},
             Broken{"{\"results\":[{\"id\":\"1\",\"name\":\"A\"},",
                    "list.csv is not valid JSON behind its entry 1"},
         }) {
        const auto list = read(text);
        EXPECT_EQ(list.mistake.substr(0, std::string_view(sentence).size()), sentence);
    }
}

// What never ends is refused before it fills the memory.
TEST(EntryReader, RefusesWhatNeverEnds) {
    const std::string endless(std::size_t{8} << 20, 'x');
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"value\n" + endless, "list.csv, line 2, column 1: the row is longer than 1 MiB"},
        {endless, "list.csv, line 1, column 1: the row is longer than 1 MiB"},
        {"{\"value\":\"A1\"}\n{\"value\":\"" + endless, "list.csv, line 2: the line is longer than 1 MiB"},
        {"{\"results\":[{\"id\":\"1\",\"name\":\"A\"},{\"id\":\"" + endless,
         "list.csv, entry 2: it is longer than 1 MiB; download the list again"},
        {"{\"results\":" + std::string(std::size_t{3} << 20, '['),
         "list.csv, entry 1: it is longer than 1 MiB"},
        {"{\"results\":" + std::string(1000, '['), "list.csv is not valid JSON"},
    };
    for (const auto& [text, sentence] : cases) {
        const auto list = read(text.c_str());
        EXPECT_EQ(list.mistake.substr(0, sentence.size()), sentence);
    }
}

constexpr auto kScreeningCsv =
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "standard_order,license_requirement,license_policy,source_list_url,alt_names\n"
    "17,Entity List (EL) - Bureau of Industry and Security,,,\"EL\",\"Example Trading Co., Ltd.\",,"
    "\"Room 5, Hong Kong; 7 Ring Road, Shenzhen, CN\",88 FR 1,2023-10-17,3035-04-37,,,Presumption of denial,"
    "http://bis.doc.gov/EL,\"Beispiel GmbH; 例贸易\"\n";

TEST(EntryReader, ReadsTheScreeningListAsCsv) {
    const auto list = read(kScreeningCsv);
    ASSERT_EQ(list.mistake, "");
    ASSERT_EQ(list.entries.size(), 4U);
    EXPECT_EQ(list.entries[0].id, "17");
    EXPECT_EQ(list.entries[0].value, "Example Trading Co., Ltd.");
    EXPECT_EQ(list.entries[0].address, "Room 5, Hong Kong");
    EXPECT_EQ(list.entries[1].address, "7 Ring Road, Shenzhen, CN");
    EXPECT_EQ(list.entries[2].value, "Beispiel GmbH");
    EXPECT_EQ(list.entries[3].id, "17#4");
    const auto& terms = list.entries[0].terms;
    EXPECT_EQ(terms.kind, EntryKind::Party);
    EXPECT_EQ(terms.notBefore, "2023-10-17");
    EXPECT_EQ(terms.expires, "");  // a day that does not exist
    EXPECT_EQ(terms.reason, "listed on the Entity List (EL) - Bureau of Industry and Security (EL)");
    EXPECT_EQ(terms.jurisdiction, "US");
}

TEST(EntryReader, ReadsTheScreeningListAsJson) {
    const auto list = read(R"({"total":2,"results":[
        {"id":"a1","source":"SDN","name":"ACME","alt_names":["AKME","АКМЕ"],"programs":["X","Y"],
         "addresses":[{"address":"1 Street","city":"Port","country":"AE"},{"country":null}],"ids":[{"type":"t"}]},
        {"id":"a2","source":"UVL","name":"Second","addresses":[],"alt_names":null}]})");
    ASSERT_EQ(list.mistake, "");
    ASSERT_EQ(list.entries.size(), 4U);
    EXPECT_EQ(list.entries[0].address, "1 Street, Port, AE");
    EXPECT_EQ(list.entries[0].terms.reason, "listed on the SDN (X; Y)");
    EXPECT_EQ(list.entries[2].value, "АКМЕ");
    EXPECT_EQ(list.entries[3].id, "a2");
}

TEST(Entry, CountsOnItsDays) {
    Terms terms;
    EXPECT_TRUE(countsOn(terms, "2026-01-01"));
    terms.notBefore = "2026-01-02";
    terms.expires = "2026-01-03";
    EXPECT_FALSE(countsOn(terms, "2026-01-01"));
    EXPECT_TRUE(countsOn(terms, "2026-01-02"));
    EXPECT_TRUE(countsOn(terms, "2026-01-03"));
    EXPECT_FALSE(countsOn(terms, "2026-01-04"));
}

}  // namespace
}  // namespace tidewaiter::watchlist
