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

# What most sources read, precompiled once for each set of options that they are compiled with:
# gangway_headers as the tools are, gangway_headers_san under the sanitizers. Each source includes
# all the same what it needs: CMAKE_DISABLE_PRECOMPILE_HEADERS=ON builds without.
file(CONFIGURE OUTPUT headers.cpp CONTENT "")
set(gangway_headers_sets gangway_headers)
if(GANGWAY_TESTS)
  list(APPEND gangway_headers_sets gangway_headers_san)
endif()
foreach(target ${gangway_headers_sets})
  add_library(${target} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/headers.cpp)
  target_link_libraries(${target} PRIVATE gangway_warnings fmt::fmt)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <chrono> <filesystem> <fstream>
    <functional> <map> <memory> <optional> <set> <span> <sstream> <string> <string_view> <utility>
    <variant> <vector> <fmt/format.h>)
endforeach()
if(GANGWAY_TESTS)
  target_link_libraries(gangway_headers_san PRIVATE gangway_sanitizers)
endif()

# gangway_library(NAME [SHARED] SOURCES … INCLUDES … LIBRARIES …)
# A library twice: NAME as shipped, static unless SHARED, and NAME_san for the
# tests, static, under AddressSanitizer and UndefinedBehaviorSanitizer.
function(gangway_library name)
  cmake_parse_arguments(arg "SHARED" "" "SOURCES;INCLUDES;LIBRARIES" ${ARGN})
  set(targets ${name})
  if(arg_SHARED)
    add_library(${name} SHARED ${arg_SOURCES})
    target_compile_options(${name} PRIVATE ${GANGWAY_OPTIMISE})
  else()
    add_library(${name} STATIC ${arg_SOURCES})
    target_precompile_headers(${name} REUSE_FROM gangway_headers)
  endif()
  if(GANGWAY_TESTS)
    add_library(${name}_san STATIC ${arg_SOURCES})
    target_link_libraries(${name}_san PUBLIC gangway_sanitizers)
    target_precompile_headers(${name}_san REUSE_FROM gangway_headers_san)
    list(APPEND targets ${name}_san)
  endif()
  foreach(target ${targets})
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
