// DeviceKey: the key by which a device signs its evidence.
// Thread rule: reads and writes files and may talk to a TPM; one thread at a time for a folder.
#pragma once

#include "firmware/records/evidence_files.h"
#include "firmware/records/key_place.h"
#include "firmware/tlog/signed_note.h"

namespace tidewaiter::records {

/// The device's key, from the file that its owner alone may read or from the one that the machine's TPM
/// sealed, whichever is there. Where neither key nor log is there, a new one is made, with a name of its own,
/// and kept as `place` says. Fails where others may read the file, where it is none, where both are there,
/// where the TPM does not give it back, and where a log is there but its key is not: a new key would begin
/// another log in its place.
[[nodiscard]] Expected<tlog::NoteSigner> deviceKey(const EvidenceFiles& files, const KeyPlace& place = {});

/// Where the key of that folder lies. Precondition: deviceKey() found it or made it.
[[nodiscard]] KeyKeeping keyKeeping(const EvidenceFiles& files);

/// What the evidence is verified with: `device.vkey` beside it. Whoever can write the folder can write this
/// file too, so the key that was noted when the device was set up is better.
[[nodiscard]] Expected<tlog::VerifierKey> verifierKey(const EvidenceFiles& files);

}  // namespace tidewaiter::records
