#include "firmware/inspection/listed_terms.h"

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::inspection {

std::string reasonOf(const watchlist::Terms& terms) {
    std::string text = terms.reason.empty() ? "" : ": " + plainText(terms.reason);
    if (text.empty() || text.back() != '.') text += '.';
    if (!terms.action.empty()) text += " " + plainText(terms.action);
    return text;
}

std::string sourceOf(const watchlist::Terms& terms) {
    std::string source = terms.legalBasis;
    if (!terms.source.empty()) source += (source.empty() ? "" : "; ") + terms.source;
    return source;
}

}  // namespace tidewaiter::inspection
