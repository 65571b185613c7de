// Arguments: what the command line asks for, checked.
// Thread rule: immutable value; parseArguments is a pure function.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/command/publisher_arguments.h"
#include "firmware/inspection/declaration.h"
#include "firmware/records/bundle.h"
#include "firmware/records/legal_hold.h"
#include "firmware/records/record.h"
#include "ocr/text/provider.h"

namespace tidewaiter::command {

/// Exit codes of the program; scripts rely on them, never change these.
enum ExitCode : int {
    kExitClear = 0,
    kExitFailed = 1,  ///< could not do the work
    kExitUsage = 2,   ///< wrong usage
    kExitInspect = 10,
    kExitHold = 20,
};

/// `tidewaiter inspect`.
struct InspectArguments {
    inspection::Declaration declared;               ///< what flags say of the one item
    std::optional<std::filesystem::path> manifest;  ///< CSV or JSON
    std::optional<std::string> item;                ///< id in the manifest
    bool each = false;                              ///< every image is an inspection of its own
    bool fresh = false;                             ///< inspect anew what an earlier run finished
    std::optional<std::size_t> jobs;                ///< inspections side by side; none: as many as fit
    bool json = false;                              ///< JSON lines on standard output instead of a summary
    std::optional<std::filesystem::path> report;    ///< folder for the HTML report
    std::optional<ocr::Provider> provider;          ///< where the networks run
    std::optional<std::filesystem::path> config;    ///< file with settings
    std::optional<std::filesystem::path> data;      ///< folder with the networks and lists
    std::optional<std::filesystem::path> policy;    ///< instead of the installed one
    std::optional<std::filesystem::path> lists;     ///< folder with watchlists
    std::optional<std::filesystem::path> seen;      ///< file of serial numbers that were seen; empty: none
    bool seal = false;                              ///< every inspection becomes a sealed record
    std::optional<std::filesystem::path> evidence;  ///< folder with sealed records
    std::vector<std::filesystem::path> inputs;      ///< images and folders, at least one
};

/// `tidewaiter policy check FILE` or `tidewaiter policy explain FILE`.
struct PolicyArguments {
    bool explain = false;        ///< else check
    std::filesystem::path file;  ///< policy to check, or inspection to explain ("-": standard input)
    std::optional<std::filesystem::path> policy;  ///< to explain by, instead of the installed one
    std::optional<std::filesystem::path> data;    ///< folder with the networks and lists
    std::optional<std::filesystem::path> lists;   ///< folder with watchlists
};

enum class WatchlistAction { Import, Status, Check, Sync };

/// `tidewaiter watchlist import|status|check|sync`.
struct WatchlistArguments {
    WatchlistAction action = WatchlistAction::Status;
    std::vector<std::filesystem::path> files;     ///< lists to import
    std::optional<std::string> name;              ///< of the imported list; none: the first file's
    std::string version;                          ///< of the imported list
    bool verify = false;                          ///< count the content's hash anew
    std::vector<std::string> numbers;             ///< to look for
    std::string from;                             ///< repository to synchronize with; empty: the known one
    std::optional<std::filesystem::path> root;    ///< what a repository is trusted by the first time
    std::vector<std::string> parties;             ///< names to look for, or lines of name and address
    std::string address;                          ///< of the parties, or empty
    std::optional<std::filesystem::path> lists;   ///< folder with watchlists
    std::optional<std::filesystem::path> config;  ///< file with settings
};

enum class EvidenceAction { List, Verify, Export, HandOver, Replay, Hold, Release, Remove, Witness };

/// `tidewaiter evidence list|verify|export|hand-over|replay|hold|release|remove|witness`.
struct EvidenceArguments {
    EvidenceAction action = EvidenceAction::List;
    std::string key;                                   ///< to verify with; empty: the one in the folder
    records::HandOver handOver;                        ///< to seal
    records::Selection selection;                      ///< to export
    std::filesystem::path output;                      ///< folder for the bundle
    std::optional<std::filesystem::path> evidence;     ///< folder with sealed records
    std::optional<std::filesystem::path> config;       ///< file with settings
    records::LegalHold hold;                           ///< to seal
    std::string witness;                               ///< key of a witness
    std::optional<std::filesystem::path> cosignature;  ///< file with the line that a witness gave back
    bool dryRun = false;                               ///< of a removal: only say what it would remove
    bool clockChecked = false;                    ///< of a removal: somebody held the clock against another
    std::string replayed;                         ///< id of the inspection to make again
    bool json = false;                            ///< of a replay: print JSON
    std::optional<std::filesystem::path> policy;  ///< of a replay or removal: instead of the usual one
    std::optional<std::filesystem::path> data;    ///< of a replay or removal: folder with networks, lists
    std::optional<std::filesystem::path> lists;   ///< of a replay or removal: folder with watchlists
};

/// `tidewaiter serve`.
struct ServeArguments {
    std::optional<std::string> address;             ///< to listen on
    std::optional<std::uint16_t> port;              ///< to listen on; 0: any that is free
    bool plain = false;                             ///< without TLS, for this machine alone
    std::vector<std::string> cameras;               ///< "NAME=ADDRESS"
    std::optional<std::filesystem::path> state;     ///< folder with people, certificate, declarations
    std::optional<std::filesystem::path> evidence;  ///< folder with sealed records
    std::optional<std::filesystem::path> data;      ///< folder with the networks and lists
    std::optional<std::filesystem::path> lists;     ///< folder with watchlists
    std::optional<std::filesystem::path> seen;      ///< file of serial numbers that were seen; empty: none
    std::optional<std::filesystem::path> policy;    ///< instead of the installed one
    std::optional<ocr::Provider> provider;          ///< where the networks run
    std::optional<std::filesystem::path> config;    ///< file with settings
};

/// Either what to do, or what to say instead and the exit code.
struct ParsedArguments {
    std::optional<InspectArguments> inspect;
    std::optional<PolicyArguments> policy;
    std::optional<WatchlistArguments> watchlist;
    int exitCode = kExitClear;
    std::string output;  ///< for standard output: help, version
    std::string error;   ///< for standard error: what is wrong with the usage
    std::optional<PublisherArguments> publisher = {};
    std::optional<EvidenceArguments> evidence = {};
    std::optional<ServeArguments> serve = {};
};

/// Parses the command line; `arguments` without the program's name.
[[nodiscard]] ParsedArguments parseArguments(std::vector<std::string> arguments, const std::string& version);

}  // namespace tidewaiter::command
