// DeviceKey: the key by which a device signs its evidence.
// Thread rule: reads and writes files; one thread at a time for a folder.
#pragma once

#include "firmware/records/evidence_files.h"
#include "firmware/tlog/signed_note.h"

namespace tidewaiter::records {

/// The device's key, from the file that its owner alone may read. Where neither key nor log is there, a new
/// one is made, with a name of its own. Fails where others may read the file, where it is none, and where a
/// log is there but its key is not: a new key would begin another log in its place.
[[nodiscard]] Expected<tlog::NoteSigner> deviceKey(const EvidenceFiles& files);

/// What the evidence is verified with: `device.vkey` beside it. Whoever can write the folder can write this
/// file too, so the key that was noted when the device was set up is better.
[[nodiscard]] Expected<tlog::VerifierKey> verifierKey(const EvidenceFiles& files);

}  // namespace tidewaiter::records
