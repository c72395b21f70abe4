# SPDX-License-Identifier: MIT
# The reader under libFuzzer, which only clang has.

find_program(GANGWAY_FUZZ_CXX clang++-19)
if(NOT GANGWAY_FUZZ_CXX)
  add_test(NAME ring-fuzz COMMAND ${CMAKE_COMMAND} -E echo "skipped: clang++-19 is not installed")
  set_tests_properties(ring-fuzz PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
  return()
endif()

# The seeds are what real producers leave behind.
ring_program(ring-fuzz-seed SOURCES fuzz_seed.cpp)
set(dir ${CMAKE_CURRENT_BINARY_DIR}/fuzz)
file(MAKE_DIRECTORY ${dir}/seeds ${dir}/found)
set(program ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/ring-fuzz)
add_custom_command(OUTPUT ${program}
  COMMAND ${GANGWAY_FUZZ_CXX} -std=c++20 -O1 -g1 -Wall -Wextra -Werror
    -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
    -I${PROJECT_SOURCE_DIR}/uapi -I${PROJECT_SOURCE_DIR}/include
    ${CMAKE_CURRENT_SOURCE_DIR}/fuzz_reader.cpp -o ${program}
  COMMAND ring-fuzz-seed ${dir}/seeds
  DEPENDS fuzz_reader.cpp sub_ring.hpp ring-fuzz-seed
    ${PROJECT_SOURCE_DIR}/uapi/gangway/ring.h ${PROJECT_SOURCE_DIR}/uapi/gangway/ring_reader.h
  COMMENT "Building ring-fuzz" VERBATIM)
add_custom_target(ring-fuzz ALL DEPENDS ${program})
add_test(NAME ring-fuzz COMMAND ${program} -max_total_time=5 -max_len=16384 -timeout=20
  -print_final_stats=1 -verbosity=0 found seeds WORKING_DIRECTORY ${dir})
