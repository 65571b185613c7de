// Rule expectations: what tests of the rules about chips ask of the findings of an item.
// Thread rule: one thread at a time.
#pragma once

#include <vector>

#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection::tests {

/// `rule` tells once, with this severity, so many regions and a source, and its sentence holds each of
/// `parts`.
void expectTold(const CaseBuilder& item, const char* rule, Severity severity, std::size_t regions,
                const std::vector<const char*>& parts);

void expectSilent(const CaseBuilder& item, const char* rule);

}  // namespace tidewaiter::inspection::tests
