# interleave_macros.hpp interleave
s/\(define GW_READER_ACQUIRE.*order::\)acquire/\1relaxed/
