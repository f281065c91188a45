#include "harness/peers/haystack/methods.hpp"

#include <algorithm>

namespace wireproof::peers::haystack {
namespace {

using Grid = std::expected<Hayson, std::string>;

// Arguments takes a call's arguments one by one and notes the first that is missing or of another kind.
class Arguments {
public:
    explicit Arguments(const Json& args) : args_(args) {}

    std::optional<std::string> text(const char* name, bool needed = true) {
        const auto* const value = find(name, needed);
        if (value == nullptr) return std::nullopt;
        if (!value->is_string()) fail(name, "text");
        else return value->get<std::string>();
        return std::nullopt;
    }
    std::optional<double> number(const char* name, bool needed = true) {
        const auto* const value = find(name, needed);
        if (value == nullptr) return std::nullopt;
        if (!value->is_number()) fail(name, "a number");
        else return value->get<double>();
        return std::nullopt;
    }
    bool flag(const char* name) {
        const auto* const value = find(name, false);
        if (value != nullptr && !value->is_boolean()) fail(name, "true or false");
        return value != nullptr && *value == true;
    }
    std::vector<Hayson> ids(bool needed = true) {
        std::vector<Hayson> rows;
        for (const auto& id : list("ids", needed)) {
            if (!id.is_string()) fail("ids", "texts");
            else rows.push_back({{"id", ref_to(id.get<std::string>())}});
        }
        return rows;
    }
    std::vector<Hayson> objects(const char* name) {
        std::vector<Hayson> rows;
        for (const auto& item : list(name, true)) {
            if (!item.is_object()) fail(name, "objects");
            else rows.push_back(item);
        }
        return rows;
    }
    Hayson object(const char* name, bool needed = true) {
        const auto* const value = find(name, needed);
        if (value != nullptr && !value->is_object()) fail(name, "an object");
        return value != nullptr && value->is_object() ? Hayson(*value) : Hayson::object();
    }
    Hayson value(const char* name) {
        const auto* const found = find(name, false);
        return found == nullptr ? Hayson() : Hayson(*found);
    }

    // result gives the grid, or what was wrong with the arguments.
    Grid result(Hayson grid) const {
        if (!error_.empty()) return std::unexpected(error_);
        for (const auto& [name, value] : args_.items())
            if (std::ranges::find(taken_, name) == taken_.end()) return std::unexpected("no argument " + name);
        return grid;
    }

private:
    const Json* find(const char* name, bool needed) {
        taken_.emplace_back(name);
        const auto it = args_.find(name);
        if (it != args_.end() && !it->is_null()) return &*it;
        if (needed) fail(name, "a value");
        return nullptr;
    }
    Json list(const char* name, bool needed) {
        const auto* const value = find(name, needed);
        if (value != nullptr && !value->is_array()) fail(name, "a list");
        return value != nullptr && value->is_array() ? *value : Json::array();
    }
    void fail(const std::string& name, const std::string& expected) {
        if (error_.empty()) error_ = name + ": expected " + expected;
    }

    const Json& args_;
    std::vector<std::string> taken_;
    std::string error_;
};

Hayson id_row(Arguments& in) { return {{"id", ref_to(in.text("id").value_or(""))}}; }

Grid nothing(const Json& args) { return Arguments(args).result(grid_of({})); }

Grid read(const Json& args) {
    Arguments in(args);
    Hayson row = {{"filter", in.text("filter").value_or("")}};
    if (const auto limit = in.number("limit", false)) row["limit"] = *limit;
    return in.result(grid_of({row}));
}

Grid read_by_ids(const Json& args) {
    Arguments in(args);
    return in.result(grid_of(in.ids()));
}

Grid nav(const Json& args) {
    Arguments in(args);
    return in.result(grid_of({{{"navId", in.value("nav_id")}}}));
}

Grid his_read(const Json& args) {
    Arguments in(args);
    auto row = id_row(in);
    row["range"] = in.text("range").value_or("");
    return in.result(grid_of({row}));
}

Grid his_write(const Json& args) {
    Arguments in(args);
    auto meta = id_row(in);
    return in.result(grid_of(in.objects("items"), std::move(meta)));
}

Grid point_write(const Json& args) {
    Arguments in(args);
    auto row = id_row(in);
    row["level"] = in.number("level").value_or(0);
    row["val"] = in.value("val");
    row["who"] = in.text("who", false).value_or("");
    if (const auto duration = in.number("duration_s", false)) row["duration"] = number(*duration, "s");
    return in.result(grid_of({row}));
}

Grid point_write_array(const Json& args) {
    Arguments in(args);
    return in.result(grid_of({id_row(in)}));
}

Grid watch_sub(const Json& args) {
    Arguments in(args);
    Hayson meta = {{"watchDis", in.text("watch_dis", false).value_or("wireproof")}};
    if (const auto lease = in.number("lease_s", false)) meta["lease"] = number(*lease, "s");
    return in.result(grid_of(in.ids(), std::move(meta)));
}

Grid watch_poll(const Json& args) {
    Arguments in(args);
    Hayson meta = {{"watchId", in.text("watch_id").value_or("")}};
    if (in.flag("refresh")) meta["refresh"] = marker();
    return in.result(grid_of({}, std::move(meta)));
}

Grid watch_unsub(const Json& args) {
    Arguments in(args);
    Hayson meta = {{"watchId", in.text("watch_id").value_or("")}};
    if (in.flag("close")) meta["close"] = marker();
    return in.result(grid_of(in.ids(false), std::move(meta)));
}

Grid invoke_action(const Json& args) {
    Arguments in(args);
    auto meta = id_row(in);
    meta["action"] = in.text("action").value_or("");
    auto row = in.object("args", false);
    return in.result(grid_of(row.empty() ? std::vector<Hayson>() : std::vector<Hayson>{row}, std::move(meta)));
}

Grid any(const Json& args) {
    Arguments in(args);
    std::ignore = in.text("op");
    return in.result(in.object("grid"));
}

constexpr Method kMethods[] = {{"about", "about", &nothing},
                               {"ops", "ops", &nothing},
                               {"formats", "formats", &nothing},
                               {"read", "read", &read},
                               {"read_by_ids", "read", &read_by_ids},
                               {"nav", "nav", &nav},
                               {"his_read", "hisRead", &his_read},
                               {"his_write", "hisWrite", &his_write, false},
                               {"point_write", "pointWrite", &point_write, false},
                               {"point_write_array", "pointWrite", &point_write_array},
                               {"watch_sub", "watchSub", &watch_sub},
                               {"watch_poll", "watchPoll", &watch_poll},
                               {"watch_unsub", "watchUnsub", &watch_unsub, false},
                               {"invoke_action", "invokeAction", &invoke_action},
                               {"op", "", &any}};

}  // namespace

std::span<const Method> methods() { return kMethods; }

std::expected<Request, std::string> request_of(const Method& method, const Json& args) {
    auto grid = method.grid(args);
    if (!grid) return std::unexpected(grid.error());
    return Request{method.op.empty() ? args.at("op").get<std::string>() : std::string(method.op), std::move(*grid)};
}

std::expected<std::vector<Request>, std::string> requests_of(const Json& args) {
    std::vector<Request> requests;
    const auto calls = args.find("calls");
    if (calls == args.end() || !calls->is_array() || calls->empty()) return std::unexpected("calls: expected a list");
    const auto& op = *std::ranges::find(kMethods, "op", &Method::name);
    for (const auto& call : *calls) {
        if (!call.is_object()) return std::unexpected("calls: expected objects");
        auto request = request_of(op, call);
        if (!request) return std::unexpected("calls: " + request.error());
        requests.push_back(std::move(*request));
    }
    return requests;
}

}  // namespace wireproof::peers::haystack
