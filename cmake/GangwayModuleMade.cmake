# SPDX-License-Identifier: MIT
# Run after gangway_module() has built TARGET: did FOLDER make all of MODULES for KERNEL?
cmake_minimum_required(VERSION 3.25)

file(REAL_PATH ${FOLDER} results) # as the lab and kbuild call it
cmake_path(APPEND results ${KERNEL})
file(STRINGS ${results}/modules.order lines)
set(made)
foreach(module ${lines})
  cmake_path(REMOVE_EXTENSION module LAST_ONLY)
  cmake_path(ABSOLUTE_PATH module BASE_DIRECTORY ${results} NORMALIZE)
  cmake_path(RELATIVE_PATH module BASE_DIRECTORY ${results})
  list(APPEND made ${module})
endforeach()
foreach(module ${MODULES})
  if(NOT module IN_LIST made)
    list(JOIN made " " made)
    message(FATAL_ERROR "gangway_module(${TARGET} …) asks for ${module}.ko, which the Kbuild in "
      "${FOLDER} does not make. It makes: ${made}. So write gangway_module(${TARGET} … "
      "MODULES ${made}).")
  endif()
  file(TOUCH ${results}/${module}.ko)
endforeach()
