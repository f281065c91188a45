// The streams of the Flo server: append, ranged reads, retention, consumer groups. One partition, number 0.
#pragma once

#include <set>

#include "harness/peers/flo/reply.hpp"

namespace wireproof::peers::flo {

class Streams {
public:
    [[nodiscard]] Answer append(const Operation& operation);
    // read waits, if asked to, for a record after `tail_from`: where the stream ended when the request came.
    [[nodiscard]] Answer read(const Operation& operation, std::uint64_t tail_from);
    [[nodiscard]] Answer info(const Operation& operation);
    [[nodiscard]] Answer trim(const Operation& operation);
    [[nodiscard]] Answer join(const Operation& operation);
    [[nodiscard]] Answer leave(const Operation& operation);
    [[nodiscard]] Answer group_read(const Operation& operation);
    [[nodiscard]] Answer group_ack(const Operation& operation);
    [[nodiscard]] std::uint64_t last_sequence(const Name& name) const;

private:
    struct Group {
        std::set<std::string> members;
        std::uint64_t handed_out = 0;                  // the last sequence
        std::map<std::uint64_t, std::string> pending;  // handed out to whom and not acknowledged
        std::set<std::uint64_t> returned;              // were pending when their consumer left
    };
    struct Stream {
        std::uint64_t last_sequence = 0;
        std::vector<StreamRecord> records;
        std::map<std::string, Group> groups;
    };
    std::map<Name, Stream> streams_;
};

}  // namespace wireproof::peers::flo
