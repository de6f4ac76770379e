# ta_proto(TARGET PROTO [ROOT]): generates C++ messages and gRPC stubs of PROTO, a path below ROOT (this folder by default), into
# the build tree.
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)

function(ta_proto target proto)
  set(root ${CMAKE_CURRENT_SOURCE_DIR})
  if(ARGC GREATER 2)
    set(root ${ARGV2})
  endif()
  get_filename_component(dir ${proto} DIRECTORY)
  get_filename_component(stem ${proto} NAME_WE)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/gen)
  set(base ${out}/${dir}/${stem})
  set(generated ${base}.pb.cc ${base}.pb.h ${base}.grpc.pb.cc ${base}.grpc.pb.h)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(
    OUTPUT ${generated}
    COMMAND protobuf::protoc --cpp_out=${out} --grpc_out=${out}
            --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>
            -I ${root} ${proto}
    DEPENDS ${root}/${proto}
    COMMENT "Generating ${proto}"
    VERBATIM)
  add_library(${target} STATIC ${generated})
  target_include_directories(${target} SYSTEM PUBLIC ${out})
  target_link_libraries(${target} PUBLIC gRPC::grpc++ protobuf::libprotobuf)
endfunction()
