# SPDX-License-Identifier: MIT
# gangway_generate(TARGET FILE.yaml …): makes the typed client and the UAPI
# header of each description and lets TARGET include them. FILE.lock lies beside
# FILE.yaml and is kept up to date; commit it.

function(gangway_generate target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/gangway)
  foreach(description ${ARGN})
    cmake_path(ABSOLUTE_PATH description BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    cmake_path(GET description STEM name)
    # Several targets may share a description: one rule makes its files.
    if(NOT TARGET gangway-gen-${name})
      add_custom_command(
        OUTPUT ${out}/${name}.gw.hpp ${out}/${name}.gw.h
        COMMAND gangway-gen ${description} --out ${out}
        DEPENDS ${description} gangway-gen
        COMMENT "Generating ${name}.gw.hpp"
        VERBATIM)
      add_custom_target(gangway-gen-${name} DEPENDS ${out}/${name}.gw.hpp ${out}/${name}.gw.h)
      set_target_properties(gangway-gen-${name} PROPERTIES GANGWAY_OUT ${out})
    endif()
    add_dependencies(${target} gangway-gen-${name})
    get_target_property(made_in gangway-gen-${name} GANGWAY_OUT)
    target_include_directories(${target} SYSTEM PRIVATE ${made_in})
  endforeach()
endfunction()
