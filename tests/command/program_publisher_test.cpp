// `tidewaiter watchlist keygen|publish|rotate|status --authority` as a list authority uses them.
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "tests/command/program.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;

class PublisherProgram : public ProgramTest {
  protected:
    /// A file that its owner alone may read.
    std::string secret(const std::string& name, const std::string& content) {
        const auto file = write(name, content);
        ::chmod(file.c_str(), 0600);
        return file;
    }

    Outcome watchlist(std::vector<std::string> words) {
        words.insert(words.begin(), "watchlist");
        words.insert(words.end(), {"--passphrase-file", secret("passphrase", "four words or five\n")});
        return run(words);
    }

    void found() {
        const auto founded = watchlist({"keygen", path("authority"), "--key-strength", "interactive"});
        ASSERT_EQ(founded.exitCode, 0) << founded.err;
    }
};

void expectSays(const Outcome& outcome, const std::string& part) {
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err;
    EXPECT_NE(outcome.out.find(part), std::string::npos) << "'" << part << "' is not in: " << outcome.out;
}

TEST_F(PublisherProgram, FoundsPublishesAndSaysWhatToDoNext) {
    const auto founded = watchlist({"keygen", path("authority"), "--key-strength", "interactive"});
    expectSays(founded, "2 of 3 root keys must sign");
    expectSays(founded, "Hand 1.root.json to every device");
    const auto list = write("stolen.csv", "value,reason\n1323621004567,stolen\n");
    expectSays(watchlist({"publish", path("authority"), list, "--version", "7"}),
               "stolen, version 7: 1 entry, ");
    expectSays(watchlist({"publish", path("authority"), list}), "is published with this content already");
    expectSays(watchlist({"publish", path("authority")}), "Nothing changed; what is published was renewed.");
    const auto status = run({"watchlist", "status", "--authority", path("authority")});
    expectSays(status,
               "root      2 of 3 must sign; here: root-1, root-2, root-3; version 1 expires in 364 days");
    expectSays(status, "timestamp 1 of 1 must sign; here: timestamp-1; version 3 expires in ");
    expectSays(status, "stolen, version 7: 1 entry, ");
    expectSays(status, "Take the root keys away from this machine");
}

TEST_F(PublisherProgram, RotatesWithRootKeysFromElsewhere) {
    found();
    fs::create_directories(path("stick"));
    for (const std::string key : {"root-1.key", "root-2.key", "root-3.key"})
        fs::rename(path("authority/keys/" + key), path("stick/" + key));
    expectFailure(watchlist({"rotate", path("authority"), "timestamp"}), 1,
                  "bring 2 of these: root-1, root-2, root-3, and name the folder where they lie with --keys");
    const auto rotated = watchlist(
        {"rotate", path("authority"), "timestamp", "--keys", path("stick"), "--key-strength", "interactive"});
    expectSays(rotated, "Root version 2 is published");
    expectSays(rotated, "New keys of timestamp, in keys/: timestamp-2.");
    expectSays(rotated, "Nothing trusts these any more, destroy them: timestamp-1.");
    expectSays(run({"watchlist", "status", "--authority", path("authority")}),
               "root      2 of 3 must sign; no key is here; elsewhere: root-1, root-2, root-3; version 2");
}

TEST_F(PublisherProgram, RefusesPassphrasesThatAreNoSecret) {
    const auto keygen = [this](const std::string& file) {
        return run({"watchlist", "keygen", path("authority"), "--passphrase-file", file});
    };
    expectFailure(keygen(secret("short", "elevenchars\nand more\n")), 1,
                  "a passphrase needs 12 characters at least");
    const auto open = write("open", "four words or five\n");
    ::chmod(open.c_str(), 0644);
    expectFailure(keygen(open), 1, "can be read by others; run chmod 600 on it");
    expectFailure(keygen(path("missing")), 1, "cannot be read; check its name and permissions");
    expectFailure(keygen(folder_.string()), 1, "cannot be read; check its name and permissions");
    expectFailure(keygen(secret("long", std::string(5000, 'x'))), 1, "has no line of at most 1024 bytes");
    EXPECT_FALSE(fs::exists(path("authority")));
}

TEST_F(PublisherProgram, AWrongPassphraseIsToldAndChangesNothing) {
    found();
    const auto wrong = secret("wrong", "four words or six\n");
    expectFailure(run({"watchlist", "publish", path("authority"), "--passphrase-file", wrong}), 1,
                  "no passphrase that was given opens the key targets-1; name the file with its own");
    EXPECT_FALSE(fs::exists(path("authority/repository/metadata/timestamp.json")));
}

TEST_F(PublisherProgram, RefusesAPolicyThatIsNone) {
    found();
    expectFailure(watchlist({"publish", path("authority"), "--policy", write("p.toml", "rules = 7\n")}), 1,
                  "p.toml");
}

TEST_F(PublisherProgram, WrongUsageIsTold) {
    expectFailure(run({"watchlist", "publish"}), 2, "name the private folder of the authority");
    expectFailure(run({"watchlist", "rotate", "a", "mirrors"}), 2, "mirrors");
    expectFailure(run({"watchlist", "rotate", "a"}), 2, "root, targets, snapshot or timestamp");
    expectFailure(run({"watchlist", "keygen", "a", "--key-strength", "weak"}), 2, "weak");
    expectFailure(run({"watchlist", "keygen", "a", "--root-threshold", "4"}), 1,
                  "the threshold of root cannot be 4");
    expectFailure(run({"watchlist", "publish", "a", "--name", "b"}), 1, "there is no file to publish");
    expectFailure(run({"watchlist", "rotate", "a", "targets", "--renew"}), 1, "--renew is for the root");
    expectFailure(run({"watchlist", "status", "--authority", path("a")}), 1, "there is no authority in '");
}

/// The program on a terminal of its own, which answers each passphrase that is asked for.
class OnTerminal {
  public:
    explicit OnTerminal(const std::vector<std::string>& words) : terminal_(posix_openpt(O_RDWR | O_NOCTTY)) {
        grantpt(terminal_);
        unlockpt(terminal_);
        const std::string name = ptsname(terminal_);
        child_ = fork();
        if (child_ != 0) return;
        setsid();
        const int side = open(name.c_str(), O_RDWR);  // becomes the terminal of the session
        ioctl(side, TIOCSCTTY, 0);
        for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(side, number);
        std::vector<std::string> texts = {TIDEWAITER_PROGRAM};
        texts.insert(texts.end(), words.begin(), words.end());
        std::vector<char*> pointers;
        for (auto& text : texts) pointers.push_back(text.data());
        pointers.push_back(nullptr);
        execv(pointers[0], pointers.data());
        _exit(127);
    }
    OnTerminal(const OnTerminal&) = delete;
    OnTerminal& operator=(const OnTerminal&) = delete;
    ~OnTerminal() {
        if (terminal_ >= 0) close(terminal_);
    }

    /// Waits until `question` stands on the screen and types the line.
    void answer(const std::string& question, const std::string& line) {
        std::size_t at = 0;
        while ((at = screen.find(question, seen_)) == std::string::npos) {
            if (readMore()) continue;
            ADD_FAILURE() << "'" << question << "' was not asked: " << screen;
            return;
        }
        seen_ = at + question.size();
        const auto typed = line + "\n";
        EXPECT_EQ(write(terminal_, typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
    }

    int exitCode() {
        while (readMore()) {
        }
        close(std::exchange(terminal_, -1));  // ends a program that still waits
        int status = 0;
        waitpid(child_, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::string screen;

  private:
    bool readMore() {
        pollfd end{terminal_, POLLIN, 0};
        constexpr int kPatience_ms = 30000;
        if (poll(&end, 1, kPatience_ms) <= 0) return false;
        std::array<char, 512> buffer{};
        const auto count = read(terminal_, buffer.data(), buffer.size());
        if (count <= 0) return false;
        screen.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }

    std::size_t seen_ = 0;  // of the screen
    int terminal_;
    pid_t child_ = -1;
};

TEST_F(PublisherProgram, AsksForPassphrasesWithoutShowingThem) {
    OnTerminal keygen({"watchlist", "keygen", path("authority"), "--key-strength", "interactive"});
    keygen.answer("New passphrase for the root keys: ", "those of the root");
    keygen.answer("The same again: ", "those of the root");
    keygen.answer("New passphrase for the keys that publish: ", "those that publish");
    keygen.answer("The same again: ", "those that publish");
    EXPECT_EQ(keygen.exitCode(), 0) << keygen.screen;
    EXPECT_EQ(keygen.screen.find("those"), std::string::npos) << keygen.screen;
    OnTerminal publish({"watchlist", "publish", path("authority")});
    publish.answer("Passphrase of the key targets-1: ", "something else");
    publish.answer("Not that one. Key targets-1: ", "those that publish");
    EXPECT_EQ(publish.exitCode(), 0) << publish.screen;
    OnTerminal mistyped({"watchlist", "keygen", path("another")});
    mistyped.answer("New passphrase for the root keys: ", "those of the root");
    mistyped.answer("The same again: ", "those of the boot");
    EXPECT_EQ(mistyped.exitCode(), 1);
    EXPECT_NE(mistyped.screen.find("the two passphrases are not the same"), std::string::npos)
        << mistyped.screen;
    OnTerminal stubborn({"watchlist", "publish", path("authority")});
    stubborn.answer("Passphrase of the key snapshot-1: ", "wrong");
    stubborn.answer("Not that one. Key snapshot-1: ", "wrong");
    stubborn.answer("Not that one. Key snapshot-1: ", "wrong");
    EXPECT_EQ(stubborn.exitCode(), 1);
    EXPECT_NE(stubborn.screen.find("the passphrase does not open the key snapshot-1"), std::string::npos);
}

}  // namespace
}  // namespace tidewaiter::tests
