# Stages everything that is data into build/share/tidewaiter: the files of models/data, the console's page, what the cache
# holds, its networks with their operators fused, and a manifest with the SHA-256 of each. A changed, added or removed file
# stages anew.
file(GLOB_RECURSE data CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/data/*)

# Debian's own Python, because its package python3-onnx is not seen by others that may come first on the PATH.
find_program(TIDEWAITER_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
set(fuse ${CMAKE_CURRENT_SOURCE_DIR}/fuse_network.py)

# The files that downloads.json gives a place in share/tidewaiter: "name=file=SHA-256" each; of networks, which are
# fused first, "name=file=".
file(READ ${TIDEWAITER_DOWNLOADS} downloads)
set(downloaded)
set(downloaded_files)
string(JSON package_count LENGTH "${downloads}" packages)
math(EXPR last_package "${package_count} - 1")
foreach(p RANGE ${last_package})
    string(JSON file_count LENGTH "${downloads}" packages ${p} files)
    math(EXPR last_file "${file_count} - 1")
    foreach(f RANGE ${last_file})
        string(JSON name ERROR_VARIABLE not_staged GET "${downloads}" packages ${p} files ${f} stage)
        if(NOT not_staged)
            string(JSON cached GET "${downloads}" packages ${p} files ${f} cache)
            string(JSON sha256 GET "${downloads}" packages ${p} files ${f} sha256)
            if(NOT EXISTS ${TIDEWAITER_CACHE}/${cached})
                message(FATAL_ERROR "The network ${cached} is not in ${TIDEWAITER_CACHE}. Run firmware/setup/install, "
                                    "which fetches it, then configure again.")
            endif()
            set(file ${TIDEWAITER_CACHE}/${cached})
            if(name MATCHES "\\.onnx$")
                set(published ${TIDEWAITER_PUBLISHED_DIR}/${name})
                get_filename_component(folder ${published} DIRECTORY)
                file(MAKE_DIRECTORY ${folder})
                file(CREATE_LINK ${file} ${published} SYMBOLIC)
                set(file ${CMAKE_CURRENT_BINARY_DIR}/fused/${name})
                get_filename_component(folder ${file} DIRECTORY)
                file(MAKE_DIRECTORY ${folder})
                add_custom_command(OUTPUT ${file}
                    COMMAND ${TIDEWAITER_PYTHON} ${fuse} ${published} ${sha256} ${file}
                    DEPENDS ${published} ${fuse} ${TIDEWAITER_DOWNLOADS}
                    COMMENT "Fusing the operators of ${name}" VERBATIM)
                set(sha256)
            endif()
            list(APPEND downloaded "${name}=${file}=${sha256}")
            list(APPEND downloaded_files ${file})
        endif()
    endforeach()
endforeach()

# The page is served as it is, from share/tidewaiter/console: changing a label takes no compiler.
file(GLOB page CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/firmware/console/page/*)
set(page_entries)
foreach(file IN LISTS page)
    get_filename_component(name ${file} NAME)
    list(APPEND page_entries "console/${name}=${file}=")
endforeach()

# The list is a file, so that a file that was removed from models/data stages anew as well.
set(list "set(data_dir \"${CMAKE_CURRENT_SOURCE_DIR}/data\")\nset(target_dir \"${TIDEWAITER_DATA_DIR}\")\n")
string(APPEND list "set(data \"${data}\")\nset(downloaded \"${downloaded}\")\n")
string(APPEND list "set(page \"${page_entries}\")\n")
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/stage_list.cmake CONTENT "${list}")

add_custom_command(OUTPUT ${TIDEWAITER_DATA_DIR}/manifest.json
    COMMAND ${CMAKE_COMMAND} -D LIST=${CMAKE_CURRENT_BINARY_DIR}/stage_list.cmake
            -P ${CMAKE_CURRENT_SOURCE_DIR}/stage.cmake
    DEPENDS ${data} ${page} ${downloaded_files} ${CMAKE_CURRENT_BINARY_DIR}/stage_list.cmake
            ${CMAKE_CURRENT_SOURCE_DIR}/stage.cmake
    COMMENT "Staging data into share/tidewaiter" VERBATIM)
add_custom_target(tidewaiter_data ALL DEPENDS ${TIDEWAITER_DATA_DIR}/manifest.json)
