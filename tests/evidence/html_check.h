// A strict reader for the HTML that the report is made of: every tag closed in order, every attribute quoted.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::evidence {

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
};

struct Document {
    std::vector<Element> elements;  ///< in order of their opening tags
    std::string text;               ///< everything between tags, entities resolved, tags as one blank each
    std::string fault;              ///< the first thing that is wrong, empty when nothing is
};

[[nodiscard]] Document readHtml(std::string_view html);

}  // namespace tidewaiter::evidence
