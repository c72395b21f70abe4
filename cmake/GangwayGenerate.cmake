# SPDX-License-Identifier: MIT
cmake_policy(VERSION 3.25) # whatever the project asks for

# gangway_generate(TARGET NAME.yaml …): makes the typed client and the UAPI
# header of each description and lets TARGET include them. A description is named
# as its interface. NAME.lock lies beside it and is kept up to date; commit it.
# What a kernel already offers (`provider: kernel`) has no lock.

function(gangway_generate target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/gangway)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "gangway_generate(${target} …): there is no target ${target}; "
      "gangway_generate() goes after its add_executable() or add_library()")
  endif()
  foreach(description ${ARGN})
    cmake_path(ABSOLUTE_PATH description BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    cmake_path(GET description STEM name)
    if(NOT EXISTS ${description})
      message(FATAL_ERROR "gangway_generate(${target} …): there is no ${description}")
    endif()
    file(STRINGS ${description} interface LIMIT_COUNT 1 REGEX "^interface:[ \t]*[\"']?[a-z]")
    string(REGEX REPLACE "^interface:[ \t]*[\"']?([a-z0-9_]+).*" "\\1" interface "${interface}")
    if(interface AND NOT interface STREQUAL name)
      message(FATAL_ERROR "gangway_generate(${target} …): ${description} describes the interface "
        "${interface}: a description is named as its interface, ${interface}.yaml")
    endif()
    # Several targets may share a description: one rule makes its files.
    if(NOT TARGET gangway-gen-${name})
      set(files ${name}.gw.h ${name}.gw.hpp ${name}.gw.json ${name}.gw.md)
      file(STRINGS ${description} existing REGEX "^provider:[ \t]*[\"']?kernel")
      if(NOT existing)
        list(APPEND files ${name}_kern.gw.h ${name}_kern.gw.c)
      endif()
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${description})
      list(TRANSFORM files PREPEND ${out}/)
      add_custom_command(
        OUTPUT ${files}
        COMMAND gangway::gen ${description} --out ${out} --depfile ${out}/${name}.d
        DEPENDS ${description} $<TARGET_FILE:gangway::gen>
        DEPFILE ${out}/${name}.d # the lock, if there is one
        COMMENT "Generating ${name}.gw.hpp"
        VERBATIM)
      add_custom_target(gangway-gen-${name} DEPENDS ${files})
      set_target_properties(gangway-gen-${name} PROPERTIES GANGWAY_OUT ${out})
    endif()
    add_dependencies(${target} gangway-gen-${name})
    get_target_property(made_in gangway-gen-${name} GANGWAY_OUT)
    target_include_directories(${target} SYSTEM PRIVATE ${made_in})
  endforeach()
endfunction()
