if(TA_SANITIZE)
  add_compile_options(-fsanitize=${TA_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TA_SANITIZE})
endif()
if(TA_SANITIZE MATCHES "undefined")
  add_compile_options(-fno-sanitize-recover=undefined)
endif()
if(TA_BUILD_FUZZ)
  add_compile_options(-fno-sanitize=function)  # Clang 14 cannot emit its data for Boost's coroutines ("a difference across sections").
  add_compile_options(-fsanitize=fuzzer-no-link)  # The library's branches guide the fuzzer, not the entry's alone.
endif()
