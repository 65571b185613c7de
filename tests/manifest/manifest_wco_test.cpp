// Declarations of the WCO Data Model are read into the same items; hostile XML is refused with its place.
#include <gtest/gtest.h>

#include "firmware/manifest/manifest.h"

namespace tidewaiter::manifest {
namespace {

using inspection::Declaration;

/// One goods item as customs systems write it; `item` stands inside GovernmentAgencyGoodsItem.
std::string declarationWith(const std::string& item, const std::string& aroundItems = "") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<md:MetaData xmlns:md=\"urn:wco:datamodel:WCO:DocumentMetaData-DMS:2\">\n"
           "<Declaration xmlns=\"urn:wco:datamodel:WCO:DEC-DMS:2\">\n"
           "<FunctionalReferenceID>REF7</FunctionalReferenceID>\n"
           "<Exporter><Name>Not Asked Ltd</Name></Exporter>\n"
           "<GoodsShipment>" +
           aroundItems + "\n<GovernmentAgencyGoodsItem>" + item +
           "</GovernmentAgencyGoodsItem>\n</GoodsShipment></Declaration></md:MetaData>\n";
}

Manifest parsed(const std::string& text) {
    auto manifest = parseManifest(text, "d.xml");
    EXPECT_TRUE(manifest) << manifest.error().message;
    return manifest.value_or(Manifest());
}

TEST(Wco, CarriesAllThatPapersSay) {
    const auto manifest = parsed(declarationWith(
        "<SequenceNumeric>1</SequenceNumeric><CustomsValueAmount "
        "currencyID=\"GBP\">1000.50</CustomsValueAmount>"
        "<Commodity><Description>Green tea &amp; mint \xE8\x8C\xB6</Description>"
        "<Classification><ID>1234</ID><IdentificationTypeCode>TRC</IdentificationTypeCode></Classification>"
        "<Classification><ID>09021000</ID><IdentificationTypeCode>TSP</IdentificationTypeCode></"
        "Classification>"
        "<GoodsMeasure><GrossMassMeasure "
        "unitCode=\"KGM\">12.500</GrossMassMeasure><TariffQuantity "
        "unitCode=\"C62\">40.00</TariffQuantity></GoodsMeasure></Commodity>"
        "<Origin><CountryCode>LK</CountryCode><TypeCode>2</TypeCode></Origin>"
        "<Origin><CountryCode>CN</CountryCode><TypeCode>1</TypeCode></Origin>"
        "<Packaging><QuantityQuantity>3</QuantityQuantity></Packaging>"
        "<Packaging><QuantityQuantity>2</QuantityQuantity></Packaging>",
        "<Consignor><Name>Leaf Ltd</Name><Address><Line>1 Hill Road</Line><CityName>Hangzhou</CityName>"
        "<CountryCode>CN</CountryCode></Address></Consignor>"
        "<Consignment><Consignee><Name><![CDATA[Shop <GmbH>]]></Name></Consignee></Consignment>"));
    ASSERT_EQ(manifest.items.size(), 1U);
    EXPECT_TRUE(manifest.problems.empty());
    EXPECT_EQ(manifest.items[0].declaration, (Declaration{"Green tea & mint 茶", "09021000", "REF7-1", "CN",
                                                          "Leaf Ltd, 1 Hill Road, Hangzhou, CN",
                                                          "Shop <GmbH>", 12.5, 5, 1000.5, "GBP", 40}));
}

// Other prefixes, no envelope, no reference, elements that have moved between versions.
TEST(Wco, IsReadAsOtherCountriesWriteIt) {
    const auto manifest = parsed(
        "\xEF\xBB\xBF<d:Declaration xmlns:d=\"urn:wco:datamodel:XX:DEC:1\" "
        "xmlns:o=\"urn:other\"><d:GoodsShipment>"
        "<d:GovernmentAgencyGoodsItem><d:SequenceNumeric>2</d:SequenceNumeric>"
        "<o:Commodity><o:Description>not this</o:Description></o:Commodity>"
        "<d:Commodity><d:Description>toys</d:Description><d:Classification><d:ID>9503.00</d:ID></"
        "d:Classification>"
        "<d:InvoiceLine><d:ItemChargeAmount "
        "currencyID=\"USD\">7</d:ItemChargeAmount></d:InvoiceLine></d:Commodity>"
        "<d:GoodsMeasure><d:GrossMassMeasure>4</d:GrossMassMeasure>"
        "<d:TariffQuantity unitCode=\"PR\">7</d:TariffQuantity></d:GoodsMeasure>"
        "<d:Exporter><d:Name>A</d:Name></d:Exporter><d:Importer><d:Name>B</d:Name></d:Importer>"
        "</d:GovernmentAgencyGoodsItem></d:GoodsShipment></d:Declaration>");
    ASSERT_EQ(manifest.items.size(), 1U);
    EXPECT_EQ(manifest.items[0].declaration,
              (Declaration{"toys", "950300", "2", "", "A", "B", 4, std::nullopt, 7, "USD"}));
}

struct BadItem {
    std::string item;
    std::string sentence;
};

TEST(Wco, ABadItemIsNamedAndTheOthersStay) {
    const std::string good =
        "<SequenceNumeric>9</SequenceNumeric></GovernmentAgencyGoodsItem>\n<GovernmentAgencyGoodsItem>";
    const std::vector<BadItem> rows = {
        {"<Commodity/>", "d.xml, line 8, column 1: the goods item has no SequenceNumeric"},
        {"<SequenceNumeric>9</SequenceNumeric>",
         "d.xml, line 7, column 1: item \"REF7-9\" stands there twice"},
        {"<SequenceNumeric>1</SequenceNumeric><Commodity><Classification><ID>tea</ID></Classification></"
         "Commodity>",
         "d.xml, line 8, column 91: \"tea\" is not an HS code"},
        {"<SequenceNumeric>1</SequenceNumeric>\n<GoodsMeasure><GrossMassMeasure "
         "unitCode=\"LBR\">4</GrossMassMeasure>"
         "</GoodsMeasure>",
         "d.xml, line 9, column 15: the gross mass is given in \"LBR\"; give kilograms"},
        {"<SequenceNumeric>1</SequenceNumeric>\n<GoodsMeasure><GrossMassMeasure>1e400</GrossMassMeasure></"
         "GoodsMeasure>",
         "d.xml, line 9, column 15: \"1e400\" is not a number"},
        {"<SequenceNumeric>1</SequenceNumeric>\n<Packaging><QuantityQuantity>-3</QuantityQuantity></"
         "Packaging>",
         "d.xml, line 9, column 12: \"-3\" is not a count"},
        {"<SequenceNumeric>1</SequenceNumeric>\n<GoodsMeasure><TariffQuantity unitCode=\"H87\">2.5</"
         "TariffQuantity></GoodsMeasure>",
         "d.xml, line 9, column 15: \"2.5\" is not a count"},
        {"<SequenceNumeric>1</SequenceNumeric>\n<CustomsValueAmount "
         "currencyID=\"pounds\">1</CustomsValueAmount>",
         "d.xml, line 9, column 1: \"pounds\" is not a currency"},
        {"<SequenceNumeric>1</SequenceNumeric>\n<Commodity><Description>\xFF</Description></Commodity>",
         "d.xml, line 9, column 12: \"\uFFFD\" is not UTF-8 text"},
    };
    for (const auto& [item, sentence] : rows) {
        const auto text = declarationWith(good + item);
        const auto manifest = parsed(text);
        ASSERT_FALSE(manifest.problems.empty()) << item;
        EXPECT_EQ(manifest.problems[0].sentence.find(sentence), 0U) << manifest.problems[0].sentence;
        const bool twice = sentence.find("twice") != std::string::npos;
        EXPECT_EQ(manifest.items.size(), twice ? 0U : 1U) << item;
    }
}

TEST(Wco, HostileXmlIsRefused) {
    const std::string whole = declarationWith("<SequenceNumeric>1</SequenceNumeric>");
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "<a>";
    std::string closed = nested;
    for (int i = 0; i < 100'000; ++i) closed += "</a>";
    const std::string expansion = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>\n" +
                                  whole.substr(whole.find("<md:"));
    const std::string fetching =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<x>&e;</x>";
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"<", "d.xml, line 1, column"},
        {whole.substr(0, whole.size() / 2), "this is not valid XML"},
        {whole.substr(0, whole.size() - 5), "this is not valid XML"},
        {"<!-- nothing -->", "this is not valid XML"},
        {expansion, "a document type (<!DOCTYPE>) is not accepted"},
        {fetching, "d.xml, line 2, column"},
        {nested, "this is not valid XML"},
        {closed, "<a> of the namespace \"\" is no declaration of the WCO Data Model"},
        {"<Declaration/>", "<Declaration> of the namespace \"\" is no declaration"},
        {"<Declaration xmlns=\"urn:oasis:names:specification:ubl\"/>",
         "<Declaration> of the namespace \"urn:oasis:names:specification:ubl\" is no declaration"},
        {"<x:Declaration/>", "<Declaration> of the namespace \"\""},
        {"<MetaData xmlns=\"urn:wco:datamodel:a\"><Declaration xmlns=\"urn:other\"/></MetaData>",
         "is no declaration"},
        {"<html><body/></html>", "d.xml, line 1, column 1: <html> of the namespace"},
        {"<Declaration xmlns=\"urn:wco:datamodel:a\"><GoodsShipment/></Declaration>",
         "the declaration holds no GoodsShipment with a GovernmentAgencyGoodsItem"},
    };
    for (const auto& [text, sentence] : rows) {
        const auto manifest = parseManifest(text, "d.xml");
        ASSERT_FALSE(manifest) << text.substr(0, 100);
        EXPECT_NE(manifest.error().message.find(sentence), std::string::npos) << manifest.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::manifest
