// Node-API before version 10 keeps references to objects, functions and symbols only;
// better-sqlite3 13 keeps references to strings. Boxing such a value in an object makes
// the same addon load in the Node 20 of an older Electron.
#pragma once
#include <node_api.h>
#include <mutex>
#include <unordered_set>

namespace boxed_reference {

inline std::mutex lock;
inline std::unordered_set<napi_ref> boxes;

inline bool is_box(napi_ref ref) {
  std::lock_guard<std::mutex> guard(lock);
  return boxes.count(ref) != 0;
}

inline napi_status create(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_symbol || type == napi_external) {
    return napi_create_reference(env, value, count, result);
  }
  napi_value box;
  if ((status = napi_create_object(env, &box)) != napi_ok) return status;
  if ((status = napi_set_element(env, box, 0, value)) != napi_ok) return status;
  if ((status = napi_create_reference(env, box, count, result)) != napi_ok) return status;
  std::lock_guard<std::mutex> guard(lock);
  boxes.insert(*result);
  return napi_ok;
}

inline napi_status get(napi_env env, napi_ref ref, napi_value* result) {
  napi_status status = napi_get_reference_value(env, ref, result);
  if (status != napi_ok || *result == nullptr || !is_box(ref)) return status;
  return napi_get_element(env, *result, 0, result);
}

inline napi_status remove(napi_env env, napi_ref ref) {
  {
    std::lock_guard<std::mutex> guard(lock);
    boxes.erase(ref);
  }
  return napi_delete_reference(env, ref);
}

} // namespace boxed_reference

#define napi_create_reference boxed_reference::create
#define napi_get_reference_value boxed_reference::get
#define napi_delete_reference boxed_reference::remove
