// date: what time of which day it is, as `$now` and our own peers see it: the system's, or that of a made-up clock for
// the sessions of one thread.
#pragma once

#include <chrono>
#include <functional>

namespace wireproof::session {

using Date = std::chrono::system_clock::time_point;

[[nodiscard]] Date date();

// MadeUpDate: while it lives, date gives what `now` says, in this thread.
class MadeUpDate {
public:
    explicit MadeUpDate(std::function<Date()> now);
    ~MadeUpDate();
    MadeUpDate(const MadeUpDate&) = delete;
    MadeUpDate& operator=(const MadeUpDate&) = delete;
};

}  // namespace wireproof::session
