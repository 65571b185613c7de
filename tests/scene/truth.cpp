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

TruthLine lineOf(const Text& text, const Placement& at, const cv::Matx33d& mapping) {
    const vision::Quad quad = quadThrough(mapping, at, inkCorners(text));
    return {text.text, quad, endLength(quad)};
}

/// What an inspector that sees everything would say.
const char* stateOf(Defect defect) {
    switch (defect) {
        case Defect::Honest:
            return "intact";
        case Defect::Sanded:
            return "sanded";
        case Defect::Blacktopped:
        case Defect::Remarked:  // rubbed where the letters stood
            return "resurfaced";
        case Defect::Unmarked:
            return "unmarked";
    }
    return "";
}

double areaOf(const vision::Quad& quad) {
    return std::abs((quad[2] - quad[0]).cross(quad[3] - quad[1])) / 2;
}

void addPackage(TruthItem& truth, const Item& item, const cv::Matx33d& mapping) {
    truth.pxPerMm = std::sqrt(areaOf(truth.quad) / item.size.area());
    truth.leads = item.leads;
    if (!item.top) return;
    const Top& top = *item.top;
    truth.surface = TruthSurface{stateOf(top.defect), std::string(kDefects.nameOf(top.defect)), top.strength};
    for (const OldMarking& old : top.old) {
        for (const Text& text : old.texts) truth.ghosts.push_back(lineOf(text, item.at, mapping));
    }
}

TruthItem truthOfItem(const Item& item, const cv::Matx33d& mapping) {
    TruthItem truth;
    truth.what = item.what;
    truth.quad = quadThrough(mapping, item.at, cornersOf(centeredRect(item.size)));
    for (const Mark& mark : item.marks) {
        if (const auto* text = std::get_if<Text>(&mark)) {
            truth.lines.push_back(lineOf(*text, item.at, mapping));
        } else if (const auto* code = std::get_if<Code>(&mark)) {
            truth.barcodes.push_back(barcodeOf(*code, quadThrough(mapping, item.at, cornersOf(code->box))));
        }
    }
    if (item.kind == ItemKind::Package) addPackage(truth, item, mapping);
    return truth;
}

/// Corners as [[x,y],...] with hundredths of a pixel: more would be noise.
nlohmann::json quadToJson(const vision::Quad& quad) {
    nlohmann::json corners = nlohmann::json::array();
    for (const cv::Point2f& corner : quad) corners.push_back({rounded(corner.x), rounded(corner.y)});
    return corners;
}

nlohmann::json linesToJson(const std::vector<TruthLine>& lines) {
    nlohmann::json json = nlohmann::json::array();
    for (const TruthLine& line : lines) {
        json.push_back(
            {{"text", line.text}, {"quad", quadToJson(line.quad)}, {"height_px", rounded(line.heightPx)}});
    }
    return json;
}

nlohmann::json itemToJson(const TruthItem& item, const char* nameKey) {
    nlohmann::json json = {{nameKey, item.what}, {"quad", quadToJson(item.quad)}};
    json["lines"] = linesToJson(item.lines);
    if (item.pxPerMm > 0) {
        json["px_per_mm"] = rounded(item.pxPerMm);
        json["leads"] = item.leads;
    }
    if (item.surface) {
        json["surface"] = {{"state", item.surface->state},
                           {"defect", item.surface->defect},
                           {"strength", rounded(item.surface->strength)}};
        json["ghosts"] = linesToJson(item.ghosts);
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

Truth truthOf(const Scene& scene, const cv::Matx33d& mapping, cv::Size picture, const Shot& shot,
              const Lighting& light) {
    Truth truth;
    truth.kind = kSceneKinds.nameOf(scene.kind);
    truth.goods = kGoods.nameOf(scene.goods);
    truth.seed = scene.seed;
    truth.width = picture.width;
    truth.height = picture.height;
    truth.serials = scene.serials;
    truth.parts = scene.parts;
    truth.labelStory = scene.labelStory;
    truth.camera = shot;
    truth.light = light;
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
            {"camera", truth.camera},
            {"light", truth.light}};
    if (truth.labelStory) json["label_story"] = kLabelStories.nameOf(*truth.labelStory);
}

}  // namespace tidewaiter::scene
