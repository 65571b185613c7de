// Jobs: the inspections that a command line asks for, each a declaration and its images.
// Thread rule: planJobs reads the manifest and lists folders; the rest are values.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/batch/job.h"
#include "firmware/command/arguments.h"
#include "firmware/manifest/manifest.h"
#include "models/error.h"

namespace tidewaiter::command {

struct Plan {
    std::vector<batch::Job> jobs;
    std::string note;                       ///< for the user, empty when there is nothing to say
    std::vector<std::string> problems{};    ///< what cannot be inspected; the rest can
    std::vector<batch::LeftOut> leftOut{};  ///< items of the manifest that are not inspected, and why
};

/// Lists the images, reads the manifest and shares the images out. Images that are named are not opened here.
/// Rows that cannot be relied on and images that fit no item are problems of the plan; the rest goes on.
[[nodiscard]] Expected<Plan> planJobs(const InspectArguments& arguments,
                                      const manifest::ColumnNames& columns = {});

}  // namespace tidewaiter::command
