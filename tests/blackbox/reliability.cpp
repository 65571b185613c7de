#include "tests/blackbox/reliability.h"

#include <array>
#include <cmath>
#include <iomanip>
#include <ostream>

#include "tests/blackbox/scoring.h"

namespace tidewaiter::blackbox {

namespace {

constexpr std::array kEdges{0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0001};

double share(const ReliabilityBin& bin) {
    return bin.judged == 0 ? 0 : static_cast<double>(bin.right) / bin.judged;
}

double meanConfidence(const ReliabilityBin& bin) {
    return bin.judged == 0 ? 0 : bin.confidences / bin.judged;
}

void count(double confidence, bool right, Reliability& reliability) {
    for (auto& bin : reliability.bins) {
        if (confidence < bin.from || confidence >= bin.to) continue;
        ++bin.judged;
        bin.right += right ? 1 : 0;
        bin.confidences += confidence;
    }
}

}  // namespace

double Reliability::expectedError() const {
    int judged = 0;
    double error = 0;
    for (const auto& bin : bins) {
        judged += bin.judged;
        error += bin.judged * std::abs(share(bin) - meanConfidence(bin));
    }
    return judged == 0 ? 0 : error / judged;
}

Reliability reliabilityOf(const RunResult& run) {
    Reliability reliability;
    for (std::size_t i = 0; i + 1 < kEdges.size(); ++i)
        reliability.bins.push_back({kEdges[i], kEdges[i + 1], 0, 0, 0});
    for (const auto& photo : run.photos) {
        for (const auto& reading : photo.readings) {
            const auto right = verdictOn(reading.text, photo);
            if (right) count(reading.confidence, *right, reliability);
        }
    }
    return reliability;
}

void print(std::ostream& out, const Reliability& reliability) {
    out << "confidence       readings  mean conf  right %\n" << std::fixed;
    for (const auto& bin : reliability.bins) {
        out << std::setprecision(3) << "[" << bin.from << ", " << std::min(bin.to, 1.0)
            << (bin.to > 1 ? "]" : ")") << std::setw(11) << bin.judged << std::setw(11) << meanConfidence(bin)
            << std::setprecision(1) << std::setw(9) << 100 * share(bin) << "\n";
    }
    out << std::setprecision(3) << "expected calibration error " << reliability.expectedError() << "\n";
}

}  // namespace tidewaiter::blackbox
