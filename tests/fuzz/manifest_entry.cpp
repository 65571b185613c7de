#include "tests/fuzz/manifest_entry.h"

#include <set>

#include "firmware/manifest/manifest.h"
#include "tests/fuzz/declaration_bounds.h"

namespace tidewaiter::fuzz {

std::string problemWithManifest(std::string_view input) {
    const auto read = manifest::parseManifest(std::string(input), "it");
    if (!read) return read.error().message.empty() ? "a manifest is refused without a sentence" : "";
    std::set<std::string> ids;
    for (const auto& item : read->items) {
        if (item.declaration.item.empty()) return "an item has no id";
        if (!ids.insert(item.declaration.item).second) return "two items have one id";
        if (auto problem = problemWithDeclaration(item.declaration); !problem.empty()) return problem;
        for (const auto& image : item.images) {
            if (image.empty()) return "an image has no name";
        }
    }
    for (const auto& problem : read->problems) {
        if (problem.sentence.empty()) return "a row is refused without a sentence";
        if (models::validUtf8(problem.sentence) != problem.sentence) return "a sentence is no UTF-8";
    }
    return {};
}

const std::vector<std::string>& manifestSeeds() {
    static const std::vector<std::string> seeds = {
        "item,goods,hs,origin,shipper,consignee,gross_weight_kg,packages,pieces,value,currency,images\n"
        "A1,green tea,0902.10,CN,\"Leaf, Ltd\nHill 1\",B,12.5,3,40,1000.50,EUR,A1-front.jpg;A1-back.jpg\n"
        "B2,\"toys, \"\"plush\"\"\",9503,VN,,,,,,,,B2*.jpg\n",
        "\xEF\xBB\xBFitem;goods;hs\r\nA;茶;09 02\r\n;no id;\r\nA;twice;1\r\n",
        "item\tgoods\nA\tunclosed \"quote\nB\t\"never closed\n",
        R"([{"item": "A1", "goods": "green tea", "hs": "0902.10", "gross_weight_kg": 12.5, "packages": "3",)"
        R"( "value": 0, "currency": "USD", "images": ["a.jpg", "b?.jpg"]}, {"item": "B", "images": "c;d"}, {"item": null}])",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<md:MetaData xmlns:md=\"urn:wco:datamodel:WCO:M:2\">"
        "<Declaration "
        "xmlns=\"urn:wco:datamodel:WCO:DEC-DMS:2\"><FunctionalReferenceID>REF7</FunctionalReferenceID>"
        "<GoodsShipment><Consignor><Name>Leaf Ltd</Name><Address><Line>1 "
        "Hill</Line><CountryCode>CN</CountryCode></Address>"
        "</Consignor><GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>"
        "<CustomsValueAmount currencyID=\"GBP\">1000.50</CustomsValueAmount><Commodity><Description>Tea "
        "&amp; mint"
        "<![CDATA[ <x>]]>&#x8336;</Description><Classification><ID>09021000</ID><IdentificationTypeCode>TSP"
        "</IdentificationTypeCode></Classification><GoodsMeasure><GrossMassMeasure "
        "unitCode=\"KGM\">12.500</GrossMassMeasure>"
        "<TariffQuantity "
        "unitCode=\"C62\">40.00</TariffQuantity></GoodsMeasure></Commodity><Origin><CountryCode>CN"
        "</CountryCode><TypeCode>1</TypeCode></Origin><Packaging><QuantityQuantity>3</QuantityQuantity></"
        "Packaging>"
        "</GovernmentAgencyGoodsItem></GoodsShipment></Declaration></md:MetaData>",
    };
    return seeds;
}

}  // namespace tidewaiter::fuzz
