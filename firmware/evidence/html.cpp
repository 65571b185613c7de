#include "firmware/evidence/html.h"

#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using text::visiblePieces;
using text::visibleText;

namespace {

std::string escaped(std::string_view plain) {
    std::string safe;
    safe.reserve(plain.size());
    for (const char c : plain) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

}  // namespace

Markup words(std::string_view own) {
    return Markup(escaped(own));
}

Markup bareText(std::string_view untrusted) {
    std::string safe;
    for (const auto& piece : visiblePieces(untrusted)) {
        safe += piece.token ? "<span class=\"token\">" + piece.text + "</span>" : escaped(piece.text);
    }
    return Markup(safe);
}

Markup isolated(const Markup& content) {
    Markup whole;
    return whole << "<bdi translate=\"no\">" << content << "</bdi>";
}

Markup text(std::string_view untrusted) {
    return isolated(bareText(untrusted));
}

Markup attribute(Literal name, std::string_view value) {
    return Markup(' ' + std::string(name.text) + "=\"" + escaped(visibleText(value)) + '"');
}

Markup styleSheet(std::string_view css) {
    return Markup("<style>" + std::string(css) + "</style>\n");
}

Markup script(std::string_view code) {
    return Markup("<script>" + std::string(code) + "</script>\n");
}

}  // namespace tidewaiter::evidence
