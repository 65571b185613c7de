#include "vision/surface/surface_model.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

namespace tidewaiter::vision {

using nlohmann::json;

namespace {

constexpr auto kModelFile = "surface/surface.json";
constexpr std::size_t kTreeNumbers = 10;  ///< three measures and thresholds, four leaves
constexpr double kLargestSum = 50;        ///< of logarithms; a bias or leaf beyond is no fit

}  // namespace

/// Walks the file; the first thing that is wrong ends it with a sentence that says where.
class SurfaceModelReader {
  public:
    explicit SurfaceModelReader(const std::string& name) : name_(name) {}

    Expected<SurfaceModel> read(std::string_view text) {
        const auto root = json::parse(text, nullptr, false);
        if (!root.is_object()) return failure(name_ + " is not a JSON object; restore the file");
        SurfaceModel model;
        readMeasures(root);
        readLimits(root, model.limits_);
        for (const auto& [tampering, name] : kTamperings.rows) {
            readHead(root, std::string(name), model.heads_[static_cast<std::size_t>(tampering)]);
        }
        if (error_) return failure(name_ + ": " + *error_ + "; restore the file");
        return model;
    }

  private:
    void fail(const std::string& path, const std::string& what) {
        if (!error_) error_ = "'" + path + "' " + what;
    }

    /// The value under `key`, null when it is not there.
    const json& part(const json& object, const std::string& key, const std::string& path) {
        static const json kNothing;
        if (object.is_object() && object.contains(key)) return object[key];
        fail(path, "is missing");
        return kNothing;
    }

    double number(const json& object, const std::string& key, const std::string& path, double low,
                  double high) {
        const auto& value = part(object, key, path + "." + key);
        const double found = value.is_number() ? value.get<double>() : NAN;
        if (!(found >= low && found <= high))
            fail(path + "." + key, "must be a number that makes sense here");
        return found;
    }

    void readMeasures(const json& root) {
        const auto& names = part(root, "measures", "measures");
        if (!names.is_array()) return fail("measures", "must be a list of names");
        for (const auto& name : names) {
            const auto text = name.is_string() ? name.get<std::string>() : std::string();
            const auto& known = measureNames();
            const auto found = std::find(known.begin(), known.end(), text);
            if (found == known.end()) fail("measures", "holds '" + text + "', which is no measure");
            measures_.push_back(static_cast<std::size_t>(found - known.begin()));
        }
    }

    void readLimits(const json& root, SurfaceLimits& limits) {
        const auto& found = part(root, "limits", "limits");
        limits.leastSidePx = number(found, "leastSidePx", "limits", 1, 10'000);
        limits.leastSharpness = number(found, "leastSharpness", "limits", 0, 1);
        limits.darkest = number(found, "darkest", "limits", 0, 1);
        limits.lightest = number(found, "lightest", "limits", 0, 1);
        limits.mostHighlights = number(found, "mostHighlights", "limits", 0, 1);
    }

    void readHead(const json& root, const std::string& name, SurfaceModel::Head& head) {
        const auto& heads = part(root, "heads", "heads");
        const auto& found = part(heads, name, "heads." + name);
        if (error_) return;
        head.ratioToState = number(found, "ratioToState", "heads." + name, 1, 1e6);
        head.alone = sum(part(found, "alone", "heads." + name + ".alone"), "heads." + name + ".alone");
        if (found.contains("twins")) head.twins = sum(found["twins"], "heads." + name + ".twins");
        const auto path = "heads." + name + ".lit";
        const auto& lit = part(found, "lit", path);
        if (error_) return;
        head.ratioToStateLit = number(lit, "ratioToState", path, 1, 1e6);
        head.relief = sum(part(lit, "relief", path + ".relief"), path + ".relief");
        head.albedo = sum(part(lit, "albedo", path + ".albedo"), path + ".albedo");
    }

    SurfaceSum sum(const json& found, const std::string& path) {
        SurfaceSum sum;
        sum.bias = number(found, "bias", path, -kLargestSum, kLargestSum);
        const auto& trees = part(found, "trees", path + ".trees");
        if (!trees.is_array()) fail(path + ".trees", "must be a list");
        for (const auto& one : trees) sum.trees.push_back(tree(one, path + ".trees"));
        return sum;
    }

    SurfaceTree tree(const json& found, const std::string& path) {
        SurfaceTree tree;
        const bool numbers =
            found.is_array() && found.size() == kTreeNumbers &&
            std::all_of(found.begin(), found.end(), [](const json& n) { return n.is_number(); });
        if (!numbers) {
            fail(path, "must hold lists of ten numbers");
            return tree;
        }
        for (std::size_t i = 0; i < 3; ++i) {
            const double measure = found[2 * i].get<double>();
            const bool known = measure >= 0 && measure < static_cast<double>(measures_.size());
            if (!known) fail(path, "asks for a measure that is not in 'measures'");
            tree.measure[i] = known ? measures_[static_cast<std::size_t>(measure)] : 0;
            tree.threshold[i] = found[2 * i + 1].get<double>();
        }
        for (std::size_t i = 0; i < 4; ++i) {
            tree.leaf[i] = found[6 + i].get<double>();
            if (!(std::abs(tree.leaf[i]) <= kLargestSum)) fail(path, "has a leaf that is too large");
        }
        return tree;
    }

    const std::string& name_;
    std::optional<std::string> error_;
    std::vector<std::size_t> measures_;
};

double SurfaceSum::at(const SurfaceMeasures& measures) const {
    double sum = bias;
    for (const auto& tree : trees) {
        const std::size_t first = measures[tree.measure[0]] >= tree.threshold[0] ? 1 : 0;
        const std::size_t second = measures[tree.measure[1 + first]] >= tree.threshold[1 + first] ? 1 : 0;
        sum += tree.leaf[2 * first + second];
    }
    return sum;
}

Expected<SurfaceModel> SurfaceModel::load(const models::Store& store) {
    const auto text = store.read(kModelFile);
    if (!text) return tl::unexpected(text.error());
    return parse(*text, (store.directory() / kModelFile).string());
}

Expected<SurfaceModel> SurfaceModel::parse(std::string_view text, const std::string& name) {
    return SurfaceModelReader(name).read(text);
}

double SurfaceModel::logRatio(Tampering tampering, const SurfaceMeasures& measures) const {
    return heads_[static_cast<std::size_t>(tampering)].alone.at(measures);
}

double SurfaceModel::logRatioOfTwins(Tampering tampering, const SurfaceMeasures& difference) const {
    return heads_[static_cast<std::size_t>(tampering)].twins.at(difference);
}

double SurfaceModel::logRatio(Tampering tampering, const LitMeasures& measures) const {
    const auto& head = heads_[static_cast<std::size_t>(tampering)];
    return head.relief.at(measures.relief) + head.albedo.at(measures.albedo);
}

double SurfaceModel::ratioToStateLit(Tampering tampering) const {
    return heads_[static_cast<std::size_t>(tampering)].ratioToStateLit;
}

double SurfaceModel::ratioToState(Tampering tampering) const {
    return heads_[static_cast<std::size_t>(tampering)].ratioToState;
}

}  // namespace tidewaiter::vision
