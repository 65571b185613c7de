#include "models/pattern.h"

namespace tidewaiter::models {

Expected<Pattern> Pattern::compile(const std::string& expression) {
    Pattern pattern;
    try {  // the boundary to std::regex, which reports only by throwing
        pattern.regex_ = std::regex(expression, std::regex::ECMAScript);
    } catch (const std::regex_error& error) {
        return failure("'" + expression + "' is not a regular expression: " + error.what());
    }
    return pattern;
}

bool Pattern::fits(std::string_view token) const {
    if (token.size() > kMaxTokenBytes) return false;
    return std::regex_match(token.begin(), token.end(), regex_);
}

}  // namespace tidewaiter::models
