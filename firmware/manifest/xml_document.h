// XML document: a parsed file of elements with their places. Document types are refused, so that no entity is
// defined or fetched. Inside firmware/command only. Thread rule: one thread at a time; elements borrow from
// their document.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/manifest/manifest_row.h"
#include "models/error.h"

namespace tidewaiter::manifest {

class XmlDocument;

/// An element, or none.
class XmlElement {
  public:
    XmlElement() = default;
    XmlElement(const XmlDocument* document, pugi::xml_node node) : document_(document), node_(node) {}

    explicit operator bool() const { return static_cast<bool>(node_); }
    [[nodiscard]] std::string name() const;           ///< without a prefix
    [[nodiscard]] std::string namespaceName() const;  ///< that its prefix stands for, empty for none
    [[nodiscard]] std::string text() const;           ///< its own, blanks around it aside
    [[nodiscard]] std::string attribute(const char* name) const;
    [[nodiscard]] Place place() const;

    /// All child elements, of whatever namespace.
    [[nodiscard]] std::vector<XmlElement> elements() const;
    /// The children called `name` in the element's own namespace.
    [[nodiscard]] std::vector<XmlElement> children(std::string_view name) const;
    /// The first child by that name, or none.
    [[nodiscard]] XmlElement child(std::string_view name) const;
    /// The first element at the end of `path`, names divided by '/', or none.
    [[nodiscard]] XmlElement at(std::string_view path) const;

  private:
    const XmlDocument* document_ = nullptr;
    pugi::xml_node node_;
};

class XmlDocument {
  public:
    /// Parses UTF-8. Fails with the place of a mistake, or when there is a document type; `name` stands for
    /// the file in messages.
    [[nodiscard]] static Expected<XmlDocument> parse(const std::string& text, const std::string& name);

    [[nodiscard]] XmlElement root() const { return {this, tree_->document_element()}; }
    [[nodiscard]] Place placeOf(std::ptrdiff_t offset) const;

  private:
    explicit XmlDocument(const std::string& text);

    std::unique_ptr<pugi::xml_document> tree_;
    std::vector<std::size_t> lineStarts_;
};

}  // namespace tidewaiter::manifest
