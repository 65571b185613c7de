#include "firmware/command/passphrase.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>

#include "firmware/files/durable_file.h"
#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

using files::Descriptor;
using files::Secret;
using inspection::plainText;

namespace {

constexpr std::size_t kLongest = 1024;
constexpr int kAttempts = 3;

/// Bytes up to the end of the line, straight into guarded memory. Nothing where the line is too long or
/// cannot be read.
std::optional<Secret> readLine(const Descriptor& from) {
    Secret line(kLongest);
    for (std::size_t length = 0; length < kLongest;) {
        const auto count = ::read(from.number(), line.data() + length, 1);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::nullopt;
        if (count == 0 || line.data()[length] == '\n') {
            if (length > 0 && line.data()[length - 1] == '\r') --length;
            line.shorten(length);
            return line;
        }
        ++length;
    }
    return std::nullopt;
}

/// A terminal that does not show what is typed, as long as this lives.
class Hidden {
  public:
    explicit Hidden(int terminal) : terminal_(terminal) {
        if (::tcgetattr(terminal_, &before_) != 0) return;
        auto hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden.c_lflag |= ECHONL;
        is_ = ::tcsetattr(terminal_, TCSAFLUSH, &hidden) == 0;
    }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;
    ~Hidden() {
        if (is_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }
    [[nodiscard]] bool is() const { return is_; }

  private:
    int terminal_;
    termios before_{};
    bool is_ = false;
};

Expected<Secret> longEnough(Secret secret) {
    if (secret.size() >= publisher::kShortestPassphrase) return secret;
    return failure("a passphrase needs " + std::to_string(publisher::kShortestPassphrase) +
                   " characters at least; take five or six words that nobody else would put together");
}

}  // namespace

Expected<Secret> readPassphrase(const std::filesystem::path& file) {
    const auto name = "the passphrase file '" + plainText(file.string()) + "'";
    const Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!open.isOpen() || ::fstat(open.number(), &status) != 0 || S_ISDIR(status.st_mode))
        return failure(name + " cannot be read; check its name and permissions");
    constexpr mode_t kOthers = 0077;
    if (S_ISREG(status.st_mode) && (status.st_mode & kOthers) != 0)
        return failure(name + " can be read by others; run chmod 600 on it, then try again");
    auto line = readLine(open);
    if (!line)
        return failure(name + " has no line of at most 1024 bytes; write the passphrase into its first");
    return std::move(*line);
}

Expected<Secret> askPassphrase(const std::string& question) {
    const Descriptor terminal(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC));
    const auto noTerminal = "there is no terminal to ask for the passphrase on; give --passphrase-file FILE";
    if (!terminal.isOpen()) return failure(noTerminal);
    const Hidden hidden(terminal.number());
    if (!hidden.is()) return failure(noTerminal);
    const auto shown = plainText(question) + ": ";
    static_cast<void>(files::writeThrough(terminal, shown));  // a terminal cannot be brought to a disk
    auto line = readLine(terminal);
    if (!line) return failure("the terminal gave no passphrase of at most 1024 bytes; try again");
    return std::move(*line);
}

Expected<Secret> choosePassphrase(const std::filesystem::path& file, const std::string& what) {
    if (!file.empty()) {
        auto secret = readPassphrase(file);
        if (!secret) return secret;
        return longEnough(std::move(*secret));
    }
    auto first = askPassphrase("New passphrase for " + what);
    if (!first) return first;
    auto good = longEnough(std::move(*first));
    if (!good) return good;
    const auto again = askPassphrase("The same again");
    if (!again) return tl::unexpected(again.error());
    if (again->text() == good->text()) return good;
    return failure("the two passphrases are not the same; nothing was done, run the command again");
}

publisher::PassphraseSource passphraseSource(std::vector<std::filesystem::path> files) {
    if (files.empty()) {
        return [](const std::string& key, int attempt) -> Expected<Secret> {
            if (attempt < kAttempts)
                return askPassphrase((attempt == 0 ? "Passphrase of the key " : "Not that one. Key ") + key);
            return failure("the passphrase does not open the key " + key +
                           "; look it up, then run the command again");
        };
    }
    const auto next = std::make_shared<std::size_t>(0);
    return [files = std::move(files), next](const std::string& key, int) -> Expected<Secret> {
        if (*next < files.size()) return readPassphrase(files[(*next)++]);
        return failure("no passphrase that was given opens the key " + key +
                       "; name the file with its own by --passphrase-file");
    };
}

}  // namespace tidewaiter::command
