#include "firmware/records/awaited_pictures.h"

#include <algorithm>

namespace tidewaiter::records {

void AwaitedPictures::add(const std::string& sha256) {
    if (contains(sha256)) return;
    hashes_.push_back(sha256);
    if (hashes_.size() > kMost) hashes_.pop_front();
}

void AwaitedPictures::forget(const std::vector<Image>& images) {
    for (const auto& image : images) std::erase(hashes_, image.sha256);
}

bool AwaitedPictures::contains(const std::string& sha256) const {
    return std::find(hashes_.begin(), hashes_.end(), sha256) != hashes_.end();
}

}  // namespace tidewaiter::records
