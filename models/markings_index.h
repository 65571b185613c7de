// The tables behind Markings, ready for matching. Internal to the markings. Thread rule: immutable after
// load, safe to use from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "models/markings.h"
#include "models/pattern.h"
#include "models/phrase_finder.h"

namespace tidewaiter::models {

/// One shape of part numbers.
struct PartShape {
    std::string prefix;
    std::string maker;
    std::string what;
    Pattern pattern;
    bool open = false;               ///< the pattern is only how it begins; anything usual may follow
    std::optional<double> strength;  ///< where it is not to be computed from the token
    std::string source;
};

/// What a phrase about origin says. The claims are ordered, strongest first.
enum class OriginWord { Made, Assembled, Diffused, Behind, Ahead, Country };

struct OriginPhrase {
    OriginWord word = OriginWord::Country;
    std::string country;  ///< ISO 3166 alpha-2, for countries
    bool lone = false;    ///< the country may stand without a phrase
};

struct Markings::Index {
    std::vector<PartShape> shapes;
    std::unordered_map<std::string, std::vector<std::size_t>>
        shapesByHead;  ///< by the letters a pattern begins with
    std::vector<std::size_t> headlessShapes;
    std::size_t longestHead = 0;

    std::vector<BrandMatch> brands;
    PhraseFinder brandNames;
    std::vector<ComplianceMatch> marks;
    PhraseFinder markWords;
    std::vector<OriginPhrase> originPhrases;
    PhraseFinder originWords;

    std::unordered_map<std::string, std::string> makersByMac;  ///< by 6, 7 or 9 hexadecimal digits

    void add(PartShape shape, std::string_view expression);
    /// The most specific shape that `token` fits, or null.
    [[nodiscard]] const PartShape* shapeOf(std::string_view token) const;
};

}  // namespace tidewaiter::models
