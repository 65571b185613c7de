#include "models/marking_grammar_pattern.h"

#include <algorithm>
#include <string>

#include "models/marking_grammar_parser.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kMaxPlaces = 600;  // of one pattern; a longer one is a mistake
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
    Fragment build(const PatternTree& expression) {  // NOLINT(misc-no-recursion)
        if (tooMany()) return {};
        switch (expression.kind) {
            case PatternTree::Kind::Place:
                return place(expression.characters);
            case PatternTree::Kind::Sequence: {
                Fragment all;
                for (const auto& part : expression.parts) all = joined(all, build(part));
                return all;
            }
            case PatternTree::Kind::Choice:
                return choice(expression);
            case PatternTree::Kind::Repeat:
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

    Fragment choice(const PatternTree& expression) {  // NOLINT(misc-no-recursion)
        Fragment all{{}, {}, false};
        for (const auto& part : expression.parts) {
            const auto one = build(part);
            append(all.first, one.first);
            append(all.last, one.last);
            all.empty = all.empty || one.empty;
        }
        return all;
    }

    Fragment repeat(const PatternTree& expression) {  // NOLINT(misc-no-recursion)
        Fragment all;
        const auto& part = expression.parts[0];
        const int copies = expression.most == PatternTree::kEndless ? std::max(1, expression.least)
                                                                    : std::max(1, expression.most);
        for (int i = 0; i < copies && expression.most != 0; ++i) {
            auto one = build(part);
            if (expression.most == PatternTree::kEndless && i + 1 == copies) follow(one.last, one.first);
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
    const auto parsed = parsePattern(expression);
    if (!parsed) return tl::unexpected(parsed.error());
    const auto before = places_.size();
    PlaceBuilder builder(places_);
    const auto all = builder.build(*parsed);
    const bool tooMany = builder.tooMany();
    if (tooMany || all.empty) {
        places_.resize(before);
        return failure("'" + std::string(expression) + "' " +
                       (tooMany ? "is too long" : "fits the empty text"));
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
