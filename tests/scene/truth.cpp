#include "tests/scene/truth.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace tidewaiter::scene {

namespace {

vision::Quad quadThrough(const cv::Matx33d& mapping, const Placement& at, const std::vector<Point>& corners) {
    vision::Quad quad;
    for (std::size_t i = 0; i < quad.size(); ++i) quad[i] = mapped(mapping, toScene(at, corners[i]));
    return quad;
}

double rounded(double value) {
    return std::round(value * 100) / 100;
}

double endLength(const vision::Quad& quad) {
    const cv::Point2f begin = quad[3] - quad[0];
    const cv::Point2f end = quad[2] - quad[1];
    return (std::hypot(begin.x, begin.y) + std::hypot(end.x, end.y)) / 2;
}

TruthBarcode barcodeOf(const Code& code, const vision::Quad& quad) {
    const bool gs1 = code.symbology == Symbology::Gs1_128;
    const Symbology named = gs1 ? Symbology::Code128 : code.symbology;
    return {std::string(kSymbologies.nameOf(named)), gs1, code.text, quad};
}

TruthItem truthOfItem(const Item& item, const cv::Matx33d& mapping) {
    TruthItem truth;
    truth.what = item.what;
    truth.quad = quadThrough(mapping, item.at, cornersOf(centeredRect(item.size)));
    for (const Mark& mark : item.marks) {
        if (const auto* text = std::get_if<Text>(&mark)) {
            const vision::Quad quad = quadThrough(mapping, item.at, inkCorners(*text));
            truth.lines.push_back({text->text, quad, endLength(quad)});
        } else if (const auto* code = std::get_if<Code>(&mark)) {
            truth.barcodes.push_back(barcodeOf(*code, quadThrough(mapping, item.at, cornersOf(code->box))));
        }
    }
    return truth;
}

/// Corners as [[x,y],...] with hundredths of a pixel: more would be noise.
nlohmann::json quadToJson(const vision::Quad& quad) {
    nlohmann::json corners = nlohmann::json::array();
    for (const cv::Point2f& corner : quad) corners.push_back({rounded(corner.x), rounded(corner.y)});
    return corners;
}

nlohmann::json itemToJson(const TruthItem& item, const char* nameKey) {
    nlohmann::json json = {{nameKey, item.what}, {"quad", quadToJson(item.quad)}};
    json["lines"] = nlohmann::json::array();
    for (const TruthLine& line : item.lines) {
        json["lines"].push_back(
            {{"text", line.text}, {"quad", quadToJson(line.quad)}, {"height_px", rounded(line.heightPx)}});
    }
    json["barcodes"] = nlohmann::json::array();
    for (const TruthBarcode& code : item.barcodes) {
        json["barcodes"].push_back({{"symbology", code.symbology},
                                    {"gs1", code.gs1},
                                    {"text", code.text},
                                    {"quad", quadToJson(code.quad)}});
    }
    return json;
}

nlohmann::json itemsToJson(const std::vector<TruthItem>& items) {
    nlohmann::json json = nlohmann::json::array();
    for (const TruthItem& item : items) json.push_back(itemToJson(item, "kind"));
    return json;
}

}  // namespace

std::vector<Point> namedCorners(const Scene& scene) {
    std::vector<Point> corners;
    for (const Item& item : scene.items) {
        if (item.kind == ItemKind::Part) continue;
        for (const Point& corner : cornersOf(centeredRect(item.size)))
            corners.push_back(toScene(item.at, corner));
    }
    return corners;
}

Truth truthOf(const Scene& scene, const cv::Matx33d& mapping, cv::Size picture, const Shot& shot) {
    Truth truth;
    truth.kind = kSceneKinds.nameOf(scene.kind);
    truth.goods = kGoods.nameOf(scene.goods);
    truth.seed = scene.seed;
    truth.width = picture.width;
    truth.height = picture.height;
    truth.serials = scene.serials;
    truth.parts = scene.parts;
    truth.camera = shot;
    for (const Item& item : scene.items) {
        if (item.kind == ItemKind::Part) continue;
        const TruthItem named = truthOfItem(item, mapping);
        if (item.kind == ItemKind::Package) truth.packages.push_back(named);
        if (item.kind == ItemKind::Label) truth.labels.push_back(named);
        if (item.kind == ItemKind::Board) truth.boards.push_back(named);
        if (item.kind == ItemKind::Print) truth.prints.push_back(named);
    }
    return truth;
}

void to_json(nlohmann::json& json, const Truth& truth) {
    json = {{"kind", truth.kind},
            {"goods", truth.goods},
            {"seed", truth.seed},
            {"width", truth.width},
            {"height", truth.height},
            {"packages", itemsToJson(truth.packages)},
            {"labels", itemsToJson(truth.labels)},
            {"boards", itemsToJson(truth.boards)},
            {"prints", itemsToJson(truth.prints)},
            {"serials", truth.serials},
            {"parts", truth.parts},
            {"camera", truth.camera}};
}

}  // namespace tidewaiter::scene
