#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "tests/ocr/fields_fixture.h"
#include "tests/vision/real_photos.h"

// The transcriptions of real photos: what stands on labels and chips that nobody here has designed.

namespace tidewaiter::ocr {
namespace {

std::filesystem::path transcriptions() {
    return test::sharedFolder() / "real/transcriptions.tsv";
}

/// Readings by photo: each line of print below the one before, each barcode far from all of them.
std::map<std::string, std::vector<Reading>> readingsByPhoto() {
    std::map<std::string, std::vector<Reading>> photos;
    std::ifstream file(transcriptions());
    for (std::string row; std::getline(file, row);) {
        const auto kindAt = row.find('\t') + 1;
        const auto textAt = row.find('\t', kindAt) + 1;
        auto& readings = photos[row.substr(0, kindAt - 1)];
        auto rest = row.substr(textAt);
        if (row.compare(kindAt, 7, "barcode") == 0) {
            const auto colon = rest.find(':');
            readings.push_back(barcode(rest.substr(colon + 1), 5000,
                                       100.0F * static_cast<float>(readings.size()), rest.substr(0, colon)));
            continue;
        }
        while (!rest.empty()) {
            const auto end = std::min(rest.find(" | "), rest.size());
            readings.push_back(print(rest.substr(0, end), 0, 24.0F * static_cast<float>(readings.size())));
            rest.erase(0, std::min(end + 3, rest.size()));
        }
    }
    return photos;
}

class RealLabels : public testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(transcriptions())) {
            GTEST_SKIP() << "no real photos: " << transcriptions() << " is not there; set TIDEWAITER_SHARED";
        }
        photos_ = readingsByPhoto();
    }

    std::map<std::string, std::vector<Reading>> photos_;
};

const std::string kTxModule = "labels/opentpcast/tx_module_label_20171223_133502.jpg";
const std::string kCarton = "labels/dynamsoft-cartons/13-1-14.JPG";
const std::string kUps = "labels/dynamsoft-ups/IMG_8747.JPG";
const std::string kNetwork = "boards/geerling-pcie/network/network-";
const std::string kDrive = "boards/geerling-pcie/m2/m2-";

// Labels that nobody here designed give their numbers by caption, place and barcode.
TEST_F(RealLabels, SayWhatIsOnThem) {
    struct Case {
        std::string photo;
        FieldType type;
        const char* values;
    };
    const Case cases[] = {
        {kTxModule, FieldType::Model, "SII-SK63102"},
        {kTxModule, FieldType::MacAddress, "28:C2:DD:7A:2E:29"},
        {kTxModule, FieldType::CountryOfOrigin, "CN"},
        {kCarton, FieldType::SerialNumber, "M6202301B"},
        {kCarton, FieldType::Quantity, "8"},
        {kCarton, FieldType::DateCode, "2025-05-16"},
        {kCarton, FieldType::GrossWeight, "9.072"},
        {kCarton, FieldType::Consignee, "FORD AP01A DEARBORN"},
        {kCarton, FieldType::Party, "ANDERSON ELECTRIC ASIA PACIFIC, INC"},
        {kNetwork + "sierra-wireless-em7345.jpg", FieldType::Imei, "013937002593778"},
        {kNetwork + "sierra-wireless-em7345.jpg", FieldType::PartNumber, "04X6014 SW10A11510"},
        {kNetwork + "sierra-wireless-em7345.jpg", FieldType::Model, "EM7345"},
        {kNetwork + "mediatek-MT7925e-wifi-7.jpeg", FieldType::SerialNumber, "N09Z010423"},
        {kNetwork + "mediatek-MT7925e-wifi-7.jpeg", FieldType::PartNumber, "MT7925B22M"},
        {kNetwork + "killer1535.jpg", FieldType::MacAddress, "9C:B6:D0:05:30:55"},
        {kNetwork + "realtek-rtl8821ce.jpg", FieldType::MacAddress, "5C:BA:EF:72:E0:A3"},
        {kNetwork + "realtek-rtl8821ce.jpg", FieldType::PartNumber, "915620-001"},
        {kDrive + "pinedrive-2242-nvme-ssd.jpeg", FieldType::SerialNumber, "G3C009620"},
        {kDrive + "pinedrive-2242-nvme-ssd.jpeg", FieldType::PartNumber, "SSD94-2563CG-PB"},
        {kDrive + "pinedrive-2242-nvme-ssd.jpeg", FieldType::DateCode, "2401"},
        {kDrive + "pinedrive-2242-nvme-ssd.jpeg", FieldType::Url, "www.goodram.com"},
        {kDrive + "wd-pc-sn520-2230-nvme-ssd.jpg", FieldType::SerialNumber,
         "200730800635 MY0P0XH3SN20002B04DEA02"},  // and Dell's number of the piece
        {kDrive + "wd-pc-sn520-2230-nvme-ssd.jpg", FieldType::PartNumber, "0P0XH3"},
        {kDrive + "wd-pc-sn520-2230-nvme-ssd.jpg", FieldType::CountryOfOrigin, "MY"},
    };
    for (const auto& [photo, type, values] : cases) {
        ASSERT_GT(photos_.count(photo), 0U) << photo;
        EXPECT_EQ(valuesOf(fieldsOf(photos_.at(photo)), type), values) << photo;
    }
}

// Tracking numbers, approvals, capacities and waybills are no serial numbers, and few digits are no date.
TEST_F(RealLabels, SayNothingElse) {
    const std::pair<std::string, FieldType> cases[] = {
        {kUps, FieldType::SerialNumber},
        {kUps, FieldType::PartNumber},
        {kUps, FieldType::DateCode},
        {kTxModule, FieldType::SerialNumber},
        {kTxModule, FieldType::DateCode},
        {kCarton, FieldType::Model},
        {kNetwork + "sierra-wireless-em7345.jpg", FieldType::SerialNumber},
        {kNetwork + "sierra-wireless-em7345.jpg", FieldType::Goods},
        {kDrive + "kingston-sa400-120g-ssd.jpg", FieldType::DateCode},
        {kDrive + "kingston-sa400-120g-ssd.jpg", FieldType::SerialNumber},
        {"labels/xpressbees/reverseWaybill-156387426414724544_1.jpg", FieldType::SerialNumber},
        {"labels/xpressbees/reverseWaybill-156387426414724544_1.jpg", FieldType::PartNumber},
    };
    for (const auto& [photo, type] : cases) {
        ASSERT_GT(photos_.count(photo), 0U) << photo;
        EXPECT_EQ(valuesOf(fieldsOf(photos_.at(photo)), type), "") << photo;
    }
}

// A barcode and the captioned line that prints it make one sure field.
TEST_F(RealLabels, BarcodesSupportPrint) {
    const auto fields = fieldsOf(photos_.at(kDrive + "wd-pc-sn520-2230-nvme-ssd.jpg"));
    const auto* serial = find(fields, FieldType::SerialNumber, "200730800635");
    ASSERT_NE(serial, nullptr);
    EXPECT_EQ(serial->readings.size(), 2U);
    EXPECT_GT(serial->confidence, 0.99);
}

// Of the photos of 7400 chips every one gives its part number, sure enough to be used.
TEST_F(RealLabels, LogicChipsGiveTheirPartNumbers) {
    int chips = 0;
    for (const auto& [photo, readings] : photos_) {
        if (photo.rfind("chips/heappp-74ls/74LS", 0) != 0) continue;
        ++chips;
        const auto name = photo.substr(18, photo.find('/', 18) - 18);
        const auto fields = fieldsOf(readings);
        const bool found = std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
            return field.type == FieldType::PartNumber && field.value.find(name) != std::string::npos &&
                   field.confidence > 0.4;
        });
        EXPECT_TRUE(found) << photo;
    }
    EXPECT_GT(chips, 50);
}

// Weights, parties, powers and transport codes come from labels that state them, never from chips and boards.
TEST_F(RealLabels, ChipsStateNoShipment) {
    int photos = 0;
    for (const auto& [photo, readings] : photos_) {
        if (photo.rfind("chips/", 0) != 0 && photo.rfind("boards/", 0) != 0) continue;
        ++photos;
        for (const auto& field : fieldsOf(readings)) {
            const bool shipment = field.type >= FieldType::GrossWeight && field.type != FieldType::Imei;
            EXPECT_FALSE(shipment) << photo << ": " << kFieldTypes.nameOf(field.type) << " " << field.value;
        }
    }
    EXPECT_GT(photos, 100);
}

// Of thousands of markings of chips none makes a field that only labels have.
TEST(RealMarkings, MakeNoFieldsOfLabels) {
    const auto path = test::sharedFolder() / "real/chips/gbhwdb-markings.tsv";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << "no real markings: " << path << " is not there; set TIDEWAITER_SHARED";
    }
    std::ifstream file(path);
    int lines = 0;
    for (std::string row; std::getline(file, row);) {
        ++lines;
        for (const auto& field : fieldsOf({print(row.substr(row.rfind('\t') + 1))})) {
            EXPECT_LT(field.type, FieldType::GrossWeight)
                << row << ": " << kFieldTypes.nameOf(field.type) << " " << field.value;
        }
    }
    EXPECT_GT(lines, 4000);
}

}  // namespace
}  // namespace tidewaiter::ocr
