// Floor: a rectangle on which things are placed without touching each other.
// Thread rule: one thread at a time per object.
#pragma once

#include <optional>
#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

class Floor {
  public:
    explicit Floor(const Rect& area) : area_(area) {}

    /// Keeps `rect` free from now on, whether or not something else is there.
    void take(const Rect& rect) { taken_.push_back(rect); }

    [[nodiscard]] bool isFree(const Rect& rect) const;

    /// The middle of a free spot of `size` inside the area, taken at once; nothing when `tries` random spots
    /// were all in use.
    std::optional<Point> findRoom(const Size& size, Random& random, int tries = 60);

  private:
    Rect area_;
    std::vector<Rect> taken_;
};

}  // namespace tidewaiter::scene
