#include "firmware/station/declaration_book.h"

#include <algorithm>
#include <array>

#include "firmware/files/durable_file.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::station {

using inspection::Declaration;

namespace {

std::string folded(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return small;
}

bool holds(const Declaration& declaration, const std::string& text) {
    const std::array texts = {&declaration.item,   &declaration.goods,   &declaration.hs,
                              &declaration.origin, &declaration.shipper, &declaration.consignee};
    return std::any_of(texts.begin(), texts.end(), [&](const std::string* part) {
        return folded(*part).find(text) != std::string::npos;
    });
}

std::vector<Declaration> declarationsOf(manifest::Manifest manifest) {
    std::vector<Declaration> declarations;
    for (auto& item : manifest.items) declarations.push_back(std::move(item.declaration));
    return declarations;
}

}  // namespace

DeclarationBook::DeclarationBook(std::filesystem::path file, manifest::ColumnNames columns)
    : file_(std::move(file)), columns_(std::move(columns)) {
    const auto bytes = tuf::readFile(file_);
    if (!bytes || !*bytes) return;
    if (auto kept = manifest::parseManifest(**bytes, "the manifest", columns_))
        declarations_ = declarationsOf(std::move(*kept));
}

Expected<DeclarationBook::Brought> DeclarationBook::replace(const std::string& text) {
    auto manifest = manifest::parseManifest(text, "the manifest", columns_);
    if (!manifest) return tl::unexpected(manifest.error());
    Brought brought{manifest->items.size(), {}};
    for (auto& problem : manifest->problems) brought.problems.push_back(std::move(problem.sentence));
    const std::lock_guard lock(mutex_);
    auto partial = files::PartialFile::write(file_, text);
    if (!partial) return tl::unexpected(partial.error());
    if (auto kept = partial->publish(); !kept) return tl::unexpected(kept.error());
    declarations_ = declarationsOf(std::move(*manifest));
    return brought;
}

DeclarationBook::Found DeclarationBook::find(std::string_view text, std::size_t limit) const {
    const auto wanted = folded(text);
    const std::lock_guard lock(mutex_);
    std::vector<const Declaration*> first;
    std::vector<const Declaration*> others;
    for (const auto& declaration : declarations_) {
        if (folded(declaration.item).starts_with(wanted)) {
            first.push_back(&declaration);
        } else if (holds(declaration, wanted)) {
            others.push_back(&declaration);
        }
    }
    Found found{{}, first.size() + others.size()};
    first.insert(first.end(), others.begin(), others.end());
    for (std::size_t i = 0; i < first.size() && i < limit; ++i) found.declarations.push_back(*first[i]);
    return found;
}

}  // namespace tidewaiter::station
