#include "firmware/watchlist/zstd_stream.h"

#include <zstd.h>

#include <cerrno>

#include "firmware/files/durable_file.h"

namespace tidewaiter::watchlist {

namespace {

constexpr int kLevel = 9;
/// What a reader has to keep at most, as a power of 2: 8 MiB.
constexpr int kWindow = 23;
constexpr std::size_t kPiece = std::size_t{1} << 18;
constexpr std::size_t kLongestLine = std::size_t{1} << 20;

}  // namespace

void ZstdWriter::Free::operator()(ZSTD_CCtx_s* context) const {
    ZSTD_freeCCtx(context);
}

void ZstdReader::Free::operator()(ZSTD_DCtx_s* context) const {
    ZSTD_freeDCtx(context);
}

ZstdWriter::ZstdWriter(const std::filesystem::path& file)
    : path_(file), context_(ZSTD_createCCtx()), packed_(ZSTD_CStreamOutSize()) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_windowLog, kWindow);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    errno = 0;
    file_.open(file, std::ios::binary | std::ios::trunc);
    if (!file_) error_ = errno == 0 ? EIO : errno;
}

void ZstdWriter::write(std::string_view text) {
    waiting_ += text;
    if (waiting_.size() >= kPiece) pack(false);
}

void ZstdWriter::pack(bool last) {
    ZSTD_inBuffer in{waiting_.data(), waiting_.size(), 0};
    const auto mode = last ? ZSTD_e_end : ZSTD_e_continue;
    for (std::size_t left = 1; left != 0 && error_ == 0;) {
        ZSTD_outBuffer out{packed_.data(), packed_.size(), 0};
        left = ZSTD_compressStream2(context_.get(), &out, &in, mode);
        if (ZSTD_isError(left)) error_ = ENOMEM;  // all that is left with valid arguments
        if (!last) left = in.size - in.pos;
        errno = 0;
        if (error_ == 0 && !file_.write(packed_.data(), static_cast<std::streamsize>(out.pos)))
            error_ = errno == 0 ? EIO : errno;
        bytes_ += out.pos;
    }
    waiting_.clear();
}

Expected<std::uint64_t> ZstdWriter::finish() {
    pack(true);
    errno = 0;
    file_.close();
    if (error_ == 0 && !file_) error_ = errno == 0 ? EIO : errno;
    if (error_ != 0) return tl::unexpected(files::writeError(path_, error_));
    return bytes_;
}

ZstdReader::ZstdReader(const std::filesystem::path& file)
    : file_(file, std::ios::binary), context_(ZSTD_createDCtx()), packed_(ZSTD_DStreamInSize()) {
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kWindow);
}

/// False at the end of a whole file.
Expected<bool> ZstdReader::unpackMore() {
    text_.erase(0, at_);
    at_ = 0;
    const auto before = text_.size();
    while (text_.size() == before) {
        if (packedAt_ == packedSize_) {
            file_.read(packed_.data(), static_cast<std::streamsize>(packed_.size()));
            packedSize_ = static_cast<std::size_t>(file_.gcount());
            packedAt_ = 0;
            if (packedSize_ == 0) {
                if (ended_) return false;
                return failure("it breaks off");
            }
        }
        text_.resize(before + kPiece);
        ZSTD_inBuffer in{packed_.data(), packedSize_, packedAt_};
        ZSTD_outBuffer out{text_.data() + before, kPiece, 0};
        const auto left = ZSTD_decompressStream(context_.get(), &out, &in);
        text_.resize(before + out.pos);
        if (ZSTD_isError(left)) return failure("it is damaged or no list file");
        packedAt_ = in.pos;
        ended_ = left == 0;
    }
    return true;
}

Expected<const std::string*> ZstdReader::nextLine() {
    for (auto searched = at_;;) {
        const auto end = text_.find('\n', searched);
        if (end != std::string::npos) {
            current_.assign(text_, at_, end - at_);
            at_ = end + 1;
            ++line_;
            return &current_;
        }
        if (text_.size() - at_ > kLongestLine) return failure("a line is longer than 1 MiB");
        searched = text_.size() - at_;
        const auto more = unpackMore();
        if (!more) return tl::unexpected(more.error());
        if (!*more && text_.empty()) return nullptr;
        if (!*more) return failure("it breaks off in a line");
    }
}

}  // namespace tidewaiter::watchlist
