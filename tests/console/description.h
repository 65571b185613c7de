// Description: what the console's OpenAPI file says may be sent and answered, held against what is.
// Formats: OpenAPI 3.1; of JSON Schema what draft 7 has, by valijson. Objects have no keys but those that are
// described. Thread rule: safe to call from any thread.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/console/exchange.h"

namespace tidewaiter::console::tests {

class Description {
  public:
    /// Throws std::runtime_error where the file is no such description.
    explicit Description(const nlohmann::json& openApi);
    ~Description();
    Description(const Description&) = delete;
    Description& operator=(const Description&) = delete;

    /// Of this tree's program.
    [[nodiscard]] static Description& ofTheProgram();

    /// What is not as described, as a sentence; empty where all is. What a refused call sent counts for
    /// nothing.
    [[nodiscard]] std::string faultOf(const ApiCall& call, const ApiAnswer& answer);
    /// Of a value that is to follow the schema `name`.
    [[nodiscard]] std::string faultOf(const nlohmann::json& value, const std::string& name);

    /// Every answer that is described and no error, as "GET /status 200".
    [[nodiscard]] const std::set<std::string>& described() const;
    /// Those that have come, and were as described.
    [[nodiscard]] std::set<std::string> met() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace tidewaiter::console::tests
