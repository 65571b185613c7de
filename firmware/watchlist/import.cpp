#include "firmware/watchlist/import.h"

#include <fstream>

#include "firmware/text/visible_text.h"
#include "firmware/watchlist/entry_reader.h"
#include "firmware/watchlist/store_builder.h"

namespace tidewaiter::watchlist {

namespace {

constexpr std::int64_t kEntriesBetweenSigns = 20000;

std::uint64_t bytesOf(const std::vector<std::filesystem::path>& files) {
    std::uint64_t bytes = 0;
    std::error_code unknown;
    for (const auto& file : files) {
        const auto size = std::filesystem::file_size(file, unknown);
        if (!unknown) bytes += size;
    }
    return bytes;
}

}  // namespace

Expected<Summary> importLists(const ImportOrder& order,
                              const std::function<void(const ImportState&)>& progress) {
    auto builder = StoreBuilder::begin(order.target);
    if (!builder) return tl::unexpected(builder.error());
    ImportState state{0, bytesOf(order.files), 0, false};
    std::uint64_t bytesOfFilesBefore = 0;
    for (const auto& file : order.files) {
        // A pipe would wait for its writer for ever, and cannot be looked into before it is read.
        std::error_code unknown;
        if (std::filesystem::exists(file, unknown) && !std::filesystem::is_regular_file(file, unknown))
            return failure(
                "the list '" + text::visibleText(file.string()) +
                "' is no file; give the name of a file, a list that a program writes has to be saved "
                "as one first");
        std::ifstream in(file, std::ios::binary);
        if (!in)
            return failure("the list '" + text::visibleText(file.string()) +
                           "' cannot be opened; check its name");
        const auto take = [&](const Entry& entry) {
            if (++state.entries % kEntriesBetweenSigns == 0) {
                state.bytesRead = bytesOfFilesBefore + static_cast<std::uint64_t>(in.tellg());
                progress(state);
            }
            return builder->add(entry);
        };
        if (auto read = readEntries(in, file.filename().string(), take); !read)
            return failure(read.error().message + "; the list that is in use stays as it is");
        bytesOfFilesBefore += bytesOf({file});
    }
    state.bytesRead = state.bytesInAll;
    state.sorting = true;
    progress(state);
    return builder->finish({order.name, order.version}, [&] { progress(state); });
}

}  // namespace tidewaiter::watchlist
