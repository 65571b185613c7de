#include "firmware/watchlist/entry_reader.h"

#include "firmware/text/visible_text.h"

namespace tidewaiter::watchlist {

namespace {

/// The beginning of the stream, which is read again afterwards.
std::string beginningOf(std::istream& in) {
    constexpr std::size_t kEnough = 4096;
    std::string bytes(kEnough, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    in.clear();
    in.seekg(0);
    return bytes;
}

}  // namespace

Expected<void> readEntries(std::istream& in, const std::string& name, const TakeEntry& take) {
    const auto beginning = beginningOf(in);
    const auto first = beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string::npos) return failure(text::visibleText(name) + " is empty");
    if (beginning[first] != '{') return readCsvEntries(in, name, take);
    // Our own lines begin with a key of an entry; the published list with its results.
    const bool screening = beginning.find("\"results\"") != std::string::npos;
    return screening ? readScreeningJson(in, name, take) : readJsonLines(in, name, take);
}

}  // namespace tidewaiter::watchlist
