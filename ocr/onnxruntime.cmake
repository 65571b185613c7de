# onnxruntime::onnxruntime, which runs the networks: the pinned library from the cache, or a build of one's own
# (JetPack, say) named with -D TIDEWAITER_ONNXRUNTIME_ROOT=DIR, which has include/ and lib/.
set(TIDEWAITER_ONNXRUNTIME_ROOT "" CACHE PATH "An ONNX Runtime to use instead of the pinned one")
set(root ${TIDEWAITER_ONNXRUNTIME_ROOT})
if(NOT root)
    file(READ ${TIDEWAITER_DOWNLOADS} downloads)
    string(JSON version GET "${downloads}" packages 0 version)
    set(root ${TIDEWAITER_CACHE}/onnxruntime-${version})
endif()

find_path(onnxruntime_include onnxruntime_cxx_api.h PATHS ${root}/include ${root}/include/onnxruntime
    NO_DEFAULT_PATH NO_CACHE)
find_file(onnxruntime_library NAMES libonnxruntime.so.1 libonnxruntime.so PATHS ${root}/lib ${root}/lib64
    NO_DEFAULT_PATH NO_CACHE)
if(NOT onnxruntime_include OR NOT onnxruntime_library)
    if(TIDEWAITER_ONNXRUNTIME_ROOT)
        message(FATAL_ERROR "TIDEWAITER_ONNXRUNTIME_ROOT is ${root}, which lacks include/onnxruntime_cxx_api.h or "
                            "lib/libonnxruntime.so. Name a folder that has both, or leave it out to use the pinned one.")
    endif()
    message(FATAL_ERROR "ONNX Runtime is not in ${TIDEWAITER_CACHE}. Run firmware/setup/install, which fetches it, "
                        "then configure again.")
endif()

add_library(onnxruntime::onnxruntime SHARED IMPORTED GLOBAL)
set_target_properties(onnxruntime::onnxruntime PROPERTIES
    IMPORTED_LOCATION ${onnxruntime_library}
    INTERFACE_INCLUDE_DIRECTORIES ${onnxruntime_include})
