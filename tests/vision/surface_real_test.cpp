// Honest real packages: at most one in fifty that the fit never saw may be called doctored.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "models/store.h"
#include "tests/blackbox/package_truth.h"
#include "tests/vision/real_photos.h"
#include "vision/image_loader.h"
#include "vision/surface/surface_inspector.h"

namespace tidewaiter::vision {
namespace {

TEST(SurfaceOnRealPhotos, AccusesFewHonestPackages) {
    const auto folder = test::sharedFolder() / "real";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared photos at " << folder;
    initImageLoader();
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
    ASSERT_TRUE(store) << store.error().message;
    const auto inspector = SurfaceInspector::load(*store);
    ASSERT_TRUE(inspector) << inspector.error().message;
    const auto photos = blackbox::readMarkedPhotos(TIDEWAITER_SOURCE_DIR "/tests/blackbox/packages.tsv");
    ASSERT_TRUE(photos) << photos.error().message;
    std::map<SurfaceState, int> kept;
    std::map<SurfaceState, int> fitted;
    for (const auto& photo : *photos) {
        const bool packaged = photo.path.starts_with("opencv-doc/");
        const auto frame =
            loadImage(packaged ? test::openCvPhoto(photo.path.substr(11)) : folder / photo.path);
        ASSERT_TRUE(frame) << frame.error().message;
        std::vector<Quad> quads;
        for (const auto& package : photo.packages) {
            if (package.kind != "ignore") quads.push_back(package.quad);
        }
        for (const auto& surface : inspector->inspect(frame->pixels, quads)) {
            ++(photo.split == "held" ? kept : fitted)[surface.state];
            const bool doctored =
                surface.state != SurfaceState::Intact && surface.state != SurfaceState::Unknown;
            if (doctored) std::cout << photo.path << ": " << kSurfaceStates.nameOf(surface.state) << '\n';
        }
    }
    int all = 0;
    for (const auto& [state, name] : kSurfaceStates.rows) {
        std::cout << name << ": " << kept[state] << " kept, " << fitted[state] << " fitted\n";
        all += kept[state];
    }
    const int accused =
        kept[SurfaceState::Sanded] + kept[SurfaceState::Resurfaced] + kept[SurfaceState::Unmarked];
    EXPECT_LE(accused * 50, all);
    EXPECT_GE(kept[SurfaceState::Intact] * 4, all) << "a model that never commits itself is of no use";
}

}  // namespace
}  // namespace tidewaiter::vision
