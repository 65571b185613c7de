#include "tests/evidence/html_check.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tidewaiter::evidence {

namespace {

constexpr std::array<std::string_view, 4> kVoid = {"meta", "img", "link", "!DOCTYPE"};

bool isNameCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '!' || c == ':';
}

std::string resolved(std::string_view text) {
    static constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}};
    std::string plain;
    while (!text.empty()) {
        const auto* entity = std::find_if(
            std::begin(kEntities), std::end(kEntities),
            [text](const auto& known) { return text.substr(0, known.first.size()) == known.first; });
        const bool isEntity = entity != std::end(kEntities);
        plain += isEntity ? entity->second : text.front();
        text.remove_prefix(isEntity ? entity->first.size() : 1);
    }
    return plain;
}

class Reader {
  public:
    explicit Reader(std::string_view html) : rest_(html) {}

    Document read() {
        while (!rest_.empty() && found_.fault.empty()) rest_.front() == '<' ? readTag() : readText();
        if (!open_.empty()) fault("never closed: " + open_.back());
        found_.text = resolved(found_.text);
        return found_;
    }

  private:
    void fault(const std::string& what) {
        if (found_.fault.empty()) found_.fault = what + " before: " + std::string(rest_.substr(0, 80));
    }

    char take() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    bool skip(std::string_view expected) {
        if (rest_.substr(0, expected.size()) != expected) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }

    void readText() {
        const auto end = std::min(rest_.find('<'), rest_.size());
        if (rest_.substr(0, end).find('>') != std::string_view::npos) fault("a bare > in text");
        found_.text += rest_.substr(0, end);
        rest_.remove_prefix(end);
    }

    std::string readName() {
        std::string name;
        while (!rest_.empty() && isNameCharacter(rest_.front())) name += take();
        if (name.empty()) fault("a name is missing");
        return name;
    }

    void readTag() {
        found_.text += ' ';
        if (skip("</")) return readClosingTag();
        skip("<");
        Element element{readName(), {}};
        while (found_.fault.empty() && skip(" ")) readAttribute(element);
        const bool closesItself = skip("/");
        if (!skip(">")) return fault("a tag has no end");
        const bool isVoid = std::find(kVoid.begin(), kVoid.end(), element.name) != kVoid.end();
        if (!isVoid && !closesItself) open_.push_back(element.name);
        found_.elements.push_back(element);
        const bool isCode = element.name == "style" || element.name == "script";
        if (isCode) rest_.remove_prefix(std::min(rest_.find("</"), rest_.size()));
    }

    void readAttribute(Element& element) {
        const std::string name = readName();
        std::string value;
        if (skip("=")) {
            if (!skip("\"")) return fault("an attribute is not quoted");
            while (!rest_.empty() && rest_.front() != '"') value += take();
            if (!skip("\"")) return fault("an attribute has no end");
        }
        if (!element.attributes.emplace(name, resolved(value)).second) fault("an attribute stands twice");
    }

    void readClosingTag() {
        const std::string name = readName();
        if (open_.empty() || open_.back() != name) return fault("unexpected </" + name + ">");
        open_.pop_back();
        if (!skip(">")) fault("a closing tag has no end");
    }

    std::string_view rest_;
    std::vector<std::string> open_;
    Document found_;
};

}  // namespace

Document readHtml(std::string_view html) {
    return Reader(html).read();
}

}  // namespace tidewaiter::evidence
