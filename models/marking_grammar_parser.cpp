#include "models/marking_grammar_parser.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "models/utf8.h"

namespace tidewaiter::models {

namespace {

constexpr int kMaxCount = 32;  // repeats that may be asked for

/// Reads an expression from left to right; the first mistake ends it.
class PatternParser {
  public:
    explicit PatternParser(std::string_view text) : text_(text) {}

    Expected<PatternTree> parse() {
        auto expression = choice();
        if (problem_.empty() && at_ < text_.size()) fail("has a ')' without '('");
        if (!problem_.empty()) return failure("'" + std::string(text_) + "' " + problem_);
        return expression;
    }

  private:
    [[nodiscard]] bool more() const { return at_ < text_.size() && problem_.empty(); }
    [[nodiscard]] bool take(std::string_view token) {
        if (text_.substr(at_, token.size()) != token) return false;
        at_ += token.size();
        return true;
    }

    /// The first mistake is told; those behind it only follow from it.
    void fail(std::string reason) {
        if (problem_.empty()) problem_ = std::move(reason);
    }

    PatternTree choice() {
        PatternTree all{PatternTree::Kind::Choice, {}, {}, 1, 1};
        all.parts.push_back(sequence());
        while (take("|")) all.parts.push_back(sequence());
        return all.parts.size() == 1 ? std::move(all.parts[0]) : all;
    }

    PatternTree sequence() {
        PatternTree all;
        while (more() && text_[at_] != '|' && text_[at_] != ')') all.parts.push_back(repeated(atom()));
        return all;
    }

    PatternTree atom() {
        if (take("(?:") || take("(")) {
            auto inner = choice();
            if (!take(")")) fail("has a '(' without ')'");
            return inner;
        }
        PatternTree place{PatternTree::Kind::Place, {}, {}, 1, 1};
        if (std::string_view("?*+{}").find(text_[at_]) != std::string_view::npos) fail("repeats nothing");
        if (text_[at_] == '.') fail("uses '.'; say which characters may stand there");
        if (take("["))
            place.characters = characterClass();
        else
            addTo(place.characters, single());
        return place;
    }

    /// One character or escape, as a set.
    PlaceCharacters single() {
        PlaceCharacters set;
        const bool escaped = take("\\");
        if (!more()) {
            fail("ends with '\\'");
            return set;
        }
        const auto point = decodeAt(text_, at_);
        at_ += point.bytes;
        if (escaped && (point.value == 'd' || point.value == 'w')) {
            addRange(set, '0', '9');
            if (point.value == 'd') return set;
            addRange(set, 'A', 'Z');
            addRange(set, 'a', 'z');
        } else if (point.value < PlaceCharacters::kAscii) {
            set.ascii.set(point.value);
        } else {
            set.other = point.value;
        }
        return set;
    }

    PlaceCharacters characterClass() {
        PlaceCharacters set;
        if (take("^")) fail("uses '[^'; say which characters may stand there");
        while (more() && text_[at_] != ']') {
            const auto first = single();
            const bool range = at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']';
            if (!range || first.ascii.count() != 1) {
                addTo(set, first);
                continue;
            }
            ++at_;
            const auto last = single();
            addRange(set, onlyOf(first), onlyOf(last));
        }
        if (!take("]")) fail("has a '[' without ']'");
        if (set.ascii.none() && set.other == 0) fail("has an empty '[]'");
        return set;
    }

    PatternTree repeated(PatternTree part) {
        int least = 1;
        int most = 1;
        if (take("?"))
            least = 0;
        else if (take("*"))
            least = 0, most = PatternTree::kEndless;
        else if (take("+"))
            most = PatternTree::kEndless;
        else if (take("{"))
            counts(least, most);
        else
            return part;
        PatternTree all{PatternTree::Kind::Repeat, {}, {}, least, most};
        all.parts.push_back(std::move(part));
        return all;
    }

    void counts(int& least, int& most) {
        const auto close = text_.find('}', at_);
        const auto inside = text_.substr(at_, close == std::string_view::npos ? close : close - at_);
        const auto comma = inside.find(',');
        const auto first = number(inside.substr(0, comma));
        const auto second = comma == std::string_view::npos ? first
                            : comma + 1 == inside.size()    ? std::optional(PatternTree::kEndless)
                                                            : number(inside.substr(comma + 1));
        const bool good = close != std::string_view::npos && first && second &&
                          (*second == PatternTree::kEndless || *first <= *second);
        if (!good) {
            fail("has counts that are none: {" + std::string(inside) + "}");
            return;
        }
        least = *first;
        most = *second;
        at_ = close + 1;
    }

    static std::optional<int> number(std::string_view digits) {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const bool good = error == std::errc() && end == digits.data() + digits.size() && value >= 0 &&
                          value <= kMaxCount && !digits.empty();
        return good ? std::optional(value) : std::nullopt;
    }

    static char32_t onlyOf(const PlaceCharacters& set) {
        for (char32_t c = 0; c < PlaceCharacters::kAscii; ++c) {
            if (set.ascii.test(c)) return c;
        }
        return 0;
    }

    void addRange(PlaceCharacters& set, char32_t first, char32_t last) {
        if (first > last) fail("has a range that runs backwards");
        for (char32_t c = first; c <= last; ++c) set.ascii.set(c);
    }

    void addTo(PlaceCharacters& set, const PlaceCharacters& more) {
        set.ascii |= more.ascii;
        if (more.other == 0) return;
        if (set.other != 0) fail("has more than one sign beyond ASCII in one '[]'; use (a|b)");
        set.other = more.other;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string problem_;
};

}  // namespace

Expected<PatternTree> parsePattern(std::string_view expression) {
    return PatternParser(expression).parse();
}

}  // namespace tidewaiter::models
