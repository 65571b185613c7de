// KeyPlace: where the key lies by which a device signs its evidence.
// Thread rule: immutable values, safe to use from any thread.
#pragma once

#include <string>

#include "models/name_table.h"

namespace tidewaiter::records {

enum class KeyKeeping {
    File,  ///< `device.key`, which the owner of the folder alone may read
    Tpm,   ///< `device.key.tpm`, of use to the TPM alone that sealed it
};

inline constexpr auto kKeyKeepings =
    makeNameTable<KeyKeeping>({{KeyKeeping::File, "file"}, {KeyKeeping::Tpm, "tpm"}});

struct KeyPlace {
    KeyKeeping keeping = KeyKeeping::File;   ///< of a new key; one that is there stays where it is
    std::string tpm = "device:/dev/tpmrm0";  ///< address of the TPM (tpm/tpm_address.h), where one is needed
};

}  // namespace tidewaiter::records
