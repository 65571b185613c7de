#include "firmware/tuf/canonical_json.h"

namespace tidewaiter::tuf {

namespace {

using nlohmann::json;

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

/// Appends values to a text; stays false from the first value on that has no canonical form. The depth is
/// bounded by the parser.
class Writer {
  public:
    void write(const json& value) {  // NOLINT(misc-no-recursion)
        switch (value.type()) {
            case json::value_t::object:
                return writeObject(value);
            case json::value_t::array:
                return writeArray(value);
            case json::value_t::string:
                text_ += quoted(value.get_ref<const std::string&>());
                return;
            case json::value_t::null:
            case json::value_t::boolean:
            case json::value_t::number_integer:
            case json::value_t::number_unsigned:
                text_ += value.dump();
                return;
            default:
                complete_ = false;
        }
    }
    [[nodiscard]] bool isComplete() const { return complete_; }
    [[nodiscard]] std::string& text() { return text_; }

  private:
    void writeObject(const json& value) {  // NOLINT(misc-no-recursion)
        text_ += '{';
        const char* separator = "";
        for (const auto& [name, member] : value.items()) {  // std::map keeps them in the order of their bytes
            text_ += separator + quoted(name) + ':';
            write(member);
            separator = ",";
        }
        text_ += '}';
    }
    void writeArray(const json& value) {  // NOLINT(misc-no-recursion)
        text_ += '[';
        const char* separator = "";
        for (const auto& element : value) {
            text_ += separator;
            write(element);
            separator = ",";
        }
        text_ += ']';
    }

    std::string text_;
    bool complete_ = true;
};

}  // namespace

Expected<std::string> canonicalJson(const json& value) {
    Writer writer;
    writer.write(value);
    if (!writer.isComplete()) return failure("has a number that is no integer, so that nobody can sign it");
    return std::move(writer.text());
}

}  // namespace tidewaiter::tuf
