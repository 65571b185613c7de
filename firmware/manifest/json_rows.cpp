#include "firmware/manifest/json_rows.h"

#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>

namespace tidewaiter::manifest {

namespace {

using nlohmann::json;

constexpr int kNumberTooLarge = 406;  // the library's number of this mistake

/// Walks over the text and says how far it came: the library does not tell its listener.
class CountingIterator {
  public:
    using iterator_category = std::input_iterator_tag;  // NOLINT(readability-identifier-naming)
    using value_type = char;                            // NOLINT(readability-identifier-naming)
    using difference_type = std::ptrdiff_t;             // NOLINT(readability-identifier-naming)
    using pointer = const char*;                        // NOLINT(readability-identifier-naming)
    using reference = const char&;                      // NOLINT(readability-identifier-naming)

    CountingIterator(const char* at, std::size_t* passed) : at_(at), passed_(passed) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        ++at_;
        ++*passed_;
        return *this;
    }
    CountingIterator operator++(int) {
        auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

  private:
    const char* at_;
    std::size_t* passed_;
};

/// Lines and columns of offsets that only grow.
class PlaceFinder {
  public:
    explicit PlaceFinder(std::string_view text) : text_(text) {}

    Place placeOf(std::size_t offset) {
        for (; at_ < offset && at_ < text_.size(); ++at_) {
            if (text_[at_] != '\n') continue;
            ++line_;
            lineStart_ = at_ + 1;
        }
        return {line_, offset < lineStart_ ? 1 : offset - lineStart_ + 1};
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t lineStart_ = 0;
};

/// Listens to the library and keeps rows. Its functions are named by the library.
// NOLINTBEGIN(readability-identifier-naming)
class RowListener {
  public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    RowListener(std::string_view text, const std::string& name) : text_(text), name_(name), places_(text) {}

    bool null() { return value(JsonKind::Null, ""); }
    bool boolean(bool) { return value(JsonKind::Other, ""); }
    bool number_integer(number_integer_t n) { return value(JsonKind::Number, std::to_string(n)); }
    bool number_unsigned(number_unsigned_t n) { return value(JsonKind::Number, std::to_string(n)); }
    bool number_float(number_float_t, const string_t& written) { return value(JsonKind::Number, written); }
    bool string(string_t& text) { return value(JsonKind::Text, text); }
    bool binary(binary_t&) { return false; }

    bool start_object(std::size_t) {
        if (depth_ == 0) return noList();
        if (depth_ == 1) rows_.push_back({places_.placeOf(begin()), true, {}});
        if (depth_ == 2 && rows_.back().isObject) open(JsonKind::Other);
        if (depth_ == 3 && rows_.back().isObject) rows_.back().members.back().kind = JsonKind::Other;
        return enter();
    }
    bool end_object() { return leave(); }

    bool start_array(std::size_t) {
        if (depth_ == 1) rows_.push_back({places_.placeOf(begin()), false, {}});
        if (depth_ == 2 && rows_.back().isObject) open(JsonKind::List);
        if (depth_ == 3 && rows_.back().isObject) rows_.back().members.back().kind = JsonKind::Other;
        return enter();
    }
    bool end_array() { return leave(); }

    bool key(string_t& name) {
        if (depth_ == 2) {
            JsonMember member;
            member.key = name;
            member.keyPlace = places_.placeOf(begin());
            rows_.back().members.push_back(std::move(member));
        }
        last_ = passed_;
        return true;
    }

    template <class Problem>
    bool parse_error(std::size_t position, const std::string&, const Problem& problem) {
        const auto place = PlaceFinder(text_).placeOf(position == 0 ? 0 : position - 1);
        error_ = placeIn(name_, place) +
                 (problem.id == kNumberTooLarge ? "this number is too large" : "this is not valid JSON");
        return false;
    }

    [[nodiscard]] std::size_t* passed() { return &passed_; }
    [[nodiscard]] const std::string& error() const { return error_; }
    [[nodiscard]] std::vector<JsonRow>&& rows() && { return std::move(rows_); }

  private:
    /// Where the token begins that was just taken: behind the last one, blanks and punctuation aside.
    [[nodiscard]] std::size_t begin() const {
        const auto from = std::min(last_, text_.size());
        return std::min(text_.find_first_not_of(" \t\r\n,", from), text_.size());
    }
    bool noList() {
        error_ = placeIn(name_, {}) + "a manifest in JSON is a list of items";
        return false;
    }
    bool enter() {
        ++depth_;
        last_ = passed_;
        return true;
    }
    bool leave() {
        --depth_;
        last_ = passed_;
        return true;
    }
    void open(JsonKind kind) {
        auto& member = rows_.back().members.back();
        member.kind = kind;
        const auto from = std::min(text_.find_first_not_of(" \t\r\n:", last_), text_.size());
        member.place = places_.placeOf(from);
    }
    bool value(JsonKind kind, const std::string& text) {
        if (depth_ == 0) return noList();
        if (depth_ == 1) rows_.push_back({places_.placeOf(begin()), false, {}});
        if (depth_ == 2 && rows_.back().isObject) {
            open(kind);
            rows_.back().members.back().text = text;
        }
        if (depth_ == 3 && rows_.back().isObject) {
            auto& member = rows_.back().members.back();
            if (kind != JsonKind::Text) member.kind = JsonKind::Other;
            if (member.kind == JsonKind::List) member.list.push_back(text);
        }
        last_ = passed_;
        return true;
    }

    std::string_view text_;
    const std::string& name_;
    PlaceFinder places_;
    std::size_t passed_ = 0;  // bytes that the library took; one more than it used after a number
    std::size_t last_ = 0;    // as much at the end of the last token
    std::size_t depth_ = 0;
    std::vector<JsonRow> rows_;
    std::string error_;
};
// NOLINTEND(readability-identifier-naming)

}  // namespace

Expected<std::vector<JsonRow>> parseJsonRows(std::string_view text, const std::string& name) {
    RowListener listener(text, name);
    const CountingIterator first(text.data(), listener.passed());
    const CountingIterator last(text.data() + text.size(), listener.passed());
    if (!json::sax_parse(first, last, &listener)) return failure(listener.error());
    return std::move(listener).rows();
}

}  // namespace tidewaiter::manifest
