#include "firmware/command/replay_command.h"

#include <nlohmann/json.hpp>

#include "firmware/command/inspect_command.h"
#include "firmware/command/lists_in_use.h"
#include "firmware/command/policy_command.h"
#include "firmware/command/terminal.h"
#include "firmware/command/user_files.h"
#include "firmware/inspection/inspector.h"
#include "firmware/inspection/parse_inspection.h"
#include "firmware/records/device_key.h"
#include "firmware/records/replay.h"
#include "firmware/records/sealed_record.h"
#include "models/store.h"
#include "vision/image_loader.h"

namespace tidewaiter::command {

using inspection::Inspection;
using inspection::Inspector;
using inspection::Policy;
using records::EvidenceFiles;

namespace {

int fail(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

/// The policy by which the inspection was judged where it is still there: the one that came with the lists,
/// or the program's own. Else the one that would be used today.
Expected<Policy> policyFor(const Inspection& recorded, const std::optional<std::filesystem::path>& given,
                           const std::filesystem::path& lists, const models::Store& store) {
    const auto file = policyFile(given, lists);
    if (!file) return Policy::load(store);
    auto named = loadPolicy(*file);
    if (given) return named ? Expected<Policy>(std::move(named->policy)) : tl::unexpected(named.error());
    if (named && named->policy.version() == recorded.versions.policy) return std::move(named->policy);
    auto own = Policy::load(store);
    if (!named || !own || own->version() == recorded.versions.policy) return own;
    return std::move(named->policy);
}

/// Sees and judges as the inspection was made, as far as that is still there.
Expected<Inspector> inspectorFor(const Inspection& recorded, const EvidenceArguments& arguments,
                                 const Configuration& configuration, const std::string& version) {
    const auto installation = findInstallation(arguments.data, configuration.data, version);
    const auto folder = listFolder(arguments.lists, configuration.lists);
    const auto store = models::Store::open(installation.data);
    if (!store) return tl::unexpected(store.error());
    auto policy = policyFor(recorded, arguments.policy, folder, *store);
    if (!policy) return tl::unexpected(policy.error());
    auto lists = openLists(folder);
    if (!lists) return tl::unexpected(lists.error());
    ocr::TextOptions text;
    text.provider = configuration.provider;
    text.languages = configuration.languages;
    return Inspector::load(*store, {.text = text,
                                    .barcode = {.helper = installation.barcodeHelper},
                                    .program = installation.version,
                                    .policy = std::move(*policy),
                                    .lists = std::make_shared<const watchlist::Lists>(std::move(*lists))});
}

Expected<records::Record> recordedInspection(const std::string& id, const EvidenceFiles& files) {
    auto record = records::verifierKey(files).and_then(
        [&](const tlog::VerifierKey& key) { return records::sealedRecord(id, files, key); });
    if (record && record->kind != records::RecordKind::Inspection)
        return failure("the record " + id +
                       " is no inspection; tidewaiter evidence list says which records are");
    return record;
}

}  // namespace

int runReplay(const EvidenceArguments& arguments, const Configuration& configuration,
              const std::string& version) {
    vision::initImageLoader();
    const EvidenceFiles files(evidenceFolder(arguments.evidence, configuration.evidence));
    const auto record = recordedInspection(arguments.replayed, files);
    if (!record) return fail(record.error());
    const auto recorded = inspection::parseInspection(record->content, "the record " + record->id);
    if (!recorded) return fail(recorded.error());
    auto request = records::requestIn(*record, files);
    if (!request) return fail(request.error());
    const auto inspector = inspectorFor(*recorded, arguments, configuration, version);
    if (!inspector) return fail(inspector.error());
    const auto now = inspector->inspect(std::move(*request), [] { return 0.0; });
    if (!now) return fail(now.error());
    const auto replay = records::compare(*recorded, *now);
    const auto text = arguments.json ? records::jsonOf(replay).dump() + "\n" : records::textOf(replay);
    if (const auto written = writeResult(text); !written) return fail(written.error());
    return replay.isSame() ? kExitClear : kExitInspect;
}

}  // namespace tidewaiter::command
