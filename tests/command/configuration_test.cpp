// One file of settings: every key has a default, what is not known is refused with its line.
#include "firmware/command/configuration.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace tidewaiter::command {
namespace {

namespace fs = std::filesystem;

TEST(Configuration, OfNothingIsTheDefaults) {
    const auto configuration = parseConfiguration("# nothing\n", "c.toml");
    ASSERT_TRUE(configuration);
    EXPECT_EQ(configuration->provider, ocr::Provider::Auto);
    EXPECT_FALSE(configuration->data);
    EXPECT_TRUE(configuration->columns.empty());
    EXPECT_EQ(configuration->languages, "eng");
}

TEST(Configuration, HoldsEveryKey) {
    const auto configuration = parseConfiguration(
        "provider = 'cpu'\ndata = '/srv/lists'\n[manifest.columns]\n'品名' = 'goods'\n' Poids Brut ' = "
        "'gross_weight_kg'\n'goods' = 'goods'\n[reading]\nlanguages = ['eng', 'chi_sim']\n",
        "c.toml");
    ASSERT_TRUE(configuration) << configuration.error().message;
    EXPECT_EQ(configuration->provider, ocr::Provider::Cpu);
    EXPECT_EQ(configuration->data, "/srv/lists");
    EXPECT_EQ(
        configuration->columns,
        (manifest::ColumnNames{{"品名", "goods"}, {"poids brut", "gross_weight_kg"}, {"goods", "goods"}}));
    EXPECT_EQ(configuration->languages, "eng+chi_sim");
}

TEST(Configuration, HoldsWhatTheConsoleNeeds) {
    const auto configuration = parseConfiguration(
        "[serve]\naddress = '0.0.0.0'\nport = 443\ncertificate = '/c.pem'\nkey = '/k.pem'\n"
        "state = '/var/lib/t'\nlanguage = 'ar'\npictures_per_photo = 5\n"
        "[serve.cameras]\ntop = 'replay:/photos'\nbench = 'pattern:bars?fps=2'\n",
        "c.toml");
    ASSERT_TRUE(configuration) << configuration.error().message;
    const auto& serve = configuration->serve;
    EXPECT_EQ(serve.address, "0.0.0.0");
    EXPECT_EQ(serve.port, 443);
    EXPECT_EQ(serve.certificate, "/c.pem");
    EXPECT_EQ(serve.key, "/k.pem");
    EXPECT_EQ(serve.state, "/var/lib/t");
    EXPECT_EQ(serve.language, "ar");
    EXPECT_EQ(serve.picturesPerPhoto, 5);
    ASSERT_EQ(serve.cameras.size(), 2U);
    EXPECT_EQ(serve.cameras[0], std::pair(std::string("bench"), std::string("pattern:bars?fps=2")));
}

// For a folder that has no key yet: where the new one is kept.
TEST(Configuration, SaysHowTheSigningKeyIsKept) {
    const auto defaults = parseConfiguration("[signing]\n", "c.toml");
    ASSERT_TRUE(defaults) << defaults.error().message;
    EXPECT_EQ(defaults->signing.keeping, records::KeyKeeping::File);
    EXPECT_EQ(defaults->signing.tpm, "device:/dev/tpmrm0");
    const auto given =
        parseConfiguration("[signing]\nkey = 'tpm'\ntpm = 'swtpm:host=127.0.0.1,port=2321'\n", "c.toml");
    ASSERT_TRUE(given) << given.error().message;
    EXPECT_EQ(given->signing.keeping, records::KeyKeeping::Tpm);
    EXPECT_EQ(given->signing.tpm, "swtpm:host=127.0.0.1,port=2321");
}

struct BadConfiguration {
    std::string text;
    std::string sentence;
};

TEST(Configuration, MistakesAreNamedWithTheirLine) {
    const std::vector<BadConfiguration> rows = {
        {"provider = ", "c.toml, line 1: "},
        {"a = 1\na = 2\n", "c.toml, line 2: "},
        {"\nprovidr = 'cpu'\n", "c.toml, line 2: unknown key \"providr\", did you mean 'provider'?"},
        {"[manifests]\n", "c.toml, line 1: unknown key \"manifests\", did you mean 'manifest'?"},
        {"[manifest]\ncolumn = 1\n",
         "c.toml, line 2: unknown key \"manifest.column\", did you mean 'manifest.columns'?"},
        {"[signing]\nkey = 'usb'\n", "c.toml, line 2: 'signing.key' must be one of file, tpm in quotes"},
        {"[signing]\nkey = 1\n", "c.toml, line 2: 'signing.key' must be one of file, tpm in quotes"},
        {"[signing]\nkeep = 'tpm'\n", "c.toml, line 2: unknown key \"signing.keep\", did you mean"},
        {"[signing]\ntpm = ''\n", "c.toml, line 2: 'tpm' must be a text in quotes"},
        {"[signing]\n\ntpm = 'cmd:sh'\n", "c.toml, line 3: 'signing.tpm': \"cmd:sh\" is no address of a TPM"},
        {"signing = 'tpm'\n", "c.toml, line 1: 'signing' must be a table, as in [signing]"},
        {"[reading]\nlanguage = 'eng'\n", "c.toml, line 2: unknown key \"reading.language\", did you mean"},
        {"provider = 'gpu'\n", "c.toml, line 1: 'provider' must be one of auto, cpu, cuda, tensorrt"},
        {"provider = 7\n", "c.toml, line 1: 'provider' must be one of"},
        {"data = ''\n", "c.toml, line 1: 'data' must be the name of a folder"},
        {"data = 7\n", "c.toml, line 1: 'data' must be the name of a folder"},
        {"[serve]\nport = 65536\n", "c.toml, line 2: 'port' must be a number from 0 to 65535"},
        {"[serve]\nport = 'web'\n", "c.toml, line 2: 'port' must be a number"},
        {"[serve]\nadress = '::'\n",
         "c.toml, line 2: unknown key \"serve.adress\", did you mean 'serve.address'?"},
        {"[serve]\naddress = ''\n", "c.toml, line 2: 'address' must be a text in quotes"},
        {"[serve]\nlanguage = 'fr'\n", "c.toml, line 2: 'language' must be one of"},
        {"[serve]\ncertificate = '/c.pem'\n",
         "c.toml, line 1: 'certificate' and 'key' must both be given, or neither"},
        {"[serve]\npictures_per_photo = 0\n",
         "c.toml, line 2: 'pictures_per_photo' must be a number from 1 to 5"},
        {"[serve]\npictures_per_photo = 6\n", "c.toml, line 2: 'pictures_per_photo' must be"},
        {"[serve]\npictures_per_photo = 'all'\n", "c.toml, line 2: 'pictures_per_photo' must be"},
        {"manifest = 7\n", "c.toml, line 1: 'manifest' must be a table"},
        {"[manifest]\ncolumns = 'x'\n", "c.toml, line 2: 'columns' must be a table"},
        {"[manifest.columns]\n'品名' = 'good'\n",
         "c.toml, line 2: manifest.columns.\"品名\" must name a column in quotes: "
         "unknown column \"good\", did you mean 'goods'?"},
        {"[manifest.columns]\n'品名' = 7\n",
         "c.toml, line 2: manifest.columns.\"品名\" must name a column in quotes"},
        {"[manifest.columns]\n'Item' = 'goods'\n", "c.toml, line 2: \"Item\" is itself the name of a column"},
        {"[reading]\nlanguages = 'eng'\n", "c.toml, line 2: 'reading.languages' must be a list"},
        {"[reading]\nlanguages = []\n", "c.toml, line 2: 'reading.languages' must be a list"},
        {"[reading]\nlanguages = ['eng',\n'../x']\n", "c.toml, line 3: 'reading.languages' must be a list"},
        {"[reading]\nlanguages = ['eng+deu']\n", "c.toml, line 2: 'reading.languages' must be a list"},
    };
    for (const auto& [text, sentence] : rows) {
        const auto configuration = parseConfiguration(text, "c.toml");
        ASSERT_FALSE(configuration) << text;
        EXPECT_EQ(configuration.error().message.find(sentence), 0U) << configuration.error().message;
    }
}

TEST(Configuration, IsReadFromTheFileThatIsNamed) {
    std::string pattern = (fs::temp_directory_path() / "tidewaiter-configuration-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    const fs::path folder = pattern;
    std::ofstream(folder / "c.toml") << "data = 'lists'\nprovider = 'cpu'\n";
    unsetenv("TIDEWAITER_CONFIG");
    EXPECT_EQ(loadConfiguration(std::nullopt)->provider, ocr::Provider::Auto);
    EXPECT_EQ(loadConfiguration(folder / "c.toml")->data, folder / "lists");
    setenv("TIDEWAITER_CONFIG", (folder / "c.toml").c_str(), 1);
    EXPECT_EQ(loadConfiguration(std::nullopt)->provider, ocr::Provider::Cpu);
    for (const auto& wrong : {folder, folder / "missing.toml"}) {
        const auto configuration = loadConfiguration(wrong);
        ASSERT_FALSE(configuration) << "the flag goes first";
        EXPECT_EQ(configuration.error().message.find("cannot read the configuration " + wrong.string()), 0U);
    }
    unsetenv("TIDEWAITER_CONFIG");
    fs::remove_all(folder);
}

// Column names in other languages are accepted by a mapping in the configuration.
TEST(Configuration, NamesColumnsOfManifests) {
    const manifest::ColumnNames names = {{"品名", "goods"}, {"编号", "item"}, {"poids", "gross_weight_kg"}};
    for (const auto* text : {"编号,品名,Poids ,hs\nA1,绿茶,12.5,0902\n",
                             R"([{"编号":"A1","品名":"绿茶","POIDS":12.5,"hs":"0902"}])"}) {
        const auto read = manifest::parseManifest(text, "m", names);
        ASSERT_TRUE(read) << read.error().message;
        ASSERT_EQ(read->items.size(), 1U);
        const auto& declaration = read->items[0].declaration;
        EXPECT_EQ(declaration.item, "A1");
        EXPECT_EQ(declaration.goods, "绿茶");
        EXPECT_EQ(declaration.grossWeightKg, 12.5);
    }
    const auto twice = manifest::parseManifest("编号,item\nA,B\n", "m", names);
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().message.find("column \"item\" stands there twice"), std::string::npos);
    const auto unknown = manifest::parseManifest("编号,poid\nA,B\n", "m", names);
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().message.find("did you mean 'poids'"), std::string::npos)
        << unknown.error().message;
}

}  // namespace
}  // namespace tidewaiter::command
