#include "firmware/manifest/manifest_wco.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "firmware/inspection/plain_text.h"
#include "firmware/manifest/number_text.h"
#include "firmware/manifest/xml_document.h"

namespace tidewaiter::manifest {

namespace {

/// Versions and national subsets have names of their own below it.
constexpr std::string_view kNamespace = "urn:wco:datamodel:";
// UN/ECE Recommendation 20: kilogram; one, piece, and their older codes.
constexpr const char* kKilograms = "KGM";
constexpr std::array<std::string_view, 4> kPieces = {"C62", "H87", "NMB", "PCE"};

/// Where the elements around an item are.
struct Around {
    XmlElement declaration;
    XmlElement shipment;
    std::string reference;
};

/// Collects the cells of one item.
class ItemReader {
  public:
    ItemReader(const XmlElement& item, const Around& around) : item_(item), around_(around) {
        row_.place = item.place();
    }

    ManifestRow row() {
        readId();
        put("goods", item_.at("Commodity/Description"));
        put("hs", classification());
        put("origin", origin());
        putParty("shipper", {"Consignor", "Exporter"});
        putParty("consignee", {"Consignee", "Importer"});
        readWeight();
        readPackages();
        readPieces();
        readValue();
        return std::move(row_);
    }

  private:
    void put(std::string_view column, std::string text, const Place& place) {
        const auto found = findColumn(column);
        if (!text.empty() && found) row_.cells.push_back({*found, std::move(text), place});
    }
    void put(std::string_view column, const XmlElement& element) {
        if (element) put(column, element.text(), element.place());
    }
    void complain(const XmlElement& element, const std::string& what) {
        if (!row_.mistake) row_.mistake = Mistake{element.place(), what};
    }

    void readId() {
        const auto sequence = item_.child("SequenceNumeric");
        if (!sequence || sequence.text().empty()) {
            complain(item_, "the goods item has no SequenceNumeric");
            return;
        }
        const auto& reference = around_.reference;
        put("item", (reference.empty() ? "" : reference + "-") + sequence.text(), sequence.place());
    }

    /// The tariff code (TSP) where several classifications stand, else the first.
    [[nodiscard]] XmlElement classification() const {
        const auto all = item_.child("Commodity").children("Classification");
        const auto tariff = std::find_if(all.begin(), all.end(), [](const XmlElement& one) {
            return one.child("IdentificationTypeCode").text() == "TSP";
        });
        if (tariff != all.end()) return tariff->child("ID");
        return all.empty() ? XmlElement() : all.front().child("ID");
    }

    /// The country of origin (type 1), not the one of a preference (type 2).
    [[nodiscard]] XmlElement origin() const {
        for (const auto& one : item_.children("Origin")) {
            if (one.child("TypeCode").text() != "2") return one.child("CountryCode");
        }
        return {};
    }

    /// The nearest party in one of `roles`: of the item, the shipment, its consignment, the declaration.
    [[nodiscard]] XmlElement party(const std::initializer_list<const char*>& roles) const {
        const std::array places = {item_, around_.shipment, around_.shipment.child("Consignment"),
                                   around_.declaration};
        for (const auto* role : roles) {
            for (const auto& place : places) {
                if (const auto found = place.child(role); found.child("Name")) return found;
            }
        }
        return {};
    }

    void putParty(std::string_view column, const std::initializer_list<const char*>& roles) {
        const auto found = party(roles);
        if (!found) return;
        std::string line = found.child("Name").text();
        for (const auto* part : {"Line", "PostcodeID", "CityName", "CountrySubDivisionName", "CountryCode"}) {
            const auto text = found.child("Address").child(part).text();
            if (!text.empty()) line += (line.empty() ? "" : ", ") + text;
        }
        put(column, line, found.place());
    }

    void readWeight() {
        auto mass = item_.at("Commodity/GoodsMeasure/GrossMassMeasure");
        if (!mass) mass = item_.at("GoodsMeasure/GrossMassMeasure");
        if (!mass) return;
        const auto unit = mass.attribute("unitCode");
        if (!unit.empty() && unit != kKilograms)
            complain(mass,
                     "the gross mass is given in " + inspection::inQuotes(unit) + "; give kilograms (KGM)");
        put("gross_weight_kg", mass);
    }

    void readPackages() {
        int sum = 0;
        XmlElement first;
        for (const auto& packaging : item_.children("Packaging")) {
            const auto quantity = packaging.child("QuantityQuantity");
            if (!quantity) continue;
            const auto count = parseCount(quantity.text());
            if (!count) return complain(quantity, count.error().message);
            constexpr int kMost = 999'999'999;
            sum = std::min(kMost, sum + std::min(*count, kMost - sum));
            if (!first) first = quantity;
        }
        if (first) put("packages", std::to_string(sum), first.place());
    }

    /// Other units than pieces say nothing about how many articles there are.
    void readPieces() {
        auto quantity = item_.at("Commodity/GoodsMeasure/TariffQuantity");
        if (!quantity) quantity = item_.at("GoodsMeasure/TariffQuantity");
        const auto unit = quantity.attribute("unitCode");
        if (std::find(kPieces.begin(), kPieces.end(), unit) == kPieces.end()) return;
        // Quantities are decimals: "20", "20.000".
        auto text = quantity.text();
        const auto dot = text.find('.');
        if (dot != std::string::npos && text.find_first_not_of('0', dot + 1) == std::string::npos)
            text.resize(dot);
        put("pieces", text, quantity.place());
    }

    void readValue() {
        auto value = item_.child("CustomsValueAmount");
        if (!value) value = item_.at("Commodity/InvoiceLine/ItemChargeAmount");
        if (!value) return;
        put("value", value);
        put("currency", value.attribute("currencyID"), value.place());
    }

    XmlElement item_;
    const Around& around_;
    ManifestRow row_;
};

/// The declarations: the root itself, or what stands in an envelope.
std::vector<XmlElement> declarationsIn(const XmlElement& root) {
    std::vector<XmlElement> found;
    const auto take = [&found](const XmlElement& element) {
        if (element.namespaceName().starts_with(kNamespace)) found.push_back(element);
    };
    if (root.name() == "Declaration") take(root);
    if (root.name() == "MetaData") {
        for (const auto& element : root.elements()) {
            if (element.name() == "Declaration") take(element);
        }
    }
    return found;
}

std::string referenceOf(const XmlElement& declaration) {
    const auto reference = declaration.child("FunctionalReferenceID").text();
    return reference.empty() ? declaration.child("ID").text() : reference;
}

}  // namespace

Expected<Manifest> parseWcoManifest(const std::string& text, const std::string& name) {
    const auto document = XmlDocument::parse(text, name);
    if (!document) return tl::unexpected(document.error());
    const auto declarations = declarationsIn(document->root());
    if (declarations.empty()) {
        return failure(
            placeIn(name, document->root().place()) + "<" + inspection::plainText(document->root().name()) +
            "> of the namespace " + inspection::inQuotes(document->root().namespaceName()) +
            " is no declaration of the WCO Data Model; expected <Declaration>, alone or in <MetaData>, "
            "of a namespace that begins with " +
            std::string(kNamespace));
    }
    ManifestBuilder builder(name);
    bool any = false;
    for (const auto& declaration : declarations) {
        for (const auto& shipment : declaration.children("GoodsShipment")) {
            const Around around{declaration, shipment, referenceOf(declaration)};
            for (const auto& item : shipment.children("GovernmentAgencyGoodsItem")) {
                builder.add(ItemReader(item, around).row());
                any = true;
            }
        }
    }
    if (!any) {
        return failure(placeIn(name, declarations.front().place()) +
                       "the declaration holds no GoodsShipment with a GovernmentAgencyGoodsItem");
    }
    return std::move(builder).finish();
}

}  // namespace tidewaiter::manifest
