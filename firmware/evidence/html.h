// Markup: text that may stand in the report as it is. Only literals of this program and escaped text become
// Markup: a std::string cannot be put into the report without passing through text(), words() or attribute(),
// so a forgotten escape does not compile.
// Thread rule: values and pure functions, safe to use from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::evidence {

/// A string literal of this program; the compiler refuses anything else.
struct Literal {
    std::string_view text;
    // NOLINTNEXTLINE(google-explicit-constructor): literals are meant to be written as they are.
    consteval Literal(const char* literal) : text(literal) {}
};

class Markup {
  public:
    Markup() = default;

    Markup& operator<<(Literal literal) {
        text_ += literal.text;
        return *this;
    }
    Markup& operator<<(const Markup& markup) {
        text_ += markup.text_;
        return *this;
    }

    [[nodiscard]] const std::string& str() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

  private:
    explicit Markup(std::string text) : text_(std::move(text)) {}
    friend Markup words(std::string_view own);
    friend Markup bareText(std::string_view untrusted);
    friend Markup attribute(Literal name, std::string_view value);
    friend Markup styleSheet(std::string_view css);
    friend Markup script(std::string_view code);

    std::string text_;
};

/// Our own words and numbers: & < > " ' escaped, nothing else changed. Precondition: valid UTF-8.
[[nodiscard]] Markup words(std::string_view own);

/// Untrusted text: escaped, invisible characters as tokens, isolated by <bdi> from the direction of the text
/// around it, and kept from being translated.
[[nodiscard]] Markup text(std::string_view untrusted);

/// The same without <bdi>, for the parts of one text that is isolated as a whole by isolated().
[[nodiscard]] Markup bareText(std::string_view untrusted);
[[nodiscard]] Markup isolated(const Markup& content);

/// ` name="value"`, the value escaped and its invisible characters in square brackets.
[[nodiscard]] Markup attribute(Literal name, std::string_view value);

/// The <style> element. Precondition: `css` is ours and holds no "</".
[[nodiscard]] Markup styleSheet(std::string_view css);

/// The <script> element. Precondition: `code` is ours and holds no "</".
[[nodiscard]] Markup script(std::string_view code);

}  // namespace tidewaiter::evidence
