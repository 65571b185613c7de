# Where data is, for every folder: the cache that firmware/setup/fetch.mjs fills (by the same rule as there), the list
# of downloads, the folder that models/staging.cmake fills, and one with the networks as they were published.
set(cache $ENV{TIDEWAITER_CACHE})
if(NOT cache AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(cache $ENV{XDG_CACHE_HOME}/tidewaiter)
elseif(NOT cache)
    set(cache $ENV{HOME}/.cache/tidewaiter)
endif()
set(TIDEWAITER_CACHE ${cache} CACHE PATH "Cache of the verified downloads, filled by firmware/setup/install")
set(TIDEWAITER_DATA_DIR ${CMAKE_BINARY_DIR}/share/tidewaiter)
set(TIDEWAITER_PUBLISHED_DIR ${CMAKE_BINARY_DIR}/models/published)
set(TIDEWAITER_DOWNLOADS ${PROJECT_SOURCE_DIR}/models/downloads.json)
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${TIDEWAITER_DOWNLOADS})
