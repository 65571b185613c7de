#include "models/marking_grammar_pattern.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string>

#include "models/utf8.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kMaxPlaces = 600;  // of one pattern; a longer one is a mistake
constexpr int kMaxCount = 32;            // repeats that may be asked for
constexpr int kEndless = -1;

/// A parsed expression: one place, a sequence, a choice, or a repeated part.
struct Expression {
    enum class Kind { Place, Sequence, Choice, Repeat };
    Kind kind = Kind::Sequence;
    PlaceCharacters characters;
    std::vector<Expression> parts;
    int least = 1;
    int most = 1;  ///< or kEndless
};

/// Reads an expression from left to right; the first mistake ends it.
class PatternParser {
  public:
    explicit PatternParser(std::string_view text) : text_(text) {}

    Expected<Expression> parse() {
        auto expression = choice();
        if (problem_.empty() && at_ < text_.size()) problem_ = "has a ')' without '('";
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

    Expression choice() {
        Expression all{Expression::Kind::Choice, {}, {}, 1, 1};
        all.parts.push_back(sequence());
        while (take("|")) all.parts.push_back(sequence());
        return all.parts.size() == 1 ? std::move(all.parts[0]) : all;
    }

    Expression sequence() {
        Expression all;
        while (more() && text_[at_] != '|' && text_[at_] != ')') all.parts.push_back(repeated(atom()));
        return all;
    }

    Expression atom() {
        if (take("(?:") || take("(")) {
            auto inner = choice();
            if (!take(")")) problem_ = "has a '(' without ')'";
            return inner;
        }
        Expression place{Expression::Kind::Place, {}, {}, 1, 1};
        if (std::string_view("?*+{}").find(text_[at_]) != std::string_view::npos)
            problem_ = "repeats nothing";
        if (text_[at_] == '.') problem_ = "uses '.'; say which characters may stand there";
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
            if (problem_.empty()) problem_ = "ends with '\\'";
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
        if (take("^")) problem_ = "uses '[^'; say which characters may stand there";
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
        if (!take("]")) problem_ = "has a '[' without ']'";
        if (set.ascii.none() && set.other == 0) problem_ = "has an empty '[]'";
        return set;
    }

    Expression repeated(Expression part) {
        int least = 1;
        int most = 1;
        if (take("?"))
            least = 0;
        else if (take("*"))
            least = 0, most = kEndless;
        else if (take("+"))
            most = kEndless;
        else if (take("{"))
            counts(least, most);
        else
            return part;
        Expression all{Expression::Kind::Repeat, {}, {}, least, most};
        all.parts.push_back(std::move(part));
        return all;
    }

    void counts(int& least, int& most) {
        const auto close = text_.find('}', at_);
        const auto inside = text_.substr(at_, close == std::string_view::npos ? close : close - at_);
        const auto comma = inside.find(',');
        const auto first = number(inside.substr(0, comma));
        const auto second = comma == std::string_view::npos ? first
                            : comma + 1 == inside.size()    ? std::optional(kEndless)
                                                            : number(inside.substr(comma + 1));
        const bool good =
            close != std::string_view::npos && first && second && (*second == kEndless || *first <= *second);
        if (!good) {
            problem_ = "has counts that are none: {" + std::string(inside) + "}";
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
        if (first > last) problem_ = "has a range that runs backwards";
        for (char32_t c = first; c <= last; ++c) set.ascii.set(c);
    }

    void addTo(PlaceCharacters& set, const PlaceCharacters& more) {
        set.ascii |= more.ascii;
        if (more.other == 0) return;
        if (set.other != 0) problem_ = "has more than one sign beyond ASCII in one '[]'; use (a|b)";
        set.other = more.other;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string problem_;
};

/// Part of an expression that has its places.
struct Fragment {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> last;
    bool empty = true;  ///< the empty text fits
};

void append(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& more) {
    for (const auto place : more) {
        if (std::find(to.begin(), to.end(), place) == to.end()) to.push_back(place);
    }
}

class PlaceBuilder {
  public:
    explicit PlaceBuilder(std::vector<Place>& places) : places_(places), begin_(places.size()) {}

    [[nodiscard]] bool tooMany() const { return places_.size() - begin_ > kMaxPlaces; }

    // Recursion is as deep as the brackets of a data file that was verified.
    Fragment build(const Expression& expression) {  // NOLINT(misc-no-recursion)
        if (tooMany()) return {};
        switch (expression.kind) {
            case Expression::Kind::Place:
                return place(expression.characters);
            case Expression::Kind::Sequence: {
                Fragment all;
                for (const auto& part : expression.parts) all = joined(all, build(part));
                return all;
            }
            case Expression::Kind::Choice:
                return choice(expression);
            case Expression::Kind::Repeat:
                return repeat(expression);
        }
        return {};
    }

  private:
    Fragment place(const PlaceCharacters& characters) {
        const auto index = static_cast<std::uint32_t>(places_.size());
        places_.push_back({characters, {}, false});
        return {{index}, {index}, false};
    }

    void follow(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to) {
        for (const auto place : from) append(places_[place].next, to);
    }

    Fragment joined(Fragment a, const Fragment& b) {
        follow(a.last, b.first);
        if (a.empty) append(a.first, b.first);
        if (b.empty)
            append(a.last, b.last);
        else
            a.last = b.last;
        a.empty = a.empty && b.empty;
        return a;
    }

    Fragment choice(const Expression& expression) {  // NOLINT(misc-no-recursion)
        Fragment all{{}, {}, false};
        for (const auto& part : expression.parts) {
            const auto one = build(part);
            append(all.first, one.first);
            append(all.last, one.last);
            all.empty = all.empty || one.empty;
        }
        return all;
    }

    Fragment repeat(const Expression& expression) {  // NOLINT(misc-no-recursion)
        Fragment all;
        const auto& part = expression.parts[0];
        const int copies =
            expression.most == kEndless ? std::max(1, expression.least) : std::max(1, expression.most);
        for (int i = 0; i < copies && expression.most != 0; ++i) {
            auto one = build(part);
            if (expression.most == kEndless && i + 1 == copies) follow(one.last, one.first);
            if (i >= expression.least) one.empty = true;
            all = joined(all, one);
        }
        return all;
    }

    std::vector<Place>& places_;
    std::size_t begin_;
};

}  // namespace

Expected<void> MarkingPatterns::add(std::string_view expression, double weight) {
    const auto parsed = PatternParser(expression).parse();
    if (!parsed) return tl::unexpected(parsed.error());
    const auto before = places_.size();
    PlaceBuilder builder(places_);
    const auto all = builder.build(*parsed);
    if (builder.tooMany() || all.empty) {
        places_.resize(before);
        return failure("'" + std::string(expression) + "' " +
                       (builder.tooMany() ? "is too long" : "fits the empty text"));
    }
    for (const auto place : all.last) places_[place].last = true;
    const double share = weight / static_cast<double>(all.first.size());
    for (const auto place : all.first) {
        const auto& set = places_[place].characters;
        for (char32_t c = 0; c < PlaceCharacters::kAscii; ++c) {
            if (set.ascii.test(c)) starts_[c].push_back({place, share});
        }
        if (set.other != 0) starts_[set.other].push_back({place, share});
    }
    totalWeight_ += weight;
    return {};
}

const std::vector<MarkingPatterns::Start>& MarkingPatterns::startsWith(char32_t c) const {
    static const std::vector<Start> kNone;
    const auto found = starts_.find(c);
    return found == starts_.end() ? kNone : found->second;
}

}  // namespace tidewaiter::models
