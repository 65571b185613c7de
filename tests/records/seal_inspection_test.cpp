// Sealing inspections: the originals that were inspected, or nothing.
#include "firmware/records/seal_inspection.h"

#include "firmware/tuf/digest.h"
#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::recordId;

class SealInspection : public ::testing::Test {
  protected:
    vision::Frame frame(const std::string& name, const std::string& content) {
        vision::Frame frame;
        frame.id = "f" + std::to_string(++frames_);
        frame.source = (folder_.path() / name).string();
        frame.sha256 = tuf::sha256Hex(content);
        overwrite(frame.source, content);
        return frame;
    }
    inspection::Inspection inspectionOf(std::vector<vision::Frame> frames) {
        inspection::Inspection inspection;
        inspection.id = recordId(1);
        inspection.time = "2026-11-22T08:00:00.000Z";
        inspection.frames = std::move(frames);
        return inspection;
    }
    Expected<void> seal(const inspection::Inspection& inspection) {
        return sealInspection(inspection, {"2026-11-22T08:00:01.000Z", {"system", true, 2}}, folder_.store());
    }
    void expectNothingSealed(const Expected<void>& outcome) {
        ASSERT_FALSE(outcome);
        EXPECT_NE(
            outcome.error().message.find("was changed or taken away while it was inspected, so nothing is "
                                         "sealed; put it back and repeat"),
            std::string::npos)
            << outcome.error().message;
        EXPECT_EQ(folder_.verified().records, 0U);
    }

    EvidenceFolder folder_;
    int frames_ = 0;
};

TEST_F(SealInspection, KeepsTheOriginalsOfAllFrames) {
    const auto item = inspectionOf({frame("a.jpg", "one side"), frame("b.jpg", "the other side")});
    const auto sealed = seal(item);
    ASSERT_TRUE(sealed) << sealed.error().message;
    const auto record = parseRecord(contentOf(folder_.files().record(recordId(1))), "record");
    ASSERT_TRUE(record) << record.error().message;
    ASSERT_EQ(record->images.size(), 2U);
    EXPECT_EQ(contentOf(folder_.files().image(record->images[1].sha256)), "the other side");
    EXPECT_EQ(record->content, nlohmann::json(item));
    EXPECT_EQ(record->clock, (ClockState{"system", true, 2}));
    EXPECT_TRUE(folder_.verified().problems.empty());
}

// "Original frames as captured": what was subtracted from the others is one of them.
TEST_F(SealInspection, KeepsWhatARingShowsInTheDarkOnce) {
    const auto dark = frame("dark.png", "all lights off");
    auto north = frame("north.png", "from the north");
    auto east = frame("east.png", "from the east");
    for (auto* lit : {&north, &east}) lit->dark = vision::DarkFrame{dark.source, dark.sha256, {}};
    const auto item = inspectionOf({north, east});
    ASSERT_TRUE(seal(item));
    const auto record = parseRecord(contentOf(folder_.files().record(recordId(1))), "record");
    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(record->images.size(), 3U);
    EXPECT_EQ(contentOf(folder_.files().image(dark.sha256)), "all lights off");
}

TEST_F(SealInspection, ADarkPictureThatWasChangedMeanwhileSealsNothing) {
    auto north = frame("north.png", "from the north");
    const auto dark = frame("dark.png", "all lights off");
    north.dark = vision::DarkFrame{dark.source, dark.sha256, {}};
    overwrite(dark.source, "one light on");
    expectNothingSealed(seal(inspectionOf({north})));
}

TEST_F(SealInspection, APhotoGivenTwiceIsOnePicture) {
    ASSERT_TRUE(seal(inspectionOf({frame("a.jpg", "the same"), frame("b.jpg", "the same")})));
    EXPECT_EQ(folder_.verified().images, 1U);
}

TEST_F(SealInspection, APhotoThatWasChangedMeanwhileSealsNothing) {
    const auto item = inspectionOf({frame("a.jpg", "as it was"), frame("b.jpg", "another")});
    overwrite(item.frames[1].source, "as it is now");
    expectNothingSealed(seal(item));
}

TEST_F(SealInspection, APhotoThatWasTakenAwaySealsNothing) {
    const auto item = inspectionOf({frame("a.jpg", "as it was")});
    fs::remove(item.frames[0].source);
    expectNothingSealed(seal(item));
}

class SealKept : public SealInspection {
  protected:
    vision::Frame captured(const std::string& content) {
        vision::Frame frame;
        frame.id = "f1";
        frame.source = "phone";
        frame.sha256 = tuf::sha256Hex(content);
        return frame;
    }
    static Signatory officer() { return {"p1", "Li", "officer"}; }
};

// Pictures of cameras and phones are kept at the moment of capture; no file is asked for.
TEST_F(SealKept, SealsWhatWasKept) {
    const auto store = folder_.store();
    ASSERT_TRUE(store.keep("from the phone"));
    const auto item = inspectionOf({captured("from the phone")});
    const auto sealed = sealKeptInspection(item, officer(), {"2026-11-22T08:00:01.000Z", {}}, store);
    ASSERT_TRUE(sealed) << sealed.error().message;
    const auto record = parseRecord(contentOf(folder_.files().record(recordId(1))), "record");
    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(record->by, officer());
    ASSERT_EQ(record->images.size(), 1U);
    EXPECT_EQ(record->images[0].bytes, std::string("from the phone").size());
    EXPECT_TRUE(folder_.verified().problems.empty());
}

TEST_F(SealKept, WhatWasNotKeptSealsNothing) {
    const auto store = folder_.store();
    const auto item = inspectionOf({captured("never kept")});
    const auto sealed = sealKeptInspection(item, officer(), {"2026-11-22T08:00:01.000Z", {}}, store);
    ASSERT_FALSE(sealed);
    EXPECT_EQ(sealed.error().message,
              "the photo from 'phone' is not among the evidence, so nothing is sealed; take it again");
    EXPECT_EQ(folder_.verified().records, 0U);
}

}  // namespace
}  // namespace tidewaiter::records
