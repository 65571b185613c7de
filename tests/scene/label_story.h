// Label story: what happened to one label of a carton after it was stuck on, or to the carton around it.
// Thread rule: pure function; the typesetter's rule applies.
//
// Stickers, tape, stains and printed panels are honest and common; covering, tearing and taking off are what
// forgers do, and what handling does, too. Texts that a story hides stay in the truth.
#pragma once

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// Lets it happen to one of the scene's labels. Precondition: there is one.
void tellStory(Scene& scene, LabelStory story, const Typesetter& typesetter, Random random);

}  // namespace tidewaiter::scene
