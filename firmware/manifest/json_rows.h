// JSON rows: a JSON array of flat objects, with the place of every value for messages.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/manifest/manifest_row.h"

namespace tidewaiter::manifest {

enum class JsonKind { Null, Text, Number, List, Other };

/// One member of an object.
struct JsonMember {
    std::string key;
    Place keyPlace;
    JsonKind kind = JsonKind::Null;
    std::string text;               ///< of Text; of Number as it is written in the file
    std::vector<std::string> list;  ///< of List, which holds texts only
    Place place;                    ///< of the value
};

struct JsonRow {
    Place place;
    bool isObject = true;
    std::vector<JsonMember> members;
};

/// The objects of the array `text`. Fails with the place of a mistake; `name` stands for the file there. What
/// is nested deeper than a list of texts is taken as one value of kind Other, however deep it is.
[[nodiscard]] Expected<std::vector<JsonRow>> parseJsonRows(std::string_view text, const std::string& name);

}  // namespace tidewaiter::manifest
