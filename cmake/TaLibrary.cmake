# ta_library(NAME HDRS … SRCS … DEPS …): one library per folder, alias textanalysis::NAME.
# Every header is listed, and compiles by itself: its source includes it first (tests/architecture), and for a header without one a source
# that includes only it is part of the tests' build. With TA_SANITIZED_TWINS, textanalysis::NAME_sanitized is its twin for the tests.
function(ta_library name)
  cmake_parse_arguments(ARG "" "" "HDRS;SRCS;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(ta_${name} STATIC ${ARG_SRCS} ${ARG_HDRS})
  add_library(textanalysis::${name} ALIAS ta_${name})
  target_include_directories(ta_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                             $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/textanalysis>)
  target_compile_features(ta_${name} PUBLIC cxx_std_20)
  set_target_properties(ta_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)  # For shared libraries around it.
  target_link_libraries(ta_${name} PUBLIC ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS} ta_warnings)
  if(TA_BUILD_TESTS AND NOT TA_SANITIZE)
    ta_check_headers(ta_${name} ${ARG_HDRS})
  endif()
  if(TA_SANITIZED_TWINS)
    ta_sanitized_twin(ta_${name})
    add_library(textanalysis::${name}_sanitized ALIAS ta_${name}_sanitized)
  endif()
endfunction()

# TARGET_sanitized: what TARGET is of, watched by AddressSanitizer and UndefinedBehaviorSanitizer.
function(ta_sanitized_twin target)
  get_target_property(sources ${target} SOURCES)
  list(TRANSFORM sources REPLACE "^(\\$<TARGET_OBJECTS:.*)>$" "\\1_sanitized>")
  get_target_property(deps ${target} LINK_LIBRARIES)
  list(REMOVE_ITEM deps ta_warnings)  # GCC 12 errs over values that a sanitizer looks at.
  list(TRANSFORM deps REPLACE "^(textanalysis::.*)$" "\\1_sanitized")
  add_library(${target}_sanitized STATIC ${sources})
  target_include_directories(${target}_sanitized PRIVATE $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
  target_compile_options(${target}_sanitized PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1)
  target_link_libraries(${target}_sanitized PUBLIC ${deps})
endfunction()

# Compiles each header that has no source on its own.
function(ta_check_headers target)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set(sources)
  foreach(header ${ARGN})
    string(REGEX REPLACE "[.]h$" ".cc" own ${CMAKE_CURRENT_SOURCE_DIR}/${header})
    if(EXISTS ${own})
      continue()
    endif()
    string(MAKE_C_IDENTIFIER ${header} id)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/self_contained/${id}.cc)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${folder}/${header}\"\n")
    list(APPEND sources ${source})
  endforeach()
  if(sources)
    add_library(${target}_headers OBJECT ${sources})
    target_link_libraries(${target}_headers PRIVATE ${target} ta_warnings)
  endif()
endfunction()

# ta_test(NAME LABEL label SRCS … DEPS …): a GoogleTest binary, one ctest entry.
function(ta_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)  # GCC 12 errs over absl::StatusOr
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} ta_test_support GTest::gmock GTest::gtest_main ta_warnings)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 300)
endfunction()

# ta_sanitized_test(NAME [DEPS …] [ARGUMENTS …]): the test program NAME once more, its own objects linked with the sanitized twins of analysis/.
function(ta_sanitized_test name)
  cmake_parse_arguments(ARG "" "" "DEPS;ARGUMENTS" ${ARGN})
  add_executable(${name}_sanitized $<TARGET_OBJECTS:${name}> $<TARGET_OBJECTS:ta_test_support>)
  target_link_options(${name}_sanitized PRIVATE -fsanitize=address,undefined)
  target_link_libraries(${name}_sanitized PRIVATE textanalysis::pipeline_sanitized ${ARG_DEPS})
  add_test(NAME ${name}_sanitized COMMAND ${name}_sanitized ${ARG_ARGUMENTS})
  set_tests_properties(${name}_sanitized PROPERTIES LABELS sanitized TIMEOUT 900)
endfunction()

# ta_fuzzer(NAME [DEPS …]): built in every preset; replays fuzz/corpus/NAME in ctest unless TA_BUILD_FUZZ. Without DEPS it knows analysis/
# alone, and is replayed with its sanitized twins, too.
function(ta_fuzzer name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_executable(${name}_fuzz ${name}_fuzz.cc)
  target_link_libraries(${name}_fuzz PRIVATE ${ARG_DEPS} ta_fuzz_support ta_warnings)
  if(TA_BUILD_FUZZ)
    target_compile_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name}_fuzz PRIVATE replay_main.cc)
    add_test(NAME ${name}_fuzz_replay COMMAND ${name}_fuzz ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    set_tests_properties(${name}_fuzz_replay PROPERTIES LABELS fuzz_replay TIMEOUT 300)
    if(NOT ARG_DEPS AND TARGET textanalysis::pipeline_sanitized)
      ta_sanitized_test(${name}_fuzz ARGUMENTS ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    endif()
  endif()
endfunction()
