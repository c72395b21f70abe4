# SPDX-License-Identifier: MIT
# Tests of what the compiler writes.

foreach(part outputs headers)
  gangway_test(compiler-${part}
    SOURCES ${part}_test.cpp
    LIBRARIES gangway_compiler_san gangway_san)
  target_compile_definitions(compiler-${part} PRIVATE
    GANGWAY_TEST_FOLDER="${CMAKE_CURRENT_SOURCE_DIR}")
endforeach()

# What is shipped of what kernels offer already.
gangway_test(compiler-shipped
  SOURCES shipped_test.cpp
  LIBRARIES gangway_compiler_san gangway_san)
target_compile_definitions(compiler-shipped PRIVATE
  GANGWAY_TEST_FOLDER="${CMAKE_CURRENT_SOURCE_DIR}")
foreach(name nlctrl random uevents)
  gangway_generate(compiler-shipped ${PROJECT_SOURCE_DIR}/existing/${name}.yaml)
endforeach()

# Apart, because they need packages that a machine may lack, and then say so. (Each by itself, since
# of a test that says it was skipped nobody hears what else failed.)
set_tests_properties(compiler-headers PROPERTIES ENVIRONMENT "GTEST_FILTER=*/gcc_*_m64")
foreach(mode gcc_c_m32 gcc_cpp_m32 clang_c_m64 clang_cpp_m64 clang_c_m32 clang_cpp_m32)
  string(REPLACE _ - name ${mode})
  add_test(NAME compiler-headers-${name} COMMAND compiler-headers)
  set_tests_properties(compiler-headers-${name} PROPERTIES
    ENVIRONMENT "GTEST_FILTER=*/${mode}" TIMEOUT 300 SKIP_REGULAR_EXPRESSION "skipped: ")
  if(mode MATCHES cpp) # half a minute each
    set_tests_properties(compiler-headers-${name} PROPERTIES LABELS rest)
  endif()
endforeach()

# kernel_glue(TARGET FOLDER SOURCES …): C of the kernel's side, in user space.
function(kernel_glue target)
  add_library(${target} OBJECT ${ARGN})
  set_target_properties(${target} PROPERTIES C_EXTENSIONS ON)
  target_include_directories(${target} BEFORE PUBLIC
    ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/kernel_shim
    ${PROJECT_SOURCE_DIR}/kernel ${PROJECT_SOURCE_DIR}/kernel/include ${PROJECT_SOURCE_DIR}/uapi)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wno-unused-parameter -Werror)
  target_link_libraries(${target} PRIVATE gangway_sanitizers)
endfunction()

set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${generated}/everything_kern.gw.c ${generated}/everything_kern.gw.h
  COMMAND gangway-gen ${CMAKE_CURRENT_SOURCE_DIR}/golden/everything.yaml
    --lock ${generated}/everything.lock --out ${generated}
  DEPENDS golden/everything.yaml gangway-gen
  VERBATIM)

add_custom_command(
  OUTPUT ${generated}/n_kern.gw.c ${generated}/n_kern.gw.h
  COMMAND gangway-gen ${CMAKE_CURRENT_SOURCE_DIR}/accepted/plain_words.yaml
    --lock ${generated}/n.lock --out ${generated}
  DEPENDS accepted/plain_words.yaml gangway-gen
  VERBATIM)

foreach(name kept handled)
  add_custom_command(
    OUTPUT ${generated}/${name}_kern.gw.c ${generated}/${name}_kern.gw.h
    COMMAND gangway-gen ${CMAKE_CURRENT_SOURCE_DIR}/golden/${name}.yaml
      --lock ${generated}/${name}.lock --out ${generated}
    DEPENDS golden/${name}.yaml gangway-gen
    VERBATIM)
endforeach()

kernel_glue(compiler-glue-objects
  glue_provider.c
  # These are only compiled.
  ${generated}/n_kern.gw.c ${generated}/n_kern.gw.h
  ${generated}/kept_kern.gw.c ${generated}/kept_kern.gw.h
  ${generated}/handled_kern.gw.c ${generated}/handled_kern.gw.h
  ${generated}/everything_kern.gw.c ${generated}/everything_kern.gw.h
  ${PROJECT_SOURCE_DIR}/kernel/core/check.c)
target_include_directories(compiler-glue-objects PRIVATE ${generated})
gangway_test(compiler-glue
  SOURCES glue_test.cpp oracle.cpp
  LIBRARIES gangway_compiler_san compiler-glue-objects)
target_compile_definitions(compiler-glue PRIVATE
  GANGWAY_TEST_FOLDER="${CMAKE_CURRENT_SOURCE_DIR}")

# Two versions of a description, the second with the lock that the first left.
set(one ${generated}/grown-1)
set(two ${generated}/grown-2)
add_custom_command(
  OUTPUT ${one}/grown_kern.gw.c ${one}/grown_kern.gw.h ${one}/grown.lock
  COMMAND ${CMAKE_COMMAND} -E rm -f ${one}/grown.lock
  COMMAND gangway-gen ${CMAKE_CURRENT_SOURCE_DIR}/grown/1.yaml --lock ${one}/grown.lock --out ${one}
  DEPENDS grown/1.yaml gangway-gen
  VERBATIM)
add_custom_command(
  OUTPUT ${two}/grown_kern.gw.c ${two}/grown_kern.gw.h
  COMMAND ${CMAKE_COMMAND} -E make_directory ${two}
  COMMAND ${CMAKE_COMMAND} -E copy ${one}/grown.lock ${two}/grown.lock
  COMMAND gangway-gen ${CMAKE_CURRENT_SOURCE_DIR}/grown/2.yaml --lock ${two}/grown.lock --out ${two}
  DEPENDS grown/2.yaml ${one}/grown.lock gangway-gen
  VERBATIM)
foreach(version 1 2)
  set(folder ${generated}/grown-${version})
  kernel_glue(compiler-peer-${version}
    grown/peer.c ${folder}/grown_kern.gw.c ${folder}/grown_kern.gw.h)
  target_include_directories(compiler-peer-${version} PRIVATE ${folder} PUBLIC grown)
  target_compile_definitions(compiler-peer-${version} PRIVATE PEER=${version}
    grown_gw_interface=grown_gw_interface_${version}
    grown_gw_elements=grown_gw_elements_${version})
endforeach()
kernel_glue(compiler-growth-rules
  ${PROJECT_SOURCE_DIR}/kernel/core/check.c ${PROJECT_SOURCE_DIR}/kernel/core/copy.c)
gangway_test(compiler-growth
  SOURCES growth_test.cpp
  LIBRARIES compiler-peer-1 compiler-peer-2 compiler-growth-rules)
