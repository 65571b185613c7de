#include "models/judging_data.h"

namespace tidewaiter::models {

std::map<std::string, std::string> judgingData(const Store& store) {
    auto files = store.sha256s();
    std::erase_if(files, [](const auto& file) {
        return file.first.starts_with("console/") || file.first.starts_with("training/");
    });
    return files;
}

}  // namespace tidewaiter::models
