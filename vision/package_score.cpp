#include <cmath>

#include "vision/internal/package_model.h"
#include "vision/internal/package_score.h"

namespace tidewaiter::vision {

namespace {

double leafOf(const PackageFeatures& features, int node) {
    while (node >= 0) {
        const auto& question = kPackageNodes[static_cast<std::size_t>(node)];
        const auto value = static_cast<float>(features[static_cast<std::size_t>(question.feature)]);
        node = value <= question.threshold ? question.yes : question.no;
    }
    return static_cast<double>(kPackageLeaves[static_cast<std::size_t>(-1 - node)]);
}

template <class Roots>
double sumOf(const PackageFeatures& features, const Roots& roots, float base) {
    double sum = static_cast<double>(base);
    for (const short root : roots) sum += leafOf(features, root);
    return sum;
}

}  // namespace

bool mayBePackage(const PackageFeatures& features) {
    return sumOf(features, kPackageFirstTrees, kPackageFirstBase) >= static_cast<double>(kPackageFirstBar);
}

double packageScore(const PackageFeatures& features) {
    const double sum = sumOf(features, kPackageTrees, kPackageBase);
    const double logit = static_cast<double>(kPackageSlope) * sum + static_cast<double>(kPackageOffset);
    return 1 / (1 + std::exp(-logit));
}

}  // namespace tidewaiter::vision
