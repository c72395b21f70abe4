# SPDX-License-Identifier: MIT
# What every target of this project is built with, in one place.

add_library(gangway_warnings INTERFACE)
target_compile_options(gangway_warnings INTERFACE -Wall -Wextra -Werror -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>
  -Wno-error=invalid-pch) # a header precompiled with other options is read as it is

add_library(gangway_sanitizers INTERFACE)
# Not optimised: with both sanitizers that takes the compiler four times as long.
target_compile_options(gangway_sanitizers INTERFACE
  -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O0 -g1)
target_link_options(gangway_sanitizers INTERFACE -fsanitize=address,undefined)

# gangway_headers(NAME HEADERS … LIBRARIES …)
# Headers that many sources read, precompiled once: targets that are compiled with the same options
# say REUSE_FROM NAME. Each source includes all the same what it needs:
# CMAKE_DISABLE_PRECOMPILE_HEADERS=ON builds without.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/nothing.cpp CONTENT "")
function(gangway_headers name)
  cmake_parse_arguments(arg "" "" "HEADERS;LIBRARIES" ${ARGN})
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/nothing.cpp)
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} gangway_warnings)
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

set(usual <algorithm> <array> <chrono> <filesystem> <fstream> <functional> <map> <memory> <optional>
  <set> <span> <sstream> <string> <string_view> <utility> <variant> <vector> <fmt/format.h>)
gangway_headers(gangway_usual HEADERS ${usual} LIBRARIES fmt::fmt)
if(GANGWAY_TESTS)
  gangway_headers(gangway_usual_san HEADERS ${usual} LIBRARIES fmt::fmt gangway_sanitizers)
endif()

# gangway_library(NAME [SHARED] SOURCES … INCLUDES … LIBRARIES … [HEADERS …])
# A library twice: NAME as shipped, static unless SHARED, and NAME_san for the
# tests, static, under AddressSanitizer and UndefinedBehaviorSanitizer. Its
# sources have HEADERS in common, precompiled, or else the usual ones.
function(gangway_library name)
  cmake_parse_arguments(arg "SHARED" "" "SOURCES;INCLUDES;LIBRARIES;HEADERS" ${ARGN})
  set(kind STATIC)
  if(arg_SHARED)
    set(kind SHARED)
  endif()
  add_library(${name} ${kind} ${arg_SOURCES})
  set(usual gangway_usual)
  set(targets ${name})
  if(arg_SHARED)
    target_compile_options(${name} PRIVATE ${GANGWAY_OPTIMISE})
  endif()
  if(GANGWAY_TESTS)
    add_library(${name}_san STATIC ${arg_SOURCES})
    target_link_libraries(${name}_san PUBLIC gangway_sanitizers)
    list(APPEND usual gangway_usual_san)
    list(APPEND targets ${name}_san)
  endif()
  foreach(target usual_headers IN ZIP_LISTS targets usual)
    target_include_directories(${target} PUBLIC ${arg_INCLUDES})
    target_link_libraries(${target} PUBLIC ${arg_LIBRARIES} PRIVATE gangway_warnings)
    if(arg_HEADERS)
      target_precompile_headers(${target} PRIVATE ${arg_HEADERS})
    else()
      target_precompile_headers(${target} REUSE_FROM ${usual_headers})
    endif()
  endforeach()
endfunction()

# gangway_test(NAME SOURCES … LIBRARIES … [LABELS …])
# A GoogleTest program under the sanitizers; link it with the _san libraries.
function(gangway_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  find_package(GTest REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} gangway_warnings gangway_sanitizers
    GTest::gtest GTest::gtest_main fmt::fmt)
  target_precompile_headers(${name} REUSE_FROM gangway_usual_san)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()
