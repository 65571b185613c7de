#include "firmware/command/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "firmware/manifest/manifest_columns.h"

namespace tidewaiter::command {

namespace {

constexpr auto kAbout =
    "Looks at photos of a box or a board, reads what is written on it, compares that with what was "
    "declared,\n"
    "and says whether to clear, inspect or hold the item, and why.";

constexpr auto kInspectFooter =
    "Several images are one inspection of one item. With --each every image is its own; with --manifest and\n"
    "no --item the images are shared out to the manifest's items by its column images, or by file names "
    "that\n"
    "begin with the item's id.\n"
    "\n"
    "Exit code: 0 clear, 10 inspect, 20 hold, 2 wrong usage, 1 could not do the work. Of several "
    "inspections\n"
    "the worst counts: hold, then could not do the work, then inspect. A photo that cannot be opened leaves\n"
    "its item without a verdict; other items go on.\n"
    "\n"
    "With --manifest and --report an interrupted run is taken up again: what is finished and has not changed "
    "is\n"
    "not inspected again.\n"
    "\n"
    "Manifest: CSV with a header row, or a JSON list of objects with these columns as keys, in any order; "
    "only\n"
    "item is needed. Images are separated by ';', * and ? are allowed. A row that cannot be relied on is "
    "named\n"
    "with line and column and not inspected; the others are, and the exit code is 1 unless an item is "
    "held.\n";

std::string inspectFooter() {
    std::string text = kInspectFooter;
    for (const auto& column : manifest::manifestColumns()) {
        const std::size_t width = std::string_view("gross_weight_kg").size() + 2;
        const std::string gap(width - column.name.size(), ' ');
        text += "  " + std::string(column.name) + gap + std::string(column.meaning) + "\n";
    }
    return text;
}

/// What flags say of one item; a flag that is not given stays empty.
using DeclaredTexts = std::vector<std::string>;

/// One flag for each column that has one, checked as the column is.
std::vector<CLI::Option*> addDeclaredOptions(CLI::App& inspect, DeclaredTexts& texts) {
    std::vector<CLI::Option*> options;
    for (std::size_t i = 0; i < manifest::manifestColumns().size(); ++i) {
        const auto& column = manifest::manifestColumns()[i];
        if (column.flag.empty()) continue;
        const auto problem = [&column](std::string& text) {
            manifest::ManifestItem scratch;
            const auto outcome = column.set(scratch, text);
            return outcome || text.empty() ? std::string() : outcome.error().message;
        };
        std::string meaning(column.meaning);
        meaning[0] = static_cast<char>(meaning[0] - 'a' + 'A');
        options.push_back(inspect.add_option(std::string(column.flag), texts[i], meaning)
                              ->type_name(std::string(column.kind))
                              ->check(CLI::Validator(problem, "", std::string(column.name))));
    }
    return options;
}

inspection::Declaration declarationOf(const DeclaredTexts& texts) {
    manifest::ManifestItem item;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (!texts[i].empty())
            static_cast<void>(manifest::manifestColumns()[i].set(item, texts[i]));  // checked before
    }
    return item.declaration;
}

void addDataOption(CLI::App& command, std::optional<std::filesystem::path>& data) {
    command.add_option("--data", data, "Folder with the networks and lists (or TIDEWAITER_DATA)")
        ->type_name("DIR");
}

void addListsOption(CLI::App& command, std::optional<std::filesystem::path>& lists) {
    command.add_option("--lists", lists, "Folder with the watchlists (or TIDEWAITER_LISTS)")
        ->type_name("DIR");
}

void addConfigOption(CLI::App& command, std::optional<std::filesystem::path>& config) {
    command.add_option("--config", config, "File with settings (or TIDEWAITER_CONFIG)")->type_name("FILE");
}

void addEvidenceOption(CLI::App& command, std::optional<std::filesystem::path>& evidence) {
    command.add_option("--evidence", evidence, "Folder with sealed inspections (or TIDEWAITER_EVIDENCE)")
        ->type_name("DIR");
}

void addSeenOption(CLI::App& command, std::optional<std::filesystem::path>& seen) {
    command
        .add_option("--seen", seen, "File that remembers serial numbers, \"\" for none (or TIDEWAITER_SEEN)")
        ->type_name("FILE");
}

void addProviderOption(CLI::App& command, std::string& provider) {
    std::vector<std::string> providers;
    for (const auto& row : ocr::kProviders.rows) providers.emplace_back(row.name);
    command.add_option("--provider", provider, "Where the networks run: " + ocr::kProviders.names())
        ->type_name("NAME")
        ->check(CLI::IsMember(providers));
}

/// What is wrong with a day; nothing where it is one.
std::string dayProblem(const std::string& text) {
    constexpr std::string_view kForm = "0000-00-00";
    bool fits = text.size() == kForm.size();
    for (std::size_t i = 0; fits && i < text.size(); ++i)
        fits = kForm[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    return fits ? "" : "is no day; write it as in 2026-11-22";
}

/// What is wrong with a text that has to say something; nothing where it does.
std::string blankProblem(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos ? "is empty; say it in a few words" : "";
}

void addReplayOptions(CLI::App& replay, EvidenceArguments& arguments) {
    replay.add_option("inspection", arguments.replayed, "Id of the inspection")->type_name("ID")->required();
    replay.add_flag("--json", arguments.json, "Print JSON");
    replay
        .add_option("--policy", arguments.policy,
                    "Judge by this policy (default: the recorded one where it is still there)")
        ->type_name("FILE");
    addDataOption(replay, arguments.data);
    addListsOption(replay, arguments.lists);
}

void addHoldOptions(CLI::App& command, const char* what, EvidenceArguments& arguments) {
    command.add_option("records", arguments.hold.records, what)->type_name("ID ...")->required();
    command.add_option("--by", arguments.hold.by, "Who asks for it")
        ->type_name("NAME")
        ->check(CLI::Validator(blankProblem, ""))
        ->required();
    command.add_option("--reason", arguments.hold.reason, "Why: the number of a case, for instance")
        ->type_name("TEXT")
        ->check(CLI::Validator(blankProblem, ""))
        ->required();
}

void addRemoveOptions(CLI::App& remove, EvidenceArguments& arguments) {
    remove.add_flag("--dry-run", arguments.dryRun, "Only say what would be removed");
    remove.add_flag("--clock-checked", arguments.clockChecked,
                    "The device's clock was compared with another one, though no time server keeps it");
    remove
        .add_option("--policy", arguments.policy, "Keep what this policy keeps instead of the installed one")
        ->type_name("FILE");
    addDataOption(remove, arguments.data);
    addListsOption(remove, arguments.lists);
}

void addEvidenceCommands(CLI::App& evidence, EvidenceArguments& arguments) {
    evidence.require_subcommand(1);
    auto* list = evidence.add_subcommand("list", "Say what is sealed, oldest first");
    auto* verify = evidence.add_subcommand("verify", "Read every byte and say whether it is what was sealed");
    verify
        ->add_option("--key", arguments.key,
                     "The device's key as it was noted when the device was set up (default: device.vkey)")
        ->type_name("NAME+HASH+KEY");
    auto* handOver = evidence.add_subcommand("hand-over", "Seal that inspected goods go into other hands");
    handOver->add_option("records", arguments.handOver.records, "Ids of the inspections")
        ->type_name("ID ...")
        ->required();
    handOver->add_option("--from", arguments.handOver.from, "Who hands over")->type_name("NAME")->required();
    handOver->add_option("--to", arguments.handOver.to, "Who takes over")->type_name("NAME")->required();
    handOver->add_option("--seal-number", arguments.handOver.seal, "Number of the seal on the goods")
        ->type_name("TEXT");
    handOver->add_option("--note", arguments.handOver.note, "What else there is to say")->type_name("TEXT");
    auto* exporting = evidence.add_subcommand("export", "Write records, photos and proofs for somebody else");
    exporting->add_option("records", arguments.selection.ids, "Ids of the inspections (default: all)")
        ->type_name("ID ...");
    exporting->add_option("--since", arguments.selection.since, "First day of the period")
        ->type_name("YYYY-MM-DD")
        ->check(CLI::Validator(dayProblem, ""));
    exporting->add_option("--until", arguments.selection.until, "Last day of the period")
        ->type_name("YYYY-MM-DD")
        ->check(CLI::Validator(dayProblem, ""));
    exporting->add_option("--output", arguments.output, "New folder for the bundle")
        ->type_name("DIR")
        ->required();
    auto* replay = evidence.add_subcommand(
        "replay", "Make a sealed inspection again from its own photos and say what has changed");
    addReplayOptions(*replay, arguments);
    auto* witness = evidence.add_subcommand(
        "witness", "Print the checkpoint to hand to a witness, or keep the line that it gives back");
    witness->add_option("--cosignature", arguments.cosignature, "The line that the witness gave back")
        ->type_name("FILE");
    for (auto* command : {verify, witness})
        command->add_option("--witness", arguments.witness, "The witness's key")->type_name("NAME+HASH+KEY");
    witness->get_option("--cosignature")->needs(witness->get_option("--witness"));
    auto* hold = evidence.add_subcommand("hold", "Seal that inspections are kept, whatever the policy says");
    addHoldOptions(*hold, "Ids of the inspections", arguments);
    auto* release = evidence.add_subcommand("release", "Seal that a hold is lifted");
    addHoldOptions(*release, "Ids of the holds, as evidence hold printed them", arguments);
    auto* remove = evidence.add_subcommand(
        "remove", "Remove the inspections that the policy keeps no longer; the log stays provable");
    addRemoveOptions(*remove, arguments);
    for (auto* command : {list, verify, exporting, handOver, replay, hold, release, remove, witness}) {
        addEvidenceOption(*command, arguments.evidence);
        addConfigOption(*command, arguments.config);
    }
}

void addWatchlistCommands(CLI::App& watchlist, WatchlistArguments& arguments) {
    watchlist.require_subcommand(1);
    auto* import = watchlist.add_subcommand(
        "import", "Put lists as files in the place of the watchlist of that name, all or nothing");
    import->add_option("files", arguments.files, "CSV, JSON Lines, or the US Consolidated Screening List")
        ->type_name("FILE ...")
        ->required();
    import->add_option("--name", arguments.name, "Name of the watchlist (default: the first file's)")
        ->type_name("NAME");
    import->add_option("--version", arguments.version, "Version of the watchlist, for the record")
        ->type_name("TEXT");
    auto* status =
        watchlist.add_subcommand("status", "Say which watchlists are in use, or how an authority stands");
    status->add_flag("--verify", arguments.verify, "Read all of each and compare it with its hash");
    auto* check = watchlist.add_subcommand("check", "Say on which watchlists a number or a party stands");
    check->add_option("numbers", arguments.numbers, "Serial, part or model numbers")->type_name("NUMBER ...");
    auto* party = check->add_option("--party", arguments.parties,
                                    "A name, or name and address in one line; more than once for several");
    party->type_name("NAME")->allow_extra_args(false);
    check->add_option("--address", arguments.address, "Where the party is")->type_name("TEXT")->needs(party);
    auto* sync = watchlist.add_subcommand(
        "sync", "Bring lists and policy to what their publisher has signed, from a web server or a folder");
    sync->add_option("--from", arguments.from, "Repository (default: as configured, else as the last time)")
        ->type_name("URL|FOLDER");
    sync->add_option("--root", arguments.root, "The publisher's root.json, needed the first time")
        ->type_name("FILE");
    for (auto* command : {import, status, check, sync}) {
        addListsOption(*command, arguments.lists);
        addConfigOption(*command, arguments.config);
    }
}

void addPolicyCommands(CLI::App& policy, PolicyArguments& arguments) {
    policy.require_subcommand(1);
    auto* check = policy.add_subcommand("check", "Say what is wrong with a policy, by line");
    check->add_option("file", arguments.file, "The policy, TOML")->type_name("FILE")->required();
    auto* explain = policy.add_subcommand("explain", "Say for each rule why it fired or did not");
    explain
        ->add_option("file", arguments.file,
                     "One inspection as inspect --json prints it; - for standard input")
        ->type_name("INSPECTION.json")
        ->required();
    explain->add_option("--policy", arguments.policy, "Explain by this policy instead of the installed one")
        ->type_name("FILE");
    addDataOption(*explain, arguments.data);
    addListsOption(*explain, arguments.lists);
}

void addServeOptions(CLI::App& serve, ServeArguments& arguments, std::string& provider) {
    serve.add_option("--address", arguments.address, "Address to listen on (default: this machine alone)")
        ->type_name("IP");
    serve.add_option("--port", arguments.port, "Port to listen on (default: 8443)")
        ->type_name("NUMBER")
        ->check(CLI::Range(0, 65535));
    serve.add_flag("--plain", arguments.plain, "Without TLS; only for browsers on this machine");
    serve
        .add_option("--camera", arguments.cameras,
                    "A camera, as in bench=pattern:label or bench=replay:photos")
        ->type_name("NAME=ADDRESS ...");
    serve.add_option("--state", arguments.state, "Folder with people, certificate and declarations")
        ->type_name("DIR");
    serve.add_option("--policy", arguments.policy, "Judge by this policy instead of the installed one")
        ->type_name("FILE");
    addEvidenceOption(serve, arguments.evidence);
    addDataOption(serve, arguments.data);
    addListsOption(serve, arguments.lists);
    addSeenOption(serve, arguments.seen);
    addProviderOption(serve, provider);
    addConfigOption(serve, arguments.config);
}

void addInspectOptions(CLI::App& inspect, InspectArguments& arguments, DeclaredTexts& declared,
                       std::string& provider) {
    const auto flags = addDeclaredOptions(inspect, declared);
    auto* manifestOption =
        inspect.add_option("--manifest", arguments.manifest, "Declarations of many items")->type_name("FILE");
    for (auto* flag : flags) manifestOption->excludes(flag);
    inspect.add_option("--item", arguments.item, "The one item of the manifest that the images show")
        ->type_name("ID")
        ->needs(manifestOption);
    inspect.add_flag("--each", arguments.each, "Make every image an inspection of its own");
    inspect.add_flag("--json", arguments.json, "Print one JSON object per inspection and nothing else");
    inspect.add_option("--report", arguments.report, "Write an HTML report into this folder")
        ->type_name("DIR");
    auto* seal =
        inspect.add_flag("--seal", arguments.seal,
                         "Seal every inspection with its photos, so that nobody can change it unnoticed");
    addEvidenceOption(inspect, arguments.evidence);
    inspect.get_option("--evidence")->needs(seal);
    inspect.add_flag("--fresh", arguments.fresh,
                     "With --manifest and --report: inspect anew what an earlier run finished");
    inspect.add_option("--jobs", arguments.jobs, "How many items at a time (default: as fits the machine)")
        ->type_name("COUNT")
        ->check(CLI::Range(1, 256));
    addProviderOption(inspect, provider);
    inspect.add_option("--policy", arguments.policy, "Judge by this policy instead of the installed one")
        ->type_name("FILE");
    addConfigOption(inspect, arguments.config);
    addDataOption(inspect, arguments.data);
    addListsOption(inspect, arguments.lists);
    addSeenOption(inspect, arguments.seen);
    inspect.add_option("images", arguments.inputs, "Images, or folders of images")
        ->type_name("IMAGE|FOLDER")
        ->required();
    inspect.footer(inspectFooter());
}

/// Wrong usage in a sentence that says what to do, where the library's own words do not.
std::string sentenceOf(const CLI::App& app, const CLI::Error& problem) {
    if (problem.get_name() == "RequiredError") {
        if (app.got_subcommand("inspect")) return "name at least one photo, or a folder of photos";
        if (app.got_subcommand("evidence") && std::string_view(problem.what()).starts_with("--output"))
            return "name a new folder for the bundle with --output DIR";
        if (app.got_subcommand("evidence") && (std::string_view(problem.what()).starts_with("--by") ||
                                               std::string_view(problem.what()).starts_with("--reason")))
            return "say who asks for it and why, with --by NAME and --reason TEXT";
        if (app.got_subcommand("evidence") && std::string_view(problem.what()).starts_with("--"))
            return "say who hands over and who takes over, with --from NAME and --to NAME";
        if (app.got_subcommand("evidence") && std::string_view(problem.what()).starts_with("records"))
            return "name the inspections (or holds) by their ids; tidewaiter evidence list says them";
        if (app.got_subcommand("evidence") && std::string_view(problem.what()).starts_with("inspection"))
            return "name the inspection to make again; tidewaiter evidence list says their ids";
        if (app.got_subcommand("evidence")) return "say what to do, as in: tidewaiter evidence verify";
        if (app.got_subcommand("policy"))
            return "say what to do with which file, as in: tidewaiter policy check policy.toml";
        if (app.got_subcommand("watchlist") && std::string_view(problem.what()).starts_with("authority"))
            return "name the private folder of the authority, as in: tidewaiter watchlist publish authority/";
        if (app.got_subcommand("watchlist") && std::string_view(problem.what()).starts_with("role"))
            return "name the role that gets new keys: root, targets, snapshot or timestamp";
        if (app.got_subcommand("watchlist"))
            return "say what to do, as in: tidewaiter watchlist import stolen.csv";
        const auto words = app.remaining();
        const auto unknown = words.empty() ? "" : "there is no command \"" + words.front() + "\"; ";
        return unknown + "say what to do, as in: tidewaiter inspect photo.jpg";
    }
    if (problem.get_name() == "ExcludesError") {
        return "give --manifest, or --declared, --hs and the like, but not both: a manifest holds the "
               "declarations";
    }
    return problem.what();
}

std::string usageProblem(const CLI::App* app, const CLI::Error& problem) {
    return "tidewaiter: " + sentenceOf(*app, problem) +
           "\nRun tidewaiter --help, or tidewaiter inspect --help, for all there is.\n";
}

}  // namespace

ParsedArguments parseArguments(std::vector<std::string> arguments, const std::string& version) {
    CLI::App app(kAbout, "tidewaiter");
    app.set_version_flag("--version", "tidewaiter " + version);
    app.require_subcommand(1);
    app.failure_message(usageProblem);
    InspectArguments inspect;
    std::string provider;
    DeclaredTexts declared(manifest::manifestColumns().size());
    addInspectOptions(*app.add_subcommand("inspect", "Inspect photos"), inspect, declared, provider);
    PolicyArguments policy;
    auto* policyApp = app.add_subcommand("policy", "Check a policy, explain what its rules said");
    addPolicyCommands(*policyApp, policy);
    WatchlistArguments watchlist;
    auto* watchlistApp = app.add_subcommand("watchlist", "Import watchlists, look into them, publish them");
    addWatchlistCommands(*watchlistApp, watchlist);
    PublisherArguments publisher;
    addPublisherCommands(*watchlistApp, publisher);
    EvidenceArguments evidence;
    auto* evidenceApp =
        app.add_subcommand("evidence", "List, verify, export, hand over and replay sealed inspections");
    addEvidenceCommands(*evidenceApp, evidence);
    ServeArguments serve;
    auto* serveApp =
        app.add_subcommand("serve", "Run the appliance: cameras, inspections, console in a browser");
    addServeOptions(*serveApp, serve, provider);
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants it
    try {
        app.parse(arguments);
    } catch (const CLI::ParseError& problem) {  // the library answers by throwing, --help too
        std::ostringstream output;
        std::ostringstream error;
        const bool asked = app.exit(problem, output, error) == 0;
        return {std::nullopt, std::nullopt, std::nullopt, asked ? kExitClear : kExitUsage,
                output.str(), error.str()};
    }
    if (policyApp->parsed()) {
        policy.explain = policyApp->got_subcommand("explain");
        return {std::nullopt, std::move(policy), std::nullopt, kExitClear, "", ""};
    }
    if (evidenceApp->parsed()) {
        if (evidenceApp->got_subcommand("verify")) evidence.action = EvidenceAction::Verify;
        if (evidenceApp->got_subcommand("export")) evidence.action = EvidenceAction::Export;
        if (evidenceApp->got_subcommand("replay")) evidence.action = EvidenceAction::Replay;
        if (evidenceApp->got_subcommand("hand-over")) evidence.action = EvidenceAction::HandOver;
        if (evidenceApp->got_subcommand("witness")) evidence.action = EvidenceAction::Witness;
        if (evidenceApp->got_subcommand("hold")) evidence.action = EvidenceAction::Hold;
        if (evidenceApp->got_subcommand("release")) evidence.action = EvidenceAction::Release;
        if (evidenceApp->got_subcommand("remove")) evidence.action = EvidenceAction::Remove;
        evidence.hold.state = evidenceApp->got_subcommand("release") ? records::HoldState::Released
                                                                     : records::HoldState::Placed;
        return {{}, {}, {}, kExitClear, "", "", {}, std::move(evidence)};
    }
    if (serveApp->parsed()) {
        serve.provider = ocr::kProviders.parse(provider);
        return {{}, {}, {}, kExitClear, "", "", {}, {}, std::move(serve)};
    }
    if (watchlistApp->parsed() && isForPublisher(*watchlistApp, publisher))
        return {{}, {}, {}, kExitClear, "", "", std::move(publisher)};
    if (watchlistApp->parsed()) {
        if (watchlistApp->got_subcommand("import")) watchlist.action = WatchlistAction::Import;
        if (watchlistApp->got_subcommand("check")) watchlist.action = WatchlistAction::Check;
        if (watchlistApp->got_subcommand("sync")) watchlist.action = WatchlistAction::Sync;
        return {std::nullopt, std::nullopt, std::move(watchlist), kExitClear, "", ""};
    }
    inspect.declared = declarationOf(declared);
    inspect.provider = ocr::kProviders.parse(provider);
    return {std::move(inspect), std::nullopt, std::nullopt, kExitClear, "", ""};
}

}  // namespace tidewaiter::command
