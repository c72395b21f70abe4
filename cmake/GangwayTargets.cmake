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

# gangway_static_library(NAME SOURCES … LIBRARIES …)
# A static library twice: NAME as shipped and NAME_san for the tests, under
# AddressSanitizer and UndefinedBehaviorSanitizer.
function(gangway_static_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;INCLUDES;LIBRARIES" ${ARGN})
  foreach(target ${name} ${name}_san)
    if(target STREQUAL "${name}_san" AND NOT GANGWAY_TESTS)
      break()
    endif()
    add_library(${target} STATIC ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_include_directories(${target} PUBLIC ${arg_INCLUDES})
    target_link_libraries(${target} PUBLIC ${arg_LIBRARIES} PRIVATE gangway_warnings)
  endforeach()
  if(TARGET ${name}_san)
    target_link_libraries(${name}_san PUBLIC gangway_sanitizers)
  endif()
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
