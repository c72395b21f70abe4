# SPDX-License-Identifier: MIT
# Kernel modules as targets, built by the lab for the kernels that it boots.
cmake_policy(VERSION 3.25) # whatever the project asks for: what it has set wins over the cache

set(GANGWAY_KERNELS 6.12-cloud CACHE STRING
  "Kernels of the lab that modules are built for; the last is the one for what needs only one")

# Kernels that have Gangway built in, as the lab builds them; and providers beside it.
set(GANGWAY_OWN_KERNELS 6.12-gangway 6.12-gangway-rt 6.12-uml)
set(GANGWAY_PROVIDERS "" CACHE STRING
  "Folders of providers to build into the kernels that the lab builds itself")

# Ninja builds modules beside each other, but for the first of a kernel, for which that may have to
# be downloaded. Kernels of our own are built one at a time, show their progress, and nothing that
# does without them waits. (Global, and this file may be included again.)
get_property(pools GLOBAL PROPERTY JOB_POOLS)
if(NOT pools MATCHES "gangway_modules=")
  include(ProcessorCount)
  ProcessorCount(processors)
  set_property(GLOBAL APPEND PROPERTY JOB_POOLS gangway_modules=${processors} gangway_fetches=1)
endif()

# What says that such a kernel was built.
function(gangway_own_kernel kernel built)
  set(file ${CMAKE_BINARY_DIR}/kernels/${kernel}.built)
  set(${built} ${file} PARENT_SCOPE)
  get_property(known GLOBAL PROPERTY GANGWAY_BUILT_${kernel})
  if(known)
    return()
  endif()
  set_property(GLOBAL PROPERTY GANGWAY_BUILT_${kernel} TRUE)
  get_target_property(folder kernel-gangway GANGWAY_FOLDER)
  set(providers ${GANGWAY_PROVIDERS})
  set(patterns ${folder}/*.[ch] ${folder}/*.sh ${folder}/K* ${folder}/*.kbuild
    ${folder}/add-to-kernel ${folder}/../uapi/*.h ${folder}/../uapi/*.def)
  foreach(provider ${providers})
    list(APPEND patterns ${provider}/*.[ch] ${provider}/*.yaml ${provider}/Kbuild)
  endforeach()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})
  list(FILTER sources EXCLUDE REGEX "\\.mod\\.c$|\\.gw\\.[ch]$|/probed\\.h$|/[67]\\.[^/]*/")
  list(TRANSFORM providers PREPEND "--provider;")
  add_custom_command(OUTPUT ${file}
    COMMAND $<TARGET_FILE:gangway::lab> build-kernel ${kernel} ${providers}
    COMMAND ${CMAKE_COMMAND} -E touch ${file}
    DEPENDS ${sources} $<TARGET_FILE:gangway::lab> $<TARGET_FILE:gangway::gen>
    COMMENT "Building the kernel ${kernel}"
    JOB_POOL console
    VERBATIM)
endfunction()

# The sources in FOLDER and below it, but not what CMake or the lab has built there.
function(gangway_sources result folder)
  file(GLOB sources LIST_DIRECTORIES false CONFIGURE_DEPENDS ${folder}/*.[ch] ${folder}/*.yaml
    ${folder}/*.sh ${folder}/Kbuild ${folder}/Makefile)
  list(FILTER sources EXCLUDE REGEX "\\.mod\\.c$|\\.gw\\.[ch]$|/probed\\.h$")
  file(GLOB entries LIST_DIRECTORIES true ${folder}/*) # builds make folders here: not looked at again
  foreach(entry ${entries})
    cmake_path(GET entry FILENAME name)
    if(IS_DIRECTORY ${entry} AND NOT IS_SYMLINK ${entry} AND NOT name MATCHES "^\\." AND NOT entry STREQUAL CMAKE_BINARY_DIR
        AND NOT EXISTS ${entry}/CMakeCache.txt AND NOT EXISTS ${entry}/.gangway-lab)
      gangway_sources(below ${entry})
      list(APPEND sources ${below})
    endif()
  endforeach()
  set(${result} ${sources} PARENT_SCOPE)
endfunction()

# Unless gangway_module() has made this target, an error, at HERE.
function(gangway_need_module here target)
  get_property(known GLOBAL PROPERTY GANGWAY_MODULE_TARGETS)
  if(NOT target IN_LIST known)
    message(FATAL_ERROR "${here}: ${target} is no target of gangway_module() before it; those are: "
      "${known}")
  endif()
endfunction()

# gangway_module(TARGET FOLDER [ALL] [MODULES name…] [USES target…])
# Builds the kernel modules of FOLDER, which has a Kbuild, for each kernel; they
# are then FOLDER/KERNEL/name.ko. TARGET-KERNEL builds them for one of them only.
# USES: targets made by this function whose symbols it needs. MODULES: their
# names, if not that of the folder; one that the Kbuild does not make is an error.
# ALL: built with everything else. What the compiler warns of is an error (W=1e).
function(gangway_module target folder)
  cmake_parse_arguments(arg "ALL" "" "MODULES;USES" ${ARGN})
  get_filename_component(folder ${folder} ABSOLUTE) # without a dot at its end
  set(here "gangway_module(${target} …)")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${here}: it takes ALL, MODULES and USES, not ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT EXISTS ${folder}/Kbuild AND NOT EXISTS ${folder}/Makefile)
    message(FATAL_ERROR "${here}: ${folder} has no Kbuild, which says what to build:\n"
      "  obj-m := NAME.o\n  NAME-y := NAME_kern.o NAME_kern.gw.o\n"
      "  include $(shell pkg-config --variable=kbuild gangway)")
  endif()
  foreach(used ${arg_USES})
    gangway_need_module("${here}" ${used})
  endforeach()
  if(NOT arg_MODULES)
    cmake_path(GET folder FILENAME arg_MODULES)
  endif()
  set(environment)
  if(GANGWAY_PKG_CONFIG_PATH) # of an installed Gangway
    set(environment ${CMAKE_COMMAND} -E env
      --modify PKG_CONFIG_PATH=path_list_prepend:${GANGWAY_PKG_CONFIG_PATH})
  endif()
  gangway_sources(sources ${folder})
  set(check ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/GangwayModuleMade.cmake)

  set(all)
  if(arg_ALL)
    set(all ALL)
  endif()
  add_custom_target(${target} ${all})
  set_target_properties(${target} PROPERTIES
    GANGWAY_FOLDER ${folder} GANGWAY_MODULES "${arg_MODULES}" GANGWAY_USES "${arg_USES}")
  set_property(GLOBAL APPEND PROPERTY GANGWAY_MODULE_TARGETS ${target})
  foreach(kernel ${GANGWAY_KERNELS})
    if(arg_MODULES STREQUAL gangway AND kernel IN_LIST GANGWAY_OWN_KERNELS)
      gangway_own_kernel(${kernel} built)
      add_custom_target(${target}-${kernel} DEPENDS ${built})
      add_dependencies(${target} ${target}-${kernel})
      continue()
    endif()
    set(uses)
    set(needed)
    get_property(own_known GLOBAL PROPERTY GANGWAY_BUILT_${kernel})
    if(own_known) # or it would hold a slot while it waits for the kernel
      list(APPEND needed ${CMAKE_BINARY_DIR}/kernels/${kernel}.built)
    endif()
    foreach(used ${arg_USES})
      get_target_property(used_folder ${used} GANGWAY_FOLDER)
      get_target_property(used_modules ${used} GANGWAY_MODULES)
      if(used_modules STREQUAL gangway AND kernel IN_LIST GANGWAY_OWN_KERNELS)
        continue()
      endif()
      list(APPEND uses --uses ${used_folder})
      list(TRANSFORM used_modules REPLACE "(.+)" "${used_folder}/${kernel}/\\1.ko")
      list(APPEND needed ${used_modules})
    endforeach()
    set(pool gangway_modules)
    if(arg_MODULES STREQUAL gangway) # the first that is built for a kernel
      set(pool gangway_fetches)
    endif()
    set(modules ${arg_MODULES})
    list(TRANSFORM modules REPLACE "(.+)" "${folder}/${kernel}/\\1.ko")
    add_custom_command(
      OUTPUT ${modules}
      COMMAND ${environment} $<TARGET_FILE:gangway::lab> build ${folder} --kernel ${kernel} ${uses}
        --make GANGWAY_GEN=$<TARGET_FILE:gangway::gen> --make W=1e
      COMMAND ${CMAKE_COMMAND} -DTARGET=${target} -DFOLDER=${folder} -DKERNEL=${kernel}
        "-DMODULES=${arg_MODULES}" -P ${check}
      DEPENDS ${sources} ${needed} ${check} $<TARGET_FILE:gangway::lab> $<TARGET_FILE:gangway::gen>
      COMMENT "Building ${target} for ${kernel}"
      JOB_POOL ${pool}
      VERBATIM)
    add_custom_target(${target}-${kernel} DEPENDS ${modules})
    foreach(used ${arg_USES})
      add_dependencies(${target}-${kernel} ${used}-${kernel})
    endforeach()
    add_dependencies(${target} ${target}-${kernel})
  endforeach()
endfunction()

# The folders and files of the modules of TARGETS for KERNEL, for the lab's --module;
# {kernel}'s own Gangway is not loaded. PARAMETERS: MODULE.NAME=VALUE.
function(gangway_loads result test kernel)
  cmake_parse_arguments(arg "" "" "TARGETS;PARAMETERS" ${ARGN})
  set(loads)
  set(unused ${arg_PARAMETERS})
  foreach(target ${arg_TARGETS})
    get_target_property(folder ${target} GANGWAY_FOLDER)
    get_target_property(modules ${target} GANGWAY_MODULES)
    if(modules STREQUAL gangway AND kernel IN_LIST GANGWAY_OWN_KERNELS)
      continue()
    endif()
    foreach(module ${modules})
      set(load ${folder}/${kernel}/${module}.ko)
      foreach(parameter ${arg_PARAMETERS})
        if(parameter MATCHES "^${module}\\.(.+)$")
          string(APPEND load " ${CMAKE_MATCH_1}")
          list(REMOVE_ITEM unused ${parameter})
        endif()
      endforeach()
      list(APPEND loads --module ${load})
    endforeach()
  endforeach()
  if(unused)
    message(FATAL_ERROR "gangway_lab_test(${test} …): PARAMETERS are MODULE.NAME=VALUE, of a module "
      "that it loads, and ${unused} is not")
  endif()
  set(${result} ${loads} PARENT_SCOPE)
endfunction()

# gangway_lab_test(NAME MODULES target… COMMAND program [argument…]
#                  [PARAMETERS module.name=value…] [FILES path[:guestpath]…]
#                  [DEVICES device…] [MEMORY MiB] [TIMEOUT seconds] [KERNELS kernel…])
# A test for each kernel, NAME-KERNEL: the lab boots it, loads the modules of
# these targets of gangway_module() in this order, with their PARAMETERS, brings
# the FILES along, and runs the command, which may be a target. DEVICES: for QEMU
# to emulate, such as edu; where it is User-Mode Linux, which has none, or which this
# machine cannot run, the test is skipped. KERNELS: some of GANGWAY_KERNELS; all of them if left out. TIMEOUT: of the
# guest, 300 seconds if left out.
function(gangway_lab_test name)
  cmake_parse_arguments(arg "" "MEMORY;TIMEOUT" "MODULES;COMMAND;PARAMETERS;FILES;DEVICES;KERNELS" ${ARGN})
  set(here "gangway_lab_test(${name} …)")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${here}: it takes MODULES, COMMAND, PARAMETERS, FILES, DEVICES, MEMORY, "
      "TIMEOUT and KERNELS, not ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_COMMAND)
    message(FATAL_ERROR "${here}: COMMAND is missing: what to run in the guest")
  endif()
  foreach(target ${arg_MODULES})
    gangway_need_module("${here}" ${target})
    get_target_property(uses ${target} GANGWAY_USES)
    foreach(used ${uses})
      if(NOT used IN_LIST arg_MODULES)
        message(FATAL_ERROR "${here}: ${target} USES ${used}, which must be loaded before it: "
          "MODULES ${used} ${target}")
      endif()
    endforeach()
  endforeach()
  if(NOT arg_KERNELS)
    set(arg_KERNELS ${GANGWAY_KERNELS})
  endif()
  set(options)
  foreach(option MEMORY TIMEOUT)
    if(DEFINED arg_${option})
      string(TOLOWER ${option} word)
      list(APPEND options --${word} ${arg_${option}})
    endif()
  endforeach()
  foreach(file ${arg_FILES})
    list(APPEND options --file ${file})
  endforeach()
  foreach(device ${arg_DEVICES})
    list(APPEND options --device ${device})
  endforeach()
  list(POP_FRONT arg_COMMAND program)
  if(TARGET ${program})
    set(program $<TARGET_FILE:${program}>)
  endif()
  foreach(kernel ${arg_KERNELS})
    if(NOT kernel IN_LIST GANGWAY_KERNELS)
      message(FATAL_ERROR "${here}: ${kernel} is none of GANGWAY_KERNELS, for which modules are "
        "built: ${GANGWAY_KERNELS}")
    endif()
    gangway_loads(loads ${name} ${kernel} TARGETS ${arg_MODULES} PARAMETERS ${arg_PARAMETERS})
    add_test(NAME ${name}-${kernel} COMMAND $<TARGET_FILE:gangway::lab> run --kernel ${kernel}
      ${options} ${loads} -- ${program} ${arg_COMMAND})
    set_tests_properties(${name}-${kernel} PROPERTIES
      SKIP_REGULAR_EXPRESSION "--device .* needs QEMU;User-Mode Linux (needs ptrace|finds no room)")
  endforeach()
endfunction()
