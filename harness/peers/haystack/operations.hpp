// Operations of the Haystack server: a grid in, a grid out, and what has to be pushed because of it.
#pragma once

#include "harness/peers/haystack/store.hpp"

namespace wireproof::peers::haystack {

// Who asks, and when.
struct Asker {
    Time now;
    int connection;
    bool text;  // in JSON text, in place of binary frames
};

struct Push {
    int connection;
    bool text;
    std::string watch;
    Hayson grid;
};

class Operations {
public:
    // run answers a request; what it cannot do it answers with an error grid.
    [[nodiscard]] Hayson run(std::string_view op, const Hayson& grid, const Asker& asker);
    [[nodiscard]] std::vector<Push> take_pushes() { return std::exchange(pushes_, {}); }
    // forget is told when a connection has ended.
    void forget(int connection) { store_.leave(connection); }

private:
    using Answer = std::expected<Hayson, std::string>;
    struct Row {
        std::string_view op;
        Answer (Operations::*run)(const Hayson& grid, const Asker& asker);
        std::string_view summary;
    };
    static const Row kRows[];

    Answer about(const Hayson& grid, const Asker& asker);
    Answer ops(const Hayson& grid, const Asker& asker);
    Answer formats(const Hayson& grid, const Asker& asker);
    Answer close(const Hayson& grid, const Asker& asker);
    Answer read(const Hayson& grid, const Asker& asker);
    Answer nav(const Hayson& grid, const Asker& asker);
    Answer his_read(const Hayson& grid, const Asker& asker);
    Answer his_write(const Hayson& grid, const Asker& asker);
    Answer point_write(const Hayson& grid, const Asker& asker);
    Answer watch_sub(const Hayson& grid, const Asker& asker);
    Answer watch_unsub(const Hayson& grid, const Asker& asker);
    Answer watch_poll(const Hayson& grid, const Asker& asker);
    Answer invoke_action(const Hayson& grid, const Asker& asker);

    [[nodiscard]] std::expected<std::string, std::string> known(const Hayson* id) const;
    [[nodiscard]] std::vector<Hayson> entities(const auto& ids) const;

    Store store_;
    std::vector<Push> pushes_;
};

}  // namespace wireproof::peers::haystack
