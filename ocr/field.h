// Field: a reading understood, normalised to the form in which it can be compared.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/name_table.h"

namespace tidewaiter::ocr {

enum class FieldType {
    PartNumber,
    SerialNumber,
    DateCode,
    Lot,
    Quantity,
    CountryOfOrigin,
    Goods,
    Party,
    Brand,
    Model,
    HsCode,
    Sscc,
    Gtin,
    MacAddress,
    Url,
    Compliance,
    Seal,           ///< number of a container security seal
    ExportControl,  ///< export-control number as the box itself states it, country first: "US3A090"
    GrossWeight,    ///< with packaging, kilograms as a decimal number: "30.4"
    NetWeight,      ///< without packaging, kilograms as a decimal number
    Shipper,        ///< party that sends, by its caption or its identifier; `Party` is one without a role
    Consignee,      ///< party that is to receive
    PackageCount,   ///< which package this is, and of how many: "3/12"
    Power,          ///< power drawn or delivered, watts as a decimal number: "700"
    Voltage,        ///< volts as a decimal number, or a range of them: "100-240"
    Tracking,       ///< carrier's number of the shipment, its check digit verified
    Container,      ///< freight container's number (ISO 6346), its check digit verified
    Vessel,         ///< IMO number of the ship, seven digits, the last of which is verified
    Imei,           ///< 15 digits of a device for mobile networks, the last of which is verified
    LicensePlate,   ///< unique number of a transport unit (ISO/IEC 15459), issuing agency first
};

inline constexpr auto kFieldTypes =
    makeNameTable<FieldType>({{FieldType::PartNumber, "part_number"},
                              {FieldType::SerialNumber, "serial_number"},
                              {FieldType::DateCode, "date_code"},
                              {FieldType::Lot, "lot"},
                              {FieldType::Quantity, "quantity"},
                              {FieldType::CountryOfOrigin, "country_of_origin"},
                              {FieldType::Goods, "goods"},
                              {FieldType::Party, "party"},
                              {FieldType::Brand, "brand"},
                              {FieldType::Model, "model"},
                              {FieldType::HsCode, "hs_code"},
                              {FieldType::Sscc, "sscc"},
                              {FieldType::Gtin, "gtin"},
                              {FieldType::MacAddress, "mac_address"},
                              {FieldType::Url, "url"},
                              {FieldType::Compliance, "compliance"},
                              {FieldType::Seal, "seal"},
                              {FieldType::ExportControl, "export_control"},
                              {FieldType::GrossWeight, "gross_weight"},
                              {FieldType::NetWeight, "net_weight"},
                              {FieldType::Shipper, "shipper"},
                              {FieldType::Consignee, "consignee"},
                              {FieldType::PackageCount, "package_count"},
                              {FieldType::Power, "power"},
                              {FieldType::Voltage, "voltage"},
                              {FieldType::Tracking, "tracking_number"},
                              {FieldType::Container, "container_number"},
                              {FieldType::Vessel, "vessel"},
                              {FieldType::Imei, "imei"},
                              {FieldType::LicensePlate, "license_plate"}});

struct Field {
    std::string id;  ///< unique within one inspection, "d1", "d2", ...; empty until the inspection numbers it
    FieldType type = FieldType::PartNumber;
    std::string value;                     ///< normalised, UTF-8; for goods the catalogue's class ("tea")
    double confidence = 0;                 ///< in [0, 1]: that the value stands there as given
    std::vector<std::string> readings;     ///< ids of the readings that support it
    std::vector<std::string> contradicts;  ///< ids of the readings that say otherwise
    std::string entry;  ///< id of the catalogue entry that it names, empty when it names none
    std::string maker;  ///< maker by the catalogue, of a network address by its block, of a shipment
                        ///< its carrier; empty when unknown

    bool operator==(const Field&) const = default;
};

void to_json(nlohmann::json& json, const Field& field);
void from_json(const nlohmann::json& json, Field& field);

}  // namespace tidewaiter::ocr
