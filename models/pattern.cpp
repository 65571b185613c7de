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

std::size_t Pattern::fitLength(std::string_view token) const {
    if (token.size() > kMaxTokenBytes) return 0;
    std::match_results<std::string_view::const_iterator> match;
    constexpr auto here = std::regex_constants::match_continuous;
    const bool fits = std::regex_search(token.begin(), token.end(), match, regex_, here);
    return fits ? static_cast<std::size_t>(match.length()) : 0;
}

}  // namespace tidewaiter::models
