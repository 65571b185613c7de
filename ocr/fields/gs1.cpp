#include "ocr/fields/gs1.h"

#include <algorithm>
#include <array>

#include "ocr/fields/ascii.h"
#include "ocr/fields/element_checks.h"
#include "ocr/fields/element_format.h"
#include "ocr/fields/gs1_table.h"

namespace tidewaiter::ocr {

namespace {

constexpr char kGs = '\x1D';
constexpr std::size_t kLongestMessage = 8192;

/// Length of the value for identifiers whose element strings have a predefined length and so no separator
/// (GS1 General Specifications, figure 7.8.5-2), 0 for all others.
std::size_t predefinedLength(std::string_view ai, std::string_view format) {
    constexpr std::array<std::string_view, 20> kPredefined = {"00", "01", "02", "03", "04", "11", "12",
                                                              "13", "14", "15", "16", "17", "18", "19",
                                                              "20", "31", "32", "33", "34", "41"};
    const bool listed =
        std::find(kPredefined.begin(), kPredefined.end(), ai.substr(0, 2)) != kPredefined.end();
    return listed ? longestFirst(format) : 0;
}

bool matches(std::string_view pattern, std::string_view data) {
    if (data.size() < pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool same = pattern[i] == 'n' ? data[i] >= '0' && data[i] <= '5' : data[i] == pattern[i];
        if (!same) return false;
    }
    return true;
}

/// Takes the mark off the front of `data` and says whether there was one.
bool takeMark(std::string_view& data) {
    constexpr std::array<std::string_view, 7> kSymbologyIdentifiers = {"]C1", "]d2", "]Q3", "]e0",
                                                                       "]e1", "]J1", "]z1"};
    bool marked = false;
    for (const auto identifier : kSymbologyIdentifiers) {
        if (data.substr(0, 3) != identifier) continue;
        data.remove_prefix(3);
        marked = true;
        break;
    }
    while (!data.empty() && data[0] == kGs) {
        data.remove_prefix(1);
        marked = true;
    }
    return marked;
}

/// Appends one element, or says what is wrong with it.
std::string append(std::vector<Gs1Element>& elements, const ApplicationIdentifier* identifier,
                   std::string_view ai, std::string_view value) {
    if (identifier == nullptr || identifier->ai.size() != ai.size())
        return "an unknown application identifier";
    if (!hasFormat(value, identifier->format) || !passesCheck("cset82", value)) {
        return "the value of (" + std::string(ai) + ") is not " + std::string(identifier->format);
    }
    elements.push_back({std::string(ai), std::string(value), identifier});
    return {};
}

/// GS1 General Specifications, clause 7.8.6: the element strings follow each other, a separator after those
/// without predefined length. A separator where none is needed is tolerated, as encoders put them there.
void parsePlain(std::string_view data, Gs1Message& message) {
    while (!data.empty() && message.fault.empty()) {
        message.rest = data;
        const auto* identifier = findApplicationIdentifier(data);
        const auto aiLength = identifier == nullptr ? 0 : identifier->ai.size();
        const auto ai = data.substr(0, aiLength);
        data.remove_prefix(aiLength);
        auto length = std::min(data.find(kGs), data.size());
        const auto predefined = identifier == nullptr ? 0 : predefinedLength(ai, identifier->format);
        if (predefined != 0) length = std::min(length, predefined);
        message.fault = append(message.elements, identifier, ai, data.substr(0, length));
        data.remove_prefix(length);
        message.separated = message.separated || (data.size() > 1 && data[0] == kGs);
        while (!data.empty() && data[0] == kGs) data.remove_prefix(1);
    }
}

/// The form printed for people: identifiers in brackets, which are not encoded (clause 4.15).
void parseBracketed(std::string_view data, Gs1Message& message) {
    while (!data.empty() && message.fault.empty()) {
        message.rest = data;
        const auto close = data.find(')');
        if (data[0] != '(' || close == std::string_view::npos) {
            message.fault = "a bracket is missing";
            return;
        }
        const auto ai = data.substr(1, close - 1);
        data.remove_prefix(close + 1);
        auto end = data.find('(');
        // A value may hold a bracket: only one with a known identifier ends it.
        while (end != std::string_view::npos && findApplicationIdentifier(data.substr(end + 1)) == nullptr) {
            end = data.find('(', end + 1);
        }
        const auto value = trimmed(data.substr(0, end));
        message.fault = append(message.elements, findApplicationIdentifier(ai), ai, value);
        data.remove_prefix(std::min(end, data.size()));
    }
}

bool hasCheckDigit(const Gs1Element& element) {
    return element.identifier->format.find("csum") != std::string_view::npos;
}

bool holds(const Gs1Message& message, std::string_view ai) {
    return std::any_of(message.elements.begin(), message.elements.end(),
                       [&](const Gs1Element& element) { return element.ai == ai; });
}

/// Whether one of "01,8006" stands in the message.
bool holdsOneOf(const Gs1Message& message, std::string_view group) {
    while (!group.empty()) {
        const auto comma = std::min(group.find(','), group.size());
        if (holds(message, group.substr(0, comma))) return true;
        group.remove_prefix(std::min(comma + 1, group.size()));
    }
    return false;
}

bool hasTwoValues(const Gs1Message& message, const Gs1Element& element) {
    return std::any_of(message.elements.begin(), message.elements.end(), [&](const Gs1Element& other) {
        return other.ai == element.ai && other.value != element.value;
    });
}

void addOnce(std::vector<std::string>& all, std::string text) {
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
}

}  // namespace

const ApplicationIdentifier* findApplicationIdentifier(std::string_view data) {
    const auto* const row =
        std::find_if(kApplicationIdentifiers.begin(), kApplicationIdentifiers.end(),
                     [&](const ApplicationIdentifier& candidate) { return matches(candidate.ai, data); });
    return row == kApplicationIdentifiers.end() ? nullptr : row;
}

Gs1Message parseGs1(std::string_view data) {
    Gs1Message message;
    if (data.size() > kLongestMessage) {
        message.fault = "longer than any symbol can hold";
        return message;
    }
    message.marked = takeMark(data);
    data = trimmed(data);
    if (data.empty()) {
        message.fault = "empty";
    } else if (data[0] == '(') {
        parseBracketed(data, message);
        message.marked = message.marked || !message.elements.empty();
    } else {
        parsePlain(data, message);
    }
    if (message.fault.empty()) message.rest.clear();
    return message;
}

std::vector<std::string> associationFaults(const Gs1Message& message) {
    std::vector<std::string> faults;
    for (const auto& element : message.elements) {
        for (const auto group : words(element.identifier->needs)) {
            if (!holdsOneOf(message, group))
                addOnce(faults, "(" + element.ai + ") stands without " + std::string(group));
        }
        for (const auto other : words(element.identifier->excludes)) {
            if (holds(message, other)) addOnce(faults, "(" + element.ai + ") excludes " + std::string(other));
        }
        if (hasTwoValues(message, element))
            addOnce(faults, "(" + element.ai + ") stands twice with two values");
    }
    return faults;
}

bool isCredible(const Gs1Message& message) {
    if (message.elements.empty()) return false;
    if (message.marked) return true;
    if (message.fault.empty() && message.separated && message.elements.size() > 1) return true;
    return message.fault.empty() &&
           std::any_of(message.elements.begin(), message.elements.end(), hasCheckDigit);
}

}  // namespace tidewaiter::ocr
