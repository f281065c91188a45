// Calls of the Haystack client that wait: by the ids of their requests, with what has come for them so far.
#pragma once

#include <map>

#include "harness/peers/haystack/grid.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers::haystack {

using session::Time;
using RequestId = std::uint32_t;

// What a call came to: a grid for each of its requests, which is an error or is not.
struct Answered {
    Hayson grid;
    bool failed = false;
};

struct Call {
    int seq = 0;
    Time deadline{};
    bool returns_grid = true;
    bool batch = false;
    std::vector<std::optional<Answered>> answers{};  // one for each request, in their order
};

class Calls {
public:
    // add notes a call whose requests have these ids.
    void add(Call call, const std::vector<RequestId>& ids);
    [[nodiscard]] bool waits_for(RequestId id) const { return by_id_.contains(id); }
    [[nodiscard]] std::optional<RequestId> oldest() const;
    // answer gives the call if nothing more has to come for it; nothing also for an id that nobody waits for.
    [[nodiscard]] std::optional<Call> answer(RequestId id, Answered answered);
    // take gives up a call: that of a request, that of a seq, all that are overdue, all there are.
    [[nodiscard]] std::optional<Call> take(RequestId id);
    [[nodiscard]] std::optional<Call> take_seq(int seq);
    [[nodiscard]] std::vector<Call> take_overdue(Time now);
    [[nodiscard]] std::vector<Call> take_all();
    [[nodiscard]] std::optional<Time> deadline() const;

private:
    using Number = int;  // of a call
    [[nodiscard]] Call remove(Number number);

    std::map<Number, Call> calls_;
    std::map<RequestId, std::pair<Number, std::size_t>> by_id_;  // and which of its answers
    Number next_ = 0;
};

}  // namespace wireproof::peers::haystack
