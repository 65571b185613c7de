#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "firmware/inspection/inspection.h"
#include "models/json_names.h"
#include "ocr/fields/barcode_content.h"

namespace tidewaiter::inspection {

using nlohmann::json;

namespace {

/// The texts of a declaration that its JSON leaves out when they are empty.
constexpr std::array<std::pair<const char*, std::string Declaration::*>, 5> kOptionalTexts = {
    {{"item", &Declaration::item},
     {"origin", &Declaration::origin},
     {"shipper", &Declaration::shipper},
     {"consignee", &Declaration::consignee},
     {"currency", &Declaration::currency}}};

template <typename T>
void writeIfGiven(json& out, const char* key, const std::optional<T>& value) {
    if (value) out[key] = *value;
}

template <typename T>
std::optional<T> readIfGiven(const json& in, const char* key) {
    return in.contains(key) ? std::optional(in.at(key).get<T>()) : std::nullopt;
}

}  // namespace

void to_json(json& out, const Declaration& declaration) {
    out = {{"goods", declaration.goods}, {"hs", declaration.hs}};
    for (const auto& [key, member] : kOptionalTexts) {
        if (!(declaration.*member).empty()) out[key] = declaration.*member;
    }
    writeIfGiven(out, "gross_weight_kg", declaration.grossWeightKg);
    writeIfGiven(out, "packages", declaration.packages);
    writeIfGiven(out, "pieces", declaration.pieces);
    writeIfGiven(out, "value", declaration.value);
}

void from_json(const json& in, Declaration& declaration) {
    declaration.goods = in.at("goods").get<std::string>();
    declaration.hs = in.at("hs").get<std::string>();
    for (const auto& [key, member] : kOptionalTexts) declaration.*member = in.value(key, std::string());
    declaration.grossWeightKg = readIfGiven<double>(in, "gross_weight_kg");
    declaration.packages = readIfGiven<int>(in, "packages");
    declaration.pieces = readIfGiven<int>(in, "pieces");
    declaration.value = readIfGiven<double>(in, "value");
}

void to_json(json& out, const Finding& finding) {
    out = {{"rule", finding.rule},       {"severity", kSeverities.nameOf(finding.severity)},
           {"score", finding.score},     {"message", finding.message},
           {"regions", finding.regions}, {"fields", finding.fields},
           {"source", finding.source}};
}

void from_json(const json& in, Finding& finding) {
    finding.rule = in.at("rule").get<std::string>();
    finding.severity = models::enumFromJson(kSeverities, in.at("severity"), "severity");
    finding.score = in.at("score").get<double>();
    finding.message = in.at("message").get<std::string>();
    finding.regions = in.at("regions").get<std::vector<std::string>>();
    finding.fields = in.at("fields").get<std::vector<std::string>>();
    finding.source = in.at("source").get<std::string>();
}

static void to_json(json& out, const Timings& timings) {
    out = {{"decode", timings.decode},         {"find", timings.find},   {"read", timings.read},
           {"understand", timings.understand}, {"judge", timings.judge}, {"total", timings.total}};
}

static void from_json(const json& in, Timings& timings) {
    timings.decode = in.at("decode").get<double>();
    timings.find = in.at("find").get<double>();
    timings.read = in.at("read").get<double>();
    timings.understand = in.at("understand").get<double>();
    timings.judge = in.at("judge").get<double>();
    timings.total = in.at("total").get<double>();
}

static void to_json(json& out, const ListVersion& list) {
    out = {{"name", list.name}, {"version", list.version}, {"sha256", list.contentHash}};
    if (!list.synchronized.empty()) out["synchronized"] = list.synchronized;
}

static void from_json(const json& in, ListVersion& list) {
    list = {in.at("name").get<std::string>(), in.at("version").get<std::string>(),
            in.at("sha256").get<std::string>(), in.value("synchronized", std::string())};
}

static void to_json(json& out, const Versions& versions) {
    out = {{"program", versions.program},
           {"models", versions.models},
           {"policy", versions.policy},
           {"lists", versions.lists}};
}

static void from_json(const json& in, Versions& versions) {
    versions.program = in.at("program").get<std::string>();
    versions.models = in.at("models").get<std::map<std::string, std::string>>();
    versions.policy = in.value("policy", std::string());
    versions.lists = in.value("lists", std::vector<ListVersion>());
}

/// What a code holds beside what was read: derived from its bytes each time, never read back.
static json described(const ocr::Reading& reading) {
    json out = reading;
    if (reading.kind != ocr::ReadingKind::Barcode) return out;
    const auto content = ocr::parseBarcode(reading);
    if (ocr::isStructured(content)) out["content"] = content;
    return out;
}

static json described(const std::vector<ocr::Reading>& readings) {
    json out = json::array();
    for (const auto& reading : readings) out.push_back(described(reading));
    return out;
}

void to_json(json& out, const Inspection& inspection) {
    out = {{"schema", inspection.schema},
           {"inspection", inspection.id},
           {"time", inspection.time},
           {"declaration", inspection.declaration},
           {"frames", inspection.frames},
           {"regions", inspection.regions},
           {"readings", described(inspection.readings)},
           {"fields", inspection.fields},
           {"findings", inspection.findings},
           {"verdict", kVerdicts.nameOf(inspection.verdict)},
           {"versions", inspection.versions},
           {"timings_ms", inspection.timings}};
}

void from_json(const json& in, Inspection& inspection) {
    inspection.schema = in.at("schema").get<int>();
    if (inspection.schema != kInspectionSchema) {
        throw std::invalid_argument("inspection schema " + std::to_string(inspection.schema) +
                                    " is not known, expected " + std::to_string(kInspectionSchema));
    }
    inspection.id = in.at("inspection").get<std::string>();
    inspection.time = in.at("time").get<std::string>();
    inspection.declaration = in.at("declaration").get<Declaration>();
    inspection.frames = in.at("frames").get<std::vector<vision::Frame>>();
    inspection.regions = in.at("regions").get<std::vector<vision::Region>>();
    inspection.readings = in.at("readings").get<std::vector<ocr::Reading>>();
    inspection.fields = in.at("fields").get<std::vector<ocr::Field>>();
    inspection.findings = in.at("findings").get<std::vector<Finding>>();
    inspection.verdict = models::enumFromJson(kVerdicts, in.at("verdict"), "verdict");
    inspection.versions = in.at("versions").get<Versions>();
    inspection.timings = in.at("timings_ms").get<Timings>();
}

}  // namespace tidewaiter::inspection
