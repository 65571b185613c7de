// PageFiles: the console's page and what belongs to it, as it lies in a folder.
// Thread rule: immutable after loading, safe to use from any thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "firmware/console/web_message.h"
#include "models/error.h"

namespace tidewaiter::console {

class PageFiles {
  public:
    /// Reads all files of the folder into memory: what is served is what was there at the start, and no path
    /// that a browser names ever reaches the disk. Fails where index.html is not among them.
    [[nodiscard]] static Expected<PageFiles> load(const std::filesystem::path& folder);

    /// 404 for what is not there. "/" is index.html. Browsers ask each time whether a file has changed.
    [[nodiscard]] WebResponse answer(const WebRequest& request) const;

  private:
    struct File {
        std::string bytes;
        std::string type;  ///< media type
        std::string tag;   ///< of this content, RFC 9110, 8.8.3
    };

    std::map<std::string, File> files_;  // by path, "/console.css"
};

}  // namespace tidewaiter::console
