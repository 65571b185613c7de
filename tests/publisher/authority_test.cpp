#include "tests/publisher/authority_test.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace tidewaiter::publisher::tests {

namespace fs = std::filesystem;

PassphraseSource knows(const std::string& passphrase) {
    return [passphrase](const std::string& key, int attempt) -> Expected<Secret> {
        if (attempt == 0) return secret(passphrase);
        return failure("the passphrase does not open the key " + key);
    };
}

AuthorityTest::AuthorityTest() {
    std::string pattern = (fs::temp_directory_path() / "tidewaiter-authority-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = pattern;
}

AuthorityTest::~AuthorityTest() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void AuthorityTest::found(const RolePlans& plans) {
    const auto made = makeAuthority({places().folder, plans, kCheap, now_}, secret(kPassphrase),
                                    secret(kPassphrase), quiet);
    ASSERT_TRUE(made) << made.error().message;
}

fs::path AuthorityTest::list(const std::string& file, int count, const std::string& more) {
    std::ofstream out(folder_ / file);
    out << "value,reason\n";
    for (int i = 0; i < count; ++i) out << "SN" << 100000 + i * 7 << ",stolen\n";
    if (!more.empty()) out << more << ",stolen\n";
    return folder_ / file;
}

PublishOrder AuthorityTest::renewal() const {
    PublishOrder order;
    order.folder = places().folder;
    order.now = now_;
    return order;
}

Expected<PublishReport> AuthorityTest::publishOrder(const PublishOrder& order, const Steps& steps) {
    return publish(order, knows(), {steps, [](const auto&) {}});
}

Expected<PublishReport> AuthorityTest::publishFile(const fs::path& file, const Steps& steps) {
    auto order = renewal();
    order.list = {"stolen", std::nullopt, {file}};
    return publishOrder(order, steps);
}

RotateOrder AuthorityTest::rotation(const std::string& role) const {
    RotateOrder order;
    order.folder = places().folder;
    order.role = role;
    order.cost = kCheap;
    order.now = now_;
    return order;
}

Expected<Rotation> AuthorityTest::rotateOrder(const RotateOrder& order, const Steps& steps) {
    return rotate(
        order, knows(), [] { return Expected<Secret>(secret(kPassphrase)); }, steps);
}

Expected<Rotation> AuthorityTest::rotateRole(const std::string& role, const Steps& steps) {
    return rotateOrder(rotation(role), steps);
}

Device AuthorityTest::device(const std::string& name) const {
    return {folder_ / name, places().anchor(), places().repository()};
}

fs::path AuthorityTest::takeAway(const std::vector<std::string>& keys, const std::string& to) {
    fs::create_directories(folder_ / to);
    for (const auto& key : keys) fs::rename(places().keys() / (key + ".key"), folder_ / to / (key + ".key"));
    return folder_ / to;
}

std::map<std::string, std::string> AuthorityTest::everything() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(places().folder)) {
        const auto name = fs::relative(entry.path(), places().folder).string();
        if (entry.is_regular_file() && name != "lock") files[name] = contentOf(entry.path());
    }
    return files;
}

}  // namespace tidewaiter::publisher::tests
