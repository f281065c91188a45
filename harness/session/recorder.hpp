// Recorder: live traffic between a client and a server in, a session script out. Sans-io: whoever carries the bytes
// tells what it saw. Frames are decoded by the protocol's codec; bytes that are none go in as they are.
#pragma once

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "conformance/protocols.hpp"
#include "harness/session/inbox.hpp"
#include "harness/session/time.hpp"
#include "harness/session/verdict.hpp"

namespace wireproof::session {

// What a recording is made into.
struct RecordingOptions {
    std::string id;                    // `<protocol>-` and 5 characters
    std::string title, spec;           // a rule of the protocol
    Side plays = Side::client;         // the end that the script plays
    std::set<std::string> fresh = {};  // texts that have to be others in every run
};

struct Recording {
    Json script;
    std::map<std::string, std::string> params;  // secrets that were sent; the script has `$param` in their place
    std::size_t frames = 0, raw = 0;            // raw: runs of bytes that are no frame
};

// fresh_id makes an id for a script.
[[nodiscard]] std::string fresh_id(const Protocol& protocol, std::uint64_t seed);

class Recorder {
public:
    using WallTime = std::chrono::system_clock::time_point;
    // `began` is the wall time at which sessions' time is 0.
    Recorder(const Protocol& protocol, const Variant& variant, WallTime began)
        : protocol_(&protocol), variant_(&variant), began_(began) {}

    void opened(Time now, int link);
    void received(Time now, int link, Side from, ByteView bytes);
    void ended(Time now, int link, Side by, End how);

    // recording makes the script of everything so far.
    [[nodiscard]] Recording recording(const RecordingOptions& options) const;

private:
    struct Event {
        enum class Kind : std::uint8_t { opened, frame, raw, ended };
        Kind kind;
        Time at;
        int link;
        Side by;
        std::vector<StreamFrame> frame = {};  // one, of a frame
        Bytes raw = {};
        End end = End::fin;
    };
    struct Link {
        std::unique_ptr<Inbox> client, server;  // what each has sent
        std::size_t raw_from[2] = {0, 0};       // bytes behind an error that are recorded
    };
    class Writer;

    void take_raw(Time now, int link, Side from);
    void keep_raw(Time now, int link, Side from, ByteView bytes);

    const Protocol* protocol_;
    const Variant* variant_;
    WallTime began_;
    std::map<int, Link> links_;
    std::vector<Event> events_;
};

}  // namespace wireproof::session
