// NameTable: one closed set of enumerators with the names they have in JSON, on the command line and in
// messages. Thread rule: immutable value, safe to use from any thread.
//
// Each closed set declares one `constexpr NameTable` beside its enum; names are part of the file formats:
// never change one that has been released.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter {

template <class Enum>
struct NamedValue {
    Enum value;
    std::string_view name;
};

template <class Enum, std::size_t N>
struct NameTable {
    std::array<NamedValue<Enum>, N> rows;

    /// The name of `value`. Precondition: the table lists it.
    [[nodiscard]] constexpr std::string_view nameOf(Enum value) const {
        for (const auto& row : rows) {
            if (row.value == value) return row.name;
        }
        assert(false && "an enumerator is missing from its name table");
        return {};
    }

    /// The value called `name`, or nothing. Names are compared exactly.
    [[nodiscard]] constexpr std::optional<Enum> parse(std::string_view name) const {
        for (const auto& row : rows) {
            if (row.name == name) return row.value;
        }
        return std::nullopt;
    }

    /// All names in table order, separated by `separator`: for help texts and error messages.
    [[nodiscard]] std::string names(std::string_view separator = ", ") const {
        std::string joined;
        for (const auto& row : rows) {
            if (!joined.empty()) joined += separator;
            joined += row.name;
        }
        return joined;
    }
};

template <class Enum, std::size_t N>
NameTable(std::array<NamedValue<Enum>, N>) -> NameTable<Enum, N>;

/// Builds a NameTable from a braced list of {value, name} rows.
template <class Enum, std::size_t N>
[[nodiscard]] constexpr NameTable<Enum, N> makeNameTable(const NamedValue<Enum> (&rows)[N]) {
    NameTable<Enum, N> table{};
    std::copy(std::begin(rows), std::end(rows), table.rows.begin());
    return table;
}

}  // namespace tidewaiter
