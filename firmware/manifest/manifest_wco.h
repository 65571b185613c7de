// Manifests as declarations of the WCO Data Model in XML (Declaration, also inside MetaData), as customs
// systems exchange them. Inside firmware/command only. Thread rule: pure function, safe to call from any
// thread.
#pragma once

#include <string>

#include "firmware/manifest/manifest.h"
#include "models/error.h"

namespace tidewaiter::manifest {

/// parseManifest for WCO XML: each GovernmentAgencyGoodsItem is an item. Its id is the declaration's
/// reference (FunctionalReferenceID, else ID), '-' and the item's SequenceNumeric. FORMAT.md lists the
/// elements.
[[nodiscard]] Expected<Manifest> parseWcoManifest(const std::string& text, const std::string& name);

}  // namespace tidewaiter::manifest
