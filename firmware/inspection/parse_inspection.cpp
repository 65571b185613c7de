#include "firmware/inspection/parse_inspection.h"

#include <nlohmann/json.hpp>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::inspection {

/// The library tells what is missing only by throwing.
Expected<Inspection> parseInspection(const nlohmann::json& json, const std::string& name) {
    try {
        return json.get<Inspection>();
    } catch (const nlohmann::json::exception& problem) {
        return failure(name + " is not one inspection as tidewaiter inspect --json prints it (" +
                       plainText(problem.what()) + ")");
    }
}

}  // namespace tidewaiter::inspection
