// Store: what the Haystack server knows, in memory: entities, their histories and priority arrays, and watches on them.
// It begins with the entities that scripts count on: `site-1`, and `point-0` to `point-2999`.
#pragma once

#include <map>
#include <set>

#include "harness/peers/haystack/filter.hpp"
#include "harness/peers/haystack/instant.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers::haystack {

using session::Time;

inline constexpr int kPoints = 3000;
inline constexpr int kLevels = 17;  // of a priority array; the last one is the default
inline constexpr int kNobody = -1;

class Store {
public:
    [[nodiscard]] const Hayson* find(const std::string& id) const;
    [[nodiscard]] std::vector<Hayson> select(const Filter& filter, std::size_t limit) const;
    // children: the sites, or what stands on one.
    [[nodiscard]] std::vector<Hayson> children(const std::optional<std::string>& of) const;

    [[nodiscard]] std::vector<Hayson> history(const std::string& id, const Range& range) const;
    void write_history(const std::string& id, Instant at, Hayson row);

    // write_point sets a level, or clears it with a null; a level with an end is clear from then on.
    void write_point(
        const std::string& id, int level, Hayson val, std::string who, std::optional<Time> until, Time now);
    [[nodiscard]] std::vector<Hayson> priority_array(const std::string& id, Time now) const;

    // ---- watches: they end when nobody has asked for them in the time of their lease ------------------------------
    struct Watch {
        std::set<std::string> ids, dirty;
        Time lease, until;
        bool text = false;         // pushes go out as text
        int subscriber = kNobody;  // the connection that pushes go to
    };
    [[nodiscard]] Watch* watch(const std::string& id, Time now);
    [[nodiscard]] std::pair<std::string, Watch*> open_watch(Time lease, Time now);
    void close_watch(const std::string& id) { watches_.erase(id); }
    void leave(int subscriber);  // nothing is pushed to it any more
    // watchers of a point: the names of the watches.
    [[nodiscard]] std::vector<std::string> watchers(const std::string& id, Time now);

private:
    struct Level {
        Hayson val;
        std::string who;
        std::optional<Time> until;
    };
    void show_effective(const std::string& id, Time now);

    [[nodiscard]] const Hayson& entity(const std::string& id) const { return *find(id); }

    std::map<std::string, Hayson> changed_;  // entities that are no longer what they began as
    std::map<std::string, std::map<Instant, Hayson>> histories_;
    std::map<std::string, std::map<int, Level>> levels_;
    std::map<std::string, Watch> watches_;
    unsigned last_watch_ = 0;
};

}  // namespace wireproof::peers::haystack
