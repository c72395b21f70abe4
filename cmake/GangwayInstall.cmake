# SPDX-License-Identifier: MIT
# What `make install` installs beside the targets, and the packages of cpack.
# Components: library (what programs need to run), tools (what is needed to make
# them), source (of gangway.ko, and what a provider's Kbuild includes), dkms.
include(CMakePackageConfigHelpers)

# /usr/src/gangway-VERSION under the prefix /usr, as DKMS wants it
set(GANGWAY_SOURCE_FOLDER src/gangway-${PROJECT_VERSION})
set(kernel ${PROJECT_SOURCE_DIR}/kernel)
install(FILES ${kernel}/Kbuild ${kernel}/Kconfig ${kernel}/provider.kbuild
  DESTINATION ${GANGWAY_SOURCE_FOLDER}/kernel COMPONENT source)
install(PROGRAMS ${kernel}/dkms-post-build ${kernel}/add-to-kernel
  DESTINATION ${GANGWAY_SOURCE_FOLDER}/kernel COMPONENT source)
install(DIRECTORY ${kernel}/carriers ${kernel}/compat ${kernel}/core ${kernel}/include
  ${kernel}/netlink ${kernel}/text
  DESTINATION ${GANGWAY_SOURCE_FOLDER}/kernel COMPONENT source USE_SOURCE_PERMISSIONS
  FILES_MATCHING PATTERN "*.[ch]" PATTERN "*.sh" PATTERN "probed.h" EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/uapi
  DESTINATION ${GANGWAY_SOURCE_FOLDER} COMPONENT source)
configure_file(${kernel}/dkms.conf.in dkms.conf @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/dkms.conf
  DESTINATION ${GANGWAY_SOURCE_FOLDER} COMPONENT dkms)

# Where udev looks, under /usr and /usr/local alike; comes with gangway.ko, whose nodes it is for.
install(FILES ${PROJECT_SOURCE_DIR}/packaging/60-gangway.rules
  DESTINATION lib/udev/rules.d COMPONENT dkms)

set(GANGWAY_CMAKE_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/gangway)
configure_package_config_file(${PROJECT_SOURCE_DIR}/packaging/gangway-config.cmake.in
  gangway-config.cmake
  INSTALL_DESTINATION ${GANGWAY_CMAKE_FOLDER} PATH_VARS GANGWAY_SOURCE_FOLDER CMAKE_INSTALL_LIBDIR
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(gangway-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/gangway-config.cmake
  ${PROJECT_BINARY_DIR}/gangway-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/GangwayGenerate.cmake ${PROJECT_SOURCE_DIR}/cmake/GangwayModule.cmake
  ${PROJECT_SOURCE_DIR}/cmake/GangwayModuleMade.cmake
  DESTINATION ${GANGWAY_CMAKE_FOLDER} COMPONENT tools)
install(EXPORT gangway NAMESPACE gangway:: FILE gangway-targets.cmake
  DESTINATION ${GANGWAY_CMAKE_FOLDER} COMPONENT tools)

# Found from where it lies, so that the whole may be moved.
file(RELATIVE_PATH GANGWAY_PC_PREFIX
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" GANGWAY_PC_PREFIX ${GANGWAY_PC_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/packaging/gangway.pc.in gangway.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/gangway.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT tools)

# Manual pages of what does not write its own, and the documents.
set(pages)
foreach(page gen "lab kernels fetch build build-kernel run")
  separate_arguments(page)
  list(POP_FRONT page program)
  set(file ${PROJECT_BINARY_DIR}/man/gangway-${program}.1)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/man)
  add_custom_command(OUTPUT ${file}
    COMMAND ${PROJECT_SOURCE_DIR}/packaging/man-page $<TARGET_FILE:gangway-${program}> ${page} > ${file}
    DEPENDS gangway-${program} ${PROJECT_SOURCE_DIR}/packaging/man-page
    VERBATIM)
  list(APPEND pages ${file})
endforeach()
add_custom_target(gangway-manual ALL DEPENDS ${pages})
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tools)
install(FILES README.md README.zh-CN.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT tools)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT tools
  FILES_MATCHING PATTERN "*.md")
