# SPDX-License-Identifier: MIT
# Examples that are shown in a guest, by a show.sh in the words of harness/guest.

# gangway_example(NAME [PROGRAMS name…] [FILES target|file…] [MODULES name…] [APPEND argument…] [DEVICES device…])
# The example in this folder. Its show.sh has at hand: the module, the program and
# FILES in its folder; PROGRAMS of this system; MODULES of the kernel's own; APPEND on the
# kernel's command line; and, but on User-Mode Linux, QEMU's DEVICES.
function(gangway_example name)
  cmake_parse_arguments(arg "" "" "PROGRAMS;FILES;MODULES;APPEND;DEVICES" ${ARGN})
  gangway_module(kernel-${name} . MODULES ${name} USES kernel-gangway)
  add_executable(${name} ${name}.cpp)
  target_link_libraries(${name} PRIVATE gangway::gangway gangway_warnings)
  target_precompile_headers(${name} REUSE_FROM gangway_usual)
  gangway_generate(${name} ${name}.yaml)

  set(here ${CMAKE_CURRENT_SOURCE_DIR})
  set(there /examples/${name})
  set(needs)
  set(options --file ${here}/{kernel}/${name}.ko:${there}/${name}.ko)
  foreach(file show.sh ${name} ${arg_FILES})
    if(TARGET ${file})
      list(APPEND needs ${file})
      list(APPEND options --file $<TARGET_FILE:${file}>:${there}/${file})
    else()
      list(APPEND options --file ${here}/${file}:${there}/${file})
    endif()
  endforeach()
  foreach(program insmod rmmod ${arg_PROGRAMS})
    string(TOUPPER ${program}_PROGRAM variable)
    find_program(${variable} ${program} PATHS /usr/sbin /sbin)
    list(APPEND options --file ${${variable}})
  endforeach()
  foreach(device ${arg_DEVICES})
    list(APPEND options --device ${device})
  endforeach()
  foreach(module ${arg_MODULES})
    list(APPEND options --module ${module})
  endforeach()
  set_target_properties(kernel-${name} PROPERTIES
    SHOW_NEEDS "${needs}" SHOW_OPTIONS "${options}" SHOW_APPEND "${arg_APPEND}")
  set_property(GLOBAL APPEND PROPERTY GANGWAY_EXAMPLES ${name})
endfunction()

# gangway_by_hand(NAME): its module by hand, NAME_by_hand in the folder handwritten, which show.sh
# shows beside it: lines are counted of what behaves alike.
function(gangway_by_hand name)
  set(module ${name}_by_hand)
  gangway_module(kernel-${module} handwritten MODULES ${module})
  set_property(TARGET kernel-${name} APPEND PROPERTY SHOW_OPTIONS --file
    ${CMAKE_CURRENT_SOURCE_DIR}/handwritten/{kernel}/${module}.ko:/examples/${name}/${module}.ko)
  foreach(kernel ${GANGWAY_KERNELS})
    add_dependencies(kernel-${name}-${kernel} kernel-${module}-${kernel})
  endforeach()
endfunction()

# gangway_show(TARGET WHAT KERNELS EXAMPLES): the target boots each of these kernels, and
# shows the examples in it; WHAT is what `table` makes of it. Its property SHOW_COMMAND is what it does.
function(gangway_show target what kernels examples)
  set(harness ${PROJECT_SOURCE_DIR}/examples/harness)
  set(needs gangway-lab)
  set(options --timeout 1800 --silence 120 --file ${harness}/guest:/examples/guest)
  set(append)
  foreach(example ${examples})
    get_target_property(its_needs kernel-${example} SHOW_NEEDS)
    get_target_property(its_options kernel-${example} SHOW_OPTIONS)
    get_target_property(its_append kernel-${example} SHOW_APPEND)
    list(APPEND needs ${its_needs})
    list(APPEND options ${its_options})
    list(APPEND append ${its_append})
    foreach(kernel ${kernels})
      list(APPEND needs kernel-${example}-${kernel})
    endforeach()
  endforeach()
  if(append)
    list(JOIN append " " append)
    list(APPEND options --append ${append})
  endif()
  list(JOIN kernels " " kernels)
  list(JOIN examples " " examples)
  set(command ${harness}/run ${PROJECT_BINARY_DIR}/examples/shown/${target} ${what} ${kernels} ${examples}
    $<TARGET_FILE:gangway-lab> run ${options})
  add_custom_target(${target} COMMAND ${command} DEPENDS ${needs}
    USES_TERMINAL VERBATIM COMMENT "Showing ${examples} on ${kernels}")
  set_target_properties(${target} PROPERTIES SHOW_COMMAND "${command}")
endfunction()
