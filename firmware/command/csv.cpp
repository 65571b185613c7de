#include "firmware/command/csv.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tidewaiter::command {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char separatorOf(std::string_view text) {
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

/// Reads values one after the other and keeps count of lines and columns.
class CsvScanner {
  public:
    CsvScanner(std::string_view text, const std::string& name)
        : text_(text), name_(name), separator_(separatorOf(text)) {}

    Expected<std::vector<CsvRow>> rows() {
        std::vector<CsvRow> rows;
        while (!atEnd()) {
            auto row = this->row();
            if (error_) return failure(*error_);
            const bool blank = row.size() == 1 && row[0].text.empty();
            if (!blank) rows.push_back(std::move(row));
        }
        return rows;
    }

  private:
    [[nodiscard]] bool atEnd() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : text_[at_]; }

    char take() {
        const char c = text_[at_++];
        ++column_;
        if (c == '\n') {
            ++line_;
            column_ = 1;
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
            row.push_back(value());
            if (error_ || atEnd() || takeLineEnd()) return row;
            take();  // the separator
        }
    }

    CsvValue value() {
        CsvValue value{"", line_, column_};
        if (peek() == '"' && !atEnd()) {
            takeQuoted(value);
        } else {
            while (!atEnd() && !endsValue()) {
                if (peek() == '"')
                    fail(line_, column_, "a quote inside a value that does not begin with one");
                value.text += take();
            }
        }
        return value;
    }

    [[nodiscard]] bool endsValue() const {
        return text_[at_] == separator_ || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
    }

    void takeQuoted(CsvValue& value) {
        take();
        for (;;) {
            if (atEnd()) return fail(value.line, value.column, "a quote that is opened here is never closed");
            const char c = take();
            if (c != '"') {
                value.text += c;
            } else if (peek() == '"' && !atEnd()) {
                value.text += take();
            } else {
                break;
            }
        }
        if (!atEnd() && !endsValue()) fail(line_, column_, "text after the closing quote");
    }

    void fail(std::size_t line, std::size_t column, const std::string& what) {
        if (!error_) {
            error_ =
                name_ + ", line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + what;
        }
    }

    std::string_view text_;
    const std::string& name_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
    std::optional<std::string> error_;
};

}  // namespace

Expected<std::vector<CsvRow>> parseCsv(std::string_view text, const std::string& name) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    return CsvScanner(text, name).rows();
}

}  // namespace tidewaiter::command
