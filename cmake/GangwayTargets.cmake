# SPDX-License-Identifier: MIT
# What every target of this project is built with, in one place.

add_library(gangway_warnings INTERFACE)
target_compile_options(gangway_warnings INTERFACE -Wall -Wextra -Werror -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>)

add_library(gangway_sanitizers INTERFACE)
# Not optimised: with both sanitizers that takes the compiler four times as long.
target_compile_options(gangway_sanitizers INTERFACE
  -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O0 -g1)
target_link_options(gangway_sanitizers INTERFACE -fsanitize=address,undefined)

# gangway_library(NAME [SHARED] SOURCES … INCLUDES … LIBRARIES …)
# A library twice: NAME as shipped, static unless SHARED, and NAME_san for the
# tests, static, under AddressSanitizer and UndefinedBehaviorSanitizer.
function(gangway_library name)
  cmake_parse_arguments(arg "SHARED" "" "SOURCES;INCLUDES;LIBRARIES" ${ARGN})
  set(kind STATIC)
  if(arg_SHARED)
    set(kind SHARED)
  endif()
  add_library(${name} ${kind} ${arg_SOURCES})
  set(targets ${name})
  if(GANGWAY_TESTS)
    add_library(${name}_san STATIC ${arg_SOURCES})
    target_link_libraries(${name}_san PUBLIC gangway_sanitizers)
    list(APPEND targets ${name}_san)
  endif()
  foreach(target ${targets})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_include_directories(${target} PUBLIC ${arg_INCLUDES})
    target_link_libraries(${target} PUBLIC ${arg_LIBRARIES} PRIVATE gangway_warnings)
  endforeach()
endfunction()

# gangway_test(NAME SOURCES … LIBRARIES … [LABELS …])
# A GoogleTest program under the sanitizers; link it with the _san libraries.
function(gangway_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  find_package(GTest REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} gangway_warnings gangway_sanitizers
    GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()
