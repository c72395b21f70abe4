# SPDX-License-Identifier: MIT
# Descriptions, and bytes decoded by them, under libFuzzer, which only clang has.

find_program(GANGWAY_FUZZ_CXX clang++-19)
if(NOT GANGWAY_FUZZ_CXX)
  add_test(NAME library-fuzz COMMAND ${CMAKE_COMMAND} -E echo "skipped: clang++-19 is not installed")
  set_tests_properties(library-fuzz PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
  return()
endif()

set(dir ${CMAKE_CURRENT_BINARY_DIR}/fuzz)
file(MAKE_DIRECTORY ${dir}/found)
set(sources ${CMAKE_CURRENT_SOURCE_DIR}/fuzz_description.cpp)
foreach(name description explain json types value)
  list(APPEND sources ${PROJECT_SOURCE_DIR}/src/description/${name}.cpp)
endforeach()
set(program ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/library-fuzz)
add_custom_command(OUTPUT ${program}
  COMMAND ${GANGWAY_FUZZ_CXX} -std=c++20 -O0 -g1 -DFMT_SHARED
    -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
    -I${PROJECT_SOURCE_DIR}/uapi -I${PROJECT_SOURCE_DIR}/include -I${PROJECT_SOURCE_DIR}/src
    ${sources} -lfmt -o ${program}
  DEPENDS ${sources} ${PROJECT_SOURCE_DIR}/include/gangway/description.hpp
    ${PROJECT_SOURCE_DIR}/include/gangway/dynamic.hpp
  COMMENT "Building library-fuzz" VERBATIM)
add_custom_target(library-fuzz ALL DEPENDS ${program})
add_test(NAME library-fuzz
  COMMAND ${program} -max_total_time=5 -max_len=4096 -timeout=20 -rss_limit_mb=2048
    -dict=${CMAKE_CURRENT_SOURCE_DIR}/fuzz.dict -print_final_stats=1 -verbosity=0
    found ${CMAKE_CURRENT_SOURCE_DIR}/corpus
  WORKING_DIRECTORY ${dir})
