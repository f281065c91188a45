#include "harness/session/trace.hpp"

#include "harness/session/explain.hpp"

namespace wireproof::session {

Json to_json(const Traced& entry) {
    Json json = {{"t_us", entry.at.count()}, {"on", entry.on}, {"dir", entry.dir}};
    if (entry.bytes) json["bytes"] = to_hex(*entry.bytes);
    if (!entry.frame.empty()) json["frame"] = entry.frame;
    if (entry.came) json["frame"] = entry.came->type().name;
    if (entry.came) json["value"] = wire::to_json(entry.came->any());
    if (entry.value) json["value"] = *entry.value;
    if (entry.cut > 0) json["cut"] = entry.cut;
    return cut(std::move(json));
}

Json to_json(const Trace& trace) {
    Json list = Json::array();
    for (const auto& entry : trace) list.push_back(to_json(entry));
    return list;
}

}  // namespace wireproof::session
