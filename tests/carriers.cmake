# SPDX-License-Identifier: MIT
# The table of carriers as CMake reads it: a test that is about some of them has their names among
# its labels, so that `ctest -L '^procfs$'` runs what touches procfs.

set(carrier_table ${PROJECT_SOURCE_DIR}/uapi/gangway/carriers.def)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${carrier_table})
file(READ ${carrier_table} carrier_rows)
string(REPLACE ";" "," carrier_rows "${carrier_rows}")
string(REGEX MATCHALL "\nGW_CARRIER\\([^\"]*" carrier_rows "${carrier_rows}") # to the path or the text

# gangway_carriers(RESULT [PATTERN | !PATTERN]…): the carriers of this version whose row in the
# table matches every PATTERN, and no !PATTERN
function(gangway_carriers result)
  set(names)
  foreach(row ${carrier_rows})
    set(fits TRUE)
    foreach(pattern GW_TRAIT_READY ${ARGN})
      string(REGEX REPLACE "^!" "" plain "${pattern}")
      string(REGEX MATCH "${plain}" found "${row}")
      if((pattern MATCHES "^!" AND found) OR NOT (pattern MATCHES "^!" OR found))
        set(fits FALSE)
      endif()
    endforeach()
    string(REGEX REPLACE "^\nGW_CARRIER\\(([a-z_]+),.*" "\\1" name "${row}")
    if(fits)
      list(APPEND names ${name})
    endif()
  endforeach()
  set(${result} ${names} PARENT_SCOPE)
endfunction()

# gangway_words(RESULT FILE KEY): the words that FILE has behind KEY at the beginning of a line. Read
# when CMake runs, which `make` has it do each time; not whenever the file changes.
function(gangway_words result file key)
  file(STRINGS ${file} line REGEX "^${key}" LIMIT_COUNT 1)
  string(REGEX REPLACE "^${key} *" "" line "${line}")
  separate_arguments(line)
  set(${result} ${line} PARENT_SCOPE)
endfunction()

# gangway_via(RESULT YAML…): the carriers that elements of these descriptions name
function(gangway_via result)
  set(names)
  foreach(file ${ARGN})
    file(READ ${file} text)
    string(REGEX MATCHALL "via: [[][a-z_, ]*" lists "${text}")
    string(REGEX REPLACE "via:|[[,]" ";" lists "${lists}")
    string(REPLACE " " "" lists "${lists}")
    list(APPEND names ${lists})
  endforeach()
  list(REMOVE_DUPLICATES names)
  set(${result} ${names} PARENT_SCOPE)
endfunction()
