#include "firmware/command/jobs.h"

#include <algorithm>

#include "firmware/command/manifest_file.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/text/nearest_name.h"
#include "vision/image_folder.h"
#include "vision/surface/light_folder.h"

namespace tidewaiter::command {

namespace fs = std::filesystem;
using batch::Job;
using inspection::plainText;

namespace {

Expected<std::vector<fs::path>> listImages(const std::vector<fs::path>& inputs) {
    std::vector<fs::path> images;
    for (const auto& input : inputs) {
        std::error_code ignored;  // what cannot be looked at is named when it is opened
        if (!fs::is_directory(input, ignored)) {
            images.push_back(input);
            continue;
        }
        auto files = vision::imageFilesIn(input);
        if (!files) return tl::unexpected(files.error());
        const auto lights = vision::lightPlanOf(input);
        if (!lights) return tl::unexpected(lights.error());
        if (*lights) std::erase(*files, input / (*lights)->dark);  // shows nothing
        if (files->empty())
            return failure("the folder " + plainText(input.string()) +
                           " holds no images; name one that does");
        images.insert(images.end(), files->begin(), files->end());
    }
    return images;
}

Expected<inspection::Declaration> findItem(const std::vector<manifest::ManifestItem>& items,
                                           const std::string& id, const std::string& manifest) {
    std::vector<std::string> ids;
    for (const auto& item : items) {
        if (item.declaration.item == id) return item.declaration;
        ids.push_back(item.declaration.item);
    }
    return failure("item " + inspection::inQuotes(id) + " is not in " + manifest +
                   (ids.empty()
                        ? std::string("; the manifest is empty")
                        : "; did you mean " + inspection::inQuotes(text::nearestName(id, ids)) + "?"));
}

/// "2 of 5 items ... have no image here and are not inspected: A1, A2"
std::string noteOf(const std::vector<Job>& jobs, const std::string& manifest) {
    std::string without;
    std::size_t count = 0;
    for (const auto& job : jobs) {
        if (!job.images.empty()) continue;
        ++count;
        without += (without.empty() ? "" : ", ") + plainText(job.declaration.item);
    }
    if (count == 0) return {};
    return std::to_string(count) + " of the " + std::to_string(jobs.size()) + " items of " + manifest +
           " have no image here and are not inspected: " + without;
}

/// Images that fit no item, or only one whose row cannot be relied on, are left out.
Plan shareOut(const std::vector<fs::path>& images, const manifest::Manifest& listed,
              const std::string& name) {
    Plan plan;
    auto owners = listed.items;
    for (const auto& [sentence, item] : listed.problems) {
        plan.problems.push_back(sentence);
        plan.leftOut.push_back({item.declaration, sentence});
        owners.push_back(item);
    }
    for (const auto& item : listed.items) plan.jobs.push_back({item.declaration, {}});
    for (const auto& image : images) {
        const auto index = manifest::matchImage(image, owners, name);
        if (!index) {
            plan.problems.push_back(index.error().message);
        } else if (*index < plan.jobs.size()) {
            plan.jobs[*index].images.push_back(image);
        }
    }
    plan.note = noteOf(plan.jobs, name);
    for (const auto& job : plan.jobs) {
        if (job.images.empty()) plan.leftOut.push_back({job.declaration, "no photo of it was given"});
    }
    std::erase_if(plan.jobs, [](const Job& job) { return job.images.empty(); });
    return plan;
}

/// The one item that all images show.
Expected<Plan> planOneItem(const std::string& id, std::vector<fs::path> images,
                           const manifest::Manifest& listed, const std::string& name) {
    for (const auto& [sentence, item] : listed.problems) {
        if (item.declaration.item == id) return failure(sentence);
    }
    auto declaration = findItem(listed.items, id, name);
    if (!declaration) return tl::unexpected(declaration.error());
    return Plan{{{std::move(*declaration), std::move(images)}}, ""};
}

Expected<Plan> planByManifest(const InspectArguments& arguments, const manifest::ColumnNames& columns,
                              std::vector<fs::path> images) {
    const auto name = plainText(arguments.manifest->string());
    const auto listed = loadManifest(*arguments.manifest, columns);
    if (!listed) return tl::unexpected(listed.error());
    if (arguments.item) return planOneItem(*arguments.item, std::move(images), *listed, name);
    return shareOut(images, *listed, name);
}

std::vector<Job> split(const std::vector<Job>& jobs) {
    std::vector<Job> single;
    for (const auto& job : jobs) {
        for (const auto& image : job.images) single.push_back({job.declaration, {image}});
    }
    return single;
}

}  // namespace

Expected<Plan> planJobs(const InspectArguments& arguments, const manifest::ColumnNames& columns) {
    auto images = listImages(arguments.inputs);
    if (!images) return tl::unexpected(images.error());
    auto plan = arguments.manifest ? planByManifest(arguments, columns, std::move(*images))
                                   : Plan{{{arguments.declared, std::move(*images)}}, ""};
    if (plan && arguments.each) plan->jobs = split(plan->jobs);
    return plan;
}

}  // namespace tidewaiter::command
