#include "firmware/publisher/key_ring.h"

#include <algorithm>
#include <charconv>

#include "firmware/publisher/metadata_json.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/json_node.h"
#include "firmware/tuf/strict_json.h"

namespace tidewaiter::publisher {

namespace fs = std::filesystem;
using text::visibleText;

namespace {

constexpr std::size_t kShownDigits = 8;  // of an id
constexpr std::uintmax_t kLargestKeyFile = 65536;

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

std::string publicFile(const std::string& name, const tuf::Key& key) {
    return nlohmann::json{{"name", name}, {"key", keyJson(key)}}.dump(2) + "\n";
}

Expected<KeyRing> KeyRing::open(const std::vector<fs::path>& folders, PassphraseSource passphrases) {
    KeyRing ring(std::move(passphrases));
    for (const auto& folder : folders) {
        if (auto ok = ring.look(folder); !ok) return tl::unexpected(ok.error());
    }
    return ring;
}

/// A file that is damaged spoils nothing as long as its key is not needed.
Expected<void> KeyRing::look(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto ending = entry.path().extension();
        if (ending != ".key" && ending != ".pub") continue;
        if (fs::file_size(entry.path(), error) > kLargestKeyFile) continue;
        const auto text = tuf::readFile(entry.path());
        if (!text || !*text) continue;
        if (ending == ".key") {
            auto file = parseKeyFile(**text, visibleText(entry.path().string()));
            if (!file) {
                damaged_.push_back(file.error().message);
                continue;
            }
            const auto id = publisher::idOf(file->publicKey);
            names_[id] = file->name;
            files_.emplace(id, std::move(*file));
        } else if (const auto content = tuf::parseStrictly(**text)) {
            tuf::Mistake mistake;
            const tuf::JsonNode whole(*content, "it", mistake);
            const auto key = whole.member("key");
            const tuf::Key open{key.member("keytype").text(), key.member("scheme").text(),
                                key.member("keyval").member("public").text()};
            const auto name = visibleText(whole.member("name").text());
            if (mistake.sentence().empty()) names_.emplace(publisher::idOf(open), name);
        }
    }
    if (!error) return {};
    return failure("the folder of keys '" + visibleText(folder.string()) +
                   "' cannot be read; check its name and that its medium is there");
}

std::string KeyRing::nameOf(const std::string& id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? "the key " + id.substr(0, kShownDigits) : found->second;
}

std::string KeyRing::idOf(const std::string& name) const {
    for (const auto& [id, known] : names_) {
        if (known == name) return id;
    }
    return {};
}

int KeyRing::nextNumber(const std::string& role) const {
    int highest = 0;
    for (const auto& [id, name] : names_) {
        int number = 0;
        if (!name.starts_with(role + '-')) continue;
        std::from_chars(name.data() + role.size() + 1, name.data() + name.size(), number);
        highest = std::max(highest, number);
    }
    return highest + 1;
}

Expected<void> KeyRing::checkEnough(const std::string& name, const tuf::Role& role) const {
    std::vector<std::string> missing;
    std::int64_t held = 0;
    for (const auto& id : role.keyIds) {
        if (holds(id))
            ++held;
        else
            missing.push_back(nameOf(id));
    }
    if (held >= role.threshold) return {};
    auto sentence = "for " + name + ", " + std::to_string(role.threshold) + " of " +
                    std::to_string(role.keyIds.size()) + " keys must sign and " + std::to_string(held) +
                    (held == 1 ? " is" : " are") + " here; bring " + std::to_string(role.threshold - held) +
                    " of these: " + joined(missing) + ", and name the folder where they lie with --keys";
    for (const auto& damage : damaged_) sentence += " (" + damage + ")";
    return failure(sentence);
}

Expected<Signers> KeyRing::signersOf(const std::string& name, const tuf::Role& role) {
    if (auto ok = checkEnough(name, role); !ok) return tl::unexpected(ok.error());
    Signers signers;
    for (const auto& id : role.keyIds) {
        if (!holds(id) || static_cast<std::int64_t>(signers.size()) == role.threshold) continue;
        const auto key = unlocked(id);
        if (!key) return tl::unexpected(key.error());
        signers.push_back(*key);
    }
    return signers;
}

Expected<const SigningKey*> KeyRing::unlocked(const std::string& id) {
    if (const auto found = keys_.find(id); found != keys_.end()) return &found->second;
    auto key = opened(files_.at(id));
    if (!key) return tl::unexpected(key.error());
    return &keys_.emplace(id, std::move(*key)).first->second;
}

/// Most keys share a passphrase: those that were given before are tried first.
Expected<SigningKey> KeyRing::opened(const KeyFile& file) {
    const auto attempt = [&file](const Secret& passphrase) { return openKey(file, passphrase); };
    for (auto at = known_.rbegin(); at != known_.rend(); ++at) {
        auto key = attempt(*at);
        if (key) return std::move(*key);
        if (key.error().problem != KeyProblem::WrongPassphrase) return failure(key.error().message);
    }
    for (int count = 0;; ++count) {
        auto passphrase = passphrases_(file.name, count);
        if (!passphrase) return tl::unexpected(passphrase.error());
        auto key = attempt(*passphrase);
        known_.push_back(std::move(*passphrase));
        if (key) return std::move(*key);
        if (key.error().problem != KeyProblem::WrongPassphrase) return failure(key.error().message);
    }
}

}  // namespace tidewaiter::publisher
