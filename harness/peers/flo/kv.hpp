// The key-value part of the Flo server: conditional writes, versions, expiry, history, paged scans.
#pragma once

#include "harness/peers/flo/reply.hpp"

namespace wireproof::peers::flo {

class KeyValues {
public:
    // handle answers the KV op codes; the last is what a request of another group gives.
    [[nodiscard]] Answer put(const Operation& operation);
    [[nodiscard]] Answer get(const Operation& operation);
    [[nodiscard]] Answer remove(const Operation& operation);
    [[nodiscard]] Answer scan(const Operation& operation);
    [[nodiscard]] Answer history(const Operation& operation);

private:
    // Versions stay when a value is deleted or expires, so that a key's numbers never repeat.
    struct Entry {
        std::vector<HistoryEntry> versions;
        bool live = false;
        std::optional<Time> expires;
    };
    [[nodiscard]] Entry* live(const Name& name, Time now);

    std::map<Name, Entry> entries_;
};

}  // namespace wireproof::peers::flo
