#include "firmware/command/memory_of_serials.h"

#include "firmware/inspection/sure_serials.h"

namespace tidewaiter::command {

Expected<void> rememberSerials(const inspection::Inspection& item, const watchlist::SeenSerials& seen) {
    watchlist::Sighting sighting{item.id, item.time, item.declaration.item, item.declaration.goods, {}};
    for (const auto& frame : item.frames) sighting.photos.push_back(frame.sha256);
    std::vector<std::string> serials;
    for (const auto* field : inspection::sureSerials(item.fields, item.readings))
        serials.push_back(field->value);
    return seen.remember(sighting, serials);
}

}  // namespace tidewaiter::command
