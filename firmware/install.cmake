# cmake --install: the program, its barcode helper, ONNX Runtime, the data and the licences, all below one prefix that
# can be moved as a whole.
set(TIDEWAITER_HELPER_DIR ${CMAKE_INSTALL_LIBEXECDIR}/tidewaiter)
set(TIDEWAITER_LIBRARY_DIR ${CMAKE_INSTALL_LIBDIR}/tidewaiter)

if(TARGET tidewaiter)
    add_dependencies(tidewaiter tidewaiter_data)
    file(RELATIVE_PATH from_bin /${CMAKE_INSTALL_BINDIR} /${TIDEWAITER_LIBRARY_DIR})
    set_target_properties(tidewaiter PROPERTIES INSTALL_RPATH "$ORIGIN/${from_bin}")
    install(TARGETS tidewaiter RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(TARGET tidewaiter-barcode-helper)
    install(TARGETS tidewaiter-barcode-helper RUNTIME DESTINATION ${TIDEWAITER_HELPER_DIR})
    if(TARGET tidewaiter)
        add_dependencies(tidewaiter tidewaiter-barcode-helper)
    endif()
endif()

get_target_property(onnxruntime_library onnxruntime::onnxruntime IMPORTED_LOCATION)
install(FILES ${onnxruntime_library} DESTINATION ${TIDEWAITER_LIBRARY_DIR} RENAME libonnxruntime.so.1)
# An empty name would make this the root of the file system, and copy all of the machine.
if(NOT TIDEWAITER_DATA_DIR STREQUAL "${CMAKE_BINARY_DIR}/share/tidewaiter")
    message(FATAL_ERROR "TIDEWAITER_DATA_DIR is '${TIDEWAITER_DATA_DIR}', which is not the folder of the staged data.")
endif()
install(DIRECTORY ${TIDEWAITER_DATA_DIR}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/tidewaiter)

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${TIDEWAITER_DOWNLOADS} DESTINATION ${CMAKE_INSTALL_DOCDIR})
get_filename_component(onnxruntime_root ${onnxruntime_library} DIRECTORY)
get_filename_component(onnxruntime_root ${onnxruntime_root} DIRECTORY)
foreach(notice LICENSE ThirdPartyNotices.txt)
    if(EXISTS ${onnxruntime_root}/${notice})
        install(FILES ${onnxruntime_root}/${notice} DESTINATION ${CMAKE_INSTALL_DOCDIR}/onnxruntime)
    endif()
endforeach()
