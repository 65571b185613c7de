#include "tests/console/description.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace tidewaiter::console::tests {

using nlohmann::json;

namespace {

constexpr const char* kProblemType = "application/problem+json";

/// Descriptions leave room for keys to come; this program's answers have none that are not described.
void closeObjects(json& schema) {
    if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object() &&
        !schema.contains("additionalProperties"))
        schema["additionalProperties"] = false;
    for (auto& part : schema) {
        if (part.is_structured()) closeObjects(part);
    }
}

std::vector<std::string> partsOf(const std::string& path) {
    std::vector<std::string> parts;
    std::istringstream text(path.substr(0, path.find('?')));
    for (std::string part; std::getline(text, part, '/');) parts.push_back(part);
    return parts;
}

bool isSuccess(const std::string& status) {
    return status.starts_with('2');
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// "image/*" stands for every picture.
bool covers(const std::string& described, const std::string& type) {
    if (described.ends_with("/*")) return type.starts_with(described.substr(0, described.size() - 1));
    return described == type;
}

}  // namespace

struct Description::Parts {
    explicit Parts(json openApi);

    /// The operation with its path as it is described; nullptr where there is none.
    [[nodiscard]] const json* operationOf(const ApiCall& call, std::string& path) const;
    [[nodiscard]] const json& resolved(const json& part) const;
    /// Of a value under a schema that is part of `whole`.
    std::string faultOf(const json& value, const json& schema, const json& whole);
    std::string faultOfBody(const ApiAnswer& answer, const json& content);
    std::string faultOfRequest(const ApiCall& call, const json& operation);

    json requests;  ///< the file
    json file;      ///< the same, its objects closed
    std::mutex mutex;
    std::map<std::pair<const json*, std::string>, std::unique_ptr<valijson::Schema>>
        schemas;  ///< by their text
    std::set<std::string> described;
    std::set<std::string> met;
};

Description::Parts::Parts(json openApi) : requests(openApi), file(std::move(openApi)) {
    if (!file.contains("paths") || !file.contains("components"))
        throw std::runtime_error("this is no OpenAPI file: it has no paths or no components");
    closeObjects(file);
    for (const auto& [path, operations] : file["paths"].items()) {
        for (const auto& [method, operation] : operations.items()) {
            if (method == "parameters") continue;
            for (const auto& [status, response] : operation.at("responses").items()) {
                if (!isSuccess(status)) continue;
                auto upper = method;
                std::transform(upper.begin(), upper.end(), upper.begin(),
                               [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
                described.insert(upper + ' ' + path + ' ' + status);
            }
        }
    }
}

const json* Description::Parts::operationOf(const ApiCall& call, std::string& path) const {
    const auto called = partsOf(call.path);
    const auto method = lower(call.method);
    for (const auto& [template_, operations] : file["paths"].items()) {
        const auto parts = partsOf(template_);
        const bool same = std::equal(parts.begin(), parts.end(), called.begin(), called.end(),
                                     [](const std::string& ours, const std::string& part) {
                                         return ours.starts_with('{') || ours == part;
                                     });
        if (!same || !operations.contains(method)) continue;
        path = template_;
        return &operations.at(method);
    }
    return nullptr;
}

const json& Description::Parts::resolved(const json& part) const {
    if (!part.contains("$ref")) return part;
    return file.at(json::json_pointer(part.at("$ref").get<std::string>().substr(1)));
}

std::string Description::Parts::faultOf(const json& value, const json& schema, const json& whole) {
    using valijson::adapters::NlohmannJsonAdapter;
    const std::lock_guard lock(mutex);
    auto& known = schemas[{&whole, schema.dump()}];
    if (!known) {
        const json root = {{"components", whole.at("components")}, {"allOf", {schema}}};
        known = std::make_unique<valijson::Schema>();
        valijson::SchemaParser(valijson::SchemaParser::kDraft7)
            .populateSchema(NlohmannJsonAdapter(root), *known);
    }
    valijson::ValidationResults results;
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    if (validator.validate(*known, NlohmannJsonAdapter(value), &results)) return {};
    std::string text;
    for (const auto& error : results) {
        for (const auto& step : error.context) text += step;
        text += ": " + error.description + "; ";
    }
    return text;
}

std::string Description::Parts::faultOfBody(const ApiAnswer& answer, const json& content) {
    const auto type = answer.type.substr(0, answer.type.find(';'));
    for (const auto& [named, media] : content.items()) {
        if (!covers(named, type)) continue;
        if (!media.contains("schema")) return {};
        if (type != "text/event-stream") return faultOf(answer.json(), media["schema"], file);
        return faultOf(eventsIn(answer.body), media["schema"], file);
    }
    return "the type '" + type + "' is not described";
}

/// The operation as the file has it: clients may send keys that nobody knows.
std::string Description::Parts::faultOfRequest(const ApiCall& call, const json& operation) {
    const auto content = operation.value("/requestBody/content"_json_pointer, json::object());
    if (call.type != "application/json" || !content.contains(call.type) || call.body.empty()) return {};
    const auto& media = content.at(call.type);
    if (!media.contains("schema")) return {};
    auto fault = faultOf(json::parse(call.body, nullptr, false), media["schema"], requests);
    return fault.empty() ? fault : "the request was taken, and is not as described: " + fault;
}

Description::Description(const json& openApi) : parts_(std::make_unique<Parts>(openApi)) {}
Description::~Description() = default;

Description& Description::ofTheProgram() {
    static Description description(json::parse(std::ifstream(TIDEWAITER_OPENAPI_FILE)));
    return description;
}

std::string Description::faultOf(const ApiCall& call, const ApiAnswer& answer) {
    std::string path;
    const auto* operation = parts_->operationOf(call, path);
    if (operation == nullptr) {
        if (answer.status < 400) return "it is nowhere described, and was answered";
        return parts_->faultOfBody(
            answer, {{kProblemType, {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}});
    }
    const auto& responses = operation->at("responses");
    const auto status = std::to_string(answer.status);
    if (isSuccess(status) && !responses.contains(status)) return "the status " + status + " is not described";
    const auto& response =
        parts_->resolved(responses.contains(status) ? responses[status] : responses["default"]);
    auto fault = response.contains("content") ? parts_->faultOfBody(answer, response["content"])
                 : answer.body.empty()        ? std::string()
                                              : "there is a body, and none is described";
    if (!isSuccess(status)) return fault;
    if (fault.empty())
        fault = parts_->faultOfRequest(call, parts_->requests["paths"][path][lower(call.method)]);
    if (fault.empty()) {
        const std::lock_guard lock(parts_->mutex);
        parts_->met.insert(call.method + ' ' + path + ' ' + status);
    }
    return fault;
}

std::string Description::faultOf(const json& value, const std::string& name) {
    return parts_->faultOf(value, {{"$ref", "#/components/schemas/" + name}}, parts_->file);
}

const std::set<std::string>& Description::described() const {
    return parts_->described;
}

std::set<std::string> Description::met() const {
    const std::lock_guard lock(parts_->mutex);
    return parts_->met;
}

}  // namespace tidewaiter::console::tests
