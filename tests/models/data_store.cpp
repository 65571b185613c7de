#include "tests/models/data_store.h"

#include <fstream>
#include <iterator>
#include <string>

namespace tidewaiter::tests {

std::filesystem::path dataDirectory() {
    return std::filesystem::path(TIDEWAITER_SOURCE_DIR) / "models" / "data";
}

void addDataFiles(TemporaryStore& target) {
    for (const auto& item : std::filesystem::recursive_directory_iterator(dataDirectory())) {
        if (!item.is_regular_file()) continue;
        std::ifstream in(item.path(), std::ios::binary);
        const std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        target.add(std::filesystem::relative(item.path(), dataDirectory()).generic_string(), content);
    }
}

const models::Store& dataStore() {
    static TemporaryStore directory;
    static const models::Store store = [] {
        addDataFiles(directory);
        return directory.open();
    }();
    return store;
}

}  // namespace tidewaiter::tests
