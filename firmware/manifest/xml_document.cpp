#include "firmware/manifest/xml_document.h"

#include <algorithm>

#include "firmware/manifest/manifest_columns.h"

namespace tidewaiter::manifest {

namespace {

/// Document types are kept, so that they are seen.
constexpr unsigned kFlags = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol |
                            pugi::parse_wconv_attribute | pugi::parse_doctype;

std::string_view localName(std::string_view name) {
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

}  // namespace

std::string XmlElement::name() const {
    return std::string(localName(node_.name()));
}

std::string XmlElement::namespaceName() const {
    const std::string_view full = node_.name();
    const auto colon = full.find(':');
    const auto declared = colon == std::string_view::npos ? std::string("xmlns")
                                                          : "xmlns:" + std::string(full.substr(0, colon));
    for (auto node = node_; node; node = node.parent()) {
        if (const auto found = node.attribute(declared.c_str())) return found.value();
    }
    return {};
}

std::string XmlElement::text() const {
    return trimmed(node_.text().get());
}

std::string XmlElement::attribute(const char* name) const {
    return node_.attribute(name).value();
}

Place XmlElement::place() const {
    if (document_ == nullptr || !node_) return {};
    return document_->placeOf(node_.offset_debug() - 1);  // the name stands behind its bracket
}

std::vector<XmlElement> XmlElement::elements() const {
    std::vector<XmlElement> found;
    for (const auto& node : node_.children()) {
        if (node.type() == pugi::node_element) found.emplace_back(document_, node);
    }
    return found;
}

std::vector<XmlElement> XmlElement::children(std::string_view name) const {
    auto found = elements();
    const auto own = namespaceName();
    std::erase_if(found, [&](const XmlElement& element) {
        return element.name() != name || element.namespaceName() != own;
    });
    return found;
}

XmlElement XmlElement::child(std::string_view name) const {
    const auto found = children(name);
    return found.empty() ? XmlElement() : found.front();
}

XmlElement XmlElement::at(std::string_view path) const {
    const auto slash = std::min(path.find('/'), path.size());
    const auto next = child(path.substr(0, slash));
    return slash == path.size() || !next ? next : next.at(path.substr(slash + 1));
}

XmlDocument::XmlDocument(const std::string& text)
    : tree_(std::make_unique<pugi::xml_document>()), lineStarts_{0} {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') lineStarts_.push_back(i + 1);
    }
}

Expected<XmlDocument> XmlDocument::parse(const std::string& text, const std::string& name) {
    XmlDocument document(text);
    const auto result = document.tree_->load_buffer(text.data(), text.size(), kFlags, pugi::encoding_utf8);
    if (!result)
        return failure(placeIn(name, document.placeOf(result.offset)) + "this is not valid XML (" +
                       result.description() + ")");
    for (const auto& node : document.tree_->children()) {
        if (node.type() == pugi::node_doctype) {
            return failure(placeIn(name, document.placeOf(node.offset_debug())) +
                           "a document type (<!DOCTYPE>) is not accepted; remove it");
        }
    }
    return document;
}

Place XmlDocument::placeOf(std::ptrdiff_t offset) const {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, offset));
    const auto next = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), at);
    return {static_cast<std::size_t>(next - lineStarts_.begin()), at - *(next - 1) + 1};
}

}  // namespace tidewaiter::manifest
