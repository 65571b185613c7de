#include "tests/blackbox/score_table.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace tidewaiter::blackbox {

namespace {

constexpr int kNameWidth = 28;

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void printRow(std::ostream& out, const std::string& name, const Score& s) {
    out << std::left << std::setw(kNameWidth) << name << std::right << std::fixed << std::setprecision(1)
        << std::setw(7) << s.milliseconds.size() << std::setw(6) << s.lines << std::setw(8)
        << percent(s.exact, s.lines) << std::setw(8) << percent(s.within, s.lines) << std::setw(7)
        << percent(s.errors, s.characters) << std::setw(8) << percent(s.wordsFound, s.words) << std::setw(10)
        << s.confidentLines << std::setw(9) << std::to_string(s.misread) + "/" + std::to_string(s.confident)
        << std::setprecision(0) << std::setw(8) << median(s.milliseconds) << "\n";
}

/// The photos of `run` that `other` has too.
RunResult shared(const RunResult& run, const RunResult& other, std::ostream& out) {
    RunResult both{run.reader, {}};
    for (const auto& photo : run.photos) {
        const bool known = std::any_of(other.photos.begin(), other.photos.end(),
                                       [&photo](const auto& o) { return o.path == photo.path; });
        if (known)
            both.photos.push_back(photo);
        else
            out << "only in " << run.reader << ": " << photo.path << "\n";
    }
    return both;
}

void printPair(std::ostream& out, const std::string& name, const Score& a, const Score& b) {
    const auto pair = [&out](double one, double other) {
        out << std::setw(8) << one << " >" << std::setw(6) << other;
    };
    out << std::left << std::setw(kNameWidth) << name << std::right << std::fixed << std::setprecision(1)
        << std::setw(6) << a.lines;
    pair(percent(a.exact, a.lines), percent(b.exact, b.lines));
    pair(percent(a.within, a.lines), percent(b.within, b.lines));
    pair(percent(a.errors, a.characters), percent(b.errors, b.characters));
    pair(percent(a.wordsFound, a.words), percent(b.wordsFound, b.words));
    out << std::setprecision(0);
    pair(a.confidentLines, b.confidentLines);
    pair(a.misread, b.misread);
    pair(median(a.milliseconds), median(b.milliseconds));
    out << "\n";
}

bool reads(const PhotoResult& photo, const std::string& line) {
    auto alone = photo;
    alone.lines = {line};
    return score(alone).within > 0;
}

void printOnlyOneReads(std::ostream& out, const RunResult& one, const RunResult& other) {
    for (const auto& photo : one.photos) {
        const auto twin = std::find_if(other.photos.begin(), other.photos.end(),
                                       [&photo](const auto& o) { return o.path == photo.path; });
        for (const auto& line : photo.lines) {
            if (reads(photo, line) && !reads(*twin, line))
                out << "only " << one.reader << " reads: " << photo.path << ": " << line << "\n";
        }
    }
}

}  // namespace

double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
}

ScoredRun scored(const RunResult& run) {
    ScoredRun result{run.reader, {}, {}};
    for (const auto& photo : run.photos) {
        const auto s = score(photo);
        result.bySource[sourceOf(photo.path)] += s;
        result.total += s;
    }
    return result;
}

void print(std::ostream& out, const ScoredRun& run) {
    out << std::left << std::setw(kNameWidth) << run.reader
        << " photos lines  exact% within%   CER%  words% confident  misread  median ms\n";
    for (const auto& [source, score] : run.bySource) printRow(out, source, score);
    printRow(out, "total", run.total);
}

void printBeside(std::ostream& out, const RunResult& one, const RunResult& other) {
    const auto a = shared(one, other, out);
    const auto b = shared(other, one, out);
    const auto scoredA = scored(a);
    const auto scoredB = scored(b);
    out << std::left << std::setw(kNameWidth) << one.reader + " > " + other.reader << " lines          exact%"
        << "         within%            CER%          words%       confident         misread       median "
           "ms\n";
    for (const auto& [source, score] : scoredA.bySource)
        printPair(out, source, score, scoredB.bySource.at(source));
    printPair(out, "total", scoredA.total, scoredB.total);
    printOnlyOneReads(out, a, b);
    printOnlyOneReads(out, b, a);
}

}  // namespace tidewaiter::blackbox
