# ta_messages(TARGET PROTO [ROOT]): generates C++ messages of PROTO, a path below ROOT (this folder by default), into the build tree.
# ta_stubs(TARGET MESSAGES PROTO [ROOT]): the gRPC stubs of the same PROTO, over the target of its messages.
find_package(Protobuf REQUIRED)
if(TA_BUILD_SERVICE)
  find_package(gRPC CONFIG REQUIRED)
endif()

function(ta_generate target proto root suffix)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/gen)
  get_filename_component(dir ${proto} DIRECTORY)
  get_filename_component(stem ${proto} NAME_WE)
  set(generated ${out}/${dir}/${stem}${suffix}.cc ${out}/${dir}/${stem}${suffix}.h)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(
    OUTPUT ${generated}
    COMMAND protobuf::protoc ${ARGN} -I ${root} ${proto}
    DEPENDS ${root}/${proto}
    COMMENT "Generating ${stem}${suffix} of ${proto}"
    VERBATIM)
  add_library(${target} STATIC ${generated})
  target_include_directories(${target} SYSTEM PUBLIC ${out})
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

function(ta_messages target proto)
  set(root ${CMAKE_CURRENT_SOURCE_DIR} ${ARGN})
  list(GET root -1 root)
  ta_generate(${target} ${proto} ${root} .pb --cpp_out=${CMAKE_CURRENT_BINARY_DIR}/gen)
  target_link_libraries(${target} PUBLIC protobuf::libprotobuf)
endfunction()

function(ta_stubs target messages proto)
  set(root ${CMAKE_CURRENT_SOURCE_DIR} ${ARGN})
  list(GET root -1 root)
  ta_generate(${target} ${proto} ${root} .grpc.pb --grpc_out=${CMAKE_CURRENT_BINARY_DIR}/gen
    --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>)
  target_link_libraries(${target} PUBLIC ${messages} gRPC::grpc++)
endfunction()
