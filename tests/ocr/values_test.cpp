#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "ocr/field.h"
#include "ocr/reading.h"

namespace tidewaiter::ocr {
namespace {

using nlohmann::json;

Reading textReading() {
    Reading reading;
    reading.id = "t1";
    reading.region = "r1";
    reading.text = "品名 TDA1517P";
    reading.confidence = 0.97;
    reading.reader = "ppocr+tesseract";
    reading.quad = vision::quadOf({10, 20, 30, 40});
    reading.alternatives = {{"品名 TDA15I7P", 0.02}};
    reading.characters = {{"品", 0.9, {}}, {"1", 0.5, {{"I", 0.4}, {"l", 0.1}}}};
    return reading;
}

Reading barcodeReading() {
    Reading reading;
    reading.id = "t2";
    reading.region = "r2";
    reading.kind = ReadingKind::Barcode;
    reading.text = "[)>06";
    reading.confidence = 1;
    reading.reader = "zxing";
    reading.quad = vision::quadOf({0, 0, 1, 1});
    reading.symbology = "DataMatrix";
    reading.bytes = std::string("[)>\x1E\x30\x36\x1D\x00\xFF\x04", 9);
    return reading;
}

Field fullField() {
    Field field;
    field.id = "d1";
    field.type = FieldType::PartNumber;
    field.value = "900-21010-0000-000";
    field.confidence = 0.96;
    field.readings = {"t1", "t2"};
    field.contradicts = {"t3"};
    field.entry = "nvidia-h100-sxm5";
    field.maker = "NVIDIA";
    return field;
}

// Every reading prints to JSON and comes back as it was, through text as on disk.
TEST(ReadingJson, RoundTrip) {
    for (const auto& reading : {Reading{}, textReading(), barcodeReading()}) {
        EXPECT_EQ(json::parse(json(reading).dump()).get<Reading>(), reading) << json(reading).dump();
    }
}

// Raw bytes, zero bytes among them, stand in the JSON as lower-case hexadecimal pairs.
TEST(ReadingJson, BytesAreHexadecimal) {
    EXPECT_EQ(json(barcodeReading()).at("bytes"), "5b293e1e30361d00ff");
}

// Each kind carries its own keys and not the other's.
TEST(ReadingJson, KeysFollowTheKind) {
    const json text = textReading();
    const json barcode = barcodeReading();
    EXPECT_EQ(text.at("kind"), "text");
    EXPECT_FALSE(text.contains("bytes"));
    EXPECT_FALSE(text.contains("symbology"));
    EXPECT_EQ(barcode.at("kind"), "barcode");
    EXPECT_EQ(barcode.at("symbology"), "DataMatrix");
    EXPECT_FALSE(barcode.contains("characters"));
}

// Every key of the contract must be there.
TEST(ReadingJson, MissingKeyIsRefused) {
    for (const auto* key : {"id", "region", "kind", "text", "confidence", "reader", "quad", "alternatives"}) {
        json broken = textReading();
        broken.erase(key);
        EXPECT_THROW((void)broken.get<Reading>(), json::exception) << key;
    }
}

struct BadValue {
    const char* key;
    const char* value;
};

// Values of the wrong type or form are refused, never guessed at.
TEST(ReadingJson, WrongValueIsRefused) {
    const BadValue bad[] = {
        {"id", "7"},
        {"text", "null"},
        {"kind", "1"},
        {"kind", "\"hologram\""},
        {"kind", "\"Text\""},
        {"confidence", "\"high\""},
        {"quad", "[]"},
        {"quad", "[[0,0],[1,0],[1,1]]"},
        {"quad", "[[0,0],[1,0],[1,1],[0]]"},
        {"quad", "[[0,0],[1,0],[1,1],[0,\"x\"]]"},
        {"quad", "\"here\""},
        {"alternatives", "{\"text\":\"a\"}"},
        {"alternatives", "[{\"text\":\"a\"}]"},
        {"alternatives", "[{\"confidence\":1}]"},
        {"characters", "[{\"text\":\"a\"}]"},
        {"characters", "[1]"},
        {"symbology", "5"},
        {"bytes", "\"5\""},
        {"bytes", "\"5x\""},
        {"bytes", "\"5B\""},
        {"bytes", "\"0x5b\""},
        {"bytes", "\" 5b\""},
        {"bytes", "17"},
    };
    for (const auto& [key, value] : bad) {
        json broken = textReading();
        broken[key] = json::parse(value);
        EXPECT_ANY_THROW((void)broken.get<Reading>()) << key << " = " << value;
    }
}

// An unknown kind's message says what was found and what is known.
TEST(ReadingJson, UnknownKindNamesTheKnownOnes) {
    json broken = textReading();
    broken["kind"] = "hologram";
    try {
        (void)broken.get<Reading>();
        FAIL() << "an unknown kind was taken";
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "unknown reading kind 'hologram', known are text, barcode");
    }
}

// What is not an object is no reading.
TEST(ReadingJson, OtherJsonIsRefused) {
    for (const auto* text : {"null", "[]", "\"t1\"", "7", "{}"}) {
        EXPECT_ANY_THROW((void)json::parse(text).get<Reading>()) << text;
        EXPECT_ANY_THROW((void)json::parse(text).get<Field>()) << text;
    }
}

TEST(FieldJson, RoundTripOfEveryType) {
    for (const auto& row : kFieldTypes.rows) {
        auto field = fullField();
        field.type = row.value;
        const json printed = field;
        EXPECT_EQ(printed.at("type"), row.name);
        EXPECT_EQ(json::parse(printed.dump()).get<Field>(), field);
    }
    EXPECT_EQ(json(Field{}).get<Field>(), Field{});
}

// Optional keys are left out when there is nothing to say.
TEST(FieldJson, EmptyOptionalKeysAreLeftOut) {
    const json printed = Field{};
    EXPECT_FALSE(printed.contains("contradicts"));
    EXPECT_FALSE(printed.contains("entry"));
    EXPECT_FALSE(printed.contains("maker"));
}

TEST(FieldJson, MissingKeyIsRefused) {
    for (const auto* key : {"id", "type", "value", "confidence", "readings"}) {
        json broken = fullField();
        broken.erase(key);
        EXPECT_THROW((void)broken.get<Field>(), json::exception) << key;
    }
}

TEST(FieldJson, WrongValueIsRefused) {
    const BadValue bad[] = {
        {"id", "null"},        {"type", "\"colour\""},  {"type", "3"},          {"type", "\"PartNumber\""},
        {"value", "12"},       {"confidence", "\"1\""}, {"readings", "\"t1\""}, {"readings", "[1]"},
        {"contradicts", "{}"}, {"contradicts", "[[]]"}, {"entry", "1"},         {"maker", "[]"},
    };
    for (const auto& [key, value] : bad) {
        json broken = fullField();
        broken[key] = json::parse(value);
        EXPECT_ANY_THROW((void)broken.get<Field>()) << key << " = " << value;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
