// Captions: the words on labels that say what the value beside them is: "S/N", "Model", "品名".
// Thread rule: immutable after load(), safe to use from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/name_table.h"
#include "models/store.h"

namespace tidewaiter::models {

/// What a caption announces. Orders, approvals, revisions and other electrical ratings are known only so that
/// their values are not taken for others.
enum class CaptionKind {
    SerialNumber,
    PartNumber,
    Model,
    Goods,
    Quantity,
    Origin,
    Date,
    Lot,
    Party,
    Shipper,
    Consignee,
    HsCode,
    MacAddress,
    Gtin,
    Sscc,
    Seal,
    Carton,
    GrossWeight,
    NetWeight,
    Power,
    Voltage,
    Tracking,
    Container,
    Imei,
    Order,
    Approval,
    Revision,
    Electrical,
};

inline constexpr auto kCaptionKinds =
    makeNameTable<CaptionKind>({{CaptionKind::SerialNumber, "serial_number"},
                                {CaptionKind::PartNumber, "part_number"},
                                {CaptionKind::Model, "model"},
                                {CaptionKind::Goods, "goods"},
                                {CaptionKind::Quantity, "quantity"},
                                {CaptionKind::Origin, "origin"},
                                {CaptionKind::Date, "date"},
                                {CaptionKind::Lot, "lot"},
                                {CaptionKind::Party, "party"},
                                {CaptionKind::Shipper, "shipper"},
                                {CaptionKind::Consignee, "consignee"},
                                {CaptionKind::HsCode, "hs_code"},
                                {CaptionKind::MacAddress, "mac_address"},
                                {CaptionKind::Gtin, "gtin"},
                                {CaptionKind::Sscc, "sscc"},
                                {CaptionKind::Seal, "seal"},
                                {CaptionKind::Carton, "carton"},
                                {CaptionKind::GrossWeight, "gross_weight"},
                                {CaptionKind::NetWeight, "net_weight"},
                                {CaptionKind::Power, "power"},
                                {CaptionKind::Voltage, "voltage"},
                                {CaptionKind::Tracking, "tracking_number"},
                                {CaptionKind::Container, "container_number"},
                                {CaptionKind::Imei, "imei"},
                                {CaptionKind::Order, "order"},
                                {CaptionKind::Approval, "approval"},
                                {CaptionKind::Revision, "revision"},
                                {CaptionKind::Electrical, "electrical"}});

/// One caption in a line; offsets are bytes.
struct CaptionMatch {
    CaptionKind kind = CaptionKind::SerialNumber;
    std::size_t begin = 0;  ///< where the caption begins
    std::size_t end = 0;  ///< where its value may begin: behind separators and a data identifier in brackets
    bool separated = false;  ///< a ':', '#' or the like stands behind it
    std::string unit{};      ///< unit in brackets behind it, upper case: "KGS" of "G.W.(kgs)"; else empty
};

class Captions {
  public:
    /// Reads "captions/captions.json".
    [[nodiscard]] static Expected<Captions> load(const Store& store);

    /// The captions in `line` from left to right, none within another. Case, dots and blanks do not matter.
    /// Within a line a caption needs a separator behind it; a weak word (an ordinary word or short code)
    /// needs one everywhere unless it is the whole line. Lines above 1000 bytes hold none: no label has such.
    [[nodiscard]] std::vector<CaptionMatch> find(std::string_view line) const;

  private:
    struct Index;
    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
