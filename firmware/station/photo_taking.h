// Photo taking: encoded bytes of any origin become a photo of a case.
// Thread rule: safe to call from any thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/records/record_store.h"
#include "firmware/station/case.h"
#include "firmware/station/live_camera.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::station {

/// What a camera gives for one photo: the sharpest picture, and others of the moment that are nearly as
/// sharp.
struct Shot {
    std::string sharpest;
    std::vector<std::string> repeats;
};

/// Keeps the bytes under their hash before anything else touches them, then decodes them and says what keeps
/// them from being read well. Fails where they are no picture that this program reads.
[[nodiscard]] Outcome<Photo> takePhoto(std::string_view bytes, const std::vector<std::string>& repeats,
                                       Step step, const std::string& source,
                                       const records::RecordStore& store);

/// The next `count` pictures of the camera, of which the first is the latest: hands shake, and cameras focus
/// while the button is pressed. Fails where the camera gives none.
[[nodiscard]] Outcome<Shot> takeShot(const LiveCamera& camera, int count, std::chrono::milliseconds patience);

}  // namespace tidewaiter::station
