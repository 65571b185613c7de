#include "firmware/command/text_file.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

Expected<std::string> readTextFile(const std::filesystem::path& file, const std::string& what) {
    if (file == "-") return std::string((std::istreambuf_iterator<char>(std::cin)), {});
    const auto name = inspection::plainText(file.string());
    std::error_code ignored;  // what cannot be looked at cannot be opened either
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file, ignored))
        return failure("cannot read the " + what + " " + name + "; check its name and permissions");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (in.bad()) return failure("cannot read the " + what + " " + name + "; the disk gave an error");
    return text;
}

}  // namespace tidewaiter::command
