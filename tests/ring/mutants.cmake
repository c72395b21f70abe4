# SPDX-License-Identifier: MIT
# Checkers that cannot fail prove nothing. Each file in mutants/ breaks one
# thing in the cores (or in the orders of the model); its first line names the
# file it breaks and the program that must notice.

set(mutant_sources
  ${PROJECT_SOURCE_DIR}/uapi/gangway/ring_core.h
  ${PROJECT_SOURCE_DIR}/uapi/gangway/ring_reader.h
  ${PROJECT_SOURCE_DIR}/kernel/core/loss_core.h
  ${CMAKE_CURRENT_SOURCE_DIR}/interleave_macros.hpp
  ${CMAKE_CURRENT_SOURCE_DIR}/losses_macros.hpp)

file(GLOB mutants CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/mutants/*.sed)
foreach(script ${mutants})
  cmake_path(GET script STEM name)
  file(STRINGS ${script} first LIMIT_COUNT 1)
  if(NOT first MATCHES "^# ([a-z_.]+) ([a-z]+)$")
    message(FATAL_ERROR "${script}: the first line is not '# FILE PROGRAM'")
  endif()
  set(broken ${CMAKE_MATCH_1})
  set(program ${CMAKE_MATCH_2})
  set(source ${mutant_sources})
  list(FILTER source INCLUDE REGEX "/${broken}$")
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/mutants/${name})
  if(broken MATCHES "\\.h$")
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME folder)
    set(output ${dir}/${folder}/${broken})
  else()
    set(output ${dir}/${broken})
  endif()

  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/mutate.sh ${source} ${script} ${output}
    DEPENDS ${source} ${script} ${CMAKE_CURRENT_SOURCE_DIR}/mutate.sh VERBATIM)
  set(target ring-mutant-${name})
  get_target_property(sources ring-${program} SOURCES)
  add_executable(${target} EXCLUDE_FROM_ALL ${sources} ${output})
  add_dependencies(tests-rest ${target})
  set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS OFF) # lint each source once
  target_include_directories(${target} BEFORE PRIVATE ${dir})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/kernel)
  target_compile_options(${target} PRIVATE -g0 -O1)
  target_link_libraries(${target} PRIVATE ring_headers ring_machine GTest::gtest GTest::gtest_main)
  # 1: found something; 128 and more: crashed. Anything else is a failure.
  add_test(NAME ${target} COMMAND sh -c [[
    "$0" >/dev/null 2>&1; status=$?; echo "exit status $status"
    test $status -eq 1 || test $status -ge 128]] $<TARGET_FILE:${target}>)
  set_tests_properties(${target} PROPERTIES LABELS "ring-mutant;rest" TIMEOUT 300)
endforeach()
