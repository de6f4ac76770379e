# Warnings for our own targets; generated and third-party headers are SYSTEM.
add_library(ta_warnings INTERFACE)
target_compile_options(ta_warnings INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wold-style-cast
                                             $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>)
option(TA_WERROR "Treat warnings as errors" OFF)
if(TA_WERROR)
  target_compile_options(ta_warnings INTERFACE -Werror)
endif()
