#include "firmware/command/publisher_arguments.h"

#include <CLI/CLI.hpp>

#include "firmware/publisher/key_file.h"

namespace tidewaiter::command {

namespace {

void addAuthority(CLI::App& command, PublisherArguments& arguments) {
    command.add_option("authority", arguments.authority, "Private folder of the authority")
        ->type_name("AUTHORITY")
        ->required();
}

void addPassphraseFiles(CLI::App& command, PublisherArguments& arguments) {
    command
        .add_option("--passphrase-file", arguments.passphraseFiles,
                    "Take the passphrase from the first line of this file instead of asking; may be given "
                    "again for keys with another one")
        ->type_name("FILE")
        ->expected(1)
        ->take_all();
}

void addKeyFolders(CLI::App& command, PublisherArguments& arguments) {
    command
        .add_option("--keys", arguments.keyFolders,
                    "Folder with keys that lie elsewhere, on a stick for instance; may be given again")
        ->type_name("FOLDER")
        ->expected(1)
        ->take_all();
}

void addStrength(CLI::App& command, PublisherArguments& arguments) {
    std::vector<std::string> names;
    for (const auto& row : publisher::kKeyStrengths.rows) names.emplace_back(row.name);
    command
        .add_option(
            "--key-strength", arguments.strength,
            "What a guess at the passphrase costs, in memory and time: " + publisher::kKeyStrengths.names())
        ->type_name("NAME")
        ->default_str("moderate")
        ->check(CLI::IsMember(names));
}

void addPlan(CLI::App& keygen, const std::string& role, publisher::RolePlan& plan) {
    keygen.add_option("--" + role + "-keys", plan.keys, "Keys for " + role)
        ->type_name("COUNT")
        ->capture_default_str();
    keygen.add_option("--" + role + "-threshold", plan.threshold, "How many of them must sign")
        ->type_name("COUNT")
        ->capture_default_str();
    keygen.add_option("--" + role + "-days", plan.days, "How long what they sign is valid")
        ->type_name("DAYS")
        ->capture_default_str();
}

void addKeygen(CLI::App& watchlist, PublisherArguments& arguments) {
    auto* keygen = watchlist.add_subcommand("keygen", "Found an authority that publishes: make its keys");
    addAuthority(*keygen, arguments);
    for (const char* role : publisher::kRoles) addPlan(*keygen, role, arguments.plans.at(role));
    addPassphraseFiles(*keygen, arguments);
    keygen
        ->add_option("--root-passphrase-file", arguments.rootPassphraseFile,
                     "The same for the root keys (default: that of the others)")
        ->type_name("FILE");
    addStrength(*keygen, arguments);
}

void addPublish(CLI::App& watchlist, PublisherArguments& arguments) {
    auto* publish = watchlist.add_subcommand(
        "publish", "Publish a list as signed files; without a list, renew what is published");
    addAuthority(*publish, arguments);
    publish->add_option("files", arguments.files, "CSV, JSON Lines, or the US Consolidated Screening List")
        ->type_name("FILE ...");
    publish->add_option("--name", arguments.name, "Name of the list (default: the first file's)")
        ->type_name("NAME");
    publish->add_option("--version", arguments.version, "Version of the list (default: the day)")
        ->type_name("TEXT");
    publish->add_option("--policy", arguments.policy, "Publish this policy")->type_name("FILE");
    publish->add_option("--remove", arguments.remove, "Take this list back; may be given again")
        ->type_name("NAME")
        ->expected(1)
        ->take_all();
    publish->add_flag("--remove-policy", arguments.removePolicy, "Take the policy back");
    addKeyFolders(*publish, arguments);
    addPassphraseFiles(*publish, arguments);
}

void addRotate(CLI::App& watchlist, PublisherArguments& arguments) {
    auto* rotate = watchlist.add_subcommand("rotate", "Give a role new keys, signed for by the root");
    addAuthority(*rotate, arguments);
    rotate->add_option("role", arguments.role, "root, targets, snapshot or timestamp")
        ->type_name("ROLE")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(publisher::kRoles.begin(), publisher::kRoles.end())));
    auto* replace = rotate
                        ->add_option("--replace", arguments.replace,
                                     "Replace this key only, as in root-2; may be given again")
                        ->type_name("KEY")
                        ->expected(1)
                        ->take_all();
    rotate->add_flag("--renew", arguments.renew, "Keep all keys; sign a root that expires later")
        ->excludes(replace);
    addKeyFolders(*rotate, arguments);
    addPassphraseFiles(*rotate, arguments);
    addStrength(*rotate, arguments);
}

}  // namespace

void addPublisherCommands(CLI::App& watchlist, PublisherArguments& arguments) {
    addKeygen(watchlist, arguments);
    addPublish(watchlist, arguments);
    addRotate(watchlist, arguments);
    auto* status = watchlist.get_subcommand("status");
    status
        ->add_option("--authority", arguments.authority,
                     "Say how this authority stands: keys, expiry, what is published, what to do next")
        ->type_name("AUTHORITY");
    addKeyFolders(*status, arguments);
}

bool isForPublisher(const CLI::App& watchlist, PublisherArguments& arguments) {
    if (watchlist.got_subcommand("status")) {
        arguments.action = PublisherAction::Status;
        return !arguments.authority.empty();
    }
    if (watchlist.got_subcommand("keygen"))
        arguments.action = PublisherAction::Keygen;
    else if (watchlist.got_subcommand("publish"))
        arguments.action = PublisherAction::Publish;
    else if (watchlist.got_subcommand("rotate"))
        arguments.action = PublisherAction::Rotate;
    else
        return false;
    return true;
}

}  // namespace tidewaiter::command
