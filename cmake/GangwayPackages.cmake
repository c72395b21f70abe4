# SPDX-License-Identifier: MIT
# cpack makes Debian packages, one of each component.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_CONTACT "Gangway developers <developers@gangway.invalid>")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL library tools source dkms)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_STRIP_FILES ON)
set(same "(= ${PROJECT_VERSION})")
set(library libgangway${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${library})
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "Gangway: what programs need to run")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_GENERATE_SHLIBS ON)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME gangway)
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
  "Gangway: the command, the compiler, the lab, and what programs are built with")
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/src)
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS
  "${library} ${same}, gangway-source ${same}, libfmt-dev, nlohmann-json3-dev, pkg-config")
# What the lab needs, and says when it is missing.
file(STRINGS packaging/dependencies lab REGEX "^lab:")
string(REGEX MATCHALL " [a-z][^ ]*" lab "${lab}")
list(JOIN lab "," lab)
set(CPACK_DEBIAN_TOOLS_PACKAGE_RECOMMENDS "g++, cmake,${lab}")

set(CPACK_DEBIAN_SOURCE_PACKAGE_NAME gangway-source)
set(CPACK_COMPONENT_SOURCE_DESCRIPTION
  "Gangway: the source of gangway.ko, and what modules that use it are built with")
set(CPACK_DEBIAN_SOURCE_PACKAGE_SECTION kernel)
set(CPACK_DEBIAN_SOURCE_PACKAGE_ARCHITECTURE all)

set(CPACK_DEBIAN_DKMS_PACKAGE_NAME gangway-dkms)
set(CPACK_COMPONENT_DKMS_DESCRIPTION "Gangway: builds gangway.ko for each kernel of this machine")
set(CPACK_DEBIAN_DKMS_PACKAGE_SECTION kernel)
set(CPACK_DEBIAN_DKMS_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DKMS_PACKAGE_DEPENDS "dkms, gangway-source ${same}")
set(scripts)
foreach(script postinst prerm)
  configure_file(packaging/dkms-${script}.in packaging/${script} @ONLY)
  list(APPEND scripts ${PROJECT_BINARY_DIR}/packaging/${script})
endforeach()
set(CPACK_DEBIAN_DKMS_PACKAGE_CONTROL_EXTRA "${scripts}")

include(CPack)
