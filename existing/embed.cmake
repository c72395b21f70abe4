# SPDX-License-Identifier: MIT
# Makes files of JSON (TEXTS) into string literals of C++ (OUT).
set(all)
foreach(file ${TEXTS})
  file(READ ${file} text)
  string(APPEND all "R\"json(${text})json\",\n")
endforeach()
file(WRITE ${OUT} "${all}")
