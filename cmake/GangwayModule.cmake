# SPDX-License-Identifier: MIT
# Kernel modules as targets, built by the lab for the kernels that it boots.

set(GANGWAY_KERNELS 6.1-cloud 6.1-rt 6.12-rt 6.12-cloud CACHE STRING
  "Kernels of the lab that modules are built for; the last is the one for what needs only one")

# gangway_module(TARGET FOLDER [MODULES name…] [USES target…])
# Builds the kernel modules of FOLDER, which has a Kbuild, for each kernel; they
# are then FOLDER/KERNEL/name.ko. TARGET-KERNEL builds them for one of them only.
# USES: targets made by this function whose symbols it needs. MODULES: their
# names, if not that of the folder.
function(gangway_module target folder)
  cmake_parse_arguments(arg "" "" "MODULES;USES" ${ARGN})
  cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  if(NOT arg_MODULES)
    cmake_path(GET folder FILENAME arg_MODULES)
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.[ch] ${folder}/*.yaml ${folder}/*.sh
    ${folder}/Kbuild)
  list(FILTER sources EXCLUDE REGEX "\\.mod\\.c$|\\.gw\\.[ch]$|/probed\\.h$")

  add_custom_target(${target})
  foreach(kernel ${GANGWAY_KERNELS})
    set(uses)
    set(needed)
    foreach(used ${arg_USES})
      get_target_property(used_folder ${used} GANGWAY_FOLDER)
      get_target_property(used_modules ${used} GANGWAY_MODULES)
      list(APPEND uses --uses ${used_folder})
      list(TRANSFORM used_modules REPLACE "(.+)" "${used_folder}/${kernel}/\\1.ko")
      list(APPEND needed ${used_modules})
    endforeach()
    set(modules ${arg_MODULES})
    list(TRANSFORM modules REPLACE "(.+)" "${folder}/${kernel}/\\1.ko")
    add_custom_command(
      OUTPUT ${modules}
      COMMAND gangway-lab build ${folder} --kernel ${kernel} ${uses}
        --make GANGWAY_GEN=$<TARGET_FILE:gangway-gen> --make W=1e
      COMMAND ${CMAKE_COMMAND} -E touch ${modules}
      DEPENDS ${sources} ${needed} gangway-lab gangway-gen
      COMMENT "Building ${target} for ${kernel}"
      JOB_POOL console
      VERBATIM)
    add_custom_target(${target}-${kernel} DEPENDS ${modules})
    foreach(used ${arg_USES})
      add_dependencies(${target}-${kernel} ${used}-${kernel})
    endforeach()
    add_dependencies(${target} ${target}-${kernel})
  endforeach()
  set_target_properties(${target} PROPERTIES
    GANGWAY_FOLDER ${folder} GANGWAY_MODULES "${arg_MODULES}")
endfunction()
