# Install: the library with its headers and CMake package, the tool, and the data it reads (share/wireproof mirrors the source tree).
include(CMakePackageConfigHelpers)

install(TARGETS wireproof
    EXPORT wireproof-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/wireproof)
install(EXPORT wireproof-targets NAMESPACE wireproof:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/wireproof)
configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/tools/cmake/wireproof-config.cmake.in
    ${PROJECT_BINARY_DIR}/wireproof-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/wireproof)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/wireproof-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    ${PROJECT_BINARY_DIR}/wireproof-config.cmake
    ${PROJECT_BINARY_DIR}/wireproof-config-version.cmake
    ${PROJECT_SOURCE_DIR}/tools/cmake/FindLibdeflate.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/wireproof)

set(data ${CMAKE_INSTALL_DATADIR}/wireproof)
install(DIRECTORY vectors DESTINATION ${data} PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY harness/sessions DESTINATION ${data}/harness)
file(GLOB rules CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} conformance/*/PROTOCOL.md)
foreach(file IN LISTS rules)
    cmake_path(GET file PARENT_PATH folder)
    install(FILES ${file} DESTINATION ${data}/${folder})
endforeach()
install(DIRECTORY tools/implementations DESTINATION ${data}/tools USE_SOURCE_PERMISSIONS PATTERN "__pycache__" EXCLUDE)
