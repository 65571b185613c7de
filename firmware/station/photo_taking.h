// Photo taking: encoded bytes of any origin become a photo of a case.
// Thread rule: safe to call from any thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "firmware/records/record_store.h"
#include "firmware/station/case.h"
#include "firmware/station/live_camera.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::station {

/// Keeps the bytes under their hash before anything else touches them, then decodes them and says what keeps
/// them from being read well. Fails where they are no picture that this program reads.
[[nodiscard]] Outcome<Photo> takePhoto(std::string_view bytes, Step step, const std::string& source,
                                       const records::RecordStore& store);

/// The sharpest of the next few pictures of the camera, of which the first is the latest: hands shake, and
/// cameras focus while the button is pressed. Fails where the camera gives none.
[[nodiscard]] Outcome<std::string> sharpestPicture(const LiveCamera& camera,
                                                   std::chrono::milliseconds patience);

}  // namespace tidewaiter::station
