# SPDX-License-Identifier: MIT
# The front end under libFuzzer. GCC has none, so clang builds these sources once more by hand.

find_program(GANGWAY_FUZZ_CXX clang++-19)
set(seconds 5)

if(NOT GANGWAY_FUZZ_CXX)
  add_test(NAME compiler-fuzz COMMAND ${CMAKE_COMMAND} -E echo "skipped: clang++-19 is missing")
  set_tests_properties(compiler-fuzz PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
  return()
endif()

get_target_property(sources gangway_compiler SOURCES)
set(flags -std=c++20 -O0 -g1 -fsanitize=fuzzer-no-link,address,undefined
  -fno-sanitize-recover=all -DFMT_SHARED
  -I${PROJECT_SOURCE_DIR}/compiler -I${PROJECT_SOURCE_DIR}/uapi)
set(objects)
foreach(source ${sources} ${CMAKE_CURRENT_SOURCE_DIR}/fuzz_front.cpp)
  file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${source})
  string(REPLACE / - name ${name})
  set(object ${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name}.o)
  add_custom_command(OUTPUT ${object}
    COMMAND ${GANGWAY_FUZZ_CXX} ${flags} -MD -MF ${object}.d -c ${source} -o ${object}
    DEPENDS ${source} DEPFILE ${object}.d
    COMMENT "Building ${name} for libFuzzer" VERBATIM)
  list(APPEND objects ${object})
endforeach()
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/fuzz/found)

set(program ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/compiler-fuzz)
add_custom_command(OUTPUT ${program}
  COMMAND ${GANGWAY_FUZZ_CXX} -fsanitize=fuzzer,address,undefined ${objects}
    -lyaml-cpp -lfmt -o ${program}
  DEPENDS ${objects} COMMENT "Linking compiler-fuzz" VERBATIM)
add_custom_target(compiler-fuzz ALL DEPENDS ${program})

# New inputs go to the build folder; the seeds are the folders of descriptions themselves.
add_test(NAME compiler-fuzz
  COMMAND ${program} -max_total_time=${seconds} -max_len=8192 -timeout=20 -rss_limit_mb=2048
    -dict=${CMAKE_CURRENT_SOURCE_DIR}/fuzz.dict -print_final_stats=1 -verbosity=0
    found
    ${CMAKE_CURRENT_SOURCE_DIR}/corpus
    ${CMAKE_CURRENT_SOURCE_DIR}/accepted
    ${CMAKE_CURRENT_SOURCE_DIR}/errors
    ${PROJECT_SOURCE_DIR}/examples
    ${PROJECT_SOURCE_DIR}/existing
  WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/fuzz)
