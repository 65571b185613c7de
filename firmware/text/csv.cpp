#include "firmware/text/csv.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tidewaiter::text {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Reads values one after the other and keeps count of lines and columns.
class CsvScanner {
  public:
    CsvScanner(std::string_view text, char separator) : text_(text), separator_(separator) {}

    std::vector<CsvRow> rows() {
        std::vector<CsvRow> rows;
        while (!atEnd()) {
            auto row = this->row();
            const bool blank = row.values.size() == 1 && row.values[0].text.empty() && !row.mistake;
            if (!blank) rows.push_back(std::move(row));
        }
        return rows;
    }

  private:
    /// How often a quote that is never closed may send the scanner back: each time costs a look at all that
    /// follows.
    static constexpr int kMostReturns = 50;

    [[nodiscard]] bool atEnd() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : text_[at_]; }

    char take() {
        const char c = text_[at_++];
        ++place_.column;
        if (c == '\n') {
            ++place_.line;
            place_.column = 1;
        }
        return c;
    }

    /// Whether a line ends here; takes the line end.
    bool takeLineEnd() {
        if (text_.substr(at_, 2) == "\r\n") take();
        if (peek() != '\n' || atEnd()) return false;
        take();
        return true;
    }

    CsvRow row() {
        CsvRow row;
        for (;;) {
            row.values.push_back(value(row.mistake));
            if (row.mistake) {
                while (!atEnd() && !takeLineEnd()) take();
                return row;
            }
            if (atEnd() || takeLineEnd()) return row;
            take();  // the separator
        }
    }

    CsvValue value(std::optional<Mistake>& mistake) {
        CsvValue value{"", place_};
        if (peek() == '"' && !atEnd()) {
            takeQuoted(value, mistake);
            return value;
        }
        while (!atEnd() && !endsValue()) {
            if (peek() == '"' && !mistake)
                mistake = Mistake{place_, "a quote inside a value that does not begin with one"};
            value.text += take();
        }
        return value;
    }

    [[nodiscard]] bool endsValue() const {
        return text_[at_] == separator_ || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
    }

    void takeQuoted(CsvValue& value, std::optional<Mistake>& mistake) {
        const auto begin = at_;
        take();
        for (;;) {
            if (atEnd()) {
                mistake = Mistake{value.place, "a quote that is opened here is never closed"};
                if (returns_++ < kMostReturns) {
                    at_ = begin;
                    place_ = value.place;
                }
                return;
            }
            const char c = take();
            if (c != '"') {
                value.text += c;
            } else if (peek() == '"' && !atEnd()) {
                value.text += take();
            } else {
                break;
            }
        }
        if (!atEnd() && !endsValue()) mistake = Mistake{place_, "text after the closing quote"};
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    Place place_;
    int returns_ = 0;
};

}  // namespace

char csvSeparator(std::string_view text) {
    constexpr std::array kSeparators = {',', ';', '\t'};
    std::array<int, kSeparators.size()> counts{};
    bool quotes = false;
    for (const char c : text) {
        if (c == '"') quotes = !quotes;
        if (c == '\n' && !quotes) break;
        for (std::size_t i = 0; i < kSeparators.size(); ++i) {
            if (!quotes && c == kSeparators[i]) ++counts[i];
        }
    }
    return kSeparators[std::max_element(counts.begin(), counts.end()) - counts.begin()];
}

std::vector<CsvRow> parseCsv(std::string_view text, char separator) {
    return CsvScanner(text, separator).rows();
}

std::vector<CsvRow> parseCsv(std::string_view text) {
    text = withoutByteOrderMark(text);
    return parseCsv(text, csvSeparator(text));
}

std::string_view withoutByteOrderMark(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    return text;
}

}  // namespace tidewaiter::text
