# interleave_macros.hpp interleave
s/\(define GW_READER_GET.*order::\)acquire/\1relaxed/
